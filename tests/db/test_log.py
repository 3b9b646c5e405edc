"""The log by itself: what an entry is, that nobody changes one, and that checking it is an outsider's sum."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.catalogue import Catalogue
from app.evidence.custody import custody
from db import log
from db.acts import ActRequest
from db.session import Database

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Catalogue.create(tmp_path / "case", analyst="Analyst") as catalogue:
        for number in range(5):
            catalogue.evidence.add("photograph", f"Nr. {number}")
    with Database.open(tmp_path / "case" / "catalogue.sqlite") as opened:
        yield opened


def rows(path: Path) -> list[tuple[int, bytes, bytes, bytes, bytes, bytes]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(
            "SELECT log.sequence, prev, body, hash, salt, content FROM log JOIN log_content USING (sequence)"
            " ORDER BY 1"
        ).fetchall()
    finally:
        connection.close()


def test_an_outsider_recomputes_the_chain_from_the_written_rule(database: Database) -> None:
    last = bytes(32)
    for number, (sequence, prev, body, digest, salt, content) in enumerate(rows(database.path), 1):
        told: dict[str, Any] = json.loads(body)
        assert sequence == told["sequence"] == number
        assert prev == last
        assert digest == sha256(b"exhibit-log/v1\x00" + prev + body).digest()
        assert told["commit"] == sha256(salt + content).hexdigest()
        assert len(salt) == 32
        assert body == rfc8785.dumps(told)
        assert content == rfc8785.dumps(json.loads(content))
        last = digest


def test_the_first_entry_names_the_catalogue(database: Database) -> None:
    with database.read() as reader:
        content = reader.history.content(1)
        own = reader.identity.catalogue().uuid

    assert content is not None
    assert content["catalogue"] == own


def test_names_and_texts_stand_in_the_content_only(database: Database) -> None:
    for _, _, body, _, _, content in rows(database.path)[1:]:
        assert b"Nr. " in content
        assert b"Nr. " not in body


@pytest.mark.parametrize("table", ["log", "log_content", "log_item", "custody"])
@pytest.mark.parametrize("change", ["update", "delete", "replace"])
def test_no_connection_of_ours_changes_what_is_append_only(
    database: Database, table: str, change: str
) -> None:
    with database.act(ActRequest("examine", "Examine", 1)) as unit:
        custody(unit, 1, "val", outcome="examined", detail="seen")
    with database.read() as reader:
        columns = [row[1] for row in reader.connection.execute(text(f"PRAGMA table_info({table})"))]
        before = reader.connection.execute(text(f"SELECT * FROM {table}")).all()
    statements = {
        "update": f"UPDATE {table} SET {columns[-1]} = {columns[-1]}",
        "delete": f"DELETE FROM {table}",
        "replace": f"REPLACE INTO {table} SELECT * FROM {table}",
    }

    with pytest.raises(IntegrityError), database.write() as connection:
        connection.execute(text(statements[change]))

    with database.read() as reader:
        assert reader.connection.execute(text(f"SELECT * FROM {table}")).all() == before


def test_an_entry_out_of_order_is_not_accepted(database: Database) -> None:
    for sequence, prev in ((99, bytes(32)), (7, bytes(32)), (1, bytes(32))):
        with (
            pytest.raises(IntegrityError, match="follows the one before it"),
            database.write() as connection,
        ):
            connection.execute(
                text(
                    "INSERT INTO log (sequence, prev, body, hash) VALUES (:n, :prev, x'00', randomblob(32))"
                ),
                {"n": sequence, "prev": prev},
            )


def test_content_that_an_entry_erased_is_missed_by_nobody_and_breaks_nothing(database: Database) -> None:
    with database.act(ActRequest("dispose", "Dispose of the content of entry 3", 1, undoable=False)) as unit:
        unit.connection.execute(text("INSERT INTO log_erasure VALUES (3, :by)"), {"by": unit.act_id})
        unit.connection.execute(text("DELETE FROM log_content WHERE sequence = 3"))
        unit.details["authority"] = "a court"

    with database.read() as reader:
        checked = reader.history.check()
        assert (checked.ok, checked.erased) == (True, (3,))
        assert reader.history.content(3) is None


def test_an_empty_log_is_in_order(tmp_path: Path) -> None:
    with Database.create(tmp_path / "empty.sqlite") as database, database.read() as reader:
        assert reader.history.check() == log.LogCheck(0, True, None, None, ())
        assert reader.history.head() == log.LogHead(0, log.GENESIS)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.dictionaries(TEXT, JSON, max_size=4), act=TEXT)
def test_whatever_is_said_comes_back_and_the_chain_holds(
    database: Database, content: dict[str, Any], act: str
) -> None:
    with database.write() as connection:
        head = log.append(
            connection, at=datetime.now(UTC), agent=1, act=act, subjects={"place": [1]}, content=content
        )

    with database.read() as reader:
        assert reader.history.content(head.sequence) == content
        assert reader.history.check().problem in {None, "it was cut off with what follows, and left traces"}
        assert log.check(reader.connection).entries == head.sequence
