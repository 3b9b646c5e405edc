"""A row that is not as the log says."""

from dataclasses import dataclass
from typing import Any, Literal

from db.states.tables import state_tables

Difference = Literal["changed", "added", "gone", "salt", "unreadable", "derived"]
RowKey = tuple[Any, ...]
"""Numbers, in a catalogue that was not tampered with."""


@dataclass(frozen=True, slots=True)
class RowDifference:
    """A row that is not as the log says. `key` tells which row, `owner` the id of the row that owns it.

    changed: not what entry `sequence` wrote; added: no entry wrote it, or `sequence` took it away; gone: what
    `sequence` wrote is not there; salt: the salt of its owner is gone, so that nothing can be said of it;
    unreadable: no row of the table after `key` can be read; derived: what it sums up, or what was made of it
    for searching, comes to something else. Of these `columns` says which of it, of others only where they
    were accepted.
    """

    table: str
    key: RowKey
    difference: Difference
    sequence: int | None
    owner: int | None
    columns: tuple[str, ...] = ()

    @property
    def owned_by_item(self) -> bool:
        """Whether it is an item, or belongs to one."""
        return state_tables()[self.table].owner == "item"

    @property
    def numbers(self) -> RowKey:
        """What tells the row and its owner, as states are kept by it."""
        table = state_tables()[self.table]
        return self.key if len(table.numbers) == len(table.identity) else (*self.key, self.owner)
