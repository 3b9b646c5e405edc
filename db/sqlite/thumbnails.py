"""Small pictures in a database of their own, which may be deleted at any time."""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Lock

from db.errors import DatabaseError
from db.thumbnails import SmallPicture
from resources.messages import tr

_TABLE = """
CREATE TABLE IF NOT EXISTS thumbnail (sha256 TEXT PRIMARY KEY, media_type TEXT NOT NULL, data BLOB NOT NULL)
"""


class SqliteThumbnails:
    """The file `thumbnails.sqlite` of a folder. Meets `db.thumbnails.ThumbnailStore`."""

    def __init__(self, folder: Path, *, writable: bool) -> None:
        self._path = folder / "thumbnails.sqlite"
        self._writable = writable
        # one connection for all threads: its transactions must not mix
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None

    def get(self, sha256: str) -> SmallPicture | None:
        """The small picture of a file, if there is one."""
        rows = self._ask("SELECT sha256, media_type, data FROM thumbnail WHERE sha256 = ?", (sha256,))
        return SmallPicture(*rows[0]) if rows else None

    def hashes(self) -> set[str]:
        """The files that have one."""
        return {row[0] for row in self._ask("SELECT sha256 FROM thumbnail", ())}

    def put(self, pictures: Iterable[SmallPicture]) -> None:
        """Keep small pictures. Raises DatabaseError where they cannot be written."""
        rows = [(picture.sha256, picture.media_type, picture.data) for picture in pictures]
        with self._lock:
            try:
                connection = self._open()
                if connection is not None:
                    # one transaction a group, as each commit costs a write to the disk
                    connection.execute("BEGIN IMMEDIATE")
                    connection.executemany("INSERT OR REPLACE INTO thumbnail VALUES (?, ?, ?)", rows)
                    connection.execute("COMMIT")
            # with the connection its transaction goes, and the next call opens the file anew
            except sqlite3.Error as error:
                self._close()
                raise DatabaseError(tr("Thumbnails cannot be kept: {why}.", why=error)) from error

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._close()

    def _ask(self, question: str, values: Sequence[str]) -> list[tuple[str, str, bytes]]:
        with self._lock:
            try:
                connection = self._open()
                return [] if connection is None else connection.execute(question, values).fetchall()
            except sqlite3.Error:
                self._close()
                return []

    def _open(self) -> sqlite3.Connection | None:
        if self._connection is None:
            self._connection = self._made() if self._writable else self._found()
        return self._connection

    def _made(self) -> sqlite3.Connection:
        if not self._path.exists():  # what a killed process left beside a deleted file belongs to no new one
            self._remove()
        try:
            return self._connect()
        except sqlite3.DatabaseError:
            self._remove()
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, check_same_thread=False, isolation_level=None, timeout=10)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            # what a loss of power takes is made again
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(_TABLE)
            # CREATE IF NOT EXISTS reads the schema alone: this reads a page of the table, so that damage
            # shows now
            connection.execute("SELECT count(*) FROM (SELECT 1 FROM thumbnail LIMIT 1)")
        # a damaged file has no thumbnails, and the next writer replaces it
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _found(self) -> sqlite3.Connection | None:
        if not self._path.exists():
            return None
        # in a folder that cannot be written SQLite could not even make the -shm of a WAL
        uri = f"{self._path.absolute().as_uri()}?mode=ro&immutable=1"
        return sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _remove(self) -> None:
        for ending in ("", "-wal", "-shm", "-journal"):
            self._path.with_name(self._path.name + ending).unlink(missing_ok=True)
