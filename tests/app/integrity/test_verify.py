"""Verifying: each kind of harm to the held files or to the log is found, by name or number."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from app.catalogue import Catalogue
from app.errors import Cancelled, CatalogueError
from app.task import Task
from resources.remarks import remark


@pytest.fixture
def held(catalogue: Catalogue, tmp_path: Path) -> list[Path]:
    """Three held files, as they lie in the catalogue."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for name in ("a", "b", "c"):
        (inbox / f"{name}.txt").write_text(f"the words of {name}")
    report = catalogue.intake.ingest([inbox])
    top = catalogue.folder / "originals"
    return [top / a.sha256[:2] / a.sha256[2:4] / a.sha256 for a in report.added]


def tamper(catalogue: Catalogue, *statements: str) -> None:
    """Change the catalogue file as somebody with another program would, its triggers out of the way."""
    connection = sqlite3.connect(catalogue.folder / "catalogue.sqlite", isolation_level=None)
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        assert connection.execute(statement).rowcount != 0, statement
    for _, sql in triggers:
        connection.execute(sql)
    connection.close()


def flip(path: Path, offset: int = 3) -> None:
    data = bytearray(path.read_bytes())
    data[offset] ^= 1
    path.chmod(0o600)
    path.write_bytes(data)


def test_all_is_well_and_that_is_recorded(catalogue: Catalogue, held: list[Path]) -> None:
    verified = catalogue.integrity.verify()

    assert verified.ok
    assert (verified.checked, verified.recorded) == (3, True)
    assert verified.log.entries == catalogue.history.head().sequence - 1
    entry = catalogue.history.entries(limit=1)[0]
    assert (entry.act, entry.label) == ("verify", "Verify 3 files and the log: all is well")
    for item in (1, 2, 3):
        dossier = catalogue.evidence.dossier(item)
        assert [file.check_outcome for file in dossier.files] == ["intact"]
        assert dossier.files[0].checked_at is not None
        assert [event.event for event in dossier.custody] == ["ing"]
    assert catalogue.integrity.verify().ok


def test_one_flipped_byte_is_found_and_named(catalogue: Catalogue, held: list[Path]) -> None:
    flip(held[1])

    verified = catalogue.integrity.verify()

    assert not verified.ok
    [damaged] = verified.damaged
    assert (damaged.sha256, damaged.name, damaged.exhibits) == (held[1].name, "b.txt", ("EX-000002",))
    assert (verified.missing, verified.unknown, verified.log.ok) == ((), (), True)
    dossier = catalogue.evidence.dossier(2)
    assert dossier.files[0].check_outcome == "damaged"
    event = dossier.custody[-1]
    assert (event.event, event.outcome, event.hash_verified) == ("fix", "damaged", False)
    assert [event.event for event in catalogue.evidence.dossier(1).custody] == ["ing"]


def test_a_file_of_the_same_bytes_but_one_shorter_is_damaged(catalogue: Catalogue, held: list[Path]) -> None:
    held[0].chmod(0o600)
    held[0].write_bytes(held[0].read_bytes()[:-1])

    assert [check.name for check in catalogue.integrity.verify().damaged] == ["a.txt"]


def test_a_missing_file_is_found_and_named(catalogue: Catalogue, held: list[Path]) -> None:
    held[2].unlink()

    verified = catalogue.integrity.verify()

    assert [(check.name, check.exhibits) for check in verified.missing] == [("c.txt", ("EX-000003",))]
    assert verified.damaged == ()
    assert catalogue.evidence.dossier(3).files[0].check_outcome == "missing"


def link_outside(held: Path) -> None:
    outside = held.parents[4] / "outside.txt"
    held.rename(outside)
    held.symlink_to(outside)


def folder_instead(held: Path) -> None:
    held.unlink()
    held.mkdir()


def pipe_instead(held: Path) -> None:
    held.unlink()
    os.mkfifo(held)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes, and links need a privilege")
@pytest.mark.parametrize(
    ("replace", "why"),
    [
        (link_outside, "link in place of file"),
        (folder_instead, "in place of file"),
        (pipe_instead, "in place of file"),
    ],
)
def test_what_is_no_file_in_place_of_a_held_one_is_damage_and_not_waited_for(
    catalogue: Catalogue, held: list[Path], replace: Callable[[Path], None], why: str
) -> None:
    replace(held[1])

    verified = catalogue.integrity.verify()

    assert [(check.name, check.detail) for check in verified.damaged] == [
        ("b.txt", remark("held file unreadable", why=remark(why)))
    ]
    assert (verified.missing, verified.ok) == ((), False)
    with pytest.raises(CatalogueError, match="missing"):
        catalogue.pictures.get(held[1].name)


def test_a_held_file_whose_hash_was_made_a_path_is_damaged_and_the_path_not_read(
    catalogue: Catalogue, held: list[Path], tmp_path: Path
) -> None:
    (tmp_path / "outside.txt").write_text("secret")
    tamper(catalogue, f"UPDATE file SET sha256 = '{'../' * 40}{tmp_path}/outside.txt' WHERE id = 2")

    verified = catalogue.integrity.verify()

    assert ["no SHA-256" in (check.detail or "") for check in verified.damaged] == [True]


def test_files_that_nobody_knows_are_named_wherever_they_lie(catalogue: Catalogue, held: list[Path]) -> None:
    (catalogue.folder / "originals" / "stray.jpg").write_bytes(b"x")
    (catalogue.folder / "derivatives" / "ab").mkdir()
    (catalogue.folder / "derivatives" / "ab" / "note.txt").write_bytes(b"x")
    misplaced = catalogue.folder / "originals" / held[0].name
    misplaced.write_bytes(held[0].read_bytes())

    verified = catalogue.integrity.verify()

    assert sorted(verified.unknown) == sorted(
        ["derivatives/ab/note.txt", "originals/stray.jpg", f"originals/{held[0].name}"]
    )
    assert (verified.ok, verified.damaged, verified.missing) == (False, (), ())


