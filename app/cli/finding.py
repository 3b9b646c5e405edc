"""The verb that finds items."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli import item_json as item_json
from app.cli.readable import UNKNOWN, interval, length, position
from app.cli.verb import Verb, verb_run
from app.messages.wording import counted
from app.search.results import FindResult, FoundItem, PlaceTaken

if TYPE_CHECKING:
    from app.cli.page import Page


def add_to(app: typer.Typer) -> None:
    """Put the verb into the program."""
    app.command(cls=Verb)(find)


def find(
    context: typer.Context,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="In quotes; an empty one finds everything.")],
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, metavar="N", help="Items told.")] = 100,
    offset: Annotated[int, typer.Option("--offset", min=0, metavar="N", help="Items passed over.")] = 0,
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
        page.line(f"{counted(found.total, 'item')}, none told." if found.total else "Nothing answers.")
        return
    page.table(
        ("exhibit", "title", "type", "held", "where", "basis", "match", "distance", "captured", "tags"),
        [_row(item) for item in found.items],
        right=("distance",),
    )
    last = offset + len(found.items)
    if offset or last < found.total:
        page.line(f"{offset + 1:,} to {last:,} of {counted(found.total, 'item')}")
    else:
        page.line(counted(found.total, "item"))


def _row(of: FoundItem) -> tuple[object, ...]:
    return (
        of.exhibit,
        of.title,
        of.type,
        "held" if of.held else "not held",
        position(of.lat, of.lon, of.radius_m),
        f"{of.role}, {of.basis}" if of.role else UNKNOWN,
        of.match or "not asked",
        length(of.distance_m) if of.distance_m is not None else "not asked",
        interval(of.captured_earliest, of.captured_latest),
        of.tags,
    )


def _say_place(say: Callable[[str], None], of: PlaceTaken) -> None:
    """Which place a name was taken to mean, and which it was not."""
    say(f"“{of.typed}” was taken as {_described(of)}.")
    if of.disputed:
        say(of.disputed)
    for other in of.others:
        say(f"  not as {_described(other)}")


def _described(of: PlaceTaken) -> str:
    parts = [part for part in (of.name, of.region, of.country) if part]
    where = "" if of.lat is None or of.lon is None else f" ({of.lat:.4f}, {of.lon:.4f})"
    return f"{', '.join(parts)}{where}"
