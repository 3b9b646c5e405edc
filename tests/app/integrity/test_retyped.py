"""A value of another type than its column holds, left by another program: told, and in nobody's way."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.schema import DERIVED, METADATA
from tests.app.integrity.attack import Exhibit, Verify, tamper_with

TABLES = sorted(
    table.name for table in METADATA.sorted_tables if not table.name.startswith(("log", "row_salt"))
)
VERBS = (("history",), ("find", "port"), ("show", "1"), ("show", "3"), ("note", "1", "hello"))
BESIDE = {
    "the last hash": "UPDATE log SET hash = 'much' WHERE sequence = (SELECT max(sequence) FROM log)",
    "a salt": "UPDATE row_salt SET salt = 'much' WHERE owner = 'item' AND owner_id = 2",
    "the entry of states": "UPDATE log_state SET sequence = 'much' WHERE sequence = 5",
    "the number of an item": "UPDATE item SET id = 987654 WHERE id = 3",
}


@pytest.mark.parametrize("table", TABLES)
def test_whatever_a_row_holds_verify_tells_it_and_it_can_be_accepted(
    folder: Path, exhibit: Exhibit, verify: Verify, table: str
) -> None:
    statements = list(retyping(folder, table))
    if not statements:
        pytest.skip("no act writes it yet")
    tamper_with(folder, "PRAGMA ignore_check_constraints = ON", *statements)

    found = verify()

    assert found.code == 1, found.told
    assert "is not what entry" in found.told or "are not what entry" in found.told, found.told
    accepted = exhibit("--on-broken-log", "a slip", "history")
    assert accepted.code == 0, accepted.told
    for verb in VERBS:
        told = exhibit(*verb)
        assert told.code in {0, 1}, (verb, told.told)
    assert "rows are as the log says" in verify().told


@pytest.mark.parametrize(("table", "column"), [("log_owner", "owner"), ("file", "check_outcome")])
def test_bytes_are_not_what_the_text_was(folder: Path, verify: Verify, table: str, column: str) -> None:
    verify()
    tamper_with(folder, f"UPDATE {table} SET {column} = CAST({column} AS BLOB) WHERE {column} IS NOT NULL")

    assert verify().code == 1


@pytest.mark.parametrize("what", BESIDE)
def test_what_the_log_cannot_go_on_from_is_told_in_a_sentence(
    folder: Path, exhibit: Exhibit, verify: Verify, what: str
) -> None:
    tamper_with(folder, BESIDE[what])

    assert verify().code == 1
    for verb in (("--on-broken-log", "a slip", "history"), ("find", ""), ("note", "1", "hello")):
        told = exhibit(*verb)
        assert told.code in {0, 1}, told.told


def test_a_time_that_is_none_is_said_to_be_unreadable(folder: Path, exhibit: Exhibit) -> None:
    tamper_with(folder, "UPDATE act SET at = 'yesterday' WHERE id = 2")

    assert "unreadable" in exhibit("history").told


def retyping(folder: Path, table: str) -> Iterator[str]:
    """Text to bytes, a number to text, nothing to empty text: each column of the last row but its keys."""
    connection = sqlite3.connect(folder / "catalogue.sqlite")
    keys = METADATA.tables[table].primary_key.columns.keys()
    order = ", ".join(f'"{key}" DESC' for key in keys)
    cursor = connection.execute(f'SELECT * FROM "{table}" ORDER BY {order} LIMIT 1')
    row = cursor.fetchone()
    columns = [column[0] for column in cursor.description]
    for name, value in zip(columns, row or (), strict=False):
        # what is noted of a file's check and small picture is put right when these are made again
        noted = table == "file" and METADATA.tables[table].c[name].info == DERIVED
        if noted or name in keys or name.endswith("_id"):
            continue
        where = " AND ".join(f'"{key}" = {dict(zip(columns, row, strict=True))[key]}' for key in keys)
        new = {str: f'CAST("{name}" AS BLOB)', bytes: f'hex("{name}")', type(None): "''"}
        yield f'UPDATE "{table}" SET "{name}" = {new.get(type(value), repr("much"))} WHERE {where}'
    connection.close()
