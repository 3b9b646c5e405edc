"""Bring a catalogue file to the newest schema, after a backup. All of it, or not a byte."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError

from db.errors import DatabaseError
from db.migrations.carrying import statements_of
from db.migrations.upgrade_act import Change
from db.migrations.upgrade_entry import tell_upgrade
from db.records import UpgradeChange, UpgradeReport
from db.schema.version import SCHEMA_VERSION
from db.sqlite.connecting import backup, connect, set_user_version
from resources.messages import tr

if TYPE_CHECKING:
    from alembic.config import Config

NEWEST = SCHEMA_VERSION
"""The `user_version` of the newest schema: the number of Alembic revisions."""


def back_up_and_upgrade(path: Path, version: int) -> UpgradeReport:
    """Copy the file beside itself, then upgrade it."""
    # the version and the second in its name: an upgrade that is tried again overwrites no former backup
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    copy = path.with_name(f"{path.stem}-before-upgrade-{version}-{stamp}{path.suffix}")
    backup(path, copy)
    return UpgradeReport(copy, version, NEWEST, upgrade(path))


def make(path: Path) -> None:
    """Give an empty file the newest schema: what all revisions make of it, one after the other."""
    with _transaction(path) as connection:
        for statement in statements_of(
            resources.files("db.sqlite").joinpath("schema.sql").read_text("utf-8")
        ):
            connection.exec_driver_sql(statement)
        command, config = _alembic(connection, [])
        # so that the next upgrade begins behind this revision, though none of them ran here
        command.stamp(config, "head")
        # the header is part of the transaction (page 1), so that a killed upgrade leaves the old number
        set_user_version(connection, NEWEST)


def upgrade(path: Path) -> tuple[UpgradeChange, ...]:
    """Run all missing revisions in one transaction; gives what had to be changed in rows.

    Raises DatabaseError, leaving the rows as they were.
    """
    try:
        with _transaction(path) as connection:
            changes = _run_revisions(connection)
            tell_upgrade(connection, NEWEST, changes)
            _check_foreign_keys(connection)
            set_user_version(connection, NEWEST)
    except DBAPIError as error:
        raise DatabaseError(
            tr("{path} could not be upgraded and was left as it was: {why}.", path=path, why=error.orig)
        ) from error
    return changes


@contextmanager
def _transaction(path: Path) -> Iterator[Connection]:
    engine = create_engine("sqlite+pysqlite://", creator=lambda: _connect(path))
    event.listen(engine, "begin", _begin)
    try:
        with engine.connect() as connection, connection.begin():
            yield connection
    finally:
        engine.dispose()


def _connect(path: Path) -> sqlite3.Connection:
    """Foreign keys off: with them on, rebuilding a parent table would empty its children."""
    connection = connect(path, writable=True)
    # here, because within a transaction the pragma does nothing; `_check_foreign_keys` looks at all
    # afterwards
    connection.execute("PRAGMA foreign_keys = OFF")
    return connection


def _begin(connection: Connection) -> None:
    # the lock at once: nobody may write between reading the old rows and carrying them over
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _run_revisions(connection: Connection) -> tuple[UpgradeChange, ...]:
    changes: list[Change] = []
    command, config = _alembic(connection, changes)
    command.upgrade(config, "head")
    return tuple(UpgradeChange(*change) for change in changes)


def _alembic(connection: Connection, changes: list[Change]) -> "tuple[ModuleType, Config]":
    # Alembic takes long to import, and only making and upgrading need it
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection, "changes": changes})
    config.set_main_option("script_location", "db:migrations")
    # Alembic warns where it is not said which character parts several locations; warnings are errors here
    config.set_main_option("path_separator", "os")
    return command, config


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise DatabaseError(
            tr("The upgrade would leave a row of {table} without what it refers to.", table=broken[0])
        )
