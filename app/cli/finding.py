"""The verb that finds items."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli import item_json as item_json
from app.cli.readable import interval, length, position
from app.cli.verb import Verb, verb_run
from app.messages.wording import word
from app.search.results import FindResult, FoundItem, PlaceTaken
from resources.messages import later, number, tr, trn

if TYPE_CHECKING:
    from app.cli.page import Page


def add_to(app: typer.Typer) -> None:
    """Put the verb into the program."""
    app.command(cls=Verb)(find)


def find(
    context: typer.Context,
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help=later("In quotes; an empty one finds everything."))
    ],
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, metavar="N", help=later("Items told."))] = 100,
    offset: Annotated[
        int, typer.Option("--offset", min=0, metavar="N", help=later("Items passed over."))
    ] = 0,
) -> None:
    """Find items by words, place, time, tag, claim …; see “Query language” in the manual."""
    run = verb_run(context)
    with run.open() as catalogue:
        found = catalogue.search.find(query, limit, offset)
    document = {
        "total": found.total,
        "items": [_item(item) for item in found.items],
        "place": _place(found.place) if found.place else None,
        "others": [_place(other) for other in found.others],
        "places": [_place(place) for place in found.places],
    }
    # after the catalogue is closed: a slow reader of the output holds nobody up
    run.terminal.show(document, lambda page: _print(page, found, offset))
    for place in found.places:
        _say_place(run.terminal.say, place)


def _item(of: FoundItem) -> dict[str, Any]:
    return {
        **item_json.record(of, {"id", "captured_earliest", "captured_latest"}),
        "captured": of.captured,
    }


def _place(of: PlaceTaken) -> dict[str, Any]:
    return item_json.record(of, {"others"})


def _print(page: "Page", found: FindResult, offset: int) -> None:
    if not found.items:
        page.line(
            trn("{count} item, none told.", "{count} items, none told.", found.total)
            if found.total
            else tr("Nothing answers.")
        )
        return
    page.table(
        (
            later("exhibit"),
            later("title"),
            later("type"),
            later("held"),
            later("where"),
            later("basis"),
            later("match"),
            later("distance"),
            later("captured"),
            later("tags"),
        ),
        [_row(item) for item in found.items],
        right=("distance",),
    )
    last = offset + len(found.items)
    if offset or last < found.total:
        page.line(
            trn(
                "{first} to {last} of {count} item",
                "{first} to {last} of {count} items",
                found.total,
                first=number(offset + 1),
                last=number(last),
            )
        )
    else:
        page.line(trn("{count} item", "{count} items", found.total))


def _row(of: FoundItem) -> tuple[object, ...]:
    return (
        of.exhibit,
        of.title,
        word(of.type),
        tr("held") if of.held else tr("not held"),
        position(of.lat, of.lon, of.radius_m),
        f"{word(of.role)}, {word(of.basis)}" if of.role else None,
        word(of.match) or tr("not asked"),
        length(of.distance_m) if of.distance_m is not None else tr("not asked"),
        interval(of.captured_earliest, of.captured_latest),
        of.tags,
    )


def _say_place(say: Callable[[str], None], of: PlaceTaken) -> None:
    """Which place a name was taken to mean, and which it was not."""
    say(tr("“{typed}” was taken as {place}.", typed=of.typed, place=_described(of)))
    if of.disputed:
        say(of.disputed)
    for other in of.others:
        say(f"  {tr('not as {place}', place=_described(other))}")


def _described(of: PlaceTaken) -> str:
    parts = [part for part in dict.fromkeys((of.name, of.region, of.country)) if part]
    where = "" if of.lat is None or of.lon is None else f" ({of.lat:.4f}, {of.lon:.4f})"
    return f"{', '.join(parts)}{where}"
