"""What differs between database engines: one protocol, met by one package for each engine.

Everything else in `db` is SQL that any engine takes, through SQLAlchemy. It asks the engine that its reader
or unit was given, and imports no engine's package. The one difference that stands in too many statements for
a method is an expression that engines compile: `db.queries.id_list`. `tests/db/engine` is what any engine
must pass.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from sqlalchemy import ColumnElement, Connection, FromClause, RootTransaction, Table

from db.queries.text_query import TextQuery
from db.thumbnails import ThumbnailStore

if TYPE_CHECKING:
    from db.queries.spots import Spots

Box = tuple[float, float, float, float]
"""min_lon, max_lon, min_lat, max_lat in degrees WGS 84."""
MOST_BOXES = 8
"""Boxes that cover one location."""
COUNTS, COUNTS_AS_BEST = 1, 2
"""States of a location in the place index: it counts; it has the best basis of its role. 0: withdrawn."""


@dataclass(frozen=True, slots=True)
class IndexedLocation:
    """A location as the place index knows it: what `Spots` tells of it, and the boxes that cover it."""

    location_id: int
    item_id: int
    lat: float
    lon: float
    radius_m: float | None
    role: str
    basis: str
    shaped: bool
    boxes: tuple[Box, ...]
    state: int = COUNTS


@dataclass(frozen=True, slots=True)
class IndexedText:
    """The folded texts of an item. No phrase is found across two of them."""

    item_id: int
    title: str = ""
    description: str = ""
    notes: str = ""
    captions: str = ""
    names: str = ""
    tags: str = ""
    places: str = ""


@dataclass(frozen=True, slots=True)
class TextRows:
    """Where the items of a text query are: a table, which of its rows, and the column of their ids.

    `tested_id` is the same id for conditions on it, where the engine must not look rows up by them.
    """

    table: FromClause
    found: ColumnElement[bool]
    item_id: ColumnElement[int]
    tested_id: ColumnElement[int]


@dataclass(frozen=True, slots=True)
class SchemaDifference:
    """A table, index, trigger or view that is missing, was added, or is not what we make."""

    kind: str
    name: str
    difference: Literal["missing", "added", "altered"]


class Numbers(Protocol):
    """Gives numbers to new rows in one act. None is ever given to two rows, whatever became of the first."""

    def next(self, table: str) -> int:
        """The number of a new row of a table."""


class DatabaseEngine(Protocol):
    """One open catalogue, and what its kind of database does in its own way. All threads share it.

    What goes wrong in the world is raised as an error of `db.errors`, in or at the end of a transaction.
    """

    @property
    def writable(self) -> bool:
        """Whether acts are possible."""

    @property
    def deepest_text_query(self) -> int:
        """How many levels of a text query it can match."""

    def reading(self, cancelled: Callable[[], bool] | None = None) -> AbstractContextManager[Connection]:
        """A connection that sees the catalogue as it is at its first question, and changes nothing.

        As soon as `cancelled` says so, from whichever thread, a question under way raises Interrupted.
        """

    def writing(self) -> AbstractContextManager[RootTransaction]:
        """The transaction of an act: rolled back unless the block commits it.

        What the act reads stays true until its end. Raises DatabaseError where the catalogue can only be
        read, and Busy where somebody else writes for too long.
        """

    def take_end_lock(self, connection: Connection) -> None:
        """Be the only act that ends, until this one has: what it reads of the log is the log's end.

        Taken last, because whoever holds it makes all others wait.
        """

    def version_elsewhere(self) -> int | None:
        """A number that is another one once somebody else has committed something: another process.

        None, at once, while an act of our own is under way, and where the catalogue can only be read.
        """

    def written_mark(self) -> list[int] | None:
        """Numbers that are others once anybody has written to the database, by whatever program.

        They outlast a closing after which nothing was written. None where it cannot be told.
        """

    def close(self) -> None:
        """Let go of it, in a state that can be copied."""

    def numbers(self, connection: Connection) -> Numbers:
        """Numbers for the rows of an act, whose connection this is."""

    def insert(self, connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add many rows that have the same columns."""

    def index_text(self, connection: Connection, old: Sequence[int], rows: Sequence[IndexedText]) -> None:
        """Forget the texts of the items `old`, then add those of `rows`, whose items have none."""

    def indexed_texts(self, connection: Connection, after: int, until: int | None) -> list[IndexedText]:
        """What the text index has of items with an id above `after`, up to `until`; None: to its end."""

    def text_index_whole(self, connection: Connection) -> bool:
        """Whether the text index finds by what it has of the items. Needs a connection that writes."""

    def rebuild_text_index(self, connection: Connection) -> None:
        """Make the text index find by what it has of the items."""

    def text_rows(self, query: TextQuery) -> TextRows:
        """The items whose texts answer a query of no more levels than `deepest_text_query`."""

    def index_locations(self, connection: Connection, locations: Sequence[IndexedLocation]) -> None:
        """Add locations to the place index."""

    def forget_locations(self, connection: Connection, locations: Sequence[int]) -> None:
        """Take locations out of the place index."""

    def indexed_locations(
        self, connection: Connection, after: int, until: int | None
    ) -> dict[int, list[IndexedLocation]]:
        """What the place index has of locations with an id above `after`, up to `until`; None: to its end.

        One for each way in which a location is told, and that is one where nobody wrote to the index. Its
        boxes may be rounded outwards. A box that is not in the order of the index is left out.
        """

    def place_index_whole(self, connection: Connection) -> bool:
        """Whether the place index finds every box that it has."""

    def set_location_states(self, connection: Connection, states: Sequence[tuple[int, int]]) -> None:
        """Say again which locations count: pairs of location id and state."""

    def spots(
        self, connection: Connection, boxes: Sequence[Box] | None, roles: Sequence[str], bases: Sequence[str]
    ) -> "Spots":
        """Locations of these roles of which a box overlaps one of the boxes; None for all of them.

        `bases` empty: those of the best basis of each role; with `any` in it: all. Each location comes once.
        More may come: an index may round its boxes outwards, by a few metres.
        """

    def copy(self, connection: Connection, target: Path, step: Callable[[int, int], None]) -> None:
        """Copy everything that a connection sees, which is one moment, into the empty file `target`.

        `step` is told how much of how much is copied; what it raises ends the copying. Nobody who writes
        meanwhile is held up. Raises OSError where the copy cannot be written.
        """

    def thumbnails(self, folder: Path, *, writable: bool) -> ThumbnailStore:
        """The small pictures of the catalogue in a folder."""

    def schema_differences(self, connection: Connection) -> list[SchemaDifference]:
        """What the schema of the database has otherwise than we make it: nothing may be dropped or added."""

    def schema_number(self, connection: Connection) -> int:
        """A number that is another one once anybody has changed the schema."""

    def foreign_triggers(self, connection: Connection) -> list[str]:
        """Names of triggers that are not as we make them. One that is missing is none."""

    def damage(self, connection: Connection) -> str | None:
        """What the engine's own check finds wrong with the database, or None."""
