"""Whether each entry still has beside it what it committed to, and how many states there are of what."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, exists, select, true, type_coerce
from sqlalchemy.types import NullType

from db.log.entry import rows_committed
from db.log.records import UPGRADE
from db.queries.id_list import listed
from db.schema import LOG, LOG_CONTENT, LOG_ERASURE, LOG_ITEM, LOG_OWNER, LOG_STATE, METADATA, ROW_SALT
from db.states.packing import Section, commitment, commitment_of_part, unpack
from db.states.tables import state_tables
from db.states.writing import EVERYTHING

_PARTS_AT_ONCE = 16
_OWNERS_AT_ONCE = 10_000
_UPGRADE = f'"kind":"{UPGRADE}"'.encode()
_BESIDE = (LOG_CONTENT, LOG_STATE, LOG_ITEM, LOG_OWNER, LOG_ERASURE)
Owner = tuple[Any, Any]
"""A table and the id of a row."""
_Part = tuple[int, Any, int | None, bytes | None]
"""Of one part of an entry: the entry's number and body, the number of the part, and the packed states."""


@dataclass(frozen=True, slots=True)
class StatesFound:
    """What lies beside the entries. `counts` says how many states there are of each table.

    `changed` are entries that committed to other states than they have, `changed_owners` those of which
    `log_owner` lists other rows than their states are of. `strays` are tables and numbers of entries of which
    they have rows, though the log has no such entry, and `salts` those of rows that never were.
    """

    counts: Counter[str]
    changed: tuple[int, ...]
    changed_owners: tuple[int, ...]
    strays: tuple[tuple[str, int], ...]
    salts: tuple[Owner, ...]


def survey(connection: Connection) -> StatesFound:
    """Recompute what each entry committed to, and what follows from that."""
    counts: Counter[str] = Counter()
    changed, changed_owners = [], []
    of_owners = _ListedOwners(connection)
    for (sequence, body), parts in groupby(_parts(connection), key=lambda row: row[:2]):
        # an upgrade states everything, and is listed once
        everything = isinstance(body, bytes) and _UPGRADE in body and rows_committed(body) is not None
        owners: set[Owner] = {(EVERYTHING, 0)} if everything else set()

        see = partial(_note, counts, None if everything else owners)
        as_committed, in_order = _judged(body, parts, see)
        if not as_committed or not in_order:
            changed.append(sequence)
        if of_owners.of(sequence) != owners and as_committed:
            changed_owners.append(sequence)
    return StatesFound(
        counts,
        tuple(changed),
        tuple(changed_owners),
        tuple(_strays(connection)),
        tuple(_stray_salts(connection)),
    )


def changed_among(connection: Connection, sequences: Collection[int]) -> tuple[int, ...]:
    """Those of these entries that committed to other states than they have."""
    return tuple(
        sequence
        for (sequence, body), parts in groupby(_parts(connection, sequences), key=lambda row: row[:2])
        if not all(_judged(body, parts, lambda _: None))
    )


def _judged(body: Any, parts: Iterable[_Part], see: Callable[[Section], None]) -> tuple[bool, bool]:
    """Whether the states beside an entry are what it committed to, and whether their parts count from 0.

    `see` is shown section after section: an upgrade has too many to be held.
    """
    committed = rows_committed(body) if isinstance(body, bytes) else None
    commitments, numbers = [], []
    for _, _, number, packed in parts:
        if packed is None:  # it wrote no row that has a state
            continue
        # what cannot be unpacked commits to nothing, and so differs from what the entry says
        sections = unpack(packed) if isinstance(packed, bytes) else []
        commitments.append(commitment_of_part(sections))
        numbers.append(number)
        for section in sections:
            see(section)
    # an entry of the first version has none, and what lies there would be believed
    as_committed = commitment(commitments) == committed if committed else not commitments
    return as_committed, numbers == list(range(len(numbers)))


def _note(counts: Counter[str], owners: set[Owner] | None, section: Section) -> None:
    counts[section.table] += section.count
    if owners is not None:
        owners |= _owners(section)


class _ListedOwners:
    """What `log_owner` lists, entry after entry."""

    def __init__(self, connection: Connection) -> None:
        self._listed = groupby(_listed_owners(connection), key=lambda row: row[0])
        self._ahead = next(self._listed, None)

    def of(self, sequence: int) -> set[Owner]:
        """The rows that are listed for an entry; to be asked for all entries, in their order."""
        # those of entries that are not there are strays
        while self._ahead is not None and isinstance(self._ahead[0], int) and self._ahead[0] < sequence:
            self._ahead = next(self._listed, None)
        if self._ahead is None or self._ahead[0] != sequence:
            return set()
        own = {(owner, number) for _, owner, number in self._ahead[1]}
        self._ahead = next(self._listed, None)
        return own


def _owners(section: Section) -> set[Owner]:
    """Whose rows the states of a section are of. Those of items stand in `log_item`."""
    table = state_tables().get(section.table)
    if table is None or table.owner == "item" or section.width != len(table.numbers):
        return set()
    return {(table.owner, number) for number in section.column(table.owner_at)}


def _parts(connection: Connection, sequences: Collection[int] | None = None) -> Iterator[_Part]:
    """Each part of each entry, in order."""
    statement = (
        select(LOG.c.sequence, LOG.c.body, LOG_STATE.c.part, LOG_STATE.c.states)
        .outerjoin_from(LOG, LOG_STATE, LOG_STATE.c.sequence == LOG.c.sequence)
        .order_by(LOG.c.sequence, LOG_STATE.c.part)
    )
    if sequences is not None:
        statement = statement.where(LOG.c.sequence.in_(listed(sequences)))
    rows = connection.execute(statement, execution_options={"yield_per": _PARTS_AT_ONCE})
    yield from rows


def _listed_owners(connection: Connection) -> Iterator[tuple[Any, Any, Any]]:
    # as it is stored: bytes are found by no question that asks for the text
    owner = type_coerce(LOG_OWNER.c.owner, NullType())
    statement = select(LOG_OWNER.c.sequence, owner, LOG_OWNER.c.owner_id)
    ordered = statement.order_by(LOG_OWNER.c.sequence)
    rows = connection.execute(ordered, execution_options={"yield_per": _OWNERS_AT_ONCE})
    yield from rows


def _strays(connection: Connection) -> Iterator[tuple[str, int]]:
    for table in _BESIDE:
        known = table.c.sequence.in_(select(LOG.c.sequence))
        stray = select(table.c.sequence).where(~known).distinct().order_by(table.c.sequence)
        yield from ((table.name, number) for number in connection.execute(stray).scalars())


def _stray_salts(connection: Connection) -> Iterator[Owner]:
    """Salts of rows that are not there and of which no entry tells: of one that is gone the salt stays."""
    owners = {table.owner for table in state_tables().values()}
    foreign = select(ROW_SALT.c.owner, ROW_SALT.c.owner_id).where(ROW_SALT.c.owner.not_in(owners))
    yield from ((owner, number) for owner, number in connection.execute(foreign))
    for owner in sorted(owners):
        [key] = METADATA.tables[owner].primary_key.columns
        told = LOG_ITEM.c.item_id if owner == "item" else LOG_OWNER.c.owner_id
        of_owner = true() if owner == "item" else LOG_OWNER.c.owner == owner
        stray = select(ROW_SALT.c.owner, ROW_SALT.c.owner_id).where(
            ROW_SALT.c.owner == owner,
            ~exists().where(key == ROW_SALT.c.owner_id),
            ~exists().where(told == ROW_SALT.c.owner_id, of_owner),
        )
        yield from ((owner, number) for owner, number in connection.execute(stray))
