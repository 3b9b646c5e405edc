"""Verbs for places: what a name may mean, and where an item was taken or what it shows."""

from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli import item_json as item_json
from app.cli.field_options import Said, with_fields
from app.cli.items import Exhibit
from app.cli.readable import interval, length, position
from app.cli.units import metres
from app.cli.verb import Verb, verb_run
from app.fields.evidence import LOCATION, TIME
from app.messages.wording import word
from app.places.candidate import Candidate
from app.records import Location, exhibit_number
from resources.messages import later, shown, tr

if TYPE_CHECKING:
    from app.cli.page import Page


def add_to(app: typer.Typer) -> None:
    """Put the verbs into the program."""
    for verb in (place, locate, date):
        app.command(cls=Verb)(verb)


def place(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help=later("In any script, misspelt too."))],
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=100, metavar="N")] = 10,
) -> None:
    """Places that a name may mean, best first. Without a catalogue, those of the gazetteer."""
    run = verb_run(context)
    # a catalogue knows places of its own, and which ones are near the case
    if run.points_somewhere:
        with run.open() as catalogue:
            found = catalogue.places.find(name, limit)
    else:
        from app.places.gazetteer import Gazetteer

        with closing(Gazetteer()) as gazetteer:
            found = gazetteer.find(name, (), limit)
    run.terminal.show(
        {"candidates": [candidate(of) for of in found]},
        lambda page: (
            _print(page, found) if found else page.line(tr("Nothing is called like “{name}”.", name=name))
        ),
    )


@with_fields(LOCATION.given)
def locate(
    context: typer.Context,
    exhibit: Exhibit,
    role: Annotated[str, typer.Option(metavar="ROLE", help=later("camera, subject or publisher."))],
    basis: Annotated[str, typer.Option(metavar="BASIS", help=later("claimed, recorded or assessed."))],
    at: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help=later("Coordinates in any notation, or the name of a place.")),
    ] = None,
    radius: Annotated[
        str | None,
        typer.Option(metavar="M", help=later("How far off it may be: 500, 500m, 2km, 300ft, 1nmi.")),
    ] = None,
    *,
    fields: Said,
    bearing: Annotated[
        float | None, typer.Option(metavar="DEGREES", help=later("Where the camera looks."))
    ] = None,
    bearing_reference: Annotated[
        str | None, typer.Option(metavar="NORTH", help=later("true or magnetic."))
    ] = None,
    field_of_view: Annotated[float | None, typer.Option(metavar="DEGREES")] = None,
    status: Annotated[
        str | None, typer.Option(metavar="STATUS", help=later("open, assessed or tried and not locatable."))
    ] = None,
) -> None:
    """Add a statement of where an item was taken, or what it shows. Older statements stay."""
    run = verb_run(context)
    with run.open() as catalogue:
        item = catalogue.evidence.named(exhibit)
        located = catalogue.statements.locate(
            item,
            role=role,
            basis=basis,
            at=at,
            radius_m=None if radius is None else metres(radius),
            **fields,
            bearing=bearing,
            bearing_reference=bearing_reference,
            field_of_view=field_of_view,
            status=status,
        )
        made = next(of for of in catalogue.evidence.dossier(item).locations if of.id == located.location_id)
    run.terminal.show(
        {"exhibit": exhibit_number(item), "taken": located.taken, "location": item_json.location(made)},
        lambda page: page.line(
            f"{exhibit_number(item)}, {word(made.role)}, {word(made.basis)}: {_taken(located.taken, made)}."
        ),
    )


@with_fields(TIME.given)
def date(
    context: typer.Context,
    exhibit: Exhibit,
    at: Annotated[
        str,
        typer.Option(
            metavar="TEXT", help=later("2024, 2024-10-18, 2024-10-18T09:30+09:00, or two with .. between.")
        ),
    ],
    basis: Annotated[str, typer.Option(metavar="BASIS", help=later("claimed, recorded or assessed."))],
    *,
    fields: Said,
    kind: Annotated[
        str, typer.Option(metavar="KIND", help=later("captured, created, modified or published."))
    ] = "captured",
) -> None:
    """Add a statement of when an item was taken, made or published. Older statements stay."""
    run = verb_run(context)
    with run.open() as catalogue:
        item = catalogue.evidence.named(exhibit)
        made = catalogue.statements.date(item, at, basis=basis, kind=kind, **fields)
        time = next(of for of in catalogue.evidence.dossier(item).times if of.id == made)
    run.terminal.show(
        {"exhibit": exhibit_number(item), "time": item_json.time(time)},
        lambda page: page.line(
            f"{exhibit_number(item)}, {word(time.kind)}, {word(time.basis)}: "
            f"{interval(time.earliest, time.latest)}."
        ),
    )


def candidate(of: Candidate) -> dict[str, Any]:
    """A candidate as JSON."""
    return {
        "name": of.name,
        "country": of.country or None,
        "country_code": of.country_code or None,
        "region": of.region or None,
        "lat": of.lat,
        "lon": of.lon,
        "geonames_id": of.geonames_id,
        "matched": of.matched,
        "match": str(of.match),
        "score": of.score,
        "population": of.population or None,
        "distance_m": of.distance_m,
        "disputed": of.disputed,
        "of_this_catalogue": of.case_key is not None,
    }


def _print(page: "Page", found: Sequence[Candidate]) -> None:
    page.table(
        (
            later("name"),
            later("region"),
            later("country"),
            later("where"),
            later("matched"),
            later("how"),
            later("to nearest item"),
            later("geonames"),
        ),
        [
            (
                of.name,
                of.region,
                of.country,
                None if of.lat is None or of.lon is None else f"{of.lat:.5f}, {of.lon:.5f}",
                of.matched,
                word(str(of.match)),
                None if of.distance_m is None else length(of.distance_m),
                of.geonames_id,
            )
            for of in found
        ],
        right=(later("to nearest item"), "geonames"),
    )
    for of in found:
        if of.disputed:
            page.line(f"{of.name}: {of.disputed}")


def _taken(words: str, made: Location) -> str:
    """What was understood and where that is, told once where it was coordinates."""
    where = position(made.lat, made.lon, made.radius_m)
    return where if where.startswith(words) else f"{shown(words)} ({where})"
