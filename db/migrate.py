"""Bring a catalogue file to the newest schema, after a backup. All of it, or not a byte."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError

from db.errors import DatabaseError
from db.sqlite.connecting import backup, connect, set_user_version

NEWEST = 1
"""The `user_version` of the newest schema: the number of Alembic revisions."""


def back_up_and_upgrade(path: Path, version: int) -> Path:
    """Copy the file beside itself, then upgrade it. Gives the path of the backup."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    copy = path.with_name(f"{path.stem}-before-upgrade-{version}-{stamp}{path.suffix}")
    backup(path, copy)
    upgrade(path)
    return copy


def upgrade(path: Path) -> None:
    """Run all missing revisions in one transaction. Raises DatabaseError, leaving the rows as they were."""
    engine = create_engine("sqlite+pysqlite://", creator=lambda: _connect(path))
    event.listen(engine, "begin", _begin)
    try:
        with engine.connect() as connection, connection.begin():
            _run_revisions(connection)
            _check_foreign_keys(connection)
            set_user_version(connection, NEWEST)
    except DBAPIError as error:
        raise DatabaseError(f"{path} could not be upgraded and was left as it was: {error.orig}.") from error
    finally:
        engine.dispose()


def _connect(path: Path) -> sqlite3.Connection:
    """Foreign keys off: with them on, rebuilding a parent table would empty its children."""
    connection = connect(path, writable=True)
    connection.execute("PRAGMA foreign_keys = OFF")
    return connection


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _run_revisions(connection: Connection) -> None:
    # Alembic takes long to import, and only an upgrade needs it
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "db:migrations")
    config.set_main_option("path_separator", "os")
    command.upgrade(config, "head")


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise DatabaseError(f"The upgrade would leave a row of {broken[0]} without what it refers to.")
