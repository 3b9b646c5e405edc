"""Whose rows an output of some items reads: found along the references of the schema.

No list of tables is kept here that somebody could forget to lengthen: whatever the rows of an item refer to
belongs to it, and whatever that refers to in turn. Only what points at its claims and files from elsewhere
is named.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Column, Connection, Select, select

from db.queries.id_list import listed
from db.schema import DERIVATION, LINK, RELATION
from db.states.tables import StateTable, state_tables

_AROUND = frozenset({"link", "relation", "derivation"})
_PEOPLE = frozenset({"receipt", "source", "agent"})
"""What tells whose names no safe output may hold."""
_CLOCK = frozenset({"act"})
"""The times of all acts tell whether the clock has gone back."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Rows that are to be compared.

    `owners` says whose, by table; of the tables `whole` all are. Where a row of the tables `kept` is gone
    nobody can say any more of what it spoke: there every loss counts.
    """

    owners: dict[str, set[int]]
    whole: frozenset[str]
    kept: frozenset[str]

    @property
    def tables(self) -> list[StateTable]:
        """The tables in question."""
        named = self.whole | self.kept | self.owners.keys()
        return [table for name, table in state_tables().items() if name in named]


def reach_of(connection: Connection, items: Collection[int], *, around: bool, people: bool) -> Reach:
    """The rows of items, whatever they refer to, and the catalogue's own row.

    `around` adds what a sheet reads besides: what else speaks of their claims and files (links of other items
    and those items, relations, derivations), and all acts. `people` adds all that tells whose names are kept
    back.
    """
    following = _Following(connection)
    for table in _owned_by("item"):
        following.follow(table, items)
    if around:
        _follow_around(connection, following, items)
    whole = frozenset({"catalogue", *(_PEOPLE if people else ()), *(_CLOCK if around else ())})
    return Reach(following.owners, whole, _AROUND if around else frozenset())


def _follow_around(connection: Connection, following: "_Following", items: Collection[int]) -> None:
    tables = state_tables()
    linked = select(LINK.c.claim_id).where(LINK.c.item_id.in_(listed(items)))
    claims = listed(_numbers(connection, linked))
    files = listed(following.owners.get("file", ()))
    others = _numbers(connection, select(LINK.c.item_id).where(LINK.c.claim_id.in_(claims)))
    following.follow(tables["item"], others)
    # of another item nothing is read but itself and its links: to what else it is linked is no part of this
    following.follow(tables["link"], others, but="claim")
    of_claims = RELATION.c.from_id.in_(claims) | RELATION.c.to_id.in_(claims)
    following.follow(
        tables["relation"], _numbers(connection, select(RELATION.c.id).where(of_claims)), but="claim"
    )
    of_files = DERIVATION.c.used_file_id.in_(files) | DERIVATION.c.made_file_id.in_(files)
    following.follow(tables["derivation"], _numbers(connection, select(DERIVATION.c.id).where(of_files)))


class _Following:
    """References that are followed from row to row, none twice."""

    def __init__(self, connection: Connection) -> None:
        self.owners: defaultdict[str, set[int]] = defaultdict(set)
        self._connection = connection

    def follow(self, table: StateTable, owners: Collection[int], but: str | None = None) -> None:
        """Take in the rows of a table that belong to these owners, and what they refer to.

        References to the table `but` are left alone.
        """
        waiting: list[tuple[StateTable, Collection[int], str | None]] = [(table, owners, but)]
        while waiting:  # no recursion: a claim may have a thousand claims above it
            table, owners, but = waiting.pop()
            new = set(owners) - self.owners[table.name]
            if not new:
                continue
            self.owners[table.name] |= new
            for column, target in _references(table):
                if target != but:
                    owner = table.column(table.owner_column)
                    found = _numbers(self._connection, select(column).where(owner.in_(listed(new))))
                    waiting += [(each, found, None) for each in _owned_by(target)]


def _numbers(connection: Connection, statement: Select[int]) -> set[int]:
    """Ids. What is no number, which no act wrote, refers to nothing; the row that has it is found."""
    found = connection.execute(statement.distinct()).scalars()
    return {number for number in found if isinstance(number, int)}


@cache
def _owned_by(owner: str) -> list[StateTable]:
    return [table for table in state_tables().values() if table.owner == owner]


@cache
def _references(table: StateTable) -> list[tuple[Column[int], str]]:
    """Columns that refer to a row which belongs to itself, with the table they refer to. Items aside."""
    found = ((key.parent, key.column.table.name) for key in table.table.foreign_keys)
    return [
        (column, target)
        for column, target in found
        if target != "item" and target in state_tables() and state_tables()[target].owner == target
    ]
