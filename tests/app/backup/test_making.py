"""A backup has everything of one moment, copies only what is new, and harms nothing that is there."""

import json
import os
import shutil
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.backup import making
from app.backup.checking import check_backup
from app.backup.layout import BackupFolder
from app.backup.restoring import restore_catalogue
from app.catalogue import Catalogue
from app.errors import Cancelled, CatalogueError
from app.task import Task
from tests.app.backup.conftest import (
    DISPUTED,
    ask,
    files_below,
    hashes,
    held,
    spoil,
    states_in,
)

NOT_WINDOWS = pytest.mark.skipif(os.name == "nt", reason="modes and links are others there")


class StoppedAtTheFifthFile(Task):
    """Somebody presses the stop button."""

    def step(self, done: int, total: int | None = None, words: str = "") -> None:
        if (done, words) == (5, "copying files"):
            self.cancel()
        super().step(done, total, words)


def test_everything_but_the_thumbnails_is_in_it(filled: Catalogue, destination: Path) -> None:
    filled.thumbnails.make_missing()

    report = filled.backups.make(destination)

    assert report.ok
    assert (report.made.state.files, report.made.copied) == (5, 5)
    assert hashes(destination) == hashes(filled.folder)
    [state] = states_in(destination)
    assert (state / "disputed.json").read_bytes() == DISPUTED.read_bytes()
    assert ask(state / "catalogue.sqlite", "SELECT count(*) FROM item") == [(5,)]
    assert not list(destination.rglob("thumbnails*"))
    assert list((destination / "incoming").iterdir()) == []


@NOT_WINDOWS
def test_it_is_for_its_owner_alone(filled: Catalogue, destination: Path) -> None:
    filled.backups.make(destination)

    for path in [destination, *destination.rglob("*")]:
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_a_second_backup_copies_only_what_is_new(filled: Catalogue, destination: Path, inbox: Path) -> None:
    filled.backups.make(destination)
    before = {path: path.stat().st_mtime_ns for path in (destination / "originals").rglob("*")}
    (inbox / "new.txt").write_text("a fourth letter")
    filled.intake.ingest([inbox / "new.txt"])

    report = filled.backups.make(destination)

    assert (report.made.state.files, report.made.copied) == (6, 1)
    assert report.made.copied_bytes == len("a fourth letter")
    assert all(path.stat().st_mtime_ns == at for path, at in before.items() if path.is_file())
    assert len(report.made.kept) == 2
    assert check_backup(destination).ok


def test_it_stands_in_the_log_with_the_head_and_without_the_place(
    filled: Catalogue, destination: Path, tmp_path: Path
) -> None:
    head = filled.history.head()

    report = filled.backups.make(destination)

    [entry] = filled.history.entries(limit=1)
    assert (entry.act, entry.label, entry.undoable) == ("backup", "Back up 5 files (5 new)", False)
    told = (filled.history.content(entry.sequence) or {})["backup"]
    assert told["head"] == {"sequence": head.sequence, "hash": head.hash.hex()}
    assert told["state"] == report.made.state.name
    assert str(destination.parent.name) not in json.dumps(told)
    filled.close()
    assert str(destination).encode() not in (filled.folder / "catalogue.sqlite").read_bytes()


def test_a_backup_beside_a_busy_writer_is_of_one_moment(
    filled: Catalogue, destination: Path, inbox: Path, tmp_path: Path
) -> None:
    for number in range(60):
        (inbox / f"more {number:02}.txt").write_text(f"letter {number}" * 20)
    begun, seen = threading.Event(), threading.Event()

    def write() -> None:
        with Catalogue.open(filled.folder, analyst="Somebody else") as other:
            for number, path in enumerate(sorted(inbox.glob("more *"))):
                other.intake.ingest([path])
                other.evidence.note(1, "Looked at again.")
                if number == 5:
                    begun.set()
                if number == 50:
                    seen.wait(60)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        begun.wait(60)
        reports = [filled.backups.make(destination) for _ in range(4)]
        seen.set()
        while reports[-1].made.state.files < 65:
            reports.append(filled.backups.make(destination))
    finally:
        seen.set()
        writer.join()

    assert all(report.ok for report in reports)
    assert check_backup(destination).ok
    assert any(5 < report.made.state.files < 65 for report in reports)
    for report in reports[-3:]:
        state = report.made.state
        restored = restore_catalogue(destination, tmp_path / state.name, asked=state.name)
        assert restored.ok
        assert restored.files == state.files


@pytest.mark.parametrize("where", ["", "originals", "originals/3a/backup", "new"])
def test_it_never_goes_into_a_catalogue(filled: Catalogue, where: str, tmp_path: Path) -> None:
    with Catalogue.create(tmp_path / "other", analyst="Analyst") as other:
        for folder in (filled.folder, other.folder):
            before = files_below(folder / "originals")
            with pytest.raises(CatalogueError, match="reaches into the catalogue"):
                filled.backups.make(folder / where)
            assert files_below(folder / "originals") == before


