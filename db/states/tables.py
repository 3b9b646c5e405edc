"""Which tables have states, by which columns, and to whom each row belongs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, Table, bindparam, select, type_coerce
from sqlalchemy.types import NullType

from db.queries.id_list import listed_as
from db.schema import DERIVED, METADATA
from db.states.encoding import RowEncoder

NOT_STATED = frozenset(
    {"log", "log_content", "log_erasure", "log_item", "log_owner", "log_state", "row_salt"}
)
"""The log itself: the chain holds its entries, and each entry commits to what lies beside it."""
_PARENTS = {
    "claim_source": "claim",
    "claim_place": "claim",
    "quantity": "claim",
    "place_name": "place",
    "snapshot": "file",
}


@dataclass(frozen=True)
class StateTable:
    """A table whose rows have states.

    `identity` are the columns that tell which row. `owner` is the table whose row, named by `owner_column`,
    has the salt: an item owns all that belongs to it, so that its salt alone must go when it is disposed of.
    """

    table: Table
    identity: tuple[str, ...]
    owner: str
    owner_column: str

    @property
    def name(self) -> str:
        """The table's name."""
        return self.table.name

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns that a state covers, by name: all but the derived ones."""
        return tuple(sorted(column.name for column in self.table.c if column.info != DERIVED))

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """The columns kept beside a state: the identity, and the owner where it is another row."""
        extra = () if self.owner_column in self.identity else (self.owner_column,)
        return self.identity + extra

    @cached_property
    def owner_at(self) -> int:
        """Where among the numbers the owner stands."""
        return self.numbers.index(self.owner_column)

    @cached_property
    def encoder(self) -> RowEncoder:
        """What encodes its rows."""
        return RowEncoder(self.name, self.columns, self.identity)

    @cached_property
    def _numbers(self) -> Callable[[Sequence[Any]], tuple[int, ...]]:
        first, *others = (self.columns.index(name) for name in self.numbers)
        return itemgetter(first, *others) if others else lambda row: (row[first],)

    def column(self, name: str) -> Column[Any]:
        """A column by its name."""
        return self.table.c[name]

    def stored(self, *before: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
        """The columns as the database holds them: plain values, neither times nor truth values."""
        return select(*before, *(type_coerce(self.column(name), NullType()) for name in self.columns))

    @cached_property
    def rows_statement(self) -> Select[*tuple[Any, ...]]:
        """`stored`, of the rows whose first key is in the list `ids` (and whose second key is `second`).

        Made once: to put together a statement of forty columns takes twenty times as long as to run it.
        """
        first, *second = map(self.column, self.identity)
        statement = self.stored().where(first.in_(listed_as("ids"))).order_by(first)
        return statement.where(*(column == bindparam("second") for column in second))

    def numbers_of(self, row: Sequence[Any]) -> tuple[int, ...]:
        """The numbers of a row that `stored` selected."""
        return self._numbers(row)

    def key_of(self, row: Sequence[Any]) -> tuple[int, ...]:
        """The identity of a row that `stored` selected."""
        return self._numbers(row)[: len(self.identity)]


@lru_cache(maxsize=1)
def state_tables() -> dict[str, StateTable]:
    """Every table that has states, by name."""
    stated = (table for table in METADATA.sorted_tables if table.name not in NOT_STATED)
    return {table.name: _state_table(table) for table in stated}


def _state_table(table: Table) -> StateTable:
    identity = tuple(column.name for column in table.primary_key.columns)
    if "item_id" in table.c:
        return StateTable(table, identity, "item", "item_id")
    parent = _PARENTS.get(table.name)
    if parent is not None:
        return StateTable(table, identity, parent, f"{parent}_id")
    return StateTable(table, identity, table.name, identity[0])
