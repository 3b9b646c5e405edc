"""Acts on any engine: whole or not at all, one after the other, with numbers that nobody had before."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from db.acts.act_request import ActRequest
from db.engine import DatabaseEngine
from db.reader import connection_of
from db.rows import ItemRow, NoteRow, TagRow
from db.schema import ITEM, TAG
from db.session import Database
from tests.db.engine.acting import add_item
from tests.db.engine.conftest import Again
from tests.db.engine.kinds import Kind

ROOT = Path(__file__).parents[3]


def titles(database: Database) -> list[tuple[int, str]]:
    with database.engine.reading() as connection:
        return list(connection.execute(select(ITEM.c.id, ITEM.c.title).order_by(ITEM.c.id)))


def test_what_an_act_wrote_is_there_for_everybody_and_what_failed_is_nowhere(
    database: Database, again: Again
) -> None:
    other = again()
    add_item(database, "kept")
    add_item(database, "failed", fail=True)

    assert [title for _, title in titles(other)] == ["kept"]
    add_item(other, "kept too")
    assert [title for _, title in titles(database)] == ["kept", "kept too"]


def test_an_act_is_seen_by_itself_at_once_and_by_others_when_it_has_ended(database: Database) -> None:
    with database.act(ActRequest("add", "Add", 1)) as unit:
        unit.insert(ItemRow(type="photograph", title="new", created_at=unit.now, created_by=1))
        unit.flush()
        assert connection_of(unit).execute(select(ITEM.c.title)).scalars().all() == ["new"]
        assert titles(database) == []
    assert [title for _, title in titles(database)] == ["new"]


def test_who_reads_sees_one_moment(database: Database) -> None:
    add_item(database, "before")
    count = select(func.count()).select_from(ITEM)
    with database.engine.reading() as connection:
        assert connection.execute(count).scalar_one() == 1
        add_item(database, "meanwhile")
        assert connection.execute(count).scalar_one() == 1
    assert len(titles(database)) == 2


def test_what_an_act_reads_stays_true_until_its_end(database: Database, again: Again) -> None:
    """Forty acts by two openings add one to a number that they read before: none is lost."""
    add_item(database, "0")
    openings = (database, again())

    def add_one(turn: int) -> None:
        with openings[turn % 2].act(ActRequest("edit", "Add one", 1)) as unit:
            row = unit.row(ItemRow, 1)
            unit.save(1, replace(row, title=str(int(row.title) + 1)))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add_one, range(40)))
    assert titles(database) == [(1, "40")]


def test_two_processes_act_at_once_and_the_log_is_one_line(
    kind: Kind, database: Database, tmp_path: Path
) -> None:
    """Numbers are given once, and each entry follows the one before it, whoever wrote that."""
    command = [sys.executable, "-m", "tests.db.engine.acting", kind.name, str(tmp_path), "30"]
    others = [
        subprocess.Popen([*command, name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        for name in ("left", "right")
    ]
    for other in others:
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
    for other in others:
        other.communicate("go\n", timeout=120)
        assert other.returncode == 0
    found = titles(database)
    expected = {f"{name} {number}" for name in ("left", "right") for number in range(30) if number % 3 != 2}
    assert {title for _, title in found} == expected
    assert len({item for item, _ in found}) == len(found) == 40
    with database.read() as reader:
        checked = reader.history.check()
    assert checked.ok
    assert checked.entries == 41


def test_a_number_is_not_given_again_when_its_row_is_gone(database: Database, again: Again) -> None:
    for name in ("rail", "road"):
        with database.act(ActRequest("tag", "Tag", 1)) as unit:
            unit.insert(TagRow(name=name, folded=name))
    with database.write() as connection:
        connection.execute(delete(TAG))
    with again().act(ActRequest("tag", "Tag", 1)) as unit:
        assert unit.insert(TagRow(name="ship", folded="ship")) == 3
        assert unit.insert(TagRow(name="port", folded="port")) == 4


def test_numbers_follow_one_another_without_a_gap_though_an_act_failed(database: Database) -> None:
    """Exhibit numbers are read by people: one that is missing would be asked for in court."""
    for number in range(6):
        add_item(database, str(number), fail=number % 3 == 2)
    assert titles(database) == [(1, "0"), (2, "1"), (3, "3"), (4, "4")]


def test_a_row_that_is_refused_costs_itself_and_not_the_act(database: Database) -> None:
    add_item(database, "item")
    with database.act(ActRequest("note", "Note", 1)) as unit:
        unit.insert(NoteRow(item_id=1, text="kept", at=unit.now, agent_id=1))
        unit.flush()
        taken = insert(ITEM).values(id=1, uuid="u", type="x", title="y", created_at=unit.now, created_by=1)
        with pytest.raises(IntegrityError), connection_of(unit).begin_nested():
            connection_of(unit).execute(taken)
    with database.read() as reader:
        assert [note.text for note in reader.evidence.notes(1)] == ["kept"]


def test_a_version_elsewhere_tells_of_others_and_not_of_oneself(database: Database, again: Again) -> None:
    other = again()
    seen = database.engine.version_elsewhere()
    assert seen is not None
    add_item(database, "own")
    assert database.engine.version_elsewhere() == seen
    add_item(other, "of another")
    assert database.engine.version_elsewhere() != seen


def test_while_one_acts_it_is_not_asked_what_others_did(engine: DatabaseEngine) -> None:
    with engine.writing():
        assert engine.version_elsewhere() is None
    assert engine.version_elsewhere() is not None


def test_a_transaction_that_nobody_commits_leaves_nothing(database: Database) -> None:
    with database.engine.writing() as transaction:
        transaction.connection.execute(insert(TAG).values(id=1, name="rail", folded="rail"))
    with database.engine.reading() as connection:
        assert connection.execute(select(func.count()).select_from(TAG)).scalar_one() == 0
