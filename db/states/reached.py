"""Comparing what an output reads with what the log says: one pass over the states of all entries.

All entries and not those that `log_item` names: a list from which somebody took the entry that wrote a row
last would make the state before pass for the last one.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator

import numpy as np
from sqlalchemy import Connection, select

from db.states.comparing import differences_from, gone
from db.states.difference import RowDifference
from db.states.packing import unpack
from db.states.reach import Reach
from db.states.recorded import RecordedStates, Wanted, joined_states, packed_states, read_section
from db.states.survey import changed_among
from db.states.tables import StateTable


class ReachedStates:
    """The states that the log recorded last of the rows in a reach.

    `changed_states` are entries that wrote rows of it, and committed to other states than lie beside them.
    """

    def __init__(self, connection: Connection, reach: Reach) -> None:
        self._connection = connection
        self._reach = reach
        self._states, sequences = self._gather()
        self.changed_states = changed_among(connection, sequences)

    def differences(self, step: Callable[[int], None]) -> Iterator[RowDifference]:
        """Rows in reach that are not as the log says. `step` is told of every few thousand compared."""
        for table in self._reach.tables:
            recorded = self._states[table.name]
            wanted = Wanted(owners=self._owners(table))
            of_owners = recorded.where(wanted.holds(recorded.numbers[:, table.owner_at]))
            yield from differences_from(self._connection, table, wanted, of_owners, step)
            if table.name in self._reach.kept:
                yield from self._lost(table, recorded, wanted)

    def _gather(self) -> tuple[dict[str, RecordedStates], set[int]]:
        tables = {table.name: table for table in self._reach.tables}
        # of a table of which every loss counts all states are wanted, those of no owner in reach as well
        wanted = {
            name: Wanted() if name in self._reach.kept else Wanted(owners=self._owners(table))
            for name, table in tables.items()
        }
        found: defaultdict[str, list[RecordedStates]] = defaultdict(list)
        sequences: set[int] = set()
        for sequence, packed in packed_states(self._connection):
            for section in unpack(packed):
                table = tables.get(section.table)
                if table is None or section.width != len(table.numbers):
                    continue
                states = read_section(sequence, section, table, wanted[table.name])
                if len(states):
                    found[table.name].append(states)
                    if wanted[table.name].owners is not None:
                        sequences.add(sequence)
        return {name: joined_states(found[name], table) for name, table in tables.items()}, sequences

    def _owners(self, table: StateTable) -> Collection[int] | None:
        return None if table.name in self._reach.whole else self._reach.owners.get(table.name, ())

    def _lost(self, table: StateTable, recorded: RecordedStates, told: Wanted) -> Iterator[RowDifference]:
        """Rows of any owner that are gone, but for those of the owners in reach, which are told already."""
        present = recorded.where(recorded.present & ~told.holds(recorded.numbers[:, table.owner_at]))
        ids = self._connection.execute(select(table.column(table.identity[0]))).scalars()
        there = np.fromiter((number for number in ids if isinstance(number, int)), dtype=np.int64)
        lost = np.flatnonzero(~np.isin(present.numbers[:, 0], there))
        yield from (gone(table, present, int(index)) for index in lost)
