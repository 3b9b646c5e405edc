"""A field is added in three places, in a copy of the program, and turns up wherever fields do."""

import json
from pathlib import Path

from PIL import Image

from tests.app.fields.conftest import Program, words_of_sheet

WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from app.catalogue import Catalogue
from ui.forms.add_item import AddItemDialog
from ui.forms.edit_item import EditItemDialog
from ui.forms.ingest import IngestDialog
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

def field_of(kind):
    until(lambda: any(dialog.isVisible() for dialog in window.findChildren(kind)))
    dialog = next(dialog for dialog in window.findChildren(kind) if dialog.isVisible())
    return dialog, next(line for line in dialog.findChildren(QLineEdit)
                        if line.accessibleName() == "Sheet of the survey")

until(lambda: window.result.known and window.quiet)
window.selection.choose(0)
until(lambda: window.quiet)
inspector = [label.text() for label in window.inspector.findChildren(QLabel)]
assert inspector[inspector.index("Sheet of the survey") + 1] == "13 of 40", inspector
window.actions_by_slot["items.add"].trigger()
dialog, _ = field_of(AddItemDialog)
dialog.reject()
window.intake.ask([Path(sys.argv[2])])
dialog, _ = field_of(IngestDialog)
dialog.reject()
window.actions_by_slot["items.edit"].trigger()
dialog, line = field_of(EditItemDialog)
assert line.text() == "13 of 40"
line.setText("14 of 40")
dialog.verb.click()
until(lambda: catalogue.evidence.dossier(1).item.survey_sheet == "14 of 40")
until(lambda: window.quiet)
window.close()
catalogue.close()
images.close()
"""


def test_a_field_is_three_places(program: Program, tmp_path: Path) -> None:
    """One story, in the order of a day: each step stands on the one before."""
    told = program.json("edit", 1, "--survey-sheet", "12 of 40")
    assert (told["survey_sheet"], told["changed"]) == ("12 of 40", True)
    assert program.json("undo")["undone"]["label"] == "Edit sheet of the survey of EX-000001"
    program.exhibit("edit", 1, "--survey-sheet", "13 of 40")
    added = program.json(
        "add", "--type", "document", "--title", "A plan", "--survey-sheet", "12 of 40, north"
    )
    assert added["survey_sheet"] == "12 of 40, north"
    picture = tmp_path / "a.png"
    Image.new("RGB", (8, 8), "teal").save(picture)
    program.exhibit("ingest", picture, "--survey-sheet", "20", "--no-previews")

    shown = [" ".join(line.split()) for line in program.exhibit("show", 1).splitlines()]
    assert "sheet of the survey 13 of 40" in shown
    assert program.json("show", 3)["survey_sheet"] == "20"
    found = program.json("find", "survey:12")["items"]
    assert [item["exhibit"] for item in found] == ["EX-000002"]
    wrong = program.exhibit("find", "survey:13th", code=1)
    assert "There is no sheet of the survey “13th” in this catalogue." in wrong

    sees_it_in_lists(program, tmp_path)
    sees_it_on_the_sheet(program, tmp_path)
    program.python("-c", WINDOW, program.environment["EXHIBIT_CATALOGUE"], str(tmp_path / "window.ini"))
    assert program.json("show", 1)["survey_sheet"] == "14 of 40"
    assert program.json("verify")["log"]["ok"] is True


def sees_it_in_lists(program: Program, folder: Path) -> None:
    for form in ("csv", "json", "geojson"):
        program.exhibit("export", form, folder / f"list.{form}", "--yes")
    header, *lines = (folder / "list.csv").read_text(encoding="utf-8").splitlines()
    column = header.split(",").index("survey_sheet")
    assert lines[0].split(",")[column] == "13 of 40"
    items = json.loads((folder / "list.json").read_text(encoding="utf-8"))["items"]
    assert [item["survey_sheet"] for item in items] == ["13 of 40", "12 of 40, north", "20"]
    features = json.loads((folder / "list.geojson").read_text(encoding="utf-8"))["features"]
    assert features[0]["properties"]["survey_sheet"] == "13 of 40"


def sees_it_on_the_sheet(program: Program, folder: Path) -> None:
    program.exhibit("add", "--type", "document", "--title", "Of no survey")
    sheets = []
    for item in (1, 4):
        program.exhibit("sheet", item, "--out", folder / f"{item}.pdf", "--yes")
        sheets.append(words_of_sheet(folder / f"{item}.pdf"))
    (known, attached), (unknown, _) = sheets
    assert "Sheet of the survey 13 of 40" in known
    assert attached["item"]["survey_sheet"] == "13 of 40"
    assert "Sheet of the survey unknown" in unknown
    assert "Of the item, unknown: case, digital source type, sheet of the survey." in unknown


def test_the_manual_has_it(changed: Path) -> None:
    manual = changed / "resources" / "manual"
    pages = {path.name: path.read_text(encoding="utf-8") for path in manual.glob("*.md")}

    assert pages["commands.md"].count("| `--survey-sheet` TEXT |") == 3
    assert '"survey_sheet"' in pages["commands.md"]
    assert "| `survey:` | sheet of the survey: words of it" in pages["search.md"]
    assert "| `survey_sheet` | Sheet of the survey | Which sheet of a survey it is. |" in pages["fields.md"]
    assert "survey_sheet" in pages["profiles.md"]
