"""The attack table, continued: the log itself, what lies beside it, the schema, small pictures, originals."""

import re
import sqlite3
from hashlib import sha256
from pathlib import Path

import pytest

from app.catalogue import Catalogue
from db.acts.own_triggers import ForeignTriggerError
from tests.app.integrity.attack import Exhibit, Verify, entry_of, tamper_with

EDITED = "CAST(replace(CAST({0} AS TEXT), '{1}', '{2}') AS BLOB)"
OWN_CONTENT = "its content is not the content that was committed to"
BESIDE = {
    "a salt of an item": (
        "UPDATE row_salt SET salt = randomblob(16) WHERE owner = 'item' AND owner_id = 2",
        r"Note 2 of EX-000002 is not what entry \d+ wrote",
    ),
    "a salt taken away": (
        "DELETE FROM row_salt WHERE owner = 'item' AND owner_id = 2",
        r"EX-000002 cannot be compared: its salt is gone, and no entry disposed of it",
    ),
    "states edited": (
        "UPDATE log_state SET states = zeroblob(length(states)) WHERE sequence = {note}",
        "The states of rows beside entry {note} are not those it committed to",
    ),
    "states taken away": (
        "DELETE FROM log_state WHERE sequence = {note}",
        "The states of rows beside entry {note} are not those it committed to",
    ),
    "states cut": (
        "UPDATE log_state SET states = substr(states, 1, length(states) - 7) WHERE sequence = {note}",
        "The states of rows beside entry {note} are not those it committed to",
    ),
    "states as text": (
        "UPDATE log_state SET states = 'none' WHERE sequence = {note}",
        "The states of rows beside entry {note} are not those it committed to",
    ),
    "items of an entry": (
        "DELETE FROM log_item WHERE sequence = {note}",
        "The list of items of entry {note} is not the one it committed to",
    ),
    "items added to an entry": (
        "INSERT INTO log_item VALUES (3, {note})",
        "The list of items of entry {note} is not the one it committed to",
    ),
    "one item exchanged for another": (
        "UPDATE log_item SET item_id = 3 WHERE sequence = {note}",
        "The list of items of entry {note} is not the one it committed to",
    ),
    "an item that is not there added to an entry": (
        "INSERT INTO log_item VALUES (999, {note})",
        "The list of items of entry {note} is not the one it committed to",
    ),
    "a row taken from the list of an entry": (
        "DELETE FROM log_owner WHERE sequence = {note} AND owner = 'act'",
        "The list of rows of entry {note} is not the one that follows from its states",
    ),
    "a row added to the list of an entry": (
        "INSERT INTO log_owner VALUES ('note', 1, {note})",
        "The list of rows of entry {note} is not the one that follows from its states",
    ),
    "another row in the list of an entry": (
        "UPDATE log_owner SET owner_id = owner_id + 1 WHERE sequence = {note}",
        "The list of rows of entry {note} is not the one that follows from its states",
    ),
    "a row in the list of no entry": (
        "INSERT INTO log_owner VALUES ('note', 1, -1)",
        "The table log_owner tells of entry -1, which the log does not have",
    ),
    "states of no entry": (
        "INSERT INTO log_state SELECT -1, 0, states, hints FROM log_state WHERE sequence = {note}",
        "The table log_state tells of entry -1, which the log does not have",
    ),
    "the number of a part": (
        "UPDATE log_state SET part = 7 WHERE sequence = {note}",
        "The states of rows beside entry {note} are not those it committed to",
    ),
    "a salt of nothing": (
        "INSERT INTO row_salt VALUES ('note', 99, zeroblob(16))",
        "There is a salt for row 99 of the table note, of which no entry tells",
    ),
    "content": (
        "UPDATE log_content SET content = "
        + EDITED.format("content", "roof", "wall")
        + " WHERE sequence = {note}",
        "broken at entry {note}: " + OWN_CONTENT,
    ),
    "content taken away": (
        "DELETE FROM log_content WHERE sequence = {note}",
        "broken at entry {note}: its content is gone and no entry names it as erased",
    ),
    "a body": (
        "UPDATE log SET body = " + EDITED.format("body", "note", "node") + " WHERE sequence = {note}",
        "broken at entry {note}: its hash does not follow",
    ),
    "an erasure that no entry names": (
        "INSERT INTO log_erasure VALUES ({note}, 1)",
        "broken at entry {note}: it is marked as erased by an entry that does not name it",
    ),
}


@pytest.mark.parametrize("attack", BESIDE)
def test_what_lies_beside_the_chain_is_held_to_it(folder: Path, verify: Verify, attack: str) -> None:
    note = entry_of(folder, "note")
    statement, said = (text.replace("{note}", str(note)) for text in BESIDE[attack])
    tamper_with(folder, statement)

    found = verify()

    assert found.code == 1
    assert re.search(said, found.told), found.told


