"""What only something outside the catalogue can find: a rewritten log, a cut one, yesterday's database."""

import json
import shutil
from pathlib import Path

import pytest

from app.catalogue import Catalogue
from app.errors import CatalogueError
from app.integrity.checkpoint import given_checkpoint
from app.integrity.findings import well_sentences
from tests.app.integrity.attack import Exhibit, Verify, tamper_with


@pytest.fixture
def point(folder: Path, exhibit: Exhibit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkpoint; whoever looks later has not seen the catalogue before."""
    assert exhibit("checkpoint", "--out", tmp_path / "point.json").code == 0
    monkeypatch.setenv("EXHIBIT_STATE", str(tmp_path / "nobody"))
    return tmp_path / "point.json"


def test_a_checkpoint_is_a_document_that_says_what_it_is(folder: Path, point: Path) -> None:
    told = json.loads(point.read_text())

    with Catalogue.open(folder) as catalogue:
        head = catalogue.history.head()
        assert told["catalogue"] == catalogue.identity().uuid
    assert (told["format"], told["entry"], told["head"]) == (
        "exhibit-checkpoint/1",
        head.sequence,
        head.hash.hex(),
    )
    assert told["made_at"].endswith("Z")


def test_a_log_that_went_on_since_stands(folder: Path, point: Path, exhibit: Exhibit, verify: Verify) -> None:
    exhibit("note", "1", "later")

    found = verify("--against", str(point))

    assert found.code == 0, found.told
    assert "has the hash that was seen outside" in found.told


def test_yesterdays_database_is_found(
    folder: Path, exhibit: Exhibit, verify: Verify, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copyfile(folder / "catalogue.sqlite", tmp_path / "yesterday.sqlite")
    exhibit("note", "1", "today")
    exhibit("checkpoint", "--out", tmp_path / "point.json")
    shutil.copyfile(tmp_path / "yesterday.sqlite", folder / "catalogue.sqlite")
    monkeypatch.setenv("EXHIBIT_STATE", str(tmp_path / "nobody"))

    assert verify().code == 0
    found = verify("--against", str(tmp_path / "point.json"))
    assert found.code == 1
    assert "was seen outside: entries were cut off" in found.told or "was written anew" in found.told


def test_entries_cut_cleanly_off_the_end_are_found(
    folder: Path, exhibit: Exhibit, verify: Verify, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exhibit("note", "1", "cut off")
    exhibit("checkpoint", "--out", tmp_path / "point.json")
    monkeypatch.setenv("EXHIBIT_STATE", str(tmp_path / "nobody"))
    last = "sequence = (SELECT max(sequence) FROM log)"
    tamper_with(
        folder,
        "DELETE FROM note WHERE text = 'cut off'",
        "UPDATE item_text SET notes = replace(notes, ' cut off', '') WHERE rowid = 1",
        "DELETE FROM row_salt WHERE owner = 'act' AND owner_id = (SELECT max(id) FROM act)",
        *(f"DELETE FROM {table} WHERE {last}" for table in ("log_content", "log_state", "log_item")),
        *(f"DELETE FROM {table} WHERE {last}" for table in ("log_owner", "act", "log")),
    )

    found = verify("--against", str(tmp_path / "point.json"))
    assert found.code == 1
    assert "The log ends before entry" in found.told
    assert verify().code == 0, "from within nothing is to be seen"


def test_a_log_written_anew_is_found(
    folder: Path, exhibit: Exhibit, verify: Verify, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has the program can make another history of the same length."""
    shutil.copytree(folder, tmp_path / "before")
    exhibit("note", "1", "as it was")
    exhibit("checkpoint", "--out", tmp_path / "point.json")
    shutil.copyfile(tmp_path / "before" / "catalogue.sqlite", folder / "catalogue.sqlite")
    monkeypatch.setenv("EXHIBIT_STATE", str(tmp_path / "nobody"))
    exhibit("note", "1", "as it should have been")

    assert verify().code == 0
    found = verify("--against", str(tmp_path / "point.json"))
    assert found.code == 1
    assert "has another hash than was seen outside: the log was written anew" in found.told


def test_a_checkpoint_of_another_catalogue_is_told(point: Path, verify: Verify) -> None:
    told = json.loads(point.read_text())
    point.write_text(json.dumps({**told, "catalogue": "another"}))

    found = verify("--against", str(point))

    assert (found.code, "belongs to another catalogue" in found.told) == (1, True)


def test_the_head_is_typed_as_a_sheet_shows_it(folder: Path, verify: Verify) -> None:
    with Catalogue.open(folder) as catalogue:
        head = catalogue.history.head()
    digits = head.hash.hex()
    grouped = " ".join(digits[at : at + 4] for at in range(0, 64, 4))

    assert verify("--against", f"{head.sequence}:{digits}").code == 0
    assert verify("--against", f"{head.sequence}, {grouped.upper()}").code == 0
    assert verify("--against", f"{head.sequence}:{digits[:8]}").code == 0
    wrong = "1" if digits[7] != "1" else "2"
    assert verify("--against", f"{head.sequence}:{digits[:7]}{wrong}").code == 1


@pytest.mark.parametrize("given", ["7", "7:3a8c", "7:xyz", "no such file", f"7:{'a' * 65}"])
def test_what_is_no_checkpoint_is_refused(given: str) -> None:
    with pytest.raises(CatalogueError):
        given_checkpoint(given)


def test_a_file_that_is_no_checkpoint_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text("{}")

    with pytest.raises(CatalogueError, match="is no checkpoint"):
        given_checkpoint(str(tmp_path / "other.json"))


def test_a_checkpoint_replaces_no_file_and_lies_in_no_catalogue(
    folder: Path, exhibit: Exhibit, tmp_path: Path
) -> None:
    (tmp_path / "there.json").write_text("mine")

    refused = exhibit("checkpoint", "--out", tmp_path / "there.json")
    within = exhibit("checkpoint", "--out", folder / "originals" / "point.json")

    assert (refused.code, within.code) == (1, 1)
    assert "exists already" in refused.told
    assert "kept outside the catalogue" in within.told
    assert (tmp_path / "there.json").read_text() == "mine"
    assert not (folder / "originals" / "point.json").exists()


def test_verify_says_what_it_cannot_find_from_within(verify: Verify) -> None:
    told = verify().told

    assert "Not found from within: a complete rewrite of the log, entries cut cleanly off its end" in told


def test_an_older_copy_in_another_folder_is_a_doubt(
    folder: Path, exhibit: Exhibit, verify: Verify, tmp_path: Path
) -> None:
    shutil.copytree(folder, tmp_path / "yesterday")
    exhibit("note", "1", "written today")

    with Catalogue.open(tmp_path / "yesterday") as catalogue:
        found = catalogue.integrity.verify()

    assert found.ok
    assert found.later_elsewhere is not None
    assert "This may be an older copy" in " ".join(well_sentences(found))
    assert "This may be an older copy" not in verify().told
