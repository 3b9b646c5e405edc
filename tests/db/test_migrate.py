"""The schema: what the revisions make is what the classes say, and an upgrade is whole or not at all."""

import hashlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from app.catalogue import Catalogue
from db import migrate
from db.errors import DatabaseError
from db.migrations import freezing
from db.schema import METADATA
from db.session import Database
from db.sqlite.connecting import APPLICATION_ID, backup, create_file
from db.sqlite.schema_check import schema_differences
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


def rewritten(old: str, new: str, table: str = "item") -> str:
    """The statement that puts other words into the text of a table."""
    return (
        f"UPDATE sqlite_master SET sql = replace(sql, '{old}', '{new}')"
        f" WHERE name = '{table}' AND sql LIKE '%{old}%'"
    )


def make_older(path: Path) -> None:
    """Say in the file that it is of the schema before the first, in which all is as it is now."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA user_version = 0")
    connection.close()


def new_file(folder: Path, work: Callable[[Path], object]) -> Path:
    """An empty catalogue file, made at once or by one revision after the other."""
    path = folder / "new.sqlite"
    create_file(path)
    work(path)
    return path


def differences(path: Path) -> set[tuple[str, ...]]:
    """What in a file is not as the classes say: columns, references, conditions, indexes, triggers."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        found: set[tuple[str, ...]] = {
            (each.kind, each.name, each.difference) for each in schema_differences(connection)
        }
    engine.dispose()
    return found


@pytest.mark.parametrize("work", [migrate.make, migrate.upgrade])
def test_the_revisions_make_what_the_classes_say(tmp_path: Path, work: Callable[[Path], object]) -> None:
    engine = create_engine(f"sqlite:///{new_file(tmp_path, work)}")
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: kind != "table" or not is_virtual(name or "")},
        )
        told = compare_metadata(context, METADATA)
    engine.dispose()

    assert told == []


@pytest.mark.parametrize("work", [migrate.make, migrate.upgrade])
def test_a_new_file_and_one_that_went_through_all_revisions_are_alike(
    tmp_path: Path, work: Callable[[Path], object]
) -> None:
    """By structure: a column that a revision adds stands last, and its table has another text."""
    assert differences(new_file(tmp_path, work)) == set()


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("ALTER TABLE item ADD COLUMN colour VARCHAR", ("table", "item", "altered")),
        ("DROP INDEX item_by_creator", ("index", "item_by_creator", "missing")),
        ("CREATE INDEX by_title ON item (title)", ("index", "by_title", "added")),
        ("DROP TRIGGER log_in_order", ("trigger", "log_in_order", "missing")),
        ("CREATE TABLE beside (id INTEGER)", ("table", "beside", "added")),
        (rewritten("cloud_percent DOUBLE", "cloud_percent FLOAT"), ("table", "item", "altered")),
        (rewritten("title VARCHAR NOT NULL", "title VARCHAR"), ("table", "item", "altered")),
        (rewritten("trim(reason) <> ", "reason <> ", "link"), ("table", "link", "altered")),
        (rewritten("name VARCHAR NOT NULL", "name VARCHAR COLLATE NOCASE NOT NULL", "tag"),
         ("table", "tag", "altered")),
    ],
)  # fmt: skip
def test_what_a_revision_makes_otherwise_is_seen(
    path: Path, change: str, found: tuple[str, str, str]
) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA writable_schema = ON")
    assert connection.execute(change).rowcount
    connection.close()

    assert found in differences(path)


def test_what_is_frozen_of_the_revisions_is_unchanged() -> None:
    assert freezing.altered() == [], "catalogues have gone through it: restore it, and write another revision"
    missing = {path.name for path in freezing.followed()} - freezing.frozen().keys()
    assert missing == set(), "run “make schema”"


def test_the_triggers_of_a_file_are_those_of_the_list(path: Path) -> None:
    found = ask(path, "SELECT name FROM sqlite_master WHERE type = 'trigger'")

    assert {name for (name,) in found} == {name for name, _ in triggers()}


def test_the_written_schema_is_the_one_of_the_classes() -> None:
    assert (ROOT / "db/sqlite/schema.sql").read_text("utf-8") == schema_sql(), "run “make schema”"


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
