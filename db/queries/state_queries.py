"""Questions about the states of rows: what the log says of them, and which are otherwise."""

from collections.abc import Callable, Collection, Generator, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.exc import DatabaseError

from db.engine import DatabaseEngine
from db.log.records import DISPOSAL
from db.log.touched import first_version, touched_changed
from db.schema import ACT, LOG_ITEM
from db.states.checks import check_differences, last_full_check
from db.states.comparing import differences, ranges
from db.states.derived import derived_differences, summed_up_differences
from db.states.difference import RowDifference
from db.states.indexes import PLACE_INDEX, Cover, place_differences, text_differences
from db.states.last_state import entries_of
from db.states.naming import NamedDifference, called, named
from db.states.reach import reach_of
from db.states.reached import ReachedStates
from db.states.recorded import Wanted
from db.states.survey import survey
from db.states.tables import state_tables


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows that are compared in one go: a range of first keys of a table, its end not included, None open.

    `owners` and `sequences` narrow it to rows of some items, and to the entries that may have written them.
    """

    table: str
    first: int | None
    last: int | None
    owners: Collection[int] | None = field(default=None, compare=False)
    sequences: Collection[int] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class StatesSurvey:
    """How many rows were ever stated, and the entries whose states, or lists, are not as committed.

    `strays` are tables of the log and numbers of entries of which they tell though the log has none such,
    `salts` belong to rows that never were.
    """

    states: int
    pieces: tuple[Piece, ...]
    changed_states: tuple[int, ...] = ()
    changed_items: tuple[int, ...] = ()
    changed_owners: tuple[int, ...] = ()
    strays: tuple[tuple[str, int], ...] = ()
    salts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ReachedCheck:
    """What an output reads, compared: entries whose states are not as committed, and rows that differ."""

    changed_states: tuple[int, ...]
    differences: Generator[RowDifference, None, None]


class StateQueries:
    """Questions about what the log says of rows."""

    def __init__(self, connection: Connection, engine: DatabaseEngine) -> None:
        self._connection = connection
        self._engine = engine

    def survey(self) -> StatesSurvey:
        """Check what each entry committed to, and cut all rows into pieces of bounded size."""
        found = survey(self._connection)
        pieces = tuple(
            Piece(name, *keys)
            for name, table in state_tables().items()
            for keys in ranges(self._connection, table, found.counts[name])
        )
        return StatesSurvey(
            found.counts.total(),
            pieces,
            found.changed,
            touched_changed(self._connection),
            found.changed_owners,
            found.strays,
            found.salts,
        )

    def compared_from(self) -> int:
        """The number of the first entry that commits to states of rows: that of an upgrade, or 1."""
        first = first_version(self._connection)
        return 1 if first is None else first.upgrade

    def pieces_of(self, items: Collection[int]) -> list[Piece]:
        """The rows of some items."""
        sequences = self._sequences(items)
        return [
            Piece(name, *keys, owners=items, sequences=sequences)
            for name, table in state_tables().items()
            if table.owner == "item"
            for keys in ranges(self._connection, table, 0)
        ]

    def differences(self, piece: Piece, step: Callable[[int], None]) -> Iterator[RowDifference]:
        """Rows of a piece that are not as the log says. `step` is told of every few thousand compared."""
        wanted = Wanted((piece.first, piece.last), piece.owners, piece.sequences)
        for each in differences(self._connection, state_tables()[piece.table], wanted, step):
            if not (each.difference == "salt" and self._disposed_of(each)):
                yield each

    def derived(
        self, cover: Cover | None = None, step: Callable[[int], None] = lambda _: None
    ) -> Iterator[RowDifference]:
        """Rows of which something that is reckoned from others is not what these come to.

        The place index is compared where `cover` says how it is made. `step` is told of rows compared.
        """
        yield from _readable(derived_differences(self._connection))
        yield from _readable(check_differences(self._connection))
        yield from text_differences(self._connection, self._engine, step)
        if not self._engine.place_index_whole(self._connection):  # to look anything up there would raise
            yield RowDifference("catalogue", (1,), "derived", None, 1, (PLACE_INDEX,))
        elif cover is not None:
            yield from _readable(place_differences(self._connection, self._engine, cover, step))

    def last_full_check(self) -> Mapping[str, Any]:
        """What the newest act that checked all files told."""
        return last_full_check(self._connection)

    def reached(
        self, items: Collection[int], step: Callable[[int], None], *, around: bool, people: bool
    ) -> ReachedCheck:
        """Compare whatever an output of these items reads; what that is `reach_of` says by its arguments."""
        reach = reach_of(self._connection, items, around=around, people=people)
        states = ReachedStates(self._connection, reach)
        return ReachedCheck(states.changed_states, self._reached(states, items, step))

    def _reached(
        self, states: ReachedStates, items: Collection[int], step: Callable[[int], None]
    ) -> Generator[RowDifference, None, None]:
        for each in states.differences(step):
            if not (each.difference == "salt" and self._disposed_of(each)):
                yield each
        yield from summed_up_differences(self._connection, items)

    def named(self, difference: RowDifference) -> NamedDifference:
        """A difference with what a person calls the row by."""
        return named(self._connection, difference)

    def called(self, difference: RowDifference) -> NamedDifference:
        """The same of a difference that tells which columns were changed."""
        return called(self._connection, difference, difference.columns)

    def _disposed_of(self, difference: RowDifference) -> bool:
        """Whether a salt is gone by right: nothing can be said of the rows any more, and nothing shall be."""
        if not difference.owned_by_item:
            return False
        disposal = (
            select(ACT.c.id)
            .join(LOG_ITEM, LOG_ITEM.c.sequence == ACT.c.sequence)
            .where(ACT.c.kind == DISPOSAL, LOG_ITEM.c.item_id == difference.owner)
        )
        return self._connection.execute(disposal.limit(1)).first() is not None

    def _sequences(self, items: Collection[int]) -> list[int]:
        """Entries that may have written rows of these items."""
        return sorted(set(self._connection.execute(entries_of("item", items)).scalars()))


def _readable(found: Iterator[RowDifference]) -> Iterator[RowDifference]:
    """As far as the rows can be read: of what cannot, the comparison with the log tells."""
    with suppress(DatabaseError):
        yield from found
