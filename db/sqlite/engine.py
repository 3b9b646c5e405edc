"""SQLite as the engine of a catalogue."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, insert, text

from db.engine import Box, IndexedLocation, IndexedText, TextRows
from db.sqlite import id_lists as id_lists  # what it registers makes lists of ids compile
from db.sqlite import place_index, text_index
from db.sqlite.backup import copy_database
from db.sqlite.thumbnails import SqliteThumbnails
from db.text_query import TextQuery
from db.thumbnails import ThumbnailStore

if TYPE_CHECKING:
    from db.spots import Spots


class SqliteEngine:
    """Meets `db.engine.DatabaseEngine`."""

    deepest_text_query = text_index.DEEPEST

    def numbers(self, connection: Connection) -> "SqliteNumbers":
        """Numbers for the rows of an act."""
        return SqliteNumbers(connection)

    def insert(self, connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Prepared once, run for each row."""
        if rows:
            connection.execute(insert(table), rows)

    def index_text(self, connection: Connection, old: Sequence[int], rows: Sequence[IndexedText]) -> None:
        """Into the FTS5 table."""
        text_index.index_text(connection, old, rows)

    def text_rows(self, query: TextQuery) -> TextRows:
        """Rows of the FTS5 table."""
        return text_index.text_rows(query)

    def index_locations(self, connection: Connection, locations: Sequence[IndexedLocation]) -> None:
        """Into the R*Tree."""
        place_index.index_locations(connection, locations)

    def set_location_states(self, connection: Connection, states: Sequence[tuple[int, int]]) -> None:
        """In the R*Tree."""
        place_index.set_location_states(connection, states)

    def spots(
        self, connection: Connection, boxes: Sequence[Box] | None, roles: Sequence[str], bases: Sequence[str]
    ) -> "Spots":
        """From the R*Tree, whose 32-bit floats round boxes outwards by up to 2.4 m."""
        return place_index.spots(connection, boxes, roles, bases)

    def copy(self, connection: Connection, target: Path, step: Callable[[int, int], None]) -> None:
        """By SQLite's own backup, of the moment that the connection sees."""
        copy_database(connection, target, step)

    def thumbnails(self, folder: Path, *, writable: bool) -> ThumbnailStore:
        """In a file of their own."""
        return SqliteThumbnails(folder, writable=writable)

    def damage(self, connection: Connection) -> str | None:
        """What the quick check says."""
        found = str(connection.execute(text("PRAGMA quick_check(1)")).scalar())
        return None if found == "ok" else found


class SqliteNumbers:
    """What follows the numbers that AUTOINCREMENT knows: the act holds the write lock, nobody else adds."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._last: defaultdict[str, int] = defaultdict(int)

    def next(self, table: str) -> int:
        """The number of a new row, which AUTOINCREMENT learns of when the row is added."""
        self._last[table] = (self._last[table] or self._given(table)) + 1
        return self._last[table]

    def _given(self, table: str) -> int:
        highest = text("SELECT seq FROM sqlite_sequence WHERE name = :table")
        return int(self._connection.execute(highest, {"table": table}).scalar() or 0)
