"""The one guarded door: an act is asked for, may be refused, and is kept whole, once, or not at all."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection

from app.catalogue import Catalogue
from db.acts.act_request import ActRequest
from db.acts.unit import Unit
from db.errors import DatabaseError
from db.reader import connection_of
from db.rows import ItemRow, NoteRow
from db.session import Database
from db.sqlite import connecting
from db.sqlite.connecting import prepare


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A catalogue with one item."""
    with Catalogue.create(tmp_path / "case", analyst="Analyst") as catalogue:
        catalogue.evidence.add("photograph", "The port")
    with Database.open(tmp_path / "case" / "catalogue.sqlite") as opened:
        yield opened


def note(unit: Unit, words: str = "words") -> int:
    return unit.insert(NoteRow(item_id=1, text=words, at=unit.now, agent_id=1))


def ask(database: Database, question: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(database.path)
    try:
        return connection.execute(question).fetchall()
    finally:
        connection.close()


def test_a_guard_is_told_who_asks_for_what_and_its_refusal_leaves_nothing(database: Database) -> None:
    asked: list[tuple[str, int, int]] = []

    def locked(unit: Unit, request: ActRequest) -> None:
        asked.append((request.kind, request.agent_id, len(unit.evidence.notes(1))))
        if request.kind == "note":
            raise DatabaseError("EX-000001 is under review.")

    database.guards.append(locked)
    before = ask(database, "SELECT count(*), max(id) FROM act")

    with pytest.raises(DatabaseError, match="under review"), database.act(ActRequest("note", "A", 1)) as unit:
        note(unit)
    with database.act(ActRequest("tag", "Tag", 1)) as unit:
        unit.tag("rail", [1])

    assert asked == [("note", 1, 0), ("tag", 1, 0)]
    assert ask(database, "SELECT text FROM note") == []
    [(count, last)] = before
    assert ask(database, "SELECT count(*), max(id) FROM act") == [(int(str(count)) + 1, int(str(last)) + 1)]


def test_an_act_in_which_nothing_is_done_leaves_no_trace(database: Database) -> None:
    before = ask(database, "SELECT (SELECT count(*) FROM act), (SELECT count(*) FROM log)")

    with database.act(ActRequest("edit", "Edit", 1)) as unit:
        assert not unit.save(1, replace(unit.row(ItemRow, 1), title="The port"))

    assert ask(database, "SELECT (SELECT count(*) FROM act), (SELECT count(*) FROM log)") == before


def test_rows_refer_to_the_act_and_the_act_to_its_entry(database: Database) -> None:
    with database.act(ActRequest("note", "Note", 1)) as unit:
        row = note(unit)
        assert connection_of(unit).exec_driver_sql(
            f"SELECT sequence FROM act WHERE id = {unit.act_id}"
        ).all() == [(None,)]
    with database.act(ActRequest("withdraw", "Withdraw", 1)) as unit:
        unit.withdraw(NoteRow, row)
        unit.label = "Withdraw the note"

    assert unit.entry is not None
    told = "SELECT act.id, act.sequence, act.label FROM note JOIN act ON act.id = note.withdrawn"
    assert ask(database, told) == [(unit.act_id, unit.entry.sequence, "Withdraw the note")]


def test_every_row_that_an_act_wrote_is_known_to_it(database: Database) -> None:
    with database.act(ActRequest("several", "Several", 1)) as unit:
        row = note(unit)
        unit.insert(NoteRow(item_id=1, text="untold", at=unit.now, agent_id=1), tracked=False)
        unit.save(1, replace(unit.row(ItemRow, 1), title="Another port"))
        unit.tag("rail", [1])
        tag = next(iter(unit.written["tag"]))[0]

    assert unit.written == {
        "note": {(row,), (row + 1,)},
        "item": {(1,)},
        "tag": {(tag,)},
        "item_tag": {(1, tag)},
        "act": {(unit.act_id,)},
    }


def test_an_act_shows_nothing_by_which_it_could_be_gone_around(database: Database) -> None:
    with database.act(ActRequest("note", "A note", 1)) as unit:
        note(unit)
        open_to_all = {name: getattr(unit, name) for name in dir(unit) if not name.startswith("_")}

    # of what can be altered `details` alone, which mypy holds to JSON
    alterable = (Connection, type(database.engine), list, set, defaultdict)
    assert [name for name, value in open_to_all.items() if isinstance(value, alterable)] == []
    assert all(isinstance(keys, frozenset) for keys in unit.written.values())


class LosesTheAnswer(sqlite3.Connection):
    """A connection that is cut between the keeping of a transaction and the news of it, or before."""

    cut = ""

    def commit(self) -> None:
        if LosesTheAnswer.cut == "before":
            raise sqlite3.OperationalError("disk I/O error")
        super().commit()
        if LosesTheAnswer.cut == "after":
            raise sqlite3.OperationalError("disk I/O error")


@pytest.fixture
def cut(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """The same catalogue over such a connection."""

    def connect(path: Path, *, writable: bool, immutable: bool = False) -> sqlite3.Connection:
        made = sqlite3.connect(path, check_same_thread=False, factory=LosesTheAnswer)
        prepare(made, writable=writable)
        return made

    monkeypatch.setattr(connecting, "connect", connect)
    monkeypatch.setattr(LosesTheAnswer, "cut", "")
    opened = Database.open(database.path)
    yield opened
    LosesTheAnswer.cut = ""
    opened.close()


def test_an_act_that_was_kept_is_not_reported_as_failed(cut: Database) -> None:
    LosesTheAnswer.cut = "after"

    with cut.act(ActRequest("note", "Note", 1)) as unit:
        note(unit, "kept")

    assert ask(cut, "SELECT text FROM note") == [("kept",)]
    assert unit.entry is not None
    assert ask(cut, "SELECT max(sequence) FROM log") == [(unit.entry.sequence,)]


def test_an_act_that_was_not_kept_fails_and_can_be_tried_again(cut: Database) -> None:
    request = ActRequest("note", "Note", 1)
    LosesTheAnswer.cut = "before"

    with pytest.raises(DatabaseError, match="cannot be used"), cut.act(request) as unit:
        note(unit)
    LosesTheAnswer.cut = ""
    with cut.read() as reader:
        assert reader.history.act_id(request.uuid) is None
    with cut.act(request) as unit:
        note(unit)
    with cut.read() as reader:
        assert reader.history.act_id(request.uuid) == unit.act_id

    assert ask(cut, "SELECT text FROM note") == [("words",)]


def test_an_act_is_kept_once_under_its_uuid(database: Database) -> None:
    request = ActRequest("note", "Note", 1)
    with database.act(request) as unit:
        note(unit)

    with (
        pytest.raises(Exception, match=r"UNIQUE constraint failed: act\.uuid"),
        database.act(request) as unit,
    ):
        note(unit)

    assert ask(database, "SELECT count(*) FROM note") == [(1,)]
