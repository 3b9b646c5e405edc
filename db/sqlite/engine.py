"""SQLite as the engine of a catalogue."""

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, RootTransaction, Table, insert, text

from db.engine import Box, IndexedLocation, IndexedText, SchemaDifference, TextRows
from db.errors import DatabaseError
from db.queries.text_query import TextQuery
from db.sqlite import id_lists as id_lists  # what it registers makes lists of ids compile
from db.sqlite import place_index, text_index
from db.sqlite.backup import copy_database
from db.sqlite.connecting import data_version, defer_foreign_keys, driver_of, for_writing, open_pool
from db.sqlite.errors import plain_errors
from db.sqlite.thumbnails import SqliteThumbnails
from db.sqlite.triggers import triggers
from db.thumbnails import ThumbnailStore
from resources.messages import tr

if TYPE_CHECKING:
    from db.queries.spots import Spots

_STEPS = 20_000
"""Steps of SQLite's machine between two looks at whether a question is still wanted: well under 10 ms."""


class SqliteEngine:
    """An existing file. Meets `db.engine.DatabaseEngine`.

    `private` is the folder of a copy of our own, which is removed in the end.
    """

    deepest_text_query = text_index.DEEPEST

    def __init__(
        self, path: Path, *, writable: bool, immutable: bool = False, private: Path | None = None
    ) -> None:
        self.writable = writable
        self._path = path
        self._private = private
        self._pool = open_pool(path, writable=writable, immutable=immutable)
        self._lock = Lock()
        self._writer: Connection | None = None

    @contextmanager
    def reading(self, cancelled: Callable[[], bool] | None = None) -> Iterator[Connection]:
        """Statements ask now and then whether they are still wanted."""
        with plain_errors(), self._pool.connect() as connection:
            if cancelled is None:
                yield connection
                return
            driver = driver_of(connection)
            driver.set_progress_handler(cancelled, _STEPS)
            try:
                yield connection
            finally:
                # the connection goes back to the pool: the next question must not be cut by an answer to this
                # one
                driver.set_progress_handler(None, 0)

    @contextmanager
    def writing(self) -> Iterator[RootTransaction]:
        """One after the other: the lock of this process first, then that of the file."""
        if not self.writable:
            raise DatabaseError(tr("This catalogue is open for reading only: its folder cannot be written."))
        # two threads must not use the one connection that writes; and SQLite would have them poll for its
        # lock
        with self._lock, plain_errors():
            connection = self._writing()
            try:
                transaction = connection.begin()
                try:
                    defer_foreign_keys(connection)
                    yield transaction
                finally:
                    transaction.close()
            finally:
                driver = driver_of(connection)
                if driver.in_transaction:  # a commit that fails leaves its transaction open
                    driver.rollback()

    def take_end_lock(self, connection: Connection) -> None:
        """Nothing to do: a transaction that writes holds the file's one lock from its beginning."""

    def version_elsewhere(self) -> int | None:
        """The number that SQLite keeps for each connection: our one writer sees what others committed."""
        # never waited for: the window asks once a second, on a thread that others may need
        if not self.writable or not self._lock.acquire(blocking=False):
            return None
        try:
            with plain_errors():
                return data_version(driver_of(self._writing()))
        finally:
            self._lock.release()

    def written_mark(self) -> list[int] | None:
        """Of the file and its WAL: size, times, number on the disk. The time of change is hard to set."""
        marks: list[int] = []
        for path in (self._path, self._path.with_name(self._path.name + "-wal")):
            try:
                found = path.stat()
            except FileNotFoundError:
                continue
            except OSError:
                return None
            if found.st_size:  # an empty WAL comes and goes with who reads
                marks += [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]
        return marks

    def close(self) -> None:
        """Fold the WAL into the file and let go of it."""
        with self._lock:
            if self._writer is not None:
                self._writer.close()
                self._writer = None
            if self.writable:
                with self._pool.connect() as connection:
                    # so that the main file alone is the whole catalogue for whoever copies it. Where another
                    # process reads, the answer says busy and nothing is lost: the last one to close does it
                    driver_of(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        self.let_go()

    def let_go(self) -> None:
        """Close all connections without touching the file: it may be damaged."""
        self._pool.dispose()
        if self._private is not None:
            shutil.rmtree(self._private, ignore_errors=True)

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

    def indexed_texts(self, connection: Connection, after: int, until: int | None) -> list[IndexedText]:
        """The texts that the FTS5 table keeps."""
        return text_index.indexed_texts(connection, after, until)

    def text_index_whole(self, connection: Connection) -> bool:
        """By the check of FTS5, a statement that takes the write lock."""
        return text_index.is_whole(connection)

    def rebuild_text_index(self, connection: Connection) -> None:
        """From the texts that the FTS5 table keeps."""
        text_index.rebuild(connection)

    def text_rows(self, query: TextQuery) -> TextRows:
        """Rows of the FTS5 table."""
        return text_index.text_rows(query)

    def index_locations(self, connection: Connection, locations: Sequence[IndexedLocation]) -> None:
        """Into the R*Tree."""
        place_index.index_locations(connection, locations)

    def forget_locations(self, connection: Connection, locations: Sequence[int]) -> None:
        """Out of the R*Tree."""
        place_index.forget_locations(connection, locations)

    def indexed_locations(
        self, connection: Connection, after: int, until: int | None
    ) -> dict[int, list[IndexedLocation]]:
        """By the numbers of the boxes, each looked up in the R*Tree."""
        return place_index.indexed_locations(connection, after, until)

    def place_index_whole(self, connection: Connection) -> bool:
        """By the check of R*Tree."""
        return place_index.is_whole(connection)

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

    def schema_differences(self, connection: Connection) -> list[SchemaDifference]:
        """Compared with a new database in memory."""
        from db.sqlite.schema_check import schema_differences  # it makes the whole schema as text

        return schema_differences(connection)

    def schema_number(self, connection: Connection) -> int:
        """The number that SQLite keeps in the header, for its prepared statements."""
        return int(connection.exec_driver_sql("PRAGMA schema_version").scalar_one())

    def foreign_triggers(self, connection: Connection) -> list[str]:
        """Compared with the texts that we make them by."""
        ours = {name: " ".join(sql.split()) for name, sql in triggers()}
        found = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return [name for name, sql in found if ours.get(name) != " ".join(str(sql).split())]

    def damage(self, connection: Connection) -> str | None:
        """What the quick check says."""
        found = str(connection.execute(text("PRAGMA quick_check(1)")).scalar())
        return None if found == "ok" else found

    def _writing(self) -> Connection:
        """The one connection that writes: what it sees change was changed by others. Needs the lock."""
        if self._writer is None:
            self._writer = for_writing(self._pool.connect())
        return self._writer


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
        # not max(id): a row that is gone must not leave its number, which sheets may show, to another
        highest = text("SELECT seq FROM sqlite_sequence WHERE name = :table")
        return int(self._connection.execute(highest, {"table": table}).scalar() or 0)
