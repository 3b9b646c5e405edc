"""A catalogue with something in everything that a backup must keep, and ways to harm what is on a disk."""

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from app.backup.layout import BackupFolder
from app.catalogue import Catalogue
from app.claims.drafts import ClaimDraft

DISPUTED = Path(__file__).parents[3] / "resources" / "gazetteer" / "disputed.json"
TEXTS = ("the first letter", "the second letter", "письмо третье")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Three letters and a picture, outside of any catalogue."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    for number, words in enumerate(TEXTS):
        (folder / f"letter {number}.txt").write_text(words, encoding="utf-8")
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2024:10:17 12:34:56"
    Image.new("RGB", (32, 24), "navy").save(folder / "quay.jpg", exif=exif)
    return folder


@pytest.fixture
def filled(catalogue: Catalogue, inbox: Path) -> Catalogue:
    """An open catalogue as `fill` makes it."""
    return fill(catalogue, inbox)


def fill(catalogue: Catalogue, inbox: Path) -> Catalogue:
    """Four held items with a place, a time, tags, a claim, a link, a derivative; and one that is not held."""
    catalogue.intake.ingest([inbox])
    case = catalogue.cases.add("The harbour", label="H")
    claim = catalogue.claims.add(ClaimDraft(case, "A ship lay there."))
    catalogue.links.add([1], claim, "supports", "It says so.")
    catalogue.statements.locate(4, role="subject", basis="claimed", at="43.80, 131.96", radius_m=500.0)
    catalogue.statements.date(4, "2024-10-17")
    catalogue.tags.change([1, 4], add=["harbour"])
    (inbox.parent / "crop.jpg").write_bytes((inbox / "quay.jpg").read_bytes() + b"cropped")
    catalogue.intake.attach(4, inbox.parent / "crop.jpg", role="derivative")
    catalogue.evidence.add("physical object", "A fragment, not held")
    shutil.copyfile(DISPUTED, catalogue.folder / "disputed.json")
    return catalogue


@pytest.fixture
def destination(tmp_path: Path) -> Path:
    """Where the backup goes; not made yet."""
    (tmp_path / "disk").mkdir()
    return tmp_path / "disk" / "backup"


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


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file in a folder by its relative path; what only says who holds it is left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "backup.lock"
    }


def held(folder: Path, sha256: str) -> Path:
    """The file of a SHA-256 in a catalogue or in a backup, original or derivative."""
    places = (folder / store / sha256[:2] / sha256[2:4] / sha256 for store in ("originals", "derivatives"))
    return next(place for place in places if place.exists())


def hashes(folder: Path) -> set[str]:
    """What the stores of a catalogue or of a backup hold, by the names of the files."""
    return {
        path.name
        for store in ("originals", "derivatives")
        for path in (folder / store).rglob("*")
        if path.is_file()
    }


def spoil(path: Path) -> None:
    """Turn one bit over, whoever may write it."""
    path.chmod(0o600)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def ask(database: Path, question: str) -> list[tuple[object, ...]]:
    """Rows of a database that nobody has open."""
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(question).fetchall()


def states_in(destination: Path) -> list[Path]:
    """The folders of the states of a backup, the oldest first."""
    return sorted(BackupFolder(destination).inside("states").iterdir())
