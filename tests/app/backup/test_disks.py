"""Disks that are full, that can only be read, that hold no long file: one sentence, and nothing is lost."""

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.backup.checking import check_backup
from app.backup.restoring import restore_catalogue
from app.catalogue import Catalogue
from app.errors import CatalogueError
from tests.app.backup.conftest import files_below, held

pytestmark = pytest.mark.skipif(os.name == "nt", reason="mounts and limits are others there")


@contextmanager
def longest_file(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def add_noise(catalogue: Catalogue, folder: Path, sizes: list[int]) -> None:
    for number, size in enumerate(sizes):
        path = folder / f"noise {size} {number}.bin"
        path.write_bytes(os.urandom(size))
        catalogue.intake.ingest([path])


def test_too_little_room_is_seen_before_anything_is_copied(
    filled: Catalogue, small_disk: Path, inbox: Path
) -> None:
    filled.backups.make(small_disk / "backup")
    add_noise(filled, inbox, [900_000] * 4)
    before = files_below(small_disk / "backup")

    with pytest.raises(CatalogueError, match=r"4 MB are to be copied, and the disk of .* has \d MB free"):
        filled.backups.make(small_disk / "backup")

    assert files_below(small_disk / "backup") == before
    assert check_backup(small_disk / "backup").ok


def test_a_disk_that_fills_up_meanwhile_leaves_what_was_there(
    filled: Catalogue, small_disk: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.backups.make(small_disk / "backup")
    add_noise(filled, inbox, [500_000] * 6)
    free = shutil.disk_usage(small_disk)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: free._replace(free=10**9))  # as quotas answer

    with pytest.raises(CatalogueError, match=r"The disk of .* is full\. Make room and try again\."):
        filled.backups.make(small_disk / "backup")

    monkeypatch.undo()
    assert len(list((small_disk / "backup" / "states").iterdir())) == 1
    assert list((small_disk / "backup" / "incoming").iterdir()) == []
    assert check_backup(small_disk / "backup").ok
    shutil.copytree(small_disk / "backup", inbox.parent / "roomy")
    report = filled.backups.make(inbox.parent / "roomy")
    assert report.ok
    assert 0 < report.made.copied < 6


def test_no_room_for_the_database_is_the_same_sentence(filled: Catalogue, destination: Path) -> None:
    with longest_file(100_000), pytest.raises(CatalogueError, match=r"(is full|cannot be written)"):
        filled.backups.make(destination)
    assert list((destination / "states").iterdir()) == []
    assert filled.backups.make(destination).ok


def test_a_file_too_long_for_the_disk_is_named_and_the_rest_is_copied(
    filled: Catalogue, destination: Path, inbox: Path
) -> None:
    filled.backups.make(destination)
    add_noise(filled, inbox, [3_000_000, 10])

    with longest_file(2_500_000):
        report = filled.backups.make(destination)

    [problem] = report.problems
    assert (problem.outcome, problem.name) == ("not copied", "noise 3000000 0.bin")
    assert "too large for that disk" in (problem.detail or "")
    assert report.made.copied == 1


def test_a_backup_that_can_only_be_read_says_so_is_checked_and_restored(
    filled: Catalogue, small_disk: Path, tmp_path: Path
) -> None:
    filled.backups.make(small_disk / "backup")
    before = files_below(small_disk / "backup")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)

    with pytest.raises(CatalogueError, match=r"cannot be written: Read-only file system\."):
        filled.backups.make(small_disk / "backup")
    with pytest.raises(CatalogueError, match=r"cannot be written: Read-only file system\."):
        filled.backups.make(small_disk / "new")
    assert check_backup(small_disk / "backup").ok
    assert restore_catalogue(small_disk / "backup", tmp_path / "restored").ok
    assert files_below(small_disk / "backup") == before


def test_a_catalogue_that_can_only_be_read_is_backed_up_and_it_is_said_that_its_log_does_not_tell(
    small_disk: Path, destination: Path, inbox: Path
) -> None:
    with Catalogue.create(small_disk / "catalogue", analyst="Analyst") as made:
        made.intake.ingest([inbox])
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)

    with Catalogue.open(small_disk / "catalogue", analyst="Analyst") as catalogue:
        report = catalogue.backups.make(destination)

    assert (report.ok, report.recorded, report.made.copied) == (True, False, 4)
    assert check_backup(destination).ok


def test_a_restoring_for_which_there_is_no_room_leaves_nothing(
    filled: Catalogue, small_disk: Path, destination: Path, inbox: Path
) -> None:
    add_noise(filled, inbox, [900_000] * 4)
    filled.backups.make(destination)
    before = files_below(destination)
    (small_disk / "empty").mkdir()

    for name in ("empty", "new"):
        with pytest.raises(CatalogueError, match=r"The disk of .* is full"):
            restore_catalogue(destination, small_disk / name)

    assert [path.name for path in small_disk.iterdir()] == ["empty"]
    assert list((small_disk / "empty").iterdir()) == []
    assert files_below(destination) == before


def test_a_scratched_backup_gives_what_it_can(filled: Catalogue, destination: Path, tmp_path: Path) -> None:
    filled.backups.make(destination)
    bad = held(destination, filled.evidence.dossier(1).files[0].sha256)
    bad.unlink()
    bad.mkdir()

    report = restore_catalogue(destination, tmp_path / "restored")

    assert [problem.sha256 for problem in report.problems] == [bad.name]
    assert report.files == 4
