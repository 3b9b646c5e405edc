"""A destroyed catalogue comes back: what was said of it before is said of it afterwards."""

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from app.backup.checking import check_backup
from app.backup.restoring import restore_catalogue
from app.catalogue import Catalogue
from app.cli.program import run
from app.errors import Cancelled, CatalogueError, DatabaseError
from app.task import Task
from tests.app.backup.conftest import DISPUTED, files_below, fill, hashes, held, spoil, states_in

Answers = Callable[[Path], list[Any]]
QUERIES = ("", "letter", "tag:harbour", "near:43.80,131.96~5km", "taken:2024", "письмо", "claim:C01")


@pytest.fixture
def answers(capsys: pytest.CaptureFixture[str]) -> Answers:
    """Everything that `show`, `find`, `tags`, `claim`, `search` and `verify` say of a catalogue."""

    def said(folder: Path) -> list[Any]:
        told = []
        for verb in (
            *(("show", str(item)) for item in range(1, 6)),
            *(("find", query) for query in QUERIES),
            ("tags",),
            ("case", "show", "H"),
            ("claim", "show", "C01"),
            ("source", "list"),
        ):
            capsys.readouterr()
            assert run(["-c", str(folder), "--json", *verb], lambda _: 1) == 0, verb
            told.append(json.loads(capsys.readouterr().out))
        return told

    return said


def verified(folder: Path) -> tuple[bool, int, int]:
    with Catalogue.open(folder, analyst="Analyst") as catalogue:
        found = catalogue.integrity.verify()
        return found.ok, found.checked, len(found.unknown)


def remove_database(folder: Path) -> None:
    (folder / "catalogue.sqlite").unlink()


def remove_originals(folder: Path) -> None:
    shutil.rmtree(folder / "originals")


def turn_bits(folder: Path) -> None:
    for path in (folder / "originals").rglob("*"):
        if path.is_file():
            spoil(path)
    spoil(folder / "catalogue.sqlite")


def remove_all(folder: Path) -> None:
    shutil.rmtree(folder)


@pytest.mark.parametrize("destroy", [remove_database, remove_originals, turn_bits, remove_all])
def test_after_it_was_destroyed_everything_is_said_again(
    destination: Path, inbox: Path, tmp_path: Path, answers: Answers, destroy: Callable[[Path], None]
) -> None:
    case = tmp_path / "case"
    with Catalogue.create(case, analyst="Analyst") as catalogue:
        fill(catalogue, inbox).backups.make(destination)
    before, files = answers(case), hashes(case)
    destroy(case)

    report = restore_catalogue(destination, tmp_path / "restored", analyst="Analyst")

    assert (report.ok, report.files, report.problems, report.recorded) == (True, 5, (), True)
    assert answers(tmp_path / "restored") == before
    assert hashes(tmp_path / "restored") == files
    assert verified(tmp_path / "restored") == (True, 5, 0)
    assert (tmp_path / "restored" / "disputed.json").read_bytes() == DISPUTED.read_bytes()
    assert check_backup(destination).ok


def test_its_log_says_that_it_was_restored_and_from_what_and_it_goes_on(
    filled: Catalogue, destination: Path, tmp_path: Path
) -> None:
    state = filled.backups.make(destination).made.state
    restore_catalogue(destination, tmp_path / "restored", analyst="Somebody new")

    with Catalogue.open(tmp_path / "restored", analyst="Somebody new") as catalogue:
        [entry] = catalogue.history.entries(limit=1)
        assert (entry.act, entry.agent, entry.undoable) == ("restore", "Somebody new", False)
        told = (catalogue.history.content(entry.sequence) or {})["restore"]
        assert told["head"] == {"sequence": state.sequence, "hash": state.hash}
        assert told["state"] == state.name
        assert str(tmp_path) not in json.dumps(told)
        catalogue.evidence.note(1, "Work goes on.")
        assert catalogue.backups.make(destination).ok
        assert catalogue.identity().uuid == filled.identity().uuid


def test_restored_again_where_it_was_thrown_away_it_says_so_again(
    filled: Catalogue, destination: Path, tmp_path: Path
) -> None:
    filled.backups.make(destination)
    for _ in range(2):
        report = restore_catalogue(destination, tmp_path / "restored", analyst="Analyst")
        with Catalogue.open(tmp_path / "restored", analyst="Analyst") as restored:
            assert report.recorded
            assert [entry.act for entry in restored.history.entries(limit=1)] == ["restore"]
            restored.tags.change([1], add=["seen after restoring"])
        shutil.rmtree(tmp_path / "restored")


