"""Each column of each table changed, a row of each taken away and one added: verify notices, or the manual
says why it cannot matter.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from app.integrity.derived_check import place_cover
from db import log
from db.engine import DatabaseEngine
from db.queries.state_queries import StateQueries
from db.schema import METADATA
from db.session import Database

MANUAL = (Path(__file__).parents[3] / "resources" / "manual" / "log.md").read_text("utf-8")
OF_THE_ENGINE = ("item_text", "location_box", "alembic_version", "sqlite_sequence")
CANNOT_MATTER = {"log_state.hints", "sqlite_sequence.seq"}
"""Each is named in the manual, with the reason."""
BY_THE_PICTURES = {"file.perceptual_hash", "file.thumbnail_sha256", "file.thumbnail_state"}
"""What the original itself has to tell: see `test_small_pictures_are_held_to_their_originals`."""
TABLES = sorted([*METADATA.tables, *OF_THE_ENGINE])
FAR = 987_654


@pytest.fixture(scope="module")
def database(full: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Everything is tried in transactions that are rolled back."""
    folder = tmp_path_factory.mktemp("every") / "case"
    shutil.copytree(full, folder)
    with Database.open(folder / "catalogue.sqlite") as opened:
        yield opened


@pytest.mark.parametrize("table", TABLES)
def test_a_change_of_any_column_is_noticed(database: Database, table: str) -> None:
    missed = []
    for column in columns_of(database, table):
        with database.engine.writing() as transaction:
            connection = transaction.connection
            without_triggers(connection)
            row = last_row(connection, table)
            if row is None:
                continue
            # the place index refuses a box whose least is above its greatest
            value = row[column] - 1 if column.startswith("min_") else other_value(row[column])
            where, values = where_is(table, row)
            connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
            connection.exec_driver_sql(
                f'UPDATE "{table}" SET "{column}" = ? WHERE {where}',
                (value, *values),
            )
            if not noticed(connection, database.engine):
                missed.append(f"{table}.{column}")
    assert set(missed) <= CANNOT_MATTER | BY_THE_PICTURES


@pytest.mark.parametrize("table", TABLES)
def test_a_row_taken_away_is_noticed(database: Database, table: str) -> None:
    with database.engine.writing() as transaction:
        connection = transaction.connection
        without_triggers(connection)
        row = last_row(connection, table)
        if row is None:
            pytest.skip("no act writes it yet")
        where, values = where_is(table, row)
        connection.exec_driver_sql(f'DELETE FROM "{table}" WHERE {where}', values)

        assert noticed(connection, database.engine)


@pytest.mark.parametrize("table", TABLES)
def test_a_row_added_is_noticed(database: Database, table: str) -> None:
    columns = columns_of(database, table)
    with database.engine.writing() as transaction:
        connection = transaction.connection
        without_triggers(connection)
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
        row = last_row(connection, table) or dict.fromkeys(columns, 1)
        values = {name: other_value(value) for name, value in row.items()}
        if table == "item_text":
            values["rowid"] = FAR
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" * len(values))
        connection.exec_driver_sql(
            f'INSERT INTO "{table}" ({names}) VALUES ({marks})',
            tuple(values.values()),
        )

        assert noticed(connection, database.engine)


def test_nothing_is_noticed_where_nothing_was_done(database: Database) -> None:
    with database.engine.writing() as transaction:
        without_triggers(transaction.connection)
        assert noticed(transaction.connection, database.engine) == []


def test_the_manual_says_why_the_others_cannot_matter() -> None:
    for column in CANNOT_MATTER | BY_THE_PICTURES:
        assert f"`{column}`" in MANUAL


def noticed(connection: Connection, engine: DatabaseEngine) -> list[object]:
    """What verify finds in the database, the triggers aside that every attack here leaves out."""
    states = StateQueries(connection, engine)
    chain, survey = log.check(connection), states.survey()
    found: list[object] = [*chain.breaks, *survey.changed_states, *survey.changed_items]
    found += [*survey.changed_owners, *survey.strays, *survey.salts]
    for piece in survey.pieces:
        found += states.differences(piece, lambda _: None)
    found += states.derived(place_cover)
    found += [each for each in engine.schema_differences(connection) if each.kind != "trigger"]
    return found if engine.text_index_whole(connection) else [*found, "text index"]


def columns_of(database: Database, table: str) -> list[str]:
    with database.engine.reading() as connection:
        return [row[1] for row in connection.exec_driver_sql(f'PRAGMA table_info("{table}")')]


def last_row(connection: Connection, table: str) -> dict[str, Any] | None:
    key = "rowid" if table in OF_THE_ENGINE else METADATA.tables[table].primary_key.columns.keys()[-1]
    which = f'SELECT * FROM "{table}" ORDER BY "{key}" DESC LIMIT 1'
    if table == "item_text":
        which = which.replace("*", "rowid, *")
    row = connection.exec_driver_sql(which).mappings().first()
    return None if row is None else dict(row)


def where_is(table: str, row: dict[str, Any]) -> tuple[str, tuple[Any, ...]]:
    keys = {"item_text": ["rowid"], "location_box": ["id"], "alembic_version": ["version_num"]}
    keys["sqlite_sequence"] = ["name"]
    own = keys[table] if table in keys else METADATA.tables[table].primary_key.columns.keys()
    return " AND ".join(f'"{name}" = ?' for name in own), tuple(row[name] for name in own)


def other_value(value: object) -> object:
    """One that no row has, of the same kind."""
    if isinstance(value, bytes):
        return value + b"\0"
    if isinstance(value, str):
        return f"{value}x"
    return float(FAR) if isinstance(value, float) else FAR


def without_triggers(connection: Connection) -> None:
    rows = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all()
    for (name,) in rows:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
