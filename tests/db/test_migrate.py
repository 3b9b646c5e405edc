"""The schema: what the revisions make is what the classes say, and an upgrade is whole or not at all."""

import hashlib
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from app.catalogue import Catalogue
from db import migrate
from db.errors import DatabaseError
from db.schema import METADATA
from db.session import Database
from db.sqlite.connecting import APPLICATION_ID, backup, create_file
from db.sqlite.schema_names import is_virtual
from db.sqlite.schema_sql import schema_sql
from db.sqlite.triggers import triggers

ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed catalogue file with one item."""
    with Catalogue.create(tmp_path / "case", analyst="Analyst") as catalogue:
        catalogue.evidence.add("photograph", "The port")
    return tmp_path / "case" / "catalogue.sqlite"


def ask(path: Path, question: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(question).fetchall()
    finally:
        connection.close()


def make_older(path: Path) -> None:
    """Say in the file that it is of the schema before the first, in which all is as it is now."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA user_version = 0")
    connection.close()


def test_the_revisions_make_what_the_classes_say(path: Path) -> None:
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: kind != "table" or not is_virtual(name or "")},
        )
        differences = compare_metadata(context, METADATA)
    engine.dispose()

    assert differences == []


def test_a_new_file_and_one_that_went_through_all_revisions_are_alike(tmp_path: Path) -> None:
    made, upgraded = tmp_path / "made.sqlite", tmp_path / "upgraded.sqlite"
    for path, work in ((made, migrate.make), (upgraded, migrate.upgrade)):
        create_file(path)
        work(path)

    parts = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
    assert ask(made, parts) == ask(upgraded, parts)
    assert ask(made, "SELECT * FROM alembic_version") == ask(upgraded, "SELECT * FROM alembic_version")


def test_the_triggers_of_a_file_are_those_of_the_list(path: Path) -> None:
    found = ask(path, "SELECT name FROM sqlite_master WHERE type = 'trigger'")

    assert {name for (name,) in found} == {name for name, _ in triggers()}


@pytest.mark.parametrize("copy", ["db/sqlite/schema.sql", "db/migrations/versions/0002_acts.sql"])
def test_the_written_schema_is_the_one_of_the_classes(copy: str) -> None:
    assert (ROOT / copy).read_text("utf-8") == schema_sql()


def test_a_new_file_says_whose_it_is_and_breaks_no_foreign_key(path: Path) -> None:
    assert ask(path, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert ask(path, "PRAGMA user_version") == [(migrate.NEWEST,)]
    assert ask(path, "PRAGMA journal_mode") == [("wal",)]
    assert ask(path, "PRAGMA foreign_key_check") == []
    assert ask(path, "PRAGMA integrity_check") == [("ok",)]


def test_every_table_with_an_id_never_gives_it_twice(path: Path) -> None:
    tables = ask(path, "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '%id INTEGER%'")
    ours = [(name, sql) for name, sql in tables if not is_virtual(str(name))]

    without = {name for name, sql in ours if "AUTOINCREMENT" not in str(sql)}
    beside = {"log", "log_content", "log_erasure", "log_item", "log_owner", "log_state", "row_salt"}
    assert without <= {"catalogue", "item_tag", *beside}


def test_an_older_file_is_backed_up_before_it_is_upgraded(path: Path) -> None:
    make_older(path)

    Database.open(path).close()

    [copy] = path.parent.glob("catalogue-before-upgrade-0-*.sqlite")
    assert ask(copy, "PRAGMA user_version") == [(0,)]
    assert ask(copy, "SELECT title FROM item") == [("The port",)]
    assert ask(copy, "SELECT count(*) FROM log") == ask(path, "SELECT count(*) FROM log")
    assert ask(path, "PRAGMA user_version") == [(migrate.NEWEST,)]
    assert ask(path, "SELECT title FROM item") == [("The port",)]


def test_a_backup_has_the_rows_that_are_only_in_the_wal(path: Path, tmp_path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.execute("UPDATE item SET title = 'In the WAL'")

    backup(path, tmp_path / "copy.sqlite")

    connection.close()
    assert ask(tmp_path / "copy.sqlite", "SELECT title FROM item") == [("In the WAL",)]


def test_an_upgrade_that_fails_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_older(path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("DELETE FROM alembic_version")  # so that the first revision runs into its own tables
    connection.close()
    before = hashlib.sha256(path.read_bytes()).hexdigest()

    with pytest.raises(DatabaseError, match="could not be upgraded and was left as it was"):
        migrate.upgrade(path)

    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_an_upgrade_that_leaves_orphans_is_refused(path: Path) -> None:
    make_older(path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("INSERT INTO item_tag VALUES (77, 88)")
    connection.close()

    with pytest.raises(DatabaseError, match="would leave a row of item_tag without"):
        migrate.upgrade(path)

    assert ask(path, "PRAGMA user_version") == [(0,)]


def test_a_new_file_is_never_made_over_another(path: Path) -> None:
    before = path.read_bytes()

    with pytest.raises(FileExistsError):
        Database.create(path)

    assert path.read_bytes() == before