def test_an_older_state_is_restored_by_its_name(
    filled: Catalogue, destination: Path, tmp_path: Path, inbox: Path
) -> None:
    first = filled.backups.make(destination).made.state
    (inbox / "later.txt").write_text("later")
    filled.intake.ingest([inbox / "later.txt"])
    filled.evidence.edit(1, title="Another title")
    filled.backups.make(destination)

    report = restore_catalogue(destination, tmp_path / "older", asked=first.name)

    assert (report.ok, report.files) == (True, 5)
    with Catalogue.open(tmp_path / "older") as catalogue:
        assert catalogue.evidence.dossier(1).item.title == "letter 0"
        with pytest.raises(CatalogueError, match="does not go on from the newest state"):
            catalogue.backups.make(destination)
    with pytest.raises(CatalogueError) as told:
        restore_catalogue(destination, tmp_path / "none", asked="1999")
    assert first.name in told.value.candidates


def test_what_is_missing_or_damaged_is_named_and_the_rest_restored(
    filled: Catalogue, destination: Path, tmp_path: Path
) -> None:
    filled.backups.make(destination)
    gone, bad = (held(destination, filled.evidence.dossier(item).files[0].sha256) for item in (1, 4))
    gone.unlink()
    spoil(bad)

    report = restore_catalogue(destination, tmp_path / "restored")

    assert not report.ok
    assert {(each.sha256, each.outcome, each.name, each.exhibits) for each in report.problems} == {
        (gone.name, "missing", "letter 0.txt", ("EX-000001",)),
        (bad.name, "damaged", "quay.jpg", ("EX-000004",)),
    }
    assert (report.files, report.log.ok, report.recorded) == (3, True, True)
    with Catalogue.open(tmp_path / "restored") as catalogue:
        found = catalogue.integrity.verify()
        assert {check.sha256 for check in found.missing} == {gone.name, bad.name}
        assert (found.damaged, found.unknown) == ((), ())
        [entry] = (each for each in catalogue.history.entries() if each.act == "restore")
        told = (catalogue.history.content(entry.sequence) or {})["restore"]
        assert {problem["sha256"] for problem in told["problems"]} == {gone.name, bad.name}


def test_a_damaged_database_is_passed_over_for_the_state_before_it(
    filled: Catalogue, destination: Path, tmp_path: Path
) -> None:
    first, second = (filled.backups.make(destination).made.state for _ in range(2))
    spoil(destination / "states" / second.name / "catalogue.sqlite")

    report = restore_catalogue(destination, tmp_path / "restored")

    assert (report.ok, report.state.name) == (False, first.name)
    assert [(check.name, check.problem) for check in report.passed_over] == [
        (second.name, "its catalogue.sqlite is not as it was written")
    ]
    assert verified(tmp_path / "restored") == (True, 5, 0)


def test_the_only_state_is_restored_as_it_is_when_it_is_named(
    filled: Catalogue, destination: Path, tmp_path: Path
) -> None:
    state = filled.backups.make(destination).made.state
    with closing(sqlite3.connect(destination / "states" / state.name / "catalogue.sqlite")) as connection:
        connection.execute("UPDATE item SET title = 'Forged' WHERE id = 1")
        connection.commit()

    with pytest.raises(CatalogueError, match="No state of that backup is whole") as told:
        restore_catalogue(destination, tmp_path / "restored")
    assert told.value.candidates == (f"--as-of {state.name}",)
    assert not (tmp_path / "restored").exists()
    report = restore_catalogue(destination, tmp_path / "restored", asked=state.name)

    assert not report.ok
    assert report.state_problem == "its catalogue.sqlite is not as it was written"
    assert report.files == 5


def test_a_state_whose_record_is_lost_is_restored_when_it_is_named(
    filled: Catalogue, destination: Path, tmp_path: Path
) -> None:
    state = filled.backups.make(destination).made.state
    (destination / "states" / state.name / "state.json").write_text("{")

    with pytest.raises(CatalogueError, match="No state of that backup is whole"):
        restore_catalogue(destination, tmp_path / "restored")
    report = restore_catalogue(destination, tmp_path / "restored", asked=state.name)

    assert (report.ok, report.files) == (False, 5)
    assert report.state_problem == "its state.json is damaged or missing"
    assert (report.state.files, report.state.sequence) == (5, state.sequence)


def test_a_database_beyond_reading_says_so_and_leaves_nothing(
    filled: Catalogue, destination: Path, tmp_path: Path
) -> None:
    state = filled.backups.make(destination).made.state
    (destination / "states" / state.name / "catalogue.sqlite").write_bytes(b"no database" * 1000)

    with pytest.raises((CatalogueError, DatabaseError), match="does not begin as a database does"):
        restore_catalogue(destination, tmp_path / "restored", asked=state.name)

    assert not (tmp_path / "restored").exists()


def test_a_damaged_table_of_disputed_places_is_left_out_and_named(
    filled: Catalogue, destination: Path, tmp_path: Path
) -> None:
    state = filled.backups.make(destination).made.state
    spoil(destination / "states" / state.name / "disputed.json")

    report = restore_catalogue(destination, tmp_path / "restored")

    assert report.state_problem == "its disputed.json is not as it was written, and is left out"
    assert not (tmp_path / "restored" / "disputed.json").exists()
    assert report.files == 5


