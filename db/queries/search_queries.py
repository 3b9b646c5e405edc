"""Searching the catalogue: candidates by place, ids of what a filter finds, and where those items are."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, Select, case, func, select

from db.filter import And, Everything, Node, Sort
from db.queries.clauses import Meant, condition, needs_item, split_text, text_expression
from db.schema import CASE, CLAIM, ITEM, LOCATION, SOURCE, TAG
from db.sqlite import TEXT, cameras, listed, overlapping, spots

_SPOT = np.dtype(
    [
        ("location", "<i8"),
        ("item", "<i8"),
        ("lat", "<f8"),
        ("lon", "<f8"),
        ("radius", "<f8"),
        ("subject", "<f8"),
    ]
)
_FEW = 20_000
_SHOWN = ("subject", "camera")


@dataclass(frozen=True, slots=True)
class Candidates:
    """Locations as columns of one length: ids, degrees of WGS 84, radii in metres (NaN: unknown).

    `shaped` marks those that have a footprint.
    """

    item_ids: NDArray[np.int64]
    location_ids: NDArray[np.int64]
    lats: NDArray[np.float64]
    lons: NDArray[np.float64]
    radii: NDArray[np.float64]
    shaped: NDArray[np.bool_]


class SearchQueries:
    """Questions that find items. A filter's names are looked up beforehand: see `Meant`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def candidates(
        self, boxes: Iterable[tuple[float, float, float, float]], roles: Sequence[str], bases: Sequence[str]
    ) -> Candidates:
        """Locations of the roles that may lie in one of the boxes (min_lon, max_lon, min_lat, max_lat).

        `bases` empty: the best basis of each role; `any`: all. Each location comes once.
        """
        found = np.concatenate([self._spots(overlapping(box, roles, bases)) for box in boxes])
        return _candidates(found[_once(found["location"])])

    def best_locations(self, item_ids: "array[int]") -> Candidates:
        """Of each item its best-based subject location, else its best camera location, by item id.

        Items without one are left out; others than those asked for may be in it.
        """
        if len(item_ids) <= _FEW:
            found = np.array(self._raw(_best_of(item_ids)).fetchall(), _SPOT)
        else:  # reading the whole index once is faster than so many look-ups
            found = self._spots(spots(_SHOWN, ()))
        keys = found["item"] * 2 - found["subject"].astype(np.int64)
        found = found[np.argsort(keys, kind="stable")]
        return _candidates(found[_once(found["item"])])

    def footprints(self, location_ids: Sequence[int]) -> dict[int, str]:
        """Footprints of locations as they are kept, by location id."""
        if not location_ids:
            return {}
        statement = select(LOCATION.c.id, LOCATION.c.footprint).where(
            LOCATION.c.id.in_(listed(location_ids)), LOCATION.c.footprint.is_not(None)
        )
        return {row.id: row.footprint for row in self._connection.execute(statement)}

    def ids(
        self, node: Node, meant: Meant, sort: Sort, limit: int | None = None, offset: int = 0
    ) -> "array[int]":
        """Ids of the items that a filter finds, in order; withdrawn ones never. Distance is no order here."""
        if isinstance(node, Everything) and sort.key == "exhibit" and limit is None and not offset:
            whole = self._everything()
            if whole is not None:
                return whole[::-1] if sort.descending else whole
        statement = _ordered(node, meant, sort).limit(limit)
        return array("q", chain.from_iterable(self._raw(statement.offset(offset) if offset else statement)))

    def count(self, node: Node, meant: Meant) -> int:
        """How many items a filter finds."""
        statement, _ = _found(node, meant)
        return int(
            self._connection.execute(select(func.count()).select_from(statement.subquery())).scalar_one()
        )

    def matching_cameras(self, words: Sequence[str]) -> list[str]:
        """Folded names of cameras in which each of the folded words begins a word."""
        known = [name for name in self._connection.execute(cameras()).scalars() if name]
        return [name for name in known if all(f" {word}" in f" {name}" for word in words)]

    def tag_names(self) -> list[tuple[int, str, str]]:
        """Id, name and folded name of every tag."""
        return _triples(self._connection, select(TAG.c.id, TAG.c.name, TAG.c.folded))

    def case_names(self) -> list[tuple[int, str, str]]:
        """Id, label and title of every case."""
        standing = CASE.c.withdrawn.is_(None)
        return _triples(self._connection, select(CASE.c.id, CASE.c.label, CASE.c.title).where(standing))

    def claim_names(self) -> list[tuple[int, str, str]]:
        """Id, label and case label of every claim."""
        statement = select(CLAIM.c.id, CLAIM.c.label, CASE.c.label).join(CASE, CASE.c.id == CLAIM.c.case_id)
        return _triples(self._connection, statement.where(CLAIM.c.withdrawn.is_(None)))

    def sources_of_origin(self, origins: Sequence[int]) -> list[int]:
        """Ids of the sources that speak for the origins."""
        statement = select(SOURCE.c.id).where(SOURCE.c.origin_id.in_(origins), SOURCE.c.withdrawn.is_(None))
        return list(self._connection.execute(statement).scalars())

    def _everything(self) -> "array[int] | None":
        """All ids without reading any row; None where numbers are missing, which no act of ours causes."""
        number = ITEM.c.id
        counted, first, last = (select(one) for one in (func.count(), func.min(number), func.max(number)))
        known = select(
            counted.select_from(ITEM).scalar_subquery(), first.scalar_subquery(), last.scalar_subquery()
        )
        count, low, high = self._connection.execute(known).one()
        if not count or high - low + 1 != count:
            return None
        found = array("q")
        withdrawn = self._raw(select(number).where(ITEM.c.withdrawn.is_not(None)))  # few, by their index
        for item in sorted(chain.from_iterable(withdrawn)):
            found.extend(range(low, item))
            low = item + 1
        found.extend(range(low, high + 1))
        return found

    def _raw(self, statement: Select[*tuple[Any, ...]]) -> Any:
        """The driver's own cursor: rows as plain tuples, a third of the time for long answers."""
        return self._connection.execute(statement).cursor

    def _spots(self, statement: Select[bytes]) -> NDArray[Any]:
        return np.frombuffer(b"".join(chain.from_iterable(self._raw(statement))), _SPOT)


