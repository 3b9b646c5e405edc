"""Files of SQLite: made, opened with the pragmas that it forgets, copied; pools of connections."""

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.pool import QueuePool

from db.sqlite.column_types import read_any_text

APPLICATION_ID = 0x45584842  # "EXHB", at offset 68 of the file

_BEGIN = "exhibit_begin"
"""An option of connections: the statement by which their transactions begin."""


def prepare(connection: sqlite3.Connection, *, writable: bool) -> None:
    """Set what SQLite forgets between connections."""
    # else Python's module commits before some statements, and of a failed CREATE TABLE half would stay
    connection.isolation_level = None  # we say BEGIN ourselves
    cursor = connection.cursor()
    # before any BEGIN: within a transaction this one does nothing, without a word (sqlite.org/pragma.html)
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA recursive_triggers = ON")  # or REPLACE slips past a delete trigger
    # ms that one process waits for another's write lock. A group of an ingest holds it for a fraction of a
    # second, so whoever waits in vain for ten is told so instead of seeming to hang
    cursor.execute("PRAGMA busy_timeout = 10000")
    # a catalogue may come from anybody: its triggers and views may call harmless functions only
    cursor.execute("PRAGMA trusted_schema = OFF")
    # negative means KiB: 16 MiB, which each connection that stays open keeps; it was 64 once
    cursor.execute("PRAGMA cache_size = -16384")
    # sorting spills nothing of the evidence into the system's folder for temporary files
    cursor.execute("PRAGMA temp_store = MEMORY")
    if writable:
        cursor.execute("PRAGMA journal_mode = WAL")
        # with NORMAL a WAL loses its last commits at a loss of power, while the original that a lost entry
        # tells of was already renamed into its place
        cursor.execute("PRAGMA synchronous = FULL")
    else:
        cursor.execute("PRAGMA query_only = ON")
    cursor.close()


def connect(path: Path, *, writable: bool, immutable: bool = False) -> sqlite3.Connection:
    """Open an existing file; never creates one."""
    mode = "rw" if writable else "ro"
    # rw, not rwc: a file that was moved away meanwhile is an error and no new, empty catalogue
    uri = f"{path.absolute().as_uri()}?mode={mode}" + ("&immutable=1" if immutable else "")
    # the pool hands it from thread to thread, to one at a time; SQLite itself is built for that
    connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
    prepare(connection, writable=writable)
    return connection


def open_pool(path: Path, *, writable: bool, immutable: bool) -> Engine:
    """Connections to an existing file for any number of threads. They read; see `for_writing`."""
    pool = create_engine(
        "sqlite+pysqlite://",
        creator=lambda: connect(path, writable=writable, immutable=immutable),
        poolclass=QueuePool,
        # four stay open, and 28 more come at need: one thread in each question, and a window asks in many
        # lanes. The 33rd would wait 30 s (SQLAlchemy's default) and fail
        pool_size=4,
        max_overflow=28,
        pool_use_lifo=True,  # one warm page cache does the work of many half-warm ones
        # rows are read by name and never by column object: matching those costs half of a small query
        # a private option (SQLAlchemy 2.1): when it goes, questions become slower, not wrong
        execution_options={"_result_disable_adapt_to_context": True},
    )

    read_any_text(pool)

    @event.listens_for(pool, "begin")
    def begin(connection: Connection) -> None:
        # for readers as well: all questions of one block see one moment
        connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))

    return pool


def for_writing(connection: Connection) -> Connection:
    """The connection, whose transactions take the write lock when they begin."""
    # a plain BEGIN that reads first and writes later fails at once (SQLITE_BUSY_SNAPSHOT, without any
    # waiting) where somebody else has committed in between
    return connection.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})


def create_file(path: Path) -> None:
    """Make an empty database that says whose it is. Raises FileExistsError."""
    # made exclusively: of two processes that make a catalogue in one folder, one fails here
    path.touch(exist_ok=False)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    # the mode is kept in the file (bytes 18 and 19), so that no later connection has to change it
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


def backup(source: Path, target: Path) -> None:
    """Copy a database with everything in its WAL, by SQLite's own backup."""
    # no pragmas of ours: this copies pages, whatever version or damage they hold
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
    # SQLite switches it off again at each COMMIT: to be said in each transaction, after its BEGIN
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))
