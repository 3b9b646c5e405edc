"""`backup` and `restore` from the command line: one document, exit codes, lines for people."""

from pathlib import Path
from typing import Any

import pytest

from app.catalogue import Catalogue


@pytest.fixture
def letter(catalogue: Catalogue, tmp_path: Path) -> Path:
    """A held letter: the file in the catalogue."""
    (tmp_path / "letter.txt").write_text("a letter")
    [arrival] = catalogue.intake.ingest([tmp_path / "letter.txt"]).added
    return catalogue.folder / "originals" / arrival.sha256[:2] / arrival.sha256[2:4] / arrival.sha256


def test_backing_up_checking_listing_and_restoring(exhibit: Any, letter: Path, tmp_path: Path) -> None:
    backup, new = tmp_path / "backup", tmp_path / "new"
    made = exhibit("backup", backup, "--json")
    assert (made.code, made.json["ok"], made.json["copied"], made.json["problems"]) == (0, True, 1, [])
    assert made.json["states"] == [made.json["state"]]
    checked = exhibit("backup", "--check", backup, "--json", on=None)
    assert (checked.code, checked.json["checked"]) == (0, 1)
    listed = exhibit("restore", backup, "--list", "--json", on=None)
    assert listed.json["states"] == checked.json["states"]
    assert listed.json["states"][0]["log"] == made.json["log"]
    restored = exhibit("restore", backup, new, "--json", on=None)
    assert (restored.code, restored.json["state"], restored.json["files"]) == (0, made.json["state"], 1)
    assert restored.json["log"]["ok"]
    assert exhibit("verify", on=new).code == 0


def test_for_people_it_is_lines(exhibit: Any, letter: Path, tmp_path: Path) -> None:
    made = exhibit("backup", tmp_path / "backup")
    assert "1 file, of which 1 new (8 bytes). The backup holds 1 state." in made.out
    assert "1 file hashed again.\nAll is well." in exhibit("backup", "--check", tmp_path / "backup").out
    assert "The log is whole" in exhibit("restore", tmp_path / "backup", tmp_path / "new").out


def test_what_is_damaged_is_named_and_the_exit_code_is_one(
    exhibit: Any, letter: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "backup"
    letter.chmod(0o600)
    letter.write_text("A letter")
    made = exhibit("backup", backup)
    assert made.code == 1
    assert "letter.txt" in made.out
    assert "no older state was removed" in made.out
    assert exhibit("backup", backup, "--json").json["problems"][0]["outcome"] == "damaged"
    restored = exhibit("restore", backup, tmp_path / "new")
    assert restored.code == 1
    assert "EX-000001" in restored.out
    checked = exhibit("backup", "--check", backup, "--json", on=None)
    assert (checked.code, checked.json["problems"][0]["outcome"]) == (1, "missing")


def test_reasons_are_plain(exhibit: Any, letter: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    exhibit("backup", backup)
    for arguments, words in (
        (("backup", tmp_path / "nowhere" / "backup"), "There is no folder"),
        (("backup", letter.parent), "reaches into the catalogue"),
        (("backup", "--check", tmp_path / "nothing"), "There is no backup in"),
        (("restore", tmp_path / "nothing", tmp_path / "new"), "There is no backup in"),
        (("restore", backup), "Name a new folder for the restored catalogue"),
        (("restore", backup, tmp_path / "new", "--as-of", "1999"), "The backup has no state “1999”"),
    ):
        said = exhibit(*arguments)
        assert (said.code, said.out) == (1, "")
        assert words in said.err.splitlines()[0]
        assert exhibit(*arguments, "--json").json["error"]["message"]
