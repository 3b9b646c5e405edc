"""The end of the log: its last entry, and the next number."""

from sqlalchemy import Connection, ScalarSelect, Table, func, select

from db.log.records import GENESIS, LogHead
from db.schema import ACT, LOG, LOG_CONTENT, LOG_ITEM, LOG_OWNER, LOG_STATE

_BESIDE = (LOG_CONTENT, LOG_STATE, LOG_ITEM, LOG_OWNER, ACT)
"""Each finds its highest number at once, by its key or an index."""


def head(connection: Connection) -> LogHead:
    """The last entry of the chain."""
    row = connection.execute(
        select(LOG.c.sequence, LOG.c.hash).order_by(LOG.c.sequence.desc()).limit(1)
    ).first()
    return LogHead(row.sequence, _digest(row.hash)) if row else LogHead(0, GENESIS)


def hash_of(connection: Connection, sequence: int) -> bytes | None:
    """The hash of an entry; None where there is no such entry."""
    found = connection.execute(select(LOG.c.hash).where(LOG.c.sequence == sequence)).scalar_one_or_none()
    return None if found is None else _digest(found)


def next_number(connection: Connection, last: LogHead) -> int:
    """The number of the next entry: above the last, and above any of which traces are left.

    So a number that was given once, and may stand on a sheet, is not given to another entry.
    """
    return max(last.sequence, highest_trace(connection)) + 1


def highest_trace(connection: Connection) -> int:
    """The highest number of an entry of which anything lies beside the chain."""
    found = connection.execute(select(*(_highest(table) for table in _BESIDE))).one()
    # a number may be none: text that somebody wrote there, which the comparison of rows tells
    return max(number if isinstance(number, int) else 0 for number in found)


def _digest(stored: object) -> bytes:
    """A hash as the chain is followed: what is no bytes leads nowhere."""
    return stored if isinstance(stored, bytes) else GENESIS


def _highest(table: Table) -> ScalarSelect[int]:
    return select(func.max(table.c.sequence)).scalar_subquery()