def test_only_the_items_that_are_asked_for_are_checked(catalogue: Catalogue, held: list[Path]) -> None:
    flip(held[0])

    assert catalogue.integrity.verify([2, 3]).checked == 2
    assert catalogue.integrity.verify([2, 3]).ok
    assert not catalogue.integrity.verify([1]).ok
    assert [event.outcome for event in catalogue.evidence.dossier(2).custody] == [
        "taken in",
        "intact",
        "intact",
    ]
    with pytest.raises(CatalogueError, match="There is no EX-000009"):
        catalogue.integrity.verify([9])


def test_fixity_of_one_item_is_checked_before_it_leaves(catalogue: Catalogue, held: list[Path]) -> None:
    [check] = catalogue.integrity.fixity(1)
    assert (check.outcome, check.name, check.sha256) == ("intact", "a.txt", held[0].name)
    assert catalogue.evidence.dossier(1).custody[-1].hash_verified is True

    flip(held[0])
    [check] = catalogue.integrity.fixity(1)
    assert check.outcome == "damaged"
    assert catalogue.evidence.dossier(1).custody[-1].hash_verified is False


def test_an_item_that_is_not_held_has_nothing_to_check(catalogue: Catalogue) -> None:
    item = catalogue.evidence.add("photograph", "The port")
    before = catalogue.history.head()

    assert catalogue.integrity.fixity(item) == ()
    assert catalogue.history.head() == before


def test_a_cancelled_verification_records_nothing(catalogue: Catalogue, held: list[Path]) -> None:
    task, before = Task(), catalogue.history.head()
    task.cancel()

    with pytest.raises(Cancelled):
        catalogue.integrity.verify(task=task)

    assert catalogue.history.head() == before


LAST = "(SELECT max(sequence) FROM log)"
EDITED = "CAST(replace(CAST({0} AS TEXT), '{1}', '{2}') AS BLOB)"
HARMS = {
    "a body": (f"UPDATE log SET body = {EDITED.format('body', 'ingest', 'gather')} WHERE sequence = 2", 2),
    "a body of another type": ("UPDATE log SET body = CAST(body AS TEXT) WHERE sequence = 2", 2),
    "a hash": ("UPDATE log SET hash = randomblob(32) WHERE sequence = 2", 2),
    "a previous hash": ("UPDATE log SET prev = randomblob(32) WHERE sequence = 2", 2),
    "a content": (
        f"UPDATE log_content SET content = {EDITED.format('content', 'a.txt', 'b.txt')} WHERE sequence = 2",
        2,
    ),
    "a salt": ("UPDATE log_content SET salt = randomblob(32) WHERE sequence = 2", 2),
    "a content gone": ("DELETE FROM log_content WHERE sequence = 2", 2),
    "an entry gone": ("DELETE FROM log WHERE sequence = 2", 2),
    "the first gone": ("DELETE FROM log WHERE sequence = 1", 1),
    "a number changed": ("UPDATE log SET sequence = 99 WHERE sequence = 2", 2),
}


@pytest.mark.parametrize("harm", HARMS)
def test_one_edited_row_of_the_log_is_found_by_its_number(
    catalogue: Catalogue, held: list[Path], harm: str
) -> None:
    statement, broken_at = HARMS[harm]
    catalogue.evidence.note(1, "so that entries follow")
    tamper(catalogue, statement)

    verified = catalogue.integrity.verify()

    assert not verified.ok
    assert (verified.log.ok, verified.log.broken_at) == (False, broken_at)
    assert verified.log.open_break == verified.log.breaks[0]


def test_two_entries_that_changed_places_are_found(catalogue: Catalogue, held: list[Path]) -> None:
    catalogue.evidence.note(1, "one")
    catalogue.evidence.note(1, "two")
    tamper(
        catalogue,
        "UPDATE log SET sequence = -2 WHERE sequence = 2",
        "UPDATE log SET sequence = 2 WHERE sequence = 3",
        "UPDATE log SET sequence = 3 WHERE sequence = -2",
    )

    assert catalogue.integrity.verify().log.broken_at == 2


@pytest.mark.parametrize(
    "cut",
    [
        [f"DELETE FROM log WHERE sequence = {LAST}"],
        [f"DELETE FROM log_content WHERE sequence = {LAST}", f"DELETE FROM log WHERE sequence = {LAST}"],
    ],
    ids=["the content left", "the content too"],
)
def test_entries_cut_off_at_the_end_are_found(catalogue: Catalogue, held: list[Path], cut: list[str]) -> None:
    catalogue.evidence.note(1, "the last")
    last = catalogue.history.head().sequence
    tamper(catalogue, *cut)

    log = catalogue.integrity.verify().log

    assert (log.ok, log.broken_at) == (False, last)


def test_a_row_of_an_item_edited_behind_the_log_breaks_no_chain(
    catalogue: Catalogue, held: list[Path]
) -> None:
    tamper(catalogue, "UPDATE item SET title = 'another' WHERE id = 1")

    assert catalogue.integrity.verify().log.ok


def test_a_broken_log_is_left_as_it_was_found(catalogue: Catalogue, held: list[Path]) -> None:
    tamper(catalogue, "UPDATE log_content SET salt = randomblob(32) WHERE sequence = 1")
    before = catalogue.history.head()

    verified = catalogue.integrity.verify()

    assert (verified.ok, verified.recorded) == (False, False)
    assert catalogue.history.head() == before
