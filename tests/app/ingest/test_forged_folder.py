"""A catalogue folder may come from anybody: what lies in `incoming/` harms nothing outside the catalogue."""

import hashlib
import os
from pathlib import Path

import pytest

from app.catalogue import Catalogue

NAME = "12345678-1234-1234-1234-123456789012"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Catalogue.create(tmp_path / "catalogue", analyst="Analyst") as made:
        return made.folder


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A file of the user's that has nothing to do with the catalogue."""
    file = tmp_path / "outside" / "letter.txt"
    file.parent.mkdir()
    file.write_text("mine")
    file.chmod(0o640)
    return file


def unharmed(file: Path) -> bool:
    return file.read_text() == "mine" and (os.name == "nt" or file.stat().st_mode & 0o777 == 0o640)


def open_once(folder: Path) -> None:
    with Catalogue.open(folder, analyst="Analyst") as catalogue:
        assert catalogue.integrity.verify().log.ok


@pytest.mark.parametrize(
    "form", ["{climbing}", "../{climbing}", "{absolute}", "..{absolute}", "../../{name}"]
)
def test_a_journal_that_names_a_path_removes_nothing(folder: Path, outside: Path, form: str) -> None:
    climbing = "../" * 40 + str(outside).lstrip("/")
    digest = form.format(climbing=climbing, absolute=outside, name=f"../{outside.parent.name}/letter.txt")
    (folder / "incoming" / f"{NAME}.names").write_text(f"{digest} {NAME}-00000001.part\n")

    open_once(folder)

    assert unharmed(outside)


def test_a_journal_of_bytes_that_are_no_text_is_cleared_away(folder: Path, outside: Path) -> None:
    (folder / "incoming" / f"{NAME}.names").write_bytes(b"\x81\xff\x00" * 900)

    open_once(folder)

    assert list((folder / "incoming").iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
@pytest.mark.parametrize("ending", [".names", ".journal", "-00000001.part"])
def test_a_link_in_place_of_a_journal_leads_nowhere(folder: Path, outside: Path, ending: str) -> None:
    digest = hashlib.sha256(b"mine").hexdigest()
    incoming = folder / "incoming"
    with Catalogue.open(folder, analyst="Analyst") as catalogue:
        catalogue.intake.ingest([outside])
    held = folder / "originals" / digest[:2] / digest[2:4] / digest
    held.unlink()
    (incoming / f"{NAME}.names").write_text(f"{digest} {NAME}-00000001.part\n")
    (incoming / f"{NAME}{ending}").unlink(missing_ok=True)
    (incoming / f"{NAME}{ending}").symlink_to(outside)

    open_once(folder)

    assert unharmed(outside)
    assert not held.is_symlink()


def test_a_journal_clears_only_copies_of_its_own(folder: Path) -> None:
    bystander = folder / "incoming" / "notes-by-hand-of-the-analyst.part"
    bystander.write_text("kept")
    (folder / "incoming" / "????????????????????????????????????-1-1-1-1.names").write_text("")

    open_once(folder)

    assert bystander.read_text() == "kept"
