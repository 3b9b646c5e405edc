"""What the world did is said in one way: by the window, by the command line, in what is kept."""

import ast
import errno
from pathlib import Path

import pytest
from PIL import Image

from app.catalogue import Catalogue
from app.cli.program import run
from app.errors import CatalogueError
from app.messages.faults import fault_words
from app.originals import thumbnails
from db.causes import cause
from resources.messages import shown
from resources.remark import Remark
from tests.messages.plain_words import plain_words
from tests.messages.pseudo import ROOT

_FULL = OSError(errno.ENOSPC, "No space left on device", "/사진/파일")
_COMMON = ("ENOSPC", "EACCES", "EPERM", "ENOENT", "EIO", "EROFS", "EMFILE", "ESTALE", "ENOTDIR", "EISDIR")


def test_a_command_says_file_and_cause(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fault_words(_FULL) == "/사진/파일: No space left on the disk."
    (tmp_path / "originals").mkdir()
    (tmp_path / "catalogue.sqlite").symlink_to("catalogue.sqlite")
    assert run(["-c", str(tmp_path), "tags"], lambda _: 0) == 1
    said = capsys.readouterr().err
    assert "Links lead in a circle." in said
    assert "Errno" not in said


@pytest.mark.parametrize("name", _COMMON)
def test_what_happens_to_people_is_translated(name: str, pseudo_language: Path) -> None:
    error = OSError(getattr(errno, name), "as the system says it", "/사진")
    assert isinstance(cause(error), Remark)
    assert plain_words(fault_words(error)) == []


def test_what_does_not_is_told_as_the_system_says_it() -> None:
    assert fault_words(OSError(errno.EXDEV, "Invalid cross-device link")) == "Invalid cross-device link."
    assert fault_words(OSError("no number at all")) == "no number at all."
    assert fault_words(CatalogueError("Name a tag.")) == "Name a tag."


def test_a_cause_is_kept_as_a_code(catalogue: Catalogue, tmp_path: Path, pseudo_language: Path) -> None:
    """A folder that may not be read: the report has the code, and is told in the language."""
    loop = tmp_path / "돌이"
    loop.symlink_to(loop)
    (problem,) = catalogue.intake.ingest([loop]).problems
    assert isinstance(problem.message, Remark)
    assert [piece.code for piece in problem.message.pieces] == ["cannot be found"]
    assert plain_words(shown(problem.message)) == []


def test_no_error_reaches_the_window_as_python_has_it() -> None:
    """Any error may reach the window: whoever shows one asks `fault_words`."""
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sorted((ROOT / "ui").rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call) == "str(error)"
    ]
    assert found == []


def test_what_a_worker_raises_stands_in_a_sentence(
    catalogue: Catalogue, tmp_path: Path, pseudo_language: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library that raises what no reader expects: its words are kept as data of a sentence of ours."""
    Image.linear_gradient("L").save(tmp_path / "a.png")
    catalogue.intake.ingest([tmp_path / "a.png"])
    monkeypatch.setattr(thumbnails, "_MAKE", "json:loads")
    ((_, why),) = catalogue.thumbnails.make_missing().problems
    assert isinstance(why, Remark)
    assert [piece.code for piece in why.pieces] == ["no thumbnail"]
    assert "TypeError: the JSON object" in why
    assert "No thumbnail" not in shown(why)