def _triples(connection: Connection, statement: Select[int, str, str]) -> list[tuple[int, str, str]]:
    return [(number, one, other) for number, one, other in connection.execute(statement)]


def _once(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """Rows at which each key first stands. The index gives its rows in order, so there is seldom a sort."""
    if len(keys) and np.all(keys[1:] >= keys[:-1]):
        return np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    return np.unique(keys, return_index=True)[1]


def _candidates(spots: NDArray[Any]) -> Candidates:
    radii = spots["radius"]
    return Candidates(
        item_ids=np.ascontiguousarray(spots["item"]),
        location_ids=np.ascontiguousarray(spots["location"]),
        lats=np.ascontiguousarray(spots["lat"]),
        lons=np.ascontiguousarray(spots["lon"]),
        radii=np.where(radii < 0, np.nan, radii),
        shaped=radii == -2,
    )


def _best_of(item_ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    c = LOCATION.c
    radius = case((c.footprint.is_not(None), -2.0), else_=func.coalesce(c.radius_m, -1.0))
    shown = c.best & c.role.in_(_SHOWN) & c.lat.is_not(None)
    found = select(c.id, c.item_id, c.lat, c.lon, radius, c.role == "subject")
    return found.where(c.item_id.in_(listed(item_ids)), shown).order_by(c.item_id, c.id)


def _found(node: Node, meant: Meant, *, with_item: bool = False) -> tuple[Select[int], Any]:
    """Ids, and the column that holds them. The text index goes first: its rows come in order.

    It holds no withdrawn item, so that rows of items are read only where a condition asks for them.
    """
    expression, rest = _text_first(node)
    if expression is None:
        standing = ITEM.c.withdrawn.is_(None)
        return select(ITEM.c.id).where(standing, condition(node, meant, ITEM.c.id)), ITEM.c.id
    found = TEXT.c.item_text.op("MATCH")(expression)
    statement = select(TEXT.c.rowid).where(found)
    if with_item or any(needs_item(part) for part in rest):
        statement = statement.join_from(TEXT, ITEM, ITEM.c.id == TEXT.c.rowid)
    filtered = TEXT.c.rowid + 0  # no index: SQLite cannot match where it looks rows up for an OR
    return statement.where(*(condition(part, meant, filtered) for part in rest)), TEXT.c.rowid


def _text_first(node: Node) -> tuple[str | None, tuple[Node, ...]]:
    whole = text_expression(node)
    if whole is None and isinstance(node, And):
        return split_text(node)
    return whole, ()


def _ordered(node: Node, meant: Meant, sort: Sort) -> Select[int]:
    key = _KEYS.get(sort.key)
    statement, item_id = _found(node, meant, with_item=key is not None)
    if key is None:
        return statement.order_by(item_id.desc() if sort.descending else item_id)
    order = key.desc() if sort.descending else key.asc()
    return statement.order_by(order.nulls_last(), item_id)


_KEYS: dict[str, ColumnElement[Any]] = {
    "title": ITEM.c.title.collate("NOCASE"),
    "type": ITEM.c.type,
    "taken": ITEM.c.captured_earliest,
    "received": ITEM.c.received_at,
}
