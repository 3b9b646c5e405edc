"""Comparing the rows of a catalogue with the states that the log recorded: each row that differs is found."""

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select
from sqlalchemy.exc import DatabaseError

from db.queries.id_list import listed
from db.schema import ROW_SALT
from db.states.difference import Difference, RowDifference, RowKey
from db.states.recorded import KeyRange, RecordedStates, Wanted, recorded_states
from db.states.tables import StateTable
from db.states.writing import salts_of

ROWS_AT_ONCE = 20_000
STATES_AT_ONCE = 1_000_000
"""States in memory at a time: some 120 MB with what sorting them takes."""
_NONE_REACHES = 2**40


def ranges(connection: Connection, table: StateTable, states: int) -> list[KeyRange]:
    """Ranges of a table's first keys, of which none should have many more than STATES_AT_ONCE states.

    The first and the last are open: whoever writes past the log may give a row any key.
    """
    count = max(1, -(-states // STATES_AT_ONCE))
    key = table.column(table.identity[0])
    # below a bound that no catalogue reaches: a key that is a text or absurdly high would spoil all ranges
    highest = connection.execute(select(func.max(key)).where(key < _NONE_REACHES)).scalar() or 0
    step = -(-highest // count) + 1
    return list(pairwise([None, *(step * part for part in range(1, count)), None]))


def differences(
    connection: Connection, table: StateTable, wanted: Wanted, step: Callable[[int], None]
) -> Iterator[RowDifference]:
    """The rows that are not as the log recorded them. `step` is told of every few thousand rows compared."""
    yield from differences_from(connection, table, wanted, recorded_states(connection, table, wanted), step)


def differences_from(
    connection: Connection,
    table: StateTable,
    wanted: Wanted,
    recorded: RecordedStates,
    step: Callable[[int], None],
) -> Iterator[RowDifference]:
    """The same, where the last states of the rows that are wanted were gathered before."""
    present = recorded.where(recorded.present)
    at, last_key = 0, None
    try:
        for rows in _rows(connection, table, wanted):
            found, at = _of_rows(table, rows, present, at)
            last_key = table.key_of(rows[-1][1:])
            yield from found
            step(len(rows))
    except DatabaseError:  # a text that is none, or a page that is damaged
        yield RowDifference(table.name, last_key or (0,), "unreadable", None, None)
        return
    yield from (gone(table, present, index) for index in range(at, len(present)))
    yield from _taken_away(connection, table, recorded.where(~recorded.present))


def _rows(connection: Connection, table: StateTable, wanted: Wanted) -> Iterator[Sequence[Sequence[Any]]]:
    """Rows by their keys, thousands at a time; each has the salt of its owner first."""
    salted = table.stored(ROW_SALT.c.salt).outerjoin_from(
        table.table,
        ROW_SALT,
        and_(ROW_SALT.c.owner == table.owner, ROW_SALT.c.owner_id == table.column(table.owner_column)),
    )
    statement = _restricted(salted, table, wanted).order_by(*map(table.column, table.identity))
    # closed also where nobody asks for more: a question that is left open keeps the catalogue from closing
    with connection.execute(statement, execution_options={"yield_per": ROWS_AT_ONCE}) as found:
        yield from found.partitions()


def _restricted(statement: Select[Any], table: StateTable, wanted: Wanted) -> Select[Any]:
    key, owner = table.column(table.identity[0]), table.column(table.owner_column)
    first, last = wanted.keys
    if first is not None:
        statement = statement.where(key >= first)
    if last is not None:
        statement = statement.where(key < last)
    return statement if wanted.owners is None else statement.where(owner.in_(listed(wanted.owners)))


def _of_rows(
    table: StateTable, rows: Sequence[Sequence[Any]], present: RecordedStates, at: int
) -> tuple[list[RowDifference], int]:
    """What differs in some rows, and up to where of the recorded states they go."""
    digest = table.encoder.digest
    # a salt of another type, which somebody wrote there, is none
    digests = [digest(row[0] if isinstance(row[0], bytes) else b"", row[1:]) for row in rows]
    until = at + len(rows)
    if present.digests[at:until].tobytes() == b"".join(digests):  # nearly always
        return [], until
    until = _until(present, at, table.key_of(rows[-1][1:]), len(table.identity))
    expected = {present.key(index, len(table.identity)): index for index in range(at, until)}
    found = []
    for row, own in zip(rows, digests, strict=True):
        key = table.key_of(row[1:])
        index = expected.pop(key, None)
        if index is None or present.digests[index].tobytes() != own:
            found.append(_differing(table, row, key, present, index))
    return found + [gone(table, present, index) for index in expected.values()], until


def _until(present: RecordedStates, at: int, key: RowKey, identity: int) -> int:
    """The position after the recorded state of a key, or where it would stand."""
    until, ordered = at, _ordered(key)
    while until < len(present) and _ordered(present.key(until, identity)) <= ordered:
        until += 1
    return until


def _ordered(key: RowKey) -> tuple[tuple[bool, Any], ...]:
    """A key in the order of the rows: what is no number, which nobody wrote by an act, comes after all."""
    return tuple((not isinstance(part, int | float), part) for part in key)


def _differing(
    table: StateTable, row: Sequence[Any], key: RowKey, present: RecordedStates, index: int | None
) -> RowDifference:
    owner = row[1 + table.columns.index(table.owner_column)]
    if index is None:
        return RowDifference(table.name, key, "added", None, owner)
    kind: Difference = "salt" if row[0] is None else "changed"
    recorded_owner = int(present.numbers[index, table.owner_at])
    return RowDifference(table.name, key, kind, int(present.sequences[index]), recorded_owner)


def gone(table: StateTable, present: RecordedStates, index: int) -> RowDifference:
    """That the row of a recorded state is not there."""
    key = present.key(index, len(table.identity))
    owner = int(present.numbers[index, table.owner_at])
    return RowDifference(table.name, key, "gone", int(present.sequences[index]), owner)


def _taken_away(connection: Connection, table: StateTable, absent: RecordedStates) -> Iterator[RowDifference]:
    """Rows that the log says were taken away, although no entry committed to that."""
    owners: Collection[int] = {int(owner) for owner in absent.numbers[:, table.owner_at]}
    salts = salts_of(connection, table.owner, owners) if owners else {}
    for index in range(len(absent)):
        key = absent.key(index, len(table.identity))
        salt = salts.get(int(absent.numbers[index, table.owner_at]), b"")
        if absent.digests[index].tobytes() != table.encoder.digest_absent(salt, key):
            yield gone(table, absent, index)
