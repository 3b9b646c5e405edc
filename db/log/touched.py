"""Whether the list of the items that each entry touched is the one that it committed to."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby

from sqlalchemy import Connection, select

from db.errors import NotAsLogged
from db.log.content import content
from db.log.entry import digest_touched
from db.log.records import UPGRADE
from db.schema import ACT, ITEM, LOG, LOG_CONTENT, LOG_ITEM

_COUNT = re.compile(rb'"count":(\d+),')
_TOUCHED = re.compile(rb'"touched":"([0-9a-f]{64})"')
_ROWS_AT_ONCE = 10_000
_OF_FIRST = 32
"""Hex digits of the digest of a list of the first version: of many entries, all are in one content."""


@dataclass(frozen=True, slots=True)
class FirstVersion:
    """What the upgrade says of the entries before it: its own number, and digests of their lists of items.

    `lists` is None where its content was erased, or where an early upgrade did not say.
    """

    upgrade: int
    lists: Mapping[int, str] | None


def lists_of_first_version(connection: Connection) -> dict[str, str]:
    """Digests of the lists of items that entries have so far, by number: an upgrade commits to them."""
    return {str(sequence): _digest_of_first(uuids) for sequence, uuids in _listed(connection)}


def first_version(connection: Connection) -> FirstVersion | None:
    """What an upgrade said of the entries of the first version; None where there are none."""
    found = connection.execute(select(ACT.c.sequence).where(ACT.c.kind == UPGRADE).order_by(ACT.c.sequence))
    sequence = found.scalars().first()
    if sequence is None:
        return None
    try:
        told = content(connection, sequence) or {}
    except NotAsLogged:  # which the chain tells
        told = {}
    lists = told.get("found", {}).get("items")
    return FirstVersion(
        sequence, None if lists is None else {int(number): one for number, one in lists.items()}
    )


def touched_changed(connection: Connection) -> tuple[int, ...]:
    """Entries whose list of items is not the one that they, or the upgrade after them, committed to.

    Where the content of an entry was erased, and the salt with it, only the number of items is compared.
    """
    first = first_version(connection)
    listed = _listed(connection)
    number, uuids = next(listed, _END)
    changed = []
    for sequence, body, salt in _entries(connection):
        while isinstance(number, int) and number < sequence:  # of an entry that is not there
            changed.append(number)
            number, uuids = next(listed, _END)
        own: list[str | None] = []
        if number == sequence:
            own = uuids
            number, uuids = next(listed, _END)
        if not _as_committed(sequence, body, salt, own, first):
            changed.append(sequence)
    while number is not None:
        changed.append(number)
        number, uuids = next(listed, _END)
    return tuple(changed)


_END: tuple[None, list[str | None]] = (None, [])


def _as_committed(
    sequence: int, body: bytes, salt: bytes | None, uuids: list[str | None], first: FirstVersion | None
) -> bool:
    known = [uuid for uuid in uuids if uuid is not None]
    if len(known) < len(uuids):  # an item that is not there
        return False
    count, touched = _COUNT.search(body), _TOUCHED.search(body)
    if count is None or touched is None:
        if first is None or first.lists is None:
            return True
        return first.lists.get(sequence) == (_digest_of_first(known) if known else None)
    if int(count[1]) != len(known):
        return False
    # where there are no items the count has said so
    return not known or salt is None or digest_touched(salt, known) == touched[1].decode()


def _digest_of_first(uuids: Iterable[str | None]) -> str:
    lines = "".join(f"{uuid}\n" for uuid in sorted(map(str, uuids)))
    return sha256(lines.encode()).hexdigest()[:_OF_FIRST]


def _entries(connection: Connection) -> Iterator[tuple[int, bytes, bytes | None]]:
    statement = (
        select(LOG.c.sequence, LOG.c.body, LOG_CONTENT.c.salt)
        .outerjoin_from(LOG, LOG_CONTENT, LOG_CONTENT.c.sequence == LOG.c.sequence)
        .order_by(LOG.c.sequence)
    )
    for sequence, body, salt in connection.execute(statement, execution_options={"yield_per": _ROWS_AT_ONCE}):
        if isinstance(body, bytes):
            yield sequence, body, salt


def _listed(connection: Connection) -> Iterator[tuple[int, list[str | None]]]:
    """The items of each entry, by entry; None stands for one that is not there."""
    statement = (
        select(LOG_ITEM.c.sequence, ITEM.c.uuid)
        .outerjoin_from(LOG_ITEM, ITEM, ITEM.c.id == LOG_ITEM.c.item_id)
        .order_by(LOG_ITEM.c.sequence)
    )
    rows = connection.execute(statement, execution_options={"yield_per": _ROWS_AT_ONCE})
    for sequence, group in groupby(rows, key=lambda row: row[0]):
        yield sequence, [row[1] for row in group]