def test_it_never_goes_onto_something_else(filled: Catalogue, destination: Path, tmp_path: Path) -> None:
    (destination / "photos").mkdir(parents=True)
    (destination / "photos" / "mine.jpg").write_bytes(b"mine")
    with pytest.raises(CatalogueError, match="not an empty folder"):
        filled.backups.make(destination)
    with pytest.raises(CatalogueError, match="There is no folder"):
        filled.backups.make(tmp_path / "unplugged" / "backup")
    (tmp_path / "letter").write_text("mine")
    with pytest.raises(CatalogueError, match="not an empty folder"):
        filled.backups.make(tmp_path / "letter")

    assert files_below(destination) == {"photos/mine.jpg": b"mine"}
    assert not (tmp_path / "unplugged").exists()


def test_it_never_goes_onto_the_backup_of_another_catalogue(
    filled: Catalogue, destination: Path, tmp_path: Path
) -> None:
    filled.backups.make(destination)
    before = files_below(destination)
    with Catalogue.create(tmp_path / "other", analyst="Analyst") as other:
        with pytest.raises(CatalogueError, match="the backup of another catalogue"):
            other.backups.make(destination)
        with pytest.raises(CatalogueError, match="reaches into the backup"):
            other.backups.make(destination / "inside")

    assert files_below(destination) == before


def test_what_others_put_into_it_stays(filled: Catalogue, destination: Path) -> None:
    filled.backups.make(destination)
    for name in ("incoming/notes.part", "states/.mine.part", "states/by hand", "originals/readme.txt"):
        (destination / name).write_text("mine")

    filled.backups.make(destination)

    mine = [name for name, data in files_below(destination).items() if data == b"mine"]
    assert len(mine) == 4


def test_two_lines_of_one_catalogue_never_mix(filled: Catalogue, destination: Path, tmp_path: Path) -> None:
    shutil.copytree(filled.folder, tmp_path / "copy")
    filled.evidence.note(1, "Only in the first.")
    filled.backups.make(destination)
    before = files_below(destination)

    with Catalogue.open(tmp_path / "copy", analyst="Analyst") as copy:
        copy.evidence.note(1, "Only in the copy.")
        copy.evidence.note(2, "And more there.")
        with pytest.raises(CatalogueError, match="does not go on from the newest state"):
            copy.backups.make(destination)

    assert files_below(destination) == before


def test_damaged_and_missing_files_are_named_and_the_good_old_copy_stays(
    filled: Catalogue, destination: Path, inbox: Path
) -> None:
    old, gone, bad = (filled.evidence.dossier(item).files[0].sha256 for item in (1, 2, 3))
    held(filled.folder, gone).rename(inbox / "gone")
    spoil(held(filled.folder, bad))
    first = filled.backups.make(destination)
    spoil(held(filled.folder, old))

    second = filled.backups.make(destination)

    for report in (first, second):
        assert not report.ok
        found = {problem.sha256: problem for problem in report.problems}
        assert set(found) == {gone, bad}
        assert (found[gone].outcome, found[gone].name, found[gone].exhibits) == (
            "missing",
            "letter 1.txt",
            ("EX-000002",),
        )
        assert found[bad].outcome == "damaged"
        assert set(report.made.state.missing) == {gone, bad}
    assert held(destination, old).read_bytes() == (inbox / "letter 0.txt").read_bytes()
    assert hashes(destination) == hashes(filled.folder) - {bad}


def test_a_file_that_came_back_is_copied_by_the_next_backup(
    filled: Catalogue, destination: Path, inbox: Path
) -> None:
    gone = held(filled.folder, filled.evidence.dossier(2).files[0].sha256)
    gone.rename(inbox / "gone")
    filled.backups.make(destination)
    (inbox / "gone").rename(gone)

    report = filled.backups.make(destination)

    assert (report.ok, report.made.copied) == (True, 1)
    assert check_backup(destination).ok


