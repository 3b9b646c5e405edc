"""The place index: an R*Tree of the boxes of locations, with what is told of each beside them."""

import struct
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, column, select, text, true
from sqlalchemy import table as virtual
from sqlalchemy.exc import DBAPIError

from db.engine import COUNTS, COUNTS_AS_BEST, MOST_BOXES, Box, IndexedLocation
from db.sqlite.errors import is_corrupt

if TYPE_CHECKING:
    from db.queries.spots import Spots

PLACE_TABLE = """
    CREATE VIRTUAL TABLE location_box USING rtree(
        id, min_lon, max_lon, min_lat, max_lat,
        +spot BLOB, +role TEXT, +basis TEXT, +state INTEGER)
    """
"""The id of a box is that of its location times MOST_BOXES, plus a number."""
_SPOT = struct.Struct("<qqdddd")
"""A record of `db.queries.spots`. One value of 48 bytes is fetched in a third of the time that six columns
take, and numpy reads it as it is."""
_INDEX = virtual("location_box", *map(column, ("id", "min_lon", "max_lon", "min_lat", "max_lat")))
_DETAIL = virtual("location_box_rowid", *map(column, ("rowid", "a0", "a1", "a2", "a3")))
"""The R*Tree's own table of its `+` columns, a0 first: to join it is faster than to ask the R*Tree."""
_SHAPED = -2.0
_HIGHEST = 2**63 - 1
# a range of numbers is known to this table alone: the R*Tree would be read from end to end for each
_KEPT = text("""
SELECT kept.rowid, min_lon, max_lon, min_lat, max_lat, kept.a0, kept.a1, kept.a2, kept.a3
FROM location_box_rowid AS kept LEFT JOIN location_box ON location_box.id = kept.rowid
WHERE kept.rowid BETWEEN :first AND :last ORDER BY kept.rowid
""")
_ROLES = ("camera", "subject", "publisher")


def index_locations(connection: Connection, locations: Sequence[IndexedLocation]) -> None:
    """Add the boxes of locations."""
    rows = [
        {
            "id": location.location_id * MOST_BOXES + number,
            "west": box[0],
            "east": box[1],
            "south": box[2],
            "north": box[3],
            "spot": _spot(location),
            "role": location.role,
            "basis": location.basis,
            "state": location.state,
        }
        for location in locations
        for number, box in enumerate(location.boxes[:MOST_BOXES])
    ]
    if rows:
        connection.execute(
            text(
                "INSERT INTO location_box"
                " VALUES (:id, :west, :east, :south, :north, :spot, :role, :basis, :state)"
            ),
            rows,
        )


def forget_locations(connection: Connection, locations: Sequence[int]) -> None:
    """Take all boxes of locations out."""
    rows = [{"id": one * MOST_BOXES + number} for one in locations for number in range(MOST_BOXES)]
    if rows:
        connection.execute(text("DELETE FROM location_box WHERE id = :id"), rows)


def indexed_locations(
    connection: Connection, after: int, until: int | None
) -> dict[int, list[IndexedLocation]]:
    """What is told of locations in a range of ids: once, unless somebody else wrote to the index."""
    limits = {
        "first": (after + 1) * MOST_BOXES,
        "last": _HIGHEST if until is None else (until + 1) * MOST_BOXES - 1,
    }
    found: dict[int, dict[tuple[Any, ...], list[Box]]] = {}
    for number, west, east, south, north, *told in connection.execute(_KEPT, limits):
        boxes = found.setdefault(number // MOST_BOXES, {}).setdefault(tuple(told), [])
        if west is not None:
            boxes.append((west, east, south, north))
    return {
        location: [_read(told, boxes) for told, boxes in ways.items()] for location, ways in found.items()
    }


def is_whole(connection: Connection) -> bool:
    """Whether every box is where the tree looks for it."""
    try:
        return bool(connection.execute(text("SELECT rtreecheck('location_box')")).scalar() == "ok")
    except DBAPIError as error:  # too broken to be opened
        return not is_corrupt(error)


def _read(told: Sequence[Any], boxes: Sequence[Box]) -> IndexedLocation:
    spot, role, basis, state = told
    try:
        location, item, lat, lon, radius, subject = _SPOT.unpack(spot)
    except (struct.error, TypeError):  # somebody else wrote it
        location, item, lat, lon, radius, subject = 0, 0, 0.0, 0.0, 0.0, 0.0
    return IndexedLocation(
        location_id=location,
        item_id=item,
        lat=lat,
        lon=lon,
        radius_m=None if radius < 0 else radius,
        # the spot tells it a second time, for the map
        role=role if (role == "subject") == bool(subject) else "",
        basis=basis,
        shaped=radius == _SHAPED,
        boxes=tuple(boxes),
        state=state,
    )


def set_location_states(connection: Connection, states: Sequence[tuple[int, int]]) -> None:
    """Set the state of all boxes of locations."""
    rows = [
        {"id": location * MOST_BOXES + number, "state": state}
        for location, state in states
        # how many boxes it has is kept nowhere; those that are not there are no row and cost a look-up
        for number in range(MOST_BOXES)
    ]
    if rows:
        connection.execute(text("UPDATE location_box SET state = :state WHERE id = :id"), rows)


def spots(
    connection: Connection, boxes: Sequence[Box] | None, roles: Sequence[str], bases: Sequence[str]
) -> "Spots":
    """As the protocol has it: the index finds ids, and the spots are looked up beside it."""
    import numpy as np  # with the first search by place

    from db.queries.spots import RECORD, columns_of, first_of_each

    wanted = _wanted(roles, bases)
    within = _DETAIL.c.rowid.in_
    asked = [wanted] if boxes is None else [wanted.where(within(_overlaps(box))) for box in boxes]
    packed = chain.from_iterable(_fetched(connection, statement) for statement in asked)
    # a location that overlaps two of the boxes, or has two of its own that do, comes twice
    records = np.frombuffer(b"".join(packed), RECORD)
    return columns_of(records[first_of_each(records["location"])])


def _fetched(connection: Connection, statement: Select[bytes]) -> Iterator[bytes]:
    """By the driver's own cursor: rows as plain tuples, a third of the time for long answers."""
    cursor: Any = connection.execute(statement).cursor
    return chain.from_iterable(cursor)


def _spot(location: IndexedLocation) -> bytes:
    # numbers that no radius has: a fixed record has no null. `db.queries.spots` and `_best_of` know them, too
    radius = _SHAPED if location.shaped else -1.0 if location.radius_m is None else location.radius_m
    return _SPOT.pack(
        location.location_id,
        location.item_id,
        location.lat,
        location.lon,
        radius,
        location.role == "subject",
    )


def _overlaps(box: Box) -> Select[int]:
    west, east, south, north = box
    index = _INDEX.c
    return select(index.id).where(
        index.max_lon >= west, index.min_lon <= east, index.max_lat >= south, index.min_lat <= north
    )


def _wanted(roles: Sequence[str], bases: Sequence[str]) -> Select[bytes]:
    spot, role, basis, state = (getattr(_DETAIL.c, name) for name in ("a0", "a1", "a2", "a3"))
    found: Select[bytes] = select(spot)
    if set(roles) < set(_ROLES):
        others = [other for other in _ROLES if other not in roles]
        # 60 ms instead of 140 for 200,000 locations: an IN makes a table of its list first
        found = found.where(role != others[0]) if len(others) == 1 else found.where(role.in_(roles))
    if not bases:
        return found.where(state == COUNTS_AS_BEST)
    return found.where(state >= COUNTS, true() if "any" in bases else basis.in_(bases))
