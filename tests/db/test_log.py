"""The log by itself: what an entry is, that nobody changes one, and that checking it is an outsider's sum."""

import json
import sqlite3
from collections.abc import Iterator
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
from db.acts.act_request import ActRequest
from db.reader import connection_of
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
        assert digest == sha256(b"exhibit-log/v2\x00" + prev + body).digest()
        assert told["commit"] == sha256(salt + content).hexdigest()
        assert len(salt) == 32
        assert body == rfc8785.dumps(told)
        assert content == rfc8785.dumps(json.loads(content))
        last = digest


def test_a_body_has_these_fields_and_no_number_of_a_row(database: Database) -> None:
    with database.read() as reader:
        acts = {
            row[0]: row[1] for row in connection_of(reader).execute(text("SELECT sequence, uuid FROM act"))
        }
        [agent] = connection_of(reader).execute(text("SELECT uuid FROM agent")).scalars()
        items = {row[0]: row[1] for row in connection_of(reader).execute(text("SELECT id, uuid FROM item"))}
    for sequence, _, body, _, salt, _ in rows(database.path)[1:]:
        told = json.loads(body)
        touched = sha256(salt + b"touched\x00" + f"{items[sequence - 1]}\n".encode()).hexdigest()
        assert told == {
            "act": acts[sequence],
            "agent": agent,
            "at": told["at"],
            "commit": told["commit"],
            "count": 1,
            "kind": "add",
            "rows": told["rows"],
            "schema": 2,
            "sequence": sequence,
            "touched": touched,
        }


def test_an_outsider_recomputes_the_state_of_a_row_from_the_written_rule(database: Database) -> None:
    """The tag-free item 1: columns in the order of their names, without the derived ones."""
    derived = {"captured_earliest", "captured_latest", "sort_key"}
    with database.read() as reader:
        row = connection_of(reader).execute(text("SELECT * FROM item WHERE id = 1")).mappings().one()
        item = {str(name): value for name, value in row.items()}
        salt = (
            connection_of(reader)
            .execute(text("SELECT salt FROM row_salt WHERE owner = 'item' AND owner_id = 1"))
            .scalar_one()
        )
        states = (
            connection_of(reader)
            .execute(text("SELECT states FROM log_state WHERE sequence = 2 AND part = 0"))
            .scalar_one()
        )
    encoded = b"exhibit-row/v2\x00" + _text("item") + b"+"
    for name in sorted(set(item) - derived):
        encoded += b"" if item[name] is None else _text(name) + _value(item[name])

    assert sha256(salt + encoded).digest() in states


def _text(words: str) -> bytes:
    return len(words.encode()).to_bytes(4, "big") + words.encode()


def _value(value: object) -> bytes:
    return b"s" + _text(value) if isinstance(value, str) else b"i" + int(str(value)).to_bytes(8, "big")


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


@pytest.mark.parametrize(
    "table", ["log", "log_content", "log_item", "log_owner", "log_state", "row_salt", "custody"]
)
@pytest.mark.parametrize("change", ["update", "delete", "replace"])
def test_no_connection_of_ours_changes_what_is_append_only(
    database: Database, table: str, change: str
) -> None:
    with database.act(ActRequest("examine", "Examine", 1)) as unit:
        custody(unit, 1, "val", outcome="examined", detail="seen")
    with database.read() as reader:
        columns = [row[1] for row in connection_of(reader).execute(text(f"PRAGMA table_info({table})"))]
        before = connection_of(reader).execute(text(f"SELECT * FROM {table}")).all()
    statements = {
        "update": f"UPDATE {table} SET {columns[-1]} = {columns[-1]}",
        "delete": f"DELETE FROM {table}",
        "replace": f"REPLACE INTO {table} SELECT * FROM {table}",
    }

    with pytest.raises(IntegrityError), database.write() as connection:
        connection.execute(text(statements[change]))

    with database.read() as reader:
        assert connection_of(reader).execute(text(f"SELECT * FROM {table}")).all() == before


def test_an_entry_out_of_order_is_not_accepted(database: Database) -> None:
    for sequence, prev in ((99, bytes(32)), (7, bytes(32)), (1, bytes(32))):
        with (
            pytest.raises(IntegrityError, match="follows the one before it"),
            database.write() as connection,
        ):
            connection.execute(
                text(
                    "INSERT INTO log (sequence, prev, body, hash) VALUES (:n, :prev, :body, randomblob(32))"
                ),
                {"n": sequence, "prev": prev, "body": b'{"schema":2,"sequence":%d,"touched":""}' % sequence},
            )


