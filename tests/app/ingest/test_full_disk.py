"""A disk without room, a catalogue that cannot be written, a file that cannot be read."""

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.catalogue import Catalogue
from app.errors import CatalogueError
from app.ingest import copying
from tests.app.ingest.conftest import Draw


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 3 MB; only the administrator can mount one."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)], check=False, capture_output=True
    )
    if mounted.returncode != 0:
        pytest.skip("a small disk can be mounted by the administrator only")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@contextmanager
def longest_file(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_keeps_what_was_taken_in_and_names_the_rest(small_disk: Path, inbox: Path) -> None:
    for number in range(12):
        (inbox / f"{number:02d}.bin").write_bytes(os.urandom(400_000))

    with Catalogue.create(small_disk / "catalogue", analyst="Analyst") as catalogue:
        report = catalogue.intake.ingest([inbox])

        assert len(report.added) + len(report.problems) == 12
        assert len(report.problems) > 0
        assert all("full" in problem.message for problem in report.problems)
        assert list((catalogue.folder / "incoming").iterdir()) == []
        verified = catalogue.integrity.verify()
        assert (verified.damaged, verified.missing, verified.unknown) == ((), (), ())
        assert verified.checked == len(report.added) == catalogue.evidence.count()

    shutil.copytree(small_disk / "catalogue", inbox.parent / "roomy")
    with Catalogue.open(inbox.parent / "roomy", analyst="Analyst") as catalogue:
        again = catalogue.intake.ingest([inbox])
        assert len(again.receipts) == len(report.added)
        assert len(again.added) == 12 - len(report.added)
        assert catalogue.integrity.verify().ok


def test_a_file_too_large_for_the_disk_is_one_line_among_the_others(
    catalogue: Catalogue, inbox: Path
) -> None:
    (inbox / "a.bin").write_bytes(b"a")
    (inbox / "large.bin").write_bytes(bytes(3_000_000))
    (inbox / "z.bin").write_bytes(b"z")

    with longest_file(2_000_000):
        report = catalogue.intake.ingest([inbox])

    assert [Path(a.path).name for a in report.added] == ["a.bin", "z.bin"]
    assert [Path(p.path).name for p in report.problems] == ["large.bin"]
    assert list((catalogue.folder / "incoming").iterdir()) == []


def test_a_file_that_cannot_be_read_is_one_line_among_the_others(
    catalogue: Catalogue, draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = draw("b.jpg", 2)
    draw("a.jpg", 1), draw("c.jpg", 3)
    honest = copying._open

    def open_or_fail(path: Path) -> int:  # as a scratched disc answers; no file system here does
        if path == broken:
            raise OSError(5, "Input/output error")
        return honest(path)

    monkeypatch.setattr(copying, "_open", open_or_fail)

    report = catalogue.intake.ingest([broken.parent])

    assert [Path(a.path).name for a in report.added] == ["a.jpg", "c.jpg"]
    assert [p.message for p in report.problems] == ["It cannot be read: Input/output error."]


def test_a_catalogue_that_cannot_be_written_says_so_and_still_verifies(
    small_disk: Path, draw: Draw, tmp_path: Path
) -> None:
    with Catalogue.create(small_disk / "catalogue", analyst="Analyst") as catalogue:
        [arrival] = catalogue.intake.ingest([draw("a.jpg")]).added
        catalogue.thumbnails.make_missing()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)

    with Catalogue.open(small_disk / "catalogue", analyst="Analyst") as catalogue:
        with pytest.raises(CatalogueError, match="for reading only"):
            catalogue.intake.ingest([draw("b.jpg")])
        with pytest.raises(CatalogueError, match="for reading only"):
            catalogue.intake.attach(1, draw("b.jpg"))
        with pytest.raises(CatalogueError, match="a printing could not be recorded"):
            catalogue.sheets.save([1], tmp_path / "sheet.pdf", profile="full", reason="asked for")
        verified = catalogue.integrity.verify()
        assert (verified.ok, verified.checked, verified.recorded) == (True, 1, False)
        assert [check.outcome for check in catalogue.integrity.fixity(1)] == ["intact"]
        assert catalogue.thumbnails.get(arrival.sha256) is not None
