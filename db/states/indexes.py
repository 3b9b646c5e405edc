"""The search indexes compared with the rows that they are made of, a range of ids at a time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.exc import DatabaseError

from db.acts.derived import texts_of
from db.engine import COUNTS, COUNTS_AS_BEST, Box, DatabaseEngine, IndexedLocation, IndexedText
from db.schema import ITEM, LOCATION
from db.states.difference import RowDifference

TEXT_INDEX, PLACE_INDEX = "text_index", "place_index"
"""What a difference says of which index."""
_ITEMS_AT_ONCE = 500
_LOCATIONS_AT_ONCE = 10_000
_TOLERANCE = 1e-4
"""Degrees: an index may keep 32-bit numbers, rounded outwards by up to 2.4 m."""
_KINDS = tuple(each.name for each in fields(IndexedText) if each.name != "item_id")
Step = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class PlacedShape:
    """Where a location is: a point with the radius of what it may be instead, or an outline as JSON."""

    lat: float
    lon: float
    radius_m: float | None
    footprint: str | None


Cover = Callable[[Sequence[PlacedShape]], Sequence[Sequence[tuple[Box, ...]]]]
"""Gives of each shape the boxes that cover it: in each way in which an act may have made them."""


def text_differences(connection: Connection, engine: DatabaseEngine, step: Step) -> Iterator[RowDifference]:
    """Items that the text index would find by other words than they have."""
    for after, until, items in _ranges(connection, select(ITEM.c.id), _ITEMS_AT_ONCE):
        right, unreadable = _texts(connection, items)
        kept = {text.item_id: text for text in engine.indexed_texts(connection, after, until)}
        # nearly always all are equal: to sort the words of each item would cost more than to make them
        for item in sorted(right.keys() | kept.keys()):
            same = right.get(item) == kept.get(item) or _same_words(right.get(item), kept.get(item))
            if not same and item not in unreadable:  # of which the comparison of rows tells
                yield RowDifference("item", (item,), "derived", None, item, (TEXT_INDEX,))
        step(len(items))


def _texts(connection: Connection, items: Sequence[int]) -> tuple[dict[int, IndexedText], set[int]]:
    """The words of items, and those items of which a text is none, though the database has it as one."""
    try:
        return {text.item_id: text for text in texts_of(connection, items)}, set()
    except DatabaseError:
        if len(items) == 1:
            return {}, set(items)
    each = [_texts(connection, [item]) for item in items]
    return {item: text for texts, _ in each for item, text in texts.items()}, set().union(
        *(unreadable for _, unreadable in each)
    )


def _same_words(one: IndexedText | None, other: IndexedText | None) -> bool:
    """Whether two say the same: their texts may have been read in another order."""
    if one is None or other is None:
        return False
    return all(_parts(getattr(one, kind)) == _parts(getattr(other, kind)) for kind in _KINDS)


def _parts(text: object) -> object:
    return sorted(text.split()) if isinstance(text, str) else text


def place_differences(
    connection: Connection, engine: DatabaseEngine, cover: Cover, step: Step
) -> Iterator[RowDifference]:
    """Locations that the place index would find elsewhere, or not at all."""
    for after, until, rows in _ranges(connection, _LOCATIONS, _LOCATIONS_AT_ONCE):
        right = _placed(rows, cover)
        kept = engine.indexed_locations(connection, after, until)
        for location in sorted(right.keys() | kept.keys()):
            ways, found = right.get(location, ()), kept.get(location, ())
            if len(found) != 1 or not any(_same_place(way, found[0]) for way in ways):
                item = ways[0].item_id if ways else None
                yield RowDifference("location", (location,), "derived", None, item, (PLACE_INDEX,))
        step(len(rows))


def placed(connection: Connection, locations: Sequence[int], cover: Cover) -> list[IndexedLocation]:
    """Locations as the place index should have them."""
    rows = connection.execute(_LOCATIONS.where(LOCATION.c.id.in_(locations))).all()
    return [ways[0] for ways in _placed(rows, cover).values()]


_LOCATIONS = select(
    LOCATION.c.id,
    LOCATION.c.item_id,
    LOCATION.c.lat,
    LOCATION.c.lon,
    LOCATION.c.radius_m,
    LOCATION.c.footprint,
    LOCATION.c.role,
    LOCATION.c.basis,
    LOCATION.c.best,
    (LOCATION.c.withdrawn.is_(None) & ITEM.c.withdrawn.is_(None)).label("counts"),
).join(ITEM, ITEM.c.id == LOCATION.c.item_id)


def _placed(rows: Sequence[Any], cover: Cover) -> dict[int, list[IndexedLocation]]:
    """Each location in the ways in which it may be indexed; one without a position is in no index."""
    located = [row for row in rows if isinstance(row.lat, float) and isinstance(row.lon, float)]
    shapes = [PlacedShape(row.lat, row.lon, row.radius_m, row.footprint) for row in located]
    found = {}
    for row, ways in zip(located, cover(shapes), strict=True):
        told = IndexedLocation(
            location_id=row.id,
            item_id=row.item_id,
            lat=row.lat,
            lon=row.lon,
            radius_m=_radius(row),
            role=row.role,
            basis=row.basis,
            shaped=row.footprint is not None,
            boxes=(),
            state=(COUNTS_AS_BEST if row.best else COUNTS) if row.counts else 0,
        )
        found[row.id] = [replace(told, boxes=tuple(boxes)) for boxes in ways]
    return found


def _radius(row: Any) -> float | None:
    """As an index tells it: an outline has none, and what a file says may be no radius."""
    known = row.footprint is None and isinstance(row.radius_m, int | float) and row.radius_m >= 0
    return row.radius_m if known else None


def _same_place(one: IndexedLocation, other: IndexedLocation) -> bool:
    if replace(one, boxes=()) != replace(other, boxes=()) or len(one.boxes) != len(other.boxes):
        return False
    pairs = zip(sorted(one.boxes), sorted(other.boxes), strict=True)
    return all(abs(a - b) <= _TOLERANCE for own, found in pairs for a, b in zip(own, found, strict=True))


def _ranges(
    connection: Connection, statement: Any, at_once: int
) -> Iterator[tuple[int, int | None, Sequence[Any]]]:
    """Rows by their ids, some at a time, with the range that they fill; the last is open at its end."""
    [key] = [column for column in statement.selected_columns if column.name == "id"]
    after = -(2**60)  # below every id, also of what nobody wrote by an act
    while True:
        rows = connection.execute(statement.where(key > after).order_by(key).limit(at_once)).all()
        whole = len(rows) == at_once
        until = rows[-1][0] if whole else None
        yield after, until, [row[0] for row in rows] if len(statement.selected_columns) == 1 else rows
        if until is None:
            return
        after = until
