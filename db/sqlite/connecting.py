"""Files of SQLite: made, opened with the pragmas that it forgets, copied; pools of connections."""

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.pool import QueuePool

APPLICATION_ID = 0x45584842  # "EXHB", at offset 68 of the file

_BEGIN = "exhibit_begin"
"""An option of connections: the statement by which their transactions begin."""


def prepare(connection: sqlite3.Connection, *, writable: bool) -> None:
    """Set what SQLite forgets between connections."""
    connection.isolation_level = None  # we say BEGIN ourselves
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA recursive_triggers = ON")  # or REPLACE slips past a delete trigger
    cursor.execute("PRAGMA busy_timeout = 10000")
    cursor.execute("PRAGMA trusted_schema = OFF")
    cursor.execute("PRAGMA cache_size = -16384")
    cursor.execute("PRAGMA temp_store = MEMORY")
    if writable:
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
    else:
        cursor.execute("PRAGMA query_only = ON")
    cursor.close()


def connect(path: Path, *, writable: bool, immutable: bool = False) -> sqlite3.Connection:
    """Open an existing file; never creates one."""
    mode = "rw" if writable else "ro"
    uri = f"{path.absolute().as_uri()}?mode={mode}" + ("&immutable=1" if immutable else "")
    connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
    prepare(connection, writable=writable)
    return connection


def open_pool(path: Path, *, writable: bool, immutable: bool) -> Engine:
    """Connections to an existing file for any number of threads. They read; see `for_writing`."""
    pool = create_engine(
        "sqlite+pysqlite://",
        creator=lambda: connect(path, writable=writable, immutable=immutable),
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=28,
        pool_use_lifo=True,  # one warm page cache does the work of many half-warm ones
        # rows are read by name and never by column object: matching those costs half of a small query
        execution_options={"_result_disable_adapt_to_context": True},
    )

    @event.listens_for(pool, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))

    return pool


def for_writing(connection: Connection) -> Connection:
    """The connection, whose transactions take the write lock when they begin."""
    return connection.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})


def create_file(path: Path) -> None:
    """Make an empty database that says whose it is. Raises FileExistsError."""
    path.touch(exist_ok=False)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


def backup(source: Path, target: Path) -> None:
    """Copy a database with everything in its WAL, by SQLite's own backup."""
    original, copy = sqlite3.connect(source), sqlite3.connect(target)
    try:
        original.backup(copy)
    finally:
        copy.close()
        original.close()


def set_user_version(connection: Connection, version: int) -> None:
    """Say in the header which schema the file has."""
    connection.execute(text(f"PRAGMA user_version = {version:d}"))


def driver_of(connection: Connection) -> sqlite3.Connection:
    """SQLite's own connection: what is asked of it begins no transaction."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError("this is no connection of SQLite")
    return driver


def data_version(connection: sqlite3.Connection) -> int:
    """A number that is another one after any other connection has committed; own commits leave it alone."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def defer_foreign_keys(connection: Connection) -> None:
    """Check foreign keys at commit, so that rows may be written in any order."""
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))