def test_content_erased_by_any_entry_that_does_not_name_it_is_found(folder: Path, verify: Verify) -> None:
    """As the first version let it be: the number of a note was enough."""
    note = entry_of(folder, "note")
    tamper_with(
        folder,
        f"INSERT INTO log_erasure VALUES ({note}, {note + 1})",
        f"DELETE FROM log_content WHERE sequence = {note}",
    )

    found = verify()

    assert found.code == 1
    assert f"broken at entry {note}" in found.told
    assert "its content is gone and no entry names it as erased" in found.told


def test_an_entry_cut_off_with_all_that_belongs_to_it_leaves_its_rows_behind(
    folder: Path, verify: Verify
) -> None:
    last = "sequence = (SELECT max(sequence) FROM log_item)"
    tamper_with(
        folder,
        *(f"DELETE FROM {table} WHERE {last}" for table in ("log_content", "log_state", "act", "log")),
        f"DELETE FROM log_item WHERE {last}",
    )

    found = verify()

    assert found.code == 1
    assert re.search(r"Printed sheet 1 of EX-000001 was written by no entry of the log", found.told)


SCHEMA = {
    "a trigger dropped": (
        "DROP TRIGGER log_no_update",
        "The trigger log_no_update of the database is missing",
    ),
    "a trigger altered": (
        (
            "DROP TRIGGER custody_no_delete;"
            "CREATE TRIGGER custody_no_delete BEFORE DELETE ON custody BEGIN SELECT 1; END"
        ),
        "The trigger custody_no_delete of the database was altered",
    ),
    "a foreign view": ("CREATE VIEW evidence AS SELECT 1", "The view evidence of the database is not ours"),
    "a foreign table": ("CREATE TABLE cache (x)", "The table cache of the database is not ours"),
    "a foreign trigger": (
        "CREATE TRIGGER own AFTER INSERT ON item BEGIN DELETE FROM note; END",
        "The trigger own of the database is not ours",
    ),
    "a foreign trigger under the name of the table of revisions": (
        "CREATE TRIGGER alembic_version AFTER INSERT ON note BEGIN DELETE FROM link; END",
        "The trigger alembic_version of the database is not ours",
    ),
    "a foreign trigger under a name of the engine's own": (
        (
            "CREATE TRIGGER t AFTER INSERT ON note BEGIN DELETE FROM link; END;"
            "PRAGMA writable_schema = ON;"
            "UPDATE sqlite_master SET name = 'sqlite_autoindex_note_9',"
            " sql = replace(sql, 'TRIGGER t ', 'TRIGGER sqlite_autoindex_note_9 ') WHERE name = 't'"
        ),
        "The trigger sqlite_autoindex_note_9 of the database is not ours",
    ),
    "another revision": (
        "UPDATE alembic_version SET version_num = '0001'",
        "The database says that it has the schema of another version",
    ),
    "no revision": (
        "DELETE FROM alembic_version",
        "The database says that it has the schema of another version",
    ),
    "a number that would be given again": (
        "UPDATE sqlite_sequence SET seq = 1 WHERE name = 'note'",
        "Of the table note the highest number that was given is not known any more",
    ),
    "no number given": (
        "DELETE FROM sqlite_sequence WHERE name = 'item'",
        "Of the table item the highest number that was given is not known any more",
    ),
    "an index dropped": ("DROP INDEX item_by_type", "The index item_by_type of the database is missing"),
    "a column added": ("ALTER TABLE note ADD COLUMN x", "The table note of the database was altered"),
}


@pytest.mark.parametrize("attack", SCHEMA)
def test_the_schema_is_held_to_the_one_that_we_make(folder: Path, verify: Verify, attack: str) -> None:
    script, said = SCHEMA[attack]
    connection = sqlite3.connect(folder / "catalogue.sqlite")
    connection.executescript(script)
    connection.close()

    found = verify()

    assert found.code == 1
    assert said in found.told


def test_exchanged_small_pictures_are_named(folder: Path, verify: Verify) -> None:
    exchanged = _exchange(folder)

    found = verify()

    assert found.code == 1
    assert exchanged <= set(re.findall(r"[0-9a-f]{64}", found.told))


def _exchange(folder: Path) -> set[str]:
    """Two small pictures, each in the place of the other; gives the SHA-256 of their files."""
    connection = sqlite3.connect(folder / "thumbnails.sqlite")
    one, other = connection.execute("SELECT sha256, data FROM thumbnail ORDER BY sha256").fetchall()
    connection.execute("UPDATE thumbnail SET data = ? WHERE sha256 = ?", (one[1], other[0]))
    connection.execute("UPDATE thumbnail SET data = ? WHERE sha256 = ?", (other[1], one[0]))
    connection.commit()
    connection.close()
    return {one[0], other[0]}


