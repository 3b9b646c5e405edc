"""Columns reckoned from others, compared with what these come to: no entry of the log states them."""

from collections.abc import Collection, Generator, Iterator
from contextlib import closing
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, case, func, select, true, type_coerce
from sqlalchemy.types import NullType

from db.acts.derived import BASES, SORTED_BY
from db.queries.id_list import listed
from db.schema import ITEM, LOCATION, METADATA, TIME
from db.states.difference import RowDifference
from resources.sort_key import sort_key

_CAPTURED = ("captured_earliest", "captured_latest")
_IN_PARTS = {"yield_per": 10_000}
_Interval = tuple[str | None, str | None]


def derived_differences(connection: Connection) -> Iterator[RowDifference]:
    """Rows of which something is not what it sums up, or whose key for lists is not that of their text."""
    yield from summed_up_differences(connection)
    for table, column in SORTED_BY.items():
        yield from _sorted(connection, table, column)


def summed_up_differences(
    connection: Connection, items: Collection[int] | None = None
) -> Iterator[RowDifference]:
    """Items whose capture interval is not that of their times, locations that are wrongly the best or not.

    Of these items, or of all.
    """
    yield from _intervals(connection, items)
    yield from _best(connection, items)


def _sorted(connection: Connection, table: str, column: str) -> Iterator[RowDifference]:
    columns = METADATA.tables[table].c
    stored = select(columns.id, *_plain(columns[column], columns.sort_key)).order_by(columns.id)
    with connection.execute(stored, execution_options=_IN_PARTS) as found:
        for number, text, key in found:
            if isinstance(text, str) and (sort_key(text) or None) != key:
                yield RowDifference(table, (number,), "derived", None, number, ("sort_key",))


def _best(connection: Connection, items: Collection[int] | None) -> Iterator[RowDifference]:
    counts = LOCATION.c.withdrawn.is_(None) & ITEM.c.withdrawn.is_(None) & LOCATION.c.lat.is_not(None)
    merit = case(
        *((counts & (LOCATION.c.basis == basis), number) for number, basis in enumerate(BASES, 1)), else_=0
    )
    top = func.max(merit).over(partition_by=(LOCATION.c.item_id, LOCATION.c.role))
    ranked = (
        select(LOCATION.c.id, LOCATION.c.item_id, LOCATION.c.best)
        .add_columns(((merit > 0) & (merit == top)).label("should"))
        .join(ITEM, ITEM.c.id == LOCATION.c.item_id)
        .where(_among(ITEM.c.id, items))
        .subquery()
    )
    wrong = select(ranked.c.id, ranked.c.item_id).where(ranked.c.best != ranked.c.should)
    with connection.execute(wrong.order_by(ranked.c.id)) as found:
        for location, item in found:
            yield RowDifference("location", (location,), "derived", None, item, ("best",))


def _intervals(connection: Connection, items: Collection[int] | None) -> Iterator[RowDifference]:
    should = _captured(connection, items)
    number, interval = next(should, (0, (None, None)))
    stored = select(ITEM.c.id, *_plain(ITEM.c.captured_earliest, ITEM.c.captured_latest))
    wanted = stored.where(_among(ITEM.c.id, items)).order_by(ITEM.c.id)
    with closing(should), connection.execute(wanted, execution_options=_IN_PARTS) as found:
        for item, earliest, latest in found:
            while 0 < number < item:  # of an item that is not there, which its state tells
                number, interval = next(should, (0, (None, None)))
            right = interval if number == item else (None, None)
            if (earliest, latest) != right:
                columns = tuple(
                    name
                    for name, one, other in zip(_CAPTURED, (earliest, latest), right, strict=True)
                    if one != other
                )
                yield RowDifference("item", (item,), "derived", None, item, columns)


def _captured(
    connection: Connection, items: Collection[int] | None
) -> Generator[tuple[int, _Interval], None, None]:
    """The capture interval that the times of each item come to, as stored; by item."""
    statement = (
        select(TIME.c.item_id, TIME.c.basis, *_plain(TIME.c.earliest, TIME.c.latest))
        .where(
            TIME.c.kind == "captured",
            TIME.c.withdrawn.is_(None),
            TIME.c.earliest.is_not(None),
            TIME.c.latest.is_not(None),
            _among(TIME.c.item_id, items),
        )
        .order_by(TIME.c.item_id, TIME.c.id)
    )
    with connection.execute(statement, execution_options=_IN_PARTS) as rows:
        for item, group in groupby(rows, key=lambda row: row[0]):
            times = [(basis, earliest, latest) for _, basis, earliest, latest in group]
            _, earliest, latest = times[0] if len(times) == 1 else max(times, key=_merit)
            yield item, (earliest, latest)


def _merit(time: tuple[Any, Any, Any]) -> tuple[int, float]:
    """The best basis, then the narrowest; of equals the first. What was tampered with is the worst."""
    basis, earliest, latest = time
    try:
        seconds = (datetime.fromisoformat(latest) - datetime.fromisoformat(earliest)).total_seconds()
        return BASES.index(basis), -seconds
    except (TypeError, ValueError):
        return -1, 0.0


def _among(column: Column[int], items: Collection[int] | None) -> ColumnElement[bool]:
    return true() if items is None else column.in_(listed(items))


def _plain(*columns: Any) -> list[Any]:
    """Times as they are stored: to make a time of each would take longer than everything else."""
    return [type_coerce(column, NullType()) for column in columns]
