"""A catalogue that somebody wrote to behind its log: backed up as evidence, and never called well."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from app.backup.checking import check_backup
from app.catalogue import Catalogue
from app.cli.program import run
from tests.app.backup.conftest import hashes, held, states_in
from tests.app.integrity.attack import tamper_with

Exhibit = Callable[..., tuple[int, str]]
LAST = "(SELECT max(sequence) - 2 FROM log)"


@pytest.fixture
def exhibit(capsys: pytest.CaptureFixture[str]) -> Exhibit:
    def call(*arguments: str | Path) -> tuple[int, str]:
        capsys.readouterr()
        code = run([str(each) for each in arguments], lambda _: 9)
        told = capsys.readouterr()
        return code, told.out + told.err

    return call


@pytest.fixture
def closed(filled: Catalogue) -> Path:
    """The folder of the catalogue, which nobody has open."""
    filled.close()
    return filled.folder


@pytest.mark.parametrize(
    ("attack", "said"),
    [
        (f"DELETE FROM log WHERE sequence > {LAST}", "its log is broken at entry"),
        ("UPDATE item SET title = 'forged' WHERE id = 1", "rows of it are not what its log says"),
        ("DELETE FROM item_text WHERE rowid = 1", "rows of it are not what its log says"),
    ],
)
def test_what_is_broken_is_backed_up_and_said_by_every_verb(
    closed: Path, destination: Path, tmp_path: Path, exhibit: Exhibit, attack: str, said: str
) -> None:
    tamper_with(closed, attack)

    code, told = exhibit("-c", closed, "backup", destination)
    assert (code, said in told) == (1, True), told
    [state] = states_in(destination)
    assert json.loads((state / "state.json").read_text("utf-8"))["broken"].startswith('[["')

    code, told = exhibit("backup", destination, "--check")
    assert (code, "Not all is well" in told, said in told) == (1, True, True), told
    code, told = exhibit("restore", destination, "--list")
    assert (code, said in told) == (0, True), told
    code, told = exhibit("restore", destination, tmp_path / "restored")
    assert (code, "broken at entry" in told or "of EX-000001" in told) == (1, True), told
    assert (tmp_path / "restored" / "catalogue.sqlite").exists()


def test_rows_that_are_not_as_the_log_says_are_named_by_restore(
    closed: Path, destination: Path, tmp_path: Path, exhibit: Exhibit
) -> None:
    tamper_with(closed, "UPDATE item SET title = 'forged' WHERE id = 1")
    exhibit("-c", closed, "backup", destination)

    code, told = exhibit("restore", destination, tmp_path / "restored")

    assert code == 1
    assert "The title of EX-000001 is not what entry" in told


def test_a_state_says_that_files_of_it_are_damaged(
    filled: Catalogue, destination: Path, exhibit: Exhibit
) -> None:
    filled.backups.make(destination)
    kept = held(destination, min(hashes(destination)))
    kept.chmod(0o600)
    kept.write_bytes(b"other bytes")

    code, told = exhibit("backup", destination, "--check")

    assert code == 1
    assert "files of it are missing or damaged: 1" in told
    assert not check_backup(destination).ok
