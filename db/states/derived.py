"""Columns that sum up other rows, compared with what those rows come to: no entry of the log states them."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, case, func, select, type_coerce
from sqlalchemy.types import NullType

from db.derived import BASES
from db.schema import ITEM, LOCATION, TIME
from db.states.difference import RowDifference

SUMMED_UP = {"item": ("captured_earliest", "captured_latest"), "location": ("best",)}
"""The columns, by table."""
_ROWS_AT_ONCE = 10_000
_Interval = tuple[str | None, str | None]


def derived_differences(connection: Connection) -> Iterator[RowDifference]:
    """Items whose capture interval is not that of their times, locations that are wrongly the best or not."""
    yield from _intervals(connection)
    yield from _best(connection)


def _best(connection: Connection) -> Iterator[RowDifference]:
    counts = LOCATION.c.withdrawn.is_(None) & ITEM.c.withdrawn.is_(None) & LOCATION.c.lat.is_not(None)
    merit = case(
        *((counts & (LOCATION.c.basis == basis), number) for number, basis in enumerate(BASES, 1)), else_=0
    )
    top = func.max(merit).over(partition_by=(LOCATION.c.item_id, LOCATION.c.role))
    ranked = (
        select(LOCATION.c.id, LOCATION.c.item_id, LOCATION.c.best)
        .add_columns(((merit > 0) & (merit == top)).label("should"))
        .join(ITEM, ITEM.c.id == LOCATION.c.item_id)
        .subquery()
    )
    wrong = select(ranked.c.id, ranked.c.item_id).where(ranked.c.best != ranked.c.should)
    for location, item in connection.execute(wrong.order_by(ranked.c.id)):
        yield RowDifference("location", (location,), "derived", None, item)


def _intervals(connection: Connection) -> Iterator[RowDifference]:
    should = _captured(connection)
    number, interval = next(should, (0, (None, None)))
    stored = select(ITEM.c.id, *_plain(ITEM.c.captured_earliest, ITEM.c.captured_latest)).order_by(ITEM.c.id)
    for item, earliest, latest in connection.execute(stored, execution_options={"yield_per": _ROWS_AT_ONCE}):
        while 0 < number < item:  # of an item that is not there, which its state tells
            number, interval = next(should, (0, (None, None)))
        if (earliest, latest) != (interval if number == item else (None, None)):
            yield RowDifference("item", (item,), "derived", None, item)


def _captured(connection: Connection) -> Iterator[tuple[int, _Interval]]:
    """The capture interval that the times of each item come to, as stored; by item."""
    statement = (
        select(TIME.c.item_id, TIME.c.basis, *_plain(TIME.c.earliest, TIME.c.latest))
        .where(
            TIME.c.kind == "captured",
            TIME.c.withdrawn.is_(None),
            TIME.c.earliest.is_not(None),
            TIME.c.latest.is_not(None),
        )
        .order_by(TIME.c.item_id, TIME.c.id)
    )
    rows = connection.execute(statement, execution_options={"yield_per": _ROWS_AT_ONCE})
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


def _plain(*columns: Any) -> list[Any]:
    """Times as they are stored: to make a time of each would take longer than everything else."""
    return [type_coerce(column, NullType()) for column in columns]