@pytest.mark.parametrize("body", [b"{}", b'{"schema":2,"sequence":8,"x":1}', b'{"sequence":7,"subjects":{}}'])
def test_an_entry_that_is_not_of_this_version_is_not_accepted(database: Database, body: bytes) -> None:
    with database.read() as reader:
        last = reader.history.head()
    with pytest.raises(IntegrityError, match="as this version writes it"), database.write() as connection:
        connection.execute(
            text("INSERT INTO log (sequence, prev, body, hash) VALUES (:n, :prev, :body, randomblob(32))"),
            {"n": last.sequence + 1, "prev": last.hash, "body": body},
        )


def disposed(database: Database, kind: str = "dispose", *erases: int) -> int:
    """An act that disposes of item 1 and of the content of entries; gives the number of its entry."""
    with database.act(ActRequest(kind, "Dispose of EX-000001", 1, undoable=False, erases=erases)) as unit:
        unit.subject("item", [1])
        unit.details["authority"] = "a court"
    with database.read() as reader:
        return reader.history.head().sequence


def erase(database: Database, sequence: int, by: int) -> None:
    with database.write() as connection:
        connection.execute(text("INSERT INTO log_erasure VALUES (:n, :by)"), {"n": sequence, "by": by})
        connection.execute(text("DELETE FROM log_content WHERE sequence = :n"), {"n": sequence})


def test_content_that_a_disposal_names_is_erased_and_breaks_nothing(database: Database) -> None:
    by = disposed(database, "dispose", 3, 13)

    erase(database, 3, by)

    with database.read() as reader:
        checked = reader.history.check()
        assert (checked.ok, checked.erased) == (True, (3,))
        assert reader.history.content(3) is None


@pytest.mark.parametrize(
    ("kind", "erases"), [("note", (3,)), ("dispose", ()), ("dispose", (13, 30, 33))], ids=str
)
def test_content_is_erased_by_nothing_but_a_disposal_that_names_it(
    database: Database, kind: str, erases: tuple[int, ...]
) -> None:
    by = disposed(database, kind, *erases)

    with pytest.raises(IntegrityError, match="only by a disposal that names it"):
        erase(database, 3, by)


def test_a_salt_goes_only_with_an_item_that_was_disposed_of(database: Database) -> None:
    one = text("DELETE FROM row_salt WHERE owner = 'item' AND owner_id = 1")
    with pytest.raises(IntegrityError, match="goes only with an item"), database.write() as connection:
        connection.execute(one)
    disposed(database)
    with database.write() as connection:
        connection.execute(one)
    other = text("DELETE FROM row_salt WHERE owner = 'item' AND owner_id = 2")
    with pytest.raises(IntegrityError, match="goes only with an item"), database.write() as connection:
        connection.execute(other)

    with database.read() as reader:
        survey = reader.states.survey()
        differences = [
            each for piece in survey.pieces for each in reader.states.differences(piece, lambda _: None)
        ]
    assert differences == []


def test_an_act_is_looked_up_by_its_uuid_once_at_most(database: Database) -> None:
    request = ActRequest("note", "A note", 1)
    with database.act(request) as unit:
        unit.details["told"] = "something"

    with pytest.raises(IntegrityError), database.act(request) as unit:
        unit.details["told"] = "the same again"
    with database.read() as reader:
        assert reader.history.act_id(request.uuid) is not None


def test_an_empty_log_is_in_order(tmp_path: Path) -> None:
    with Database.create(tmp_path / "empty.sqlite") as database, database.read() as reader:
        assert reader.history.check() == log.LogCheck(0)
        assert reader.history.head() == log.LogHead(0, log.GENESIS)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.dictionaries(TEXT, JSON, max_size=4), kind=TEXT)
def test_whatever_is_said_comes_back_and_the_chain_holds(
    database: Database, content: dict[str, Any], kind: str
) -> None:
    with database.act(ActRequest(kind, "Label", 1)) as unit:
        unit.details.update({"x": content})

    with database.read() as reader:
        head = reader.history.head()
        told = reader.history.content(head.sequence)
        assert told is not None
        assert told["x"] == content
        assert reader.history.check() == log.LogCheck(head.sequence)
