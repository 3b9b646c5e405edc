"""A copy of the catalogue's database, made by SQLite's own backup, and looking into one where it lies."""

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection

from db import migrate
from db.errors import DatabaseError
from db.log import LogHead
from db.sqlite.connecting import driver_of
from db.sqlite.header import judge
from resources.messages import tr

_PAGES_AT_ONCE = 1024
"""Four megabytes between two looks at whether somebody wants it stopped."""


def copy_database(connection: Connection, target: Path, step: Callable[[int, int], None]) -> None:
    """Copy a database page by page; nobody who writes meanwhile is held up."""
    source = driver_of(connection)
    # a backup begins anew whenever somebody else commits, and beside an ingest would never end; a transaction
    # that has read something stays at its moment instead
    source.execute("SELECT count(*) FROM log").fetchone()
    try:
        with closing(sqlite3.connect(target, isolation_level=None)) as copy:
            copy.execute("PRAGMA journal_mode = OFF")  # the caller syncs it, and drops what is not whole
            copy.execute("PRAGMA synchronous = OFF")
            source.backup(
                copy, pages=_PAGES_AT_ONCE, progress=lambda _, left, total: step(total - left, total)
            )
    except sqlite3.Error as error:
        # the caller knows what to say of a disk; to it the target is a file like those that it copies itself
        full = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL
        code = errno.ENOSPC if full else errno.EIO
        raise OSError(code, os.strerror(code), str(target)) from error


class SqliteCopy:
    """Meets `db.database_copy.DatabaseCopy`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def files(self) -> Iterator[tuple[str, int]]:
        """In the order of their ids."""
        yield from self._connection.execute("SELECT sha256, size FROM file ORDER BY id")

    def head(self) -> LogHead:
        """Of the newest number."""
        row = self._connection.execute(
            "SELECT sequence, hash FROM log ORDER BY sequence DESC LIMIT 1"
        ).fetchone()
        return LogHead(int(row[0]), bytes(row[1])) if row else LogHead(0, b"")

    def hash_of(self, sequence: int) -> str | None:
        """By its number."""
        row = self._connection.execute("SELECT hash FROM log WHERE sequence = ?", (sequence,)).fetchone()
        return bytes(row[0]).hex() if row else None

    def damage(self) -> str | None:
        """What the quick check says."""
        found = str(self._connection.execute("PRAGMA quick_check(1)").fetchone()[0])
        return None if found == "ok" else found


@contextmanager
def looking_into(path: Path) -> Iterator[SqliteCopy]:
    """Judged by its header first, then opened as a file that nobody changes."""
    judge(path, migrate.NEWEST)
    try:
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"  # a WAL beside it is not its own
        with closing(sqlite3.connect(uri, uri=True, check_same_thread=False)) as connection:
            # a backup may come from a stranger: its views and triggers shall call no function with side
            # effects
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA trusted_schema = OFF")
            yield SqliteCopy(connection)
    except sqlite3.Error as error:
        raise DatabaseError(tr("{name} is damaged: {why}.", name=path.name, why=error)) from error
