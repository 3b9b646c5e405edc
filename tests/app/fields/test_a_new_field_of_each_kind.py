"""Whatever kind a new field is of, it is said, shown, chosen, searched and printed as that kind is."""

import csv
from pathlib import Path

import pytest

from tests.app.fields.conftest import Program, words_of_sheet
from tests.app.fields.each_kind import EACH_KIND, KindOfField

WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit
from app.catalogue import Catalogue
from ui.forms.edit_item import EditItemDialog
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

until(lambda: window.result.known and window.quiet)
window.selection.choose(0)
until(lambda: window.quiet)
window.actions_by_slot["items.edit"].trigger()
until(lambda: window.findChildren(EditItemDialog))
[dialog] = window.findChildren(EditItemDialog)
fields = dialog.fields
assert fields.changes() == {}, fields.changes()

def choose(name, value):
    assert isinstance(fields[name], QComboBox), name
    fields[name].setCurrentIndex(fields[name].findData(value))

for name in ("map_legend", "drawers"):
    assert isinstance(fields[name], QPlainTextEdit), name
    fields[name].setPlainText("One\\nTwo")
for name, text in (("map_url", "https://b.example"), ("drawn", "1922"), ("dots_per_inch", "0")):
    assert isinstance(fields[name], QLineEdit), name
    fields[name].setText(text)
choose("ink", "black")
choose("paper", "A4")
choose("coloured", False)
choose("signed", False)
next(box for box in fields["damage"].findChildren(QCheckBox) if box.text() == "wet").setChecked(False)
dialog.verb.click()
until(lambda: catalogue.evidence.dossier(1).item.ink == "black")
item = catalogue.evidence.dossier(1).item
told = (item.map_legend, item.drawers, item.map_url, item.drawn, item.dots_per_inch, item.paper, item.damage)
assert told == ("One\\nTwo", "One\\nTwo", "https://b.example", "1922", 0.0, "A4", "torn"), told
assert (item.coloured, item.signed) == (False, False)
until(lambda: window.quiet)
window.close()
catalogue.close()
images.close()
"""


@pytest.fixture
def said(program: Program) -> Program:
    """All of them said of the first item, none of the second."""
    options = [option for each in EACH_KIND for option in each.options]
    program.exhibit("edit", 1, *options)
    program.exhibit("add", "--type", "document", "--title", "Of no survey")
    return program


def test_it_is_told_by_programs_and_people_and_searched(said: Program, tmp_path: Path) -> None:
    told = said.json("show", 1)
    page = " ".join(said.exhibit("show", 1).split())
    for each in EACH_KIND:
        assert told[each.name] == each.plain, each.name
        assert f"{each.heading.lower()} {each.shown}" in page, each.name
        finds(said, each)
    is_in_lists_and_on_the_sheet(said, tmp_path)
    wrong = said.exhibit("find", "dots:much", code=1)
    assert "“much” is no number for dots per inch." in wrong
    assert "Coloured is yes or no." in said.exhibit("find", "coloured:perhaps", code=1)
    assert said.json("verify")["log"]["ok"] is True


def finds(program: Program, field: KindOfField) -> None:
    assert [item["exhibit"] for item in program.json("find", field.found)["items"]] == ["EX-000001"], field
    refused = "There is no" if field.kind.startswith(_WORDS) else ""
    if refused:
        assert refused in program.exhibit("find", field.other, code=1)
    else:
        assert program.json("find", field.other)["items"] == [], field


_WORDS = ("Lines", "Names", "Url", "StatedTime", "Sha256")
"""Of these a search says that nothing answers."""


def is_in_lists_and_on_the_sheet(program: Program, folder: Path) -> None:
    program.exhibit("export", "csv", folder / "list.csv", "--yes")
    with (folder / "list.csv").open(encoding="utf-8", newline="") as file:
        line, empty = csv.DictReader(file)
    assert (line["dots_per_inch"], line["coloured"], line["damage"]) == ("600.0", "true", "torn; wet")
    program.exhibit("sheet", 1, "--out", folder / "1.pdf", "--yes")
    words, attached = words_of_sheet(folder / "1.pdf")
    for each in EACH_KIND:
        assert empty[each.name] == ""
        assert each.heading in words
        assert attached["item"][each.name] == each.plain


def test_each_has_its_editor_and_keeps_nothing_no_and_zero(said: Program, tmp_path: Path) -> None:
    said.python("-c", WINDOW, said.environment["EXHIBIT_CATALOGUE"], str(tmp_path / "window.ini"))
    assert [item["exhibit"] for item in said.json("find", "dots:0 coloured:no signed:no")["items"]] == [
        "EX-000001"
    ]


@pytest.mark.parametrize("gate", ["tests/db/test_migrate.py", "tests/app/fields/test_tables.py"])
def test_the_gate_stays_green(program: Program, gate: str) -> None:
    """The tests of schema, revisions and tables, as they are, in the copy."""
    copy = program.folder / gate
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.write_bytes((Path(__file__).parents[3] / gate).read_bytes())
    program.python(
        "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(program.folder), str(copy)
    )
