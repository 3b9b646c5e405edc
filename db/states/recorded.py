"""The states that the log recorded last, of the rows of one table or of a range of them, as sorted arrays."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from db.queries.id_list import listed
from db.schema import LOG_STATE
from db.states.encoding import DIGEST_SIZE
from db.states.packing import Section, unpack
from db.states.tables import StateTable

# parts, of up to two megabytes each
_AT_ONCE = 16
_NUMBER = np.dtype(np.int64)
_DIGEST = np.dtype(f"V{DIGEST_SIZE}")


KeyRange = tuple[int | None, int | None]
"""From a first key up to another, that one not included; None is open."""


@dataclass(frozen=True)
class Wanted:
    """Which states to gather: of a range of first keys, of some owners, of some entries; None means all."""

    keys: KeyRange = (None, None)
    owners: Collection[int] | None = None
    sequences: Collection[int] | None = None

    def holds(self, owners: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of these are among the owners whose states are wanted."""
        if self.owners is None:
            return np.ones(len(owners), dtype=np.bool_)
        return np.isin(owners, self._array)

    @cached_property
    def _array(self) -> NDArray[np.int64]:
        return np.fromiter(self.owners or (), dtype=_NUMBER)


@dataclass(frozen=True, slots=True)
class RecordedStates:
    """The last state of each row that an entry wrote, sorted by identity.

    `numbers` has the columns of `StateTable.numbers`; `sequences` says which entry wrote it; `present` is
    False for a row that was taken away.
    """

    numbers: NDArray[np.int64]
    sequences: NDArray[np.int64]
    present: NDArray[np.bool_]
    digests: NDArray[Any]

    def __len__(self) -> int:
        return len(self.sequences)

    def key(self, index: int, identity: int) -> tuple[int, ...]:
        """The first `identity` numbers of a state: which row it is of."""
        return tuple(self.numbers[index, :identity].tolist())

    def where(self, chosen: NDArray[np.bool_]) -> "RecordedStates":
        """Those of the states that are chosen."""
        return RecordedStates(
            self.numbers[chosen], self.sequences[chosen], self.present[chosen], self.digests[chosen]
        )


def recorded_states(connection: Connection, table: StateTable, wanted: Wanted) -> RecordedStates:
    """The last states of a table's rows, as far as they are wanted."""
    found = [
        read_section(sequence, section, table, wanted)
        for sequence, packed in packed_states(connection, wanted.sequences)
        for section in unpack(packed)
        if section.table == table.name and section.width == len(table.numbers)
    ]
    return joined_states(found, table)


def joined_states(found: list[RecordedStates], table: StateTable) -> RecordedStates:
    """The last state of each row, from what sections of a table, in the order of the entries, hold."""
    return _last_of_each(_joined(found, len(table.numbers)), len(table.identity))


def packed_states(
    connection: Connection, sequences: Collection[int] | None = None
) -> Iterator[tuple[int, bytes]]:
    """The packed parts of all entries, or of these, in their order."""
    statement = select(LOG_STATE.c.sequence, LOG_STATE.c.states)
    if sequences is not None:
        statement = statement.where(LOG_STATE.c.sequence.in_(listed(sequences)))
    ordered = statement.order_by(LOG_STATE.c.sequence, LOG_STATE.c.part)
    # a part may have some megabytes
    for row in connection.execute(ordered, execution_options={"yield_per": _AT_ONCE}):
        # else its commitment tells that somebody changed it, or that its entry lacks it
        if isinstance(row.states, bytes) and isinstance(row.sequence, int):
            yield row.sequence, row.states


def read_section(sequence: int, section: Section, table: StateTable, wanted: Wanted) -> RecordedStates:
    """The states of one section of an entry, as far as they are wanted."""
    # in the machine's own order: of another numpy makes a copy at each step that follows
    numbers = np.frombuffer(section.numbers, dtype=">i8").astype(_NUMBER).reshape(-1, section.width)
    count = len(numbers)
    states = RecordedStates(
        numbers,
        np.full(count, sequence, dtype=_NUMBER),
        np.full(count, section.present, dtype=np.bool_),
        np.frombuffer(section.digests, dtype=_DIGEST),
    )
    chosen = np.ones(count, dtype=np.bool_)
    first, last = wanted.keys
    if first is not None:
        chosen &= numbers[:, 0] >= first
    if last is not None:
        chosen &= numbers[:, 0] < last
    if wanted.owners is not None:
        chosen &= wanted.holds(numbers[:, table.owner_at])
    return states if chosen.all() else states.where(chosen)


def _joined(found: list[RecordedStates], width: int) -> RecordedStates:
    if not found:
        nothing = np.empty(0, dtype=_NUMBER)
        return RecordedStates(
            nothing.reshape(0, width), nothing, np.empty(0, dtype=np.bool_), np.empty(0, dtype=_DIGEST)
        )
    return RecordedStates(
        np.concatenate([states.numbers for states in found]),
        np.concatenate([states.sequences for states in found]),
        np.concatenate([states.present for states in found]),
        np.concatenate([states.digests for states in found]),
    )


def _last_of_each(states: RecordedStates, identity: int) -> RecordedStates:
    """Of several states of one row the last; what was joined is in the order of the entries."""
    keys = states.numbers[:, :identity]
    order = np.lexsort(keys.T[::-1])  # stable: equal keys stay in the order of the entries
    keys = keys[order]
    last = np.ones(len(order), dtype=np.bool_)
    last[:-1] = (keys[1:] != keys[:-1]).any(axis=1)
    chosen = order[last]
    return RecordedStates(
        states.numbers[chosen], states.sequences[chosen], states.present[chosen], states.digests[chosen]
    )
