"""Searching the catalogue: candidates by place, ids of what a filter finds, and where those items are."""

from array import array
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Connection, Select, case, func, select

from db.engine import Box, DatabaseEngine
from db.queries.clauses import Conditions, Meant, needs_item
from db.queries.filter import And, Everything, Node, Sort
from db.queries.id_list import listed
from db.queries.spots import RECORD, Spots, columns_of, first_of_each
from db.queries.text_query import TextQuery
from db.schema import CASE, CLAIM, ITEM, LOCATION, SOURCE, TAG

_FEW = 20_000
_SHOWN = ("subject", "camera")


class SearchQueries:
    """Questions that find items. A filter's names are looked up beforehand: see `Meant`."""

    def __init__(self, connection: Connection, engine: DatabaseEngine) -> None:
        self._connection = connection
        self._engine = engine

    def spots(self, boxes: Iterable[Box], roles: Sequence[str], bases: Sequence[str]) -> Spots:
        """Locations of the roles that may lie in one of the boxes.

        `bases` empty: the best basis of each role; `any`: all. Each location comes once.
        """
        return self._engine.spots(self._connection, list(boxes), roles, bases)

    def best_spots(self, item_ids: "array[int]") -> Spots:
        """Of each item its best-based subject location, else its best camera location, by item id.

        Items without one are left out; others than those asked for may be in it.
        """
        if len(item_ids) <= _FEW:
            found = columns_of(np.array(self._raw(_best_of(item_ids)).fetchall(), RECORD))
        else:  # reading the whole index once is faster than so many look-ups
            found = self._engine.spots(self._connection, None, _SHOWN, ())
        # of two locations of one item that of the subject sorts one lower, so it is the first of the item
        order = np.argsort(found.item_ids * 2 - found.subject, kind="stable")
        return found.taken(order[first_of_each(found.item_ids[order])])

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
        statement = self._ordered(node, meant, sort).limit(limit)
        # eight bytes an id, streamed: as a list of int objects a million took 40 MB and a quarter of a second
        return array("q", chain.from_iterable(self._raw(statement.offset(offset) if offset else statement)))

    def count(self, node: Node, meant: Meant) -> int:
        """How many items a filter finds."""
        statement, _ = _found(Conditions(self._engine, meant), node)
        return int(
            self._connection.execute(select(func.count()).select_from(statement.subquery())).scalar_one()
        )

    def matching_cameras(self, words: Sequence[str]) -> list[str]:
        """Folded names of cameras in which each of the folded words begins a word."""
        known = self._values(ITEM.c.camera_folded)
        # in Python over the few different names: LIKE with a leading blank can use no index
        return [name for name in known if all(f" {word}" in f" {name}" for word in words)]

    def values_of(self, column: str) -> list[str]:
        """Everything that a text column of items holds, each once, in its order."""
        return self._values(ITEM.c[column])

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

    def _values(self, column: ColumnElement[Any]) -> list[str]:
        return [value for value in self._connection.execute(_every(column)).scalars() if value]

    def _everything(self) -> "array[int] | None":
        """All ids without reading any row; None where numbers are missing, which no act of ours causes."""
        number = ITEM.c.id
        counted, first, last = (select(one) for one in (func.count(), func.min(number), func.max(number)))
        known = select(
            counted.select_from(ITEM).scalar_subquery(), first.scalar_subquery(), last.scalar_subquery()
        )
        count, low, high = self._connection.execute(known).one()
        # a number is missing only where somebody else's program deleted an item
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

    def _ordered(self, node: Node, meant: Meant, sort: Sort) -> Select[int]:
        key = _TITLES if sort.key == "title" and isinstance(node, Everything) else _KEYS.get(sort.key)
        statement, item_id = _found(Conditions(self._engine, meant), node, with_item=key is not None)
        if key is None:
            return statement.order_by(item_id.desc() if sort.descending else item_id)
        order = key.desc() if sort.descending else key.asc()
        # nulls last either way, where engines differ; the id ends every tie, so that pages never overlap
        return statement.order_by(order.nulls_last(), item_id)


def _triples(connection: Connection, statement: Select[int, str, str]) -> list[tuple[int, str, str]]:
    return [(number, one, other) for number, one, other in connection.execute(statement)]


def _best_of(item_ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    c = LOCATION.c
    radius = case((c.footprint.is_not(None), -2.0), else_=func.coalesce(c.radius_m, -1.0))
    shown = c.best & c.role.in_(_SHOWN) & c.lat.is_not(None)
    found = select(c.id, c.item_id, c.lat, c.lon, radius, c.role == "subject")
    return found.where(c.item_id.in_(listed(item_ids)), shown).order_by(c.item_id, c.id)


def _found(conditions: Conditions, node: Node, *, with_item: bool = False) -> tuple[Select[int], Any]:
    """Ids, and the column that holds them. The text index goes first: its rows come in order.

    It holds no withdrawn item, so that rows of items are read only where a condition asks for them.
    """
    query, rest = _text_first(conditions, node)
    if query is None:
        standing = ITEM.c.withdrawn.is_(None)
        return select(ITEM.c.id).where(standing, conditions.of(node, ITEM.c.id)), ITEM.c.id
    rows = conditions.engine.text_rows(query)
    statement = select(rows.item_id).where(rows.found)
    if with_item or any(needs_item(part) for part in rest):
        statement = statement.join_from(rows.table, ITEM, ITEM.c.id == rows.item_id)
    return statement.where(*(conditions.of(part, rows.tested_id) for part in rest)), rows.item_id


def _text_first(conditions: Conditions, node: Node) -> tuple[TextQuery | None, tuple[Node, ...]]:
    whole = conditions.text_query(node)
    if whole is None and isinstance(node, And):
        return conditions.split_text(node)
    return whole, ()


def _every(column: ColumnElement[Any]) -> Select[str]:
    """Every value of a column, by one step of its index for each: no row of an item is read."""
    first = select(func.min(column).label("value")).where(column.is_not(None)).cte("held", recursive=True)
    after = select(func.min(column)).where(column > first.c.value).scalar_subquery()
    every = first.union_all(select(after).where(first.c.value.is_not(None)))
    return select(every.c.value).where(every.c.value.is_not(None))


_TITLES = ITEM.c.sort_key
_KEYS: dict[str, ColumnElement[Any]] = {
    # an expression: no engine shall walk the index of titles and test each item, in the hope of early hits
    "title": func.coalesce(_TITLES, _TITLES),
    "type": ITEM.c.type,
    "taken": ITEM.c.captured_earliest,
    "received": ITEM.c.received_at,
}