def test_it_goes_only_into_a_new_or_empty_folder(
    filled: Catalogue, destination: Path, tmp_path: Path
) -> None:
    filled.backups.make(destination)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter").write_text("mine")
    for folder, words in (
        (tmp_path / "mine", "is not an empty folder"),
        (tmp_path / "mine" / "letter", "is not an empty folder"),
        (filled.folder, "reaches into the catalogue"),
        (filled.folder / "new", "reaches into the catalogue"),
        (destination / "new", "reaches into the backup"),
        (destination, "is not an empty folder"),
    ):
        with pytest.raises(CatalogueError, match=words):
            restore_catalogue(destination, folder)
    with pytest.raises(CatalogueError, match="There is no backup in"):
        restore_catalogue(tmp_path / "mine", tmp_path / "new")

    assert files_below(tmp_path / "mine") == {"letter": b"mine"}
    assert check_backup(destination).ok
    assert filled.integrity.verify().ok


def test_stopped_it_leaves_the_folder_as_it_was(filled: Catalogue, destination: Path, tmp_path: Path) -> None:
    filled.backups.make(destination)
    (tmp_path / "empty").mkdir()
    for name in ("empty", "new"):
        task = Task()
        task.cancel()
        with pytest.raises(Cancelled):
            restore_catalogue(destination, tmp_path / name, task=task)
    assert list((tmp_path / "empty").iterdir()) == []
    assert not (tmp_path / "new").exists()


def test_a_catalogue_of_the_first_version_is_restored_and_upgraded(
    filled: Catalogue, destination: Path, tmp_path: Path, first_version: Path
) -> None:
    state = filled.backups.make(destination).made.state
    database = destination / "states" / state.name / "catalogue.sqlite"
    shutil.copyfile(first_version / "catalogue.sqlite", database)
    shutil.copytree(first_version / "originals", destination / "originals", dirs_exist_ok=True)
    record = {**state.record(), "database_sha256": sha256(database.read_bytes()).hexdigest()}
    (database.parent / "state.json").write_text(json.dumps(record))

    assert check_backup(destination).ok
    report = restore_catalogue(destination, tmp_path / "restored", analyst="Ada")

    assert (report.ok, report.files) == (True, 5)
    with Catalogue.open(tmp_path / "restored", analyst="Ada") as catalogue:
        assert catalogue.evidence.count() == 7
        assert catalogue.integrity.verify().ok


@pytest.mark.skipif(os.name == "nt", reason="links and pipes are others there")
def test_a_backup_from_anybody_reaches_nothing_outside(
    filled: Catalogue, destination: Path, tmp_path: Path
) -> None:
    state = filled.backups.make(destination).made.state
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    database = destination / "states" / state.name / "catalogue.sqlite"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE file SET sha256 = '../../../outside.txt' WHERE id = 1")
        connection.commit()
    pipe, link = (held(destination, filled.evidence.dossier(item).files[0].sha256) for item in (2, 3))
    pipe.unlink()
    os.mkfifo(pipe)
    link.unlink()
    link.symlink_to(outside)

    report = restore_catalogue(destination, tmp_path / "restored", asked=state.name)

    assert {each.outcome for each in report.problems} == {"damaged", "missing"}
    assert report.files == 2
    assert outside.read_text() == "mine"
    assert {path.name for path in tmp_path.iterdir()} >= {"outside.txt", "restored"}
    assert not check_backup(destination).ok


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_in_place_of_a_state_or_a_store_is_refused(
    filled: Catalogue, destination: Path, tmp_path: Path
) -> None:
    state = filled.backups.make(destination).made.state
    for name in (f"states/{state.name}/catalogue.sqlite", f"states/{state.name}", "originals", "states"):
        place = destination / name
        place.rename(tmp_path / "away")
        place.symlink_to(tmp_path / "away")
        for work in (check_backup, lambda folder: restore_catalogue(folder, tmp_path / "restored")):
            with pytest.raises(CatalogueError, match="is a link"):
                work(destination)
        assert not (tmp_path / "restored").exists()
        place.unlink()
        (tmp_path / "away").rename(place)
    assert check_backup(destination).ok


def test_a_check_names_what_is_wrong_in_every_part(filled: Catalogue, destination: Path) -> None:
    first, second, third = (filled.backups.make(destination).made.state for _ in range(3))
    gone, bad = (held(destination, filled.evidence.dossier(item).files[0].sha256) for item in (1, 2))
    gone.unlink()
    spoil(bad)
    spoil(destination / "states" / first.name / "catalogue.sqlite")
    spoil(destination / "states" / second.name / "disputed.json")
    (destination / "states" / third.name / "state.json").unlink()

    found = check_backup(destination)

    assert not found.ok
    assert {(loss.sha256, loss.outcome) for loss in found.losses} == {
        (gone.name, "missing"),
        (bad.name, "damaged"),
    }
    assert {check.name: check.problem for check in found.states} == {
        first.name: "its catalogue.sqlite is missing or not as it was written",
        second.name: "its disputed.json is missing or not as it was written",
        third.name: "its state.json is damaged or missing",
    }
    assert states_in(destination)