PICTURES = {
    "two exchanged with their digests": (
        (
            "UPDATE file SET thumbnail_sha256 = (SELECT thumbnail_sha256 FROM file AS other WHERE"
            " other.id <> file.id AND other.thumbnail_sha256 IS NOT NULL) WHERE thumbnail_sha256 NOT NULL"
        ),
        "The SHA-256 of the thumbnail of file",
    ),
    "a perceptual hash": (
        "UPDATE file SET perceptual_hash = replace(perceptual_hash, '0', '1') WHERE id = 1",
        "The perceptual hash of file",
    ),
    "that there is none": (
        "UPDATE file SET thumbnail_state = 'It cannot be read.' WHERE id = 1",
        "The state of the thumbnail of file",
    ),
    "a hash of what has no picture": (
        "UPDATE file SET perceptual_hash = 'ab' WHERE id = 3",
        "The perceptual hash of file",
    ),
}


@pytest.mark.parametrize("attack", PICTURES)
def test_small_pictures_are_held_to_their_originals(folder: Path, verify: Verify, attack: str) -> None:
    statement, said = PICTURES[attack]
    if attack.startswith("two"):
        _exchange(folder)
    tamper_with(folder, statement)

    found = verify()

    assert found.code == 1
    assert said in found.told


def test_what_was_noted_of_two_small_pictures_and_exchanged_is_put_right_by_the_verification_that_finds_it(
    folder: Path, verify: Verify
) -> None:
    other = "(SELECT {0} FROM file AS other WHERE other.id <> file.id AND other.thumbnail_sha256 IS NOT NULL)"
    noted = ("thumbnail_sha256", "perceptual_hash")
    exchange = ", ".join(f"{column} = {other.format(column)}" for column in noted)
    tamper_with(folder, f"UPDATE file SET {exchange} WHERE thumbnail_sha256 IS NOT NULL")

    assert "were exchanged" in verify().told
    assert verify().code == 0


def test_what_was_drawn_again_once_is_drawn_again_only_where_it_was_changed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.originals.drawn_again._DRAW", "nobody:draws")
    with Catalogue.open(folder) as catalogue:
        assert catalogue.integrity.verify().ok
    tamper_with(folder, "UPDATE file SET thumbnail_sha256 = 'x' WHERE id = 1")
    monkeypatch.undo()
    with Catalogue.open(folder) as catalogue:
        assert not catalogue.integrity.verify().ok
        catalogue.thumbnails.make_missing()
        assert catalogue.integrity.verify().ok


def test_an_original_exchanged_together_with_its_recorded_hash_is_named(folder: Path, verify: Verify) -> None:
    connection = sqlite3.connect(folder / "catalogue.sqlite")
    [[old]] = connection.execute("SELECT sha256 FROM file WHERE id = 3").fetchall()
    connection.close()
    held = folder / "originals" / old[:2] / old[2:4] / old
    held.chmod(0o600)
    held.write_bytes(b"The office said that 15 soldiers were moved.\n")
    new = sha256(held.read_bytes()).hexdigest()
    target = folder / "originals" / new[:2] / new[2:4] / new
    target.parent.mkdir(parents=True)
    held.rename(target)
    tamper_with(folder, f"UPDATE file SET sha256 = '{new}', size = 45 WHERE id = 3")

    found = verify()

    assert found.code == 1
    assert re.search(rf"The SHA-256, size of file {new} is not what entry \d+ wrote", found.told), found.told


def test_nothing_is_written_while_a_foreign_trigger_would_change_it(folder: Path, exhibit: Exhibit) -> None:
    trigger = "CREATE TRIGGER own AFTER INSERT ON note BEGIN UPDATE note SET text = 'forged'; END"
    change_schema(folder, trigger)

    refused = exhibit("note", "1", "hello")

    assert refused.code == 1
    assert "has a trigger of another program, “own”" in refused.told
    change_schema(folder, "DROP TRIGGER own")
    assert exhibit("note", "1", "hello").code == 0
    assert "forged" not in exhibit("show", "1").told


def test_a_trigger_that_comes_while_the_catalogue_is_open_is_seen_by_the_next_act(folder: Path) -> None:
    with Catalogue.open(folder) as catalogue:
        catalogue.evidence.note(1, "before")
        change_schema(folder, "CREATE TRIGGER own AFTER INSERT ON note BEGIN DELETE FROM link; END")
        with pytest.raises(ForeignTriggerError, match="own"):
            catalogue.evidence.note(1, "after")


def change_schema(folder: Path, statement: str) -> None:
    connection = sqlite3.connect(folder / "catalogue.sqlite", isolation_level=None)
    connection.execute(statement)
    connection.close()