def test_a_file_that_cannot_be_read_is_named(
    filled: Catalogue, destination: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = filled.evidence.dossier(3).files[0].sha256
    honest = os.open

    def open_or_fail(path: str, *more: int) -> int:  # as a scratched disc answers; no file system here does
        if str(path).endswith(bad):
            raise OSError(5, "Input/output error")
        return honest(path, *more)

    monkeypatch.setattr(os, "open", open_or_fail)
    report = filled.backups.make(destination)
    monkeypatch.undo()

    [problem] = report.problems
    assert problem.sha256 == bad
    assert "Input/output error" in (problem.detail or "")
    assert report.made.copied == 4


@NOT_WINDOWS
def test_a_link_or_a_pipe_in_place_of_an_original_is_not_followed(
    filled: Catalogue, destination: Path, inbox: Path
) -> None:
    link, pipe = (held(filled.folder, filled.evidence.dossier(item).files[0].sha256) for item in (1, 2))
    link.unlink()
    link.symlink_to(inbox / "letter 0.txt")
    pipe.unlink()
    os.mkfifo(pipe)

    report = filled.backups.make(destination)

    assert {problem.sha256 for problem in report.problems} == {link.name, pipe.name}


@NOT_WINDOWS
@pytest.mark.parametrize("part", ["originals", "states", "incoming", "backup.lock", "exhibit-backup.json"])
def test_a_link_in_the_backup_leads_nowhere(
    filled: Catalogue, destination: Path, tmp_path: Path, part: str
) -> None:
    filled.backups.make(destination)
    (destination / part).rename(tmp_path / "outside")
    (destination / part).symlink_to(tmp_path / "outside")
    before = files_below(tmp_path / "outside") if (tmp_path / "outside").is_dir() else None
    (filled.folder.parent / "n.txt").write_text("new")
    filled.intake.ingest([filled.folder.parent / "n.txt"])

    with pytest.raises(CatalogueError, match="is a link"):
        filled.backups.make(destination)

    if before is not None:
        assert files_below(tmp_path / "outside") == before


def test_two_backups_at_once_are_one(filled: Catalogue, destination: Path) -> None:
    filled.backups.make(destination)
    with (
        BackupFolder(destination).held(),
        pytest.raises(CatalogueError, match="is under way"),
    ):
        filled.backups.make(destination)
    assert filled.backups.make(destination).ok


def test_stopped_it_leaves_the_states_before_it_and_goes_on_from_what_was_copied(
    filled: Catalogue, destination: Path, inbox: Path
) -> None:
    filled.backups.make(destination)
    for number in range(60):
        (inbox / f"more {number}.txt").write_text(f"letter {number}")
    filled.intake.ingest([inbox])
    states = [path.name for path in states_in(destination)]

    with pytest.raises(Cancelled):
        filled.backups.make(destination, task=StoppedAtTheFifthFile())

    assert [path.name for path in states_in(destination)] == states
    assert list((destination / "incoming").iterdir()) == []
    assert check_backup(destination).ok
    assert 0 < filled.backups.make(destination).made.copied < 60
    assert check_backup(destination).ok


def test_what_is_damaged_in_the_backup_is_mended_only_when_asked(
    filled: Catalogue, destination: Path
) -> None:
    filled.backups.make(destination)
    bad, short = (held(destination, filled.evidence.dossier(item).files[0].sha256) for item in (1, 2))
    spoil(bad)
    short.write_bytes(b"")

    usual = filled.backups.make(destination)
    found = check_backup(destination)
    mended = filled.backups.make(destination, mend=True)

    assert usual.made.copied == 1  # a file of another length is seen at once
    assert [(loss.sha256, loss.outcome) for loss in found.losses] == [(bad.name, "damaged")]
    assert mended.made.copied == 1
    assert check_backup(destination).ok


def test_older_states_are_thinned_only_when_all_is_well(
    filled: Catalogue, destination: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hours = iter(range(24))

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> "Clock":
            return cls(2026, 3, 1, next(hours), tzinfo=UTC)

    monkeypatch.setattr(making, "datetime", Clock)
    reports = [filled.backups.make(destination) for _ in range(6)]

    assert [len(report.made.kept) for report in reports] == [1, 2, 3, 3, 3, 3]
    assert [path.name for path in states_in(destination)] == list(reports[-1].made.kept)
    assert hashes(destination) == hashes(filled.folder)
    held(filled.folder, filled.evidence.dossier(1).files[0].sha256).rename(filled.folder.parent / "gone")
    held(destination, filled.evidence.dossier(1).files[0].sha256).unlink()
    last = filled.backups.make(destination)
    assert not last.ok
    assert (len(last.made.kept), last.made.removed) == (4, ())


def test_a_backup_that_is_to_go_on_is_never_begun_elsewhere(filled: Catalogue, destination: Path) -> None:
    destination.mkdir()
    with pytest.raises(CatalogueError, match="is not there"):
        filled.backups.make(destination, only_known=True)
    assert list(destination.iterdir()) == []
    filled.backups.make(destination)
    assert filled.backups.make(destination, only_known=True).ok


def test_what_is_read_back_is_compared(
    filled: Catalogue, destination: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.backups.make(destination)
    before = files_below(destination)
    (filled.folder.parent / "n.txt").write_text("new")
    filled.intake.ingest([filled.folder.parent / "n.txt"])
    honest = os.fsync

    def forget(handle: int) -> None:  # a medium that says it has written and has not
        if os.fstat(handle).st_size == len("new"):
            os.truncate(handle, 1) if os.truncate in os.supports_fd else os.ftruncate(handle, 1)
        honest(handle)

    monkeypatch.setattr(os, "fsync", forget)
    with pytest.raises(CatalogueError, match="the medium fails"):
        filled.backups.make(destination)
    monkeypatch.undo()

    assert files_below(destination) == before
    assert filled.backups.make(destination).ok
