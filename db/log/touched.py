"""Whether the list of the items that each entry touched is the one that it committed to."""

import re
from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import Connection, select

from db.log.entry import digest_touched
from db.schema import ITEM, LOG, LOG_CONTENT, LOG_ITEM

_COUNT = re.compile(rb'"count":(\d+),')
_TOUCHED = re.compile(rb'"touched":"([0-9a-f]{64})"')
_ROWS_AT_ONCE = 10_000


def touched_changed(connection: Connection) -> tuple[int, ...]:
    """Entries whose list of items is not the one that they committed to. Entries of the first version aside.

    Where the content of an entry was erased, and the salt with it, only the number of items is compared.
    """
    listed = _listed(connection)
    number, uuids = next(listed, (0, []))
    changed = []
    for sequence, body, salt in _entries(connection):
        own: list[str] = []
        while 0 < number < sequence:  # of an entry that is not there any more, which the chain tells
            number, uuids = next(listed, (0, []))
        if number == sequence:
            own = uuids
            number, uuids = next(listed, (0, []))
        if not _as_committed(body, salt, own):
            changed.append(sequence)
    return tuple(changed)


def _as_committed(body: bytes, salt: bytes | None, uuids: list[str]) -> bool:
    count, touched = _COUNT.search(body), _TOUCHED.search(body)
    # an entry of the first version commits to no list of its items
    if count is None or touched is None:
        return True
    if int(count[1]) != len(uuids):
        return False
    # where there are no items the count has said so
    return not uuids or salt is None or digest_touched(salt, uuids) == touched[1].decode()


def _entries(connection: Connection) -> Iterator[tuple[int, bytes, bytes | None]]:
    statement = (
        select(LOG.c.sequence, LOG.c.body, LOG_CONTENT.c.salt)
        .outerjoin_from(LOG, LOG_CONTENT, LOG_CONTENT.c.sequence == LOG.c.sequence)
        .order_by(LOG.c.sequence)
    )
    for sequence, body, salt in connection.execute(statement, execution_options={"yield_per": _ROWS_AT_ONCE}):
        if isinstance(body, bytes):
            yield sequence, body, salt


def _listed(connection: Connection) -> Iterator[tuple[int, list[str]]]:
    """The items of each entry, by entry."""
    statement = select(LOG_ITEM.c.sequence, ITEM.c.uuid).join(ITEM).order_by(LOG_ITEM.c.sequence)
    rows = connection.execute(statement, execution_options={"yield_per": _ROWS_AT_ONCE})
    for sequence, group in groupby(rows, key=lambda row: row[0]):
        yield sequence, [row[1] for row in group]
