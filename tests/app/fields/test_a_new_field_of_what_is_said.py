"""A field of a source and one of a claim are added in three places, too, and stand wherever those do."""

from pathlib import Path
from typing import Any

from tests.app.fields.conftest import Program, words_of_sheet

WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from app.catalogue import Catalogue
from ui.forms.add_claim import AddClaimDialog
from ui.forms.show_claim import ClaimDialog
from ui.look.palette import apply_theme
from ui.look.style_images import StyleImages
from ui.look.theme import LIGHT
from ui.window.main_window import MainWindow

application = QApplication(["exhibit"])
images = StyleImages()
apply_theme(application, LIGHT, images)
catalogue = Catalogue.open(Path(sys.argv[1]))
window = MainWindow(catalogue, LIGHT, QSettings(sys.argv[2], QSettings.Format.IniFormat))
window.show()

def until(true):
    for _ in range(400):
        QTest.qWait(50)
        if true():
            return
    raise SystemExit(f"never: {true}")

def opened(kind):
    until(lambda: any(dialog.isVisible() for dialog in window.findChildren(kind)))
    return next(dialog for dialog in window.findChildren(kind) if dialog.isVisible())

until(lambda: window.result.known and window.quiet)
window.actions_by_slot["claims.add"].trigger()
dialog = opened(AddClaimDialog)
line = next(line for line in dialog.findChildren(QLineEdit) if line.accessibleName() == "Said to")
line.setText("pilots")
dialog.fields["statement"].setPlainText("The mole was longer.")
dialog.verb.click()
until(lambda: [claim.audience for claim in catalogue.claims.all()] == ["sailors", "pilots"])
until(lambda: window.quiet)
window.selection.choose(0)
until(lambda: window.quiet)
window.actions_by_slot["claims.show"].trigger()
told = [label.text() for label in opened(ClaimDialog).findChildren(QLabel)]
assert told[told.index("Said to") + 1] == "sailors", told
window.close()
catalogue.close()
images.close()
"""


def test_a_field_of_a_source(program: Program, tmp_path: Path) -> None:
    added = program.json("source", "add", "--name", "Harbour office", "--founded", "1921")
    assert added["founded"] == "1921"
    program.exhibit("source", "edit", "Harbour office", "--founded", "about 1920")
    assert "founded about 1920" in lines(program.exhibit("source", "show", "1"))
    assert [source["founded"] for source in program.json("source", "list")["sources"]] == ["about 1920"]
    program.exhibit("edit", 1, "--source", "Harbour office")
    words, attached = sheet(program, tmp_path / "known.pdf")
    assert "founded about 1920" in words
    assert attached["people"]["publications"][0]["founded"] == "about 1920"

    program.exhibit("source", "edit", "Harbour office", "--founded", "")
    words, attached = sheet(program, tmp_path / "unknown.pdf")
    assert "founded unknown" in words
    assert attached["people"]["publications"][0]["founded"] is None
    program.exhibit("undo")
    assert program.json("source", "show", "1")["founded"] == "about 1920"
    assert program.json("verify")["log"]["ok"] is True


def test_a_field_of_a_claim(program: Program, tmp_path: Path) -> None:
    program.exhibit("case", "add", "--title", "Harbour")
    added = program.json("claim", "add", "A ship lay there.", "--audience", "seamen")
    assert added["audience"] == "seamen"
    assert program.json("claim", "edit", "C01", "--audience", "sailors")["audience"] == "sailors"
    assert "said to sailors" in lines(program.exhibit("claim", "show", "C01"))
    program.exhibit("link", 1, "C01", "--stance", "supports", "--reason", "It is seen.")
    words, attached = sheet(program, tmp_path / "sheet.pdf")
    assert "said to sailors" in words
    assert attached["claims"][0]["audience"] == "sailors"

    program.python("-c", WINDOW, program.environment["EXHIBIT_CATALOGUE"], str(tmp_path / "window.ini"))
    assert program.json("claim", "show", "C02")["audience"] == "pilots"
    assert program.json("verify")["log"]["ok"] is True


def test_the_manual_has_both(changed: Path) -> None:
    manual = changed / "resources" / "manual"
    commands, fields = (
        (manual / f"{page}.md").read_text(encoding="utf-8") for page in ("commands", "fields")
    )

    for option, member in (("--founded", "founded"), ("--audience", "audience")):
        assert commands.count(f"| `{option}` TEXT |") == 2
        assert f'"{member}"' in commands
        assert f"| `{member}` |" in fields


def lines(page: str) -> list[str]:
    """The lines of a page, single-spaced."""
    return [" ".join(line.split()) for line in page.splitlines()]


def sheet(program: Program, path: Path) -> tuple[str, dict[str, Any]]:
    """The sheet of the only item."""
    program.exhibit("sheet", 1, "--out", path, "--yes")
    return words_of_sheet(path)
