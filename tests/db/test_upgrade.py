"""A catalogue of the first version becomes one of today: its acts, its rows, and what may not stand twice."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from app.catalogue import Catalogue
from app.integrity.findings import well_sentences
from db.errors import DatabaseError
from db.records import UpgradeChange
from tests.app.integrity.attack import tamper_with

KEPT = "agent case catalogue claim claim_source file item item_case item_file item_tag link location log "
TABLES = (KEPT + "log_content log_item note place receipt snapshot source tag time").split()


@contextmanager
def raw(folder: Path) -> Iterator[sqlite3.Connection]:
    """The database with nothing of ours between."""
    with closing(sqlite3.connect(folder / "catalogue.sqlite", isolation_level=None)) as connection:
        yield connection


def ask(folder: Path, question: str) -> list[tuple[object, ...]]:
    with raw(folder) as connection:
        return connection.execute(question).fetchall()


def counts(folder: Path) -> dict[str, object]:
    return {table: ask(folder, f'SELECT count(*) FROM "{table}"')[0][0] for table in TABLES}


def test_acts_keep_the_numbers_of_their_entries_and_all_that_refers_to_them(first_version: Path) -> None:
    before = ask(first_version, "SELECT sequence, act, label, undone_by FROM operation ORDER BY sequence")
    custody = ask(first_version, "SELECT id, sequence FROM custody ORDER BY id")
    withdrawn = ask(first_version, "SELECT id, withdrawn FROM note ORDER BY id")

    Catalogue.open(first_version, analyst="Ada").close()

    acts = "SELECT id, kind, label, undone_by FROM act WHERE kind <> 'upgrade' AND id <= ? ORDER BY id"
    assert ask(first_version, acts.replace("?", str(len(before)))) == before
    assert ask(first_version, "SELECT count(*) FROM act WHERE sequence IS NOT id") == [(0,)]
    assert ask(first_version, "SELECT id, act_id FROM custody ORDER BY id") == custody
    assert ask(first_version, "SELECT id, withdrawn FROM note ORDER BY id") == withdrawn
    uuids = [str(uuid) for (uuid,) in ask(first_version, "SELECT uuid FROM act")]
    assert {(len(uuid), uuid[14], uuid[19] in "89ab") for uuid in uuids} == {(36, "4", True)}


def test_no_row_is_lost_and_no_number_is_given_twice(first_version: Path) -> None:
    with raw(first_version) as connection:  # the highest number may be above that of any row
        connection.execute("UPDATE sqlite_sequence SET seq = 99 WHERE name = 'note'")
    before = counts(first_version)

    with Catalogue.open(first_version, analyst="Ada") as catalogue:
        assert catalogue.evidence.note(1, "one more") == 100

    after = counts(first_version)
    assert after == {**before, "agent": 3, "log": after["log"], "log_content": after["log_content"]} | {
        "log_item": after["log_item"],
        "note": int(str(before["note"])) + 1,
    }
    assert ask(first_version, "PRAGMA foreign_key_check") == []
    assert ask(first_version, "PRAGMA integrity_check") == [("ok",)]
    assert not ask(first_version, "SELECT name FROM sqlite_master WHERE name LIKE 'before_%'")


def test_equal_rows_are_withdrawn_and_named_and_the_log_tells_it(first_version: Path) -> None:
    with raw(first_version) as connection:
        connection.executescript(
            """
            INSERT INTO saved_search (uuid, name, query, agent_id) VALUES ('s2', 'Ships', 'boat', 1);
            INSERT INTO source (uuid, label, name, restricted) VALUES ('a', 'S99', 'One', 0);
            INSERT INTO source (uuid, label, name, restricted) VALUES ('b', 'S99', 'Two', 0);
            INSERT INTO origin (uuid, label, name, counts, case_id) VALUES ('a', 'O9', 'One', 'yes', 1);
            INSERT INTO origin (uuid, label, name, counts, case_id) VALUES ('b', 'O9', 'Two', 'yes', 1);
            INSERT INTO origin (uuid, label, name, counts) VALUES ('c', 'O9', 'Of no case', 'yes');
            """
        )
    source, origin, search = (
        int(str(ask(first_version, f"SELECT max(id) FROM {table}")[0][0]))
        for table in ("source", "origin", "saved_search")
    )

    with Catalogue.open(first_version, analyst="Ada") as catalogue:
        report = catalogue.upgraded
        links = catalogue.links.of_item(6)
        entry = next(entry for entry in catalogue.history.entries() if entry.act == "upgrade")
        content = catalogue.history.content(entry.sequence)

    assert report is not None
    changed = {(change.table, change.id): change for change in report.changes}
    assert changed["source", source] == UpgradeChange("source", source, "label removed", source - 1)
    assert changed["origin", origin - 1] == UpgradeChange("origin", origin - 1, "label removed", origin - 2)
    assert changed["saved_search", search].done == "withdrawn"
    assert {table for table, _ in changed} == {"link", "relation", "saved_search", "source", "origin"}
    assert len([link for link in links if link.claim_id == 1]) == 1
    assert (entry.agent, entry.undoable) == ("Exhibit", False)
    assert content is not None
    assert len(content["upgrade"]) == len(report.changes)
    assert ask(first_version, f"SELECT label FROM source WHERE id = {source}") == [(None,)]


def test_the_log_goes_on_and_what_was_done_before_can_be_taken_back(first_version: Path) -> None:
    with Catalogue.open(first_version, analyst="Ada") as catalogue:
        last = catalogue.history.undoable()
        assert last is not None
        report = catalogue.history.undo()
        assert report.undone.sequence == last.sequence
        [taken_back] = [one for one in catalogue.history.entries() if one.sequence == last.sequence]
        assert taken_back.undone_by == catalogue.history.head().sequence
        assert catalogue.integrity.verify().log.ok


def test_a_second_opening_upgrades_nothing(first_version: Path) -> None:
    Catalogue.open(first_version, analyst="Ada").close()
    head = ask(first_version, "SELECT max(sequence) FROM log")

    with Catalogue.open(first_version, analyst="Ada") as catalogue:
        assert catalogue.upgraded is None
    assert ask(first_version, "SELECT max(sequence) FROM log") == head


def test_acts_that_somebody_cut_off_are_named_and_do_not_shut_the_catalogue(first_version: Path) -> None:
    with raw(first_version) as connection:
        connection.execute("UPDATE note SET withdrawn = 4711")

    with Catalogue.open(first_version, analyst="Ada") as catalogue:
        assert catalogue.upgraded is not None
        assert UpgradeChange("act", 4711, "lost", None) in catalogue.upgraded.changes
    assert ask(first_version, "SELECT kind, sequence FROM act WHERE id = 4711") == [("lost", None)]


def test_an_upgrade_that_cannot_be_whole_leaves_every_byte(first_version: Path) -> None:
    with raw(first_version) as connection:  # a row that refers to nothing: nobody could say what it means
        connection.execute("INSERT INTO note (uuid, item_id, text, at, agent_id) VALUES ('n', 99, '', '', 1)")
    before = (first_version / "catalogue.sqlite").read_bytes()

    with pytest.raises(DatabaseError, match="would leave a row of note without"):
        Catalogue.open(first_version, analyst="Ada")

    assert (first_version / "catalogue.sqlite").read_bytes() == before


def test_an_equal_row_is_refused_by_the_schema_itself(first_version: Path) -> None:
    Catalogue.open(first_version, analyst="Ada").close()
    again = {
        "link": "item_id, claim_id, stance, reason, agent_id, at",
        "relation": "from_id, to_id, kind, reason",
        "saved_search": "name, query, agent_id",
        "item_file": "item_id, file_id, role, name",
        "place_name": "place_id, text, folded",
    }
    for table, columns in again.items():
        named = f"uuid, {columns}" if table in {"link", "relation", "saved_search"} else columns
        values = columns if named == columns else f"'another', {columns}"
        copy = f"INSERT INTO {table} ({named}) SELECT {values} FROM {table} WHERE withdrawn IS NULL LIMIT 1"
        with raw(first_version) as connection, pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
            connection.execute(copy)


def test_the_upgrade_says_that_nothing_before_it_was_compared_and_commits_to_the_lists_of_items(
    first_version: Path,
) -> None:
    with Catalogue.open(first_version, analyst="Ada") as catalogue:
        assert catalogue.upgraded is not None
        withdrawn = {change.id for change in catalogue.upgraded.changes if change.table == "link"}
        found = catalogue.integrity.verify()
        entry = next(entry for entry in catalogue.history.entries() if entry.act == "upgrade")
    links = ", ".join(map(str, withdrawn))
    items = ask(first_version, f"SELECT DISTINCT item_id FROM link WHERE id IN ({links})")
    assert found.ok
    assert found.rows.compared_from == entry.sequence
    assert any(f"Nothing earlier than entry {entry.sequence} " in said for said in well_sentences(found))
    assert ask(first_version, f"SELECT item_id FROM log_item WHERE sequence = {entry.sequence}") == items


@pytest.mark.parametrize(
    "attack",
    [
        "DELETE FROM log_item WHERE sequence = {entry}",
        "INSERT INTO log_item VALUES ((SELECT max(id) FROM item), {entry})",
        "INSERT INTO log_state SELECT {entry}, 0, states, hints FROM log_state LIMIT 1",
    ],
)
def test_what_lies_beside_an_entry_of_the_first_version_is_held_to_the_upgrade(
    first_version: Path, attack: str
) -> None:
    Catalogue.open(first_version, analyst="Ada").close()
    [[entry]] = ask(first_version, "SELECT min(sequence) FROM log_item WHERE item_id = 1")
    tamper_with(first_version, attack.format(entry=entry))

    with Catalogue.open(first_version, analyst="Ada") as catalogue:
        rows = catalogue.integrity.verify().rows

    assert rows.changed_items + rows.changed_states == (entry,)
