"""A field of a receipt, a location, a time and a link, three places each, stands where those do."""

import json
from pathlib import Path

from PIL import Image

from tests.app.fields.conftest import Program, words_of_sheet

WINDOW = """
import sys
from array import array
from pathlib import Path
from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from app.catalogue import Catalogue
from ui.forms.date_item import DateDialog
from ui.forms.ingest import IngestDialog
from ui.forms.link_claim import LinkDialog
from ui.forms.locate_item import LocateDialog
from ui.inspector.section import FoldingSection
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

def opened(kind, label, said):
    until(lambda: any(dialog.isVisible() for dialog in window.findChildren(kind)))
    dialog = next(dialog for dialog in window.findChildren(kind) if dialog.isVisible())
    line = next(line for line in dialog.findChildren(QLineEdit) if line.accessibleName() == label)
    line.setText(said)
    return dialog

def dossier():
    return catalogue.evidence.dossier(2)

until(lambda: window.result.known and window.quiet)
window.selection.choose_ids(array("q", [2]))
until(lambda: window.quiet)
for section in window.inspector.findChildren(FoldingSection):
    section.set_unfolded(True)
told = [label.text() for label in window.inspector.findChildren(QLabel)]
assert told[told.index("Courier") + 1] == "a porter", told
for words in ("surveyor Kim", "calendar Julian", "seen from the mole"):
    assert any(words in text for text in told), (words, told)

window.intake.ask([Path(sys.argv[2])])
opened(IngestDialog, "Courier", "a boy").reject()
window.actions_by_slot["items.locate"].trigger()
dialog = opened(LocateDialog, "Surveyor", "Lee")
dialog.where.setText("43.8, 131.9")
dialog.basis.setCurrentIndex(dialog.basis.findData("claimed"))
dialog.verb.click()
until(lambda: "Lee" in {at.surveyor for at in dossier().locations})
until(lambda: window.quiet)
window.actions_by_slot["items.date"].trigger()
dialog = opened(DateDialog, "Calendar", "Hebrew")
dialog.time.setText("2024")
dialog.verb.click()
until(lambda: "Hebrew" in {at.calendar for at in dossier().times})
until(lambda: window.quiet)
window.actions_by_slot["claims.link"].trigger()
dialog = opened(LinkDialog, "Seen from", "the pier")
dialog.claims.setCurrentRow(0)
dialog.stance.buttons["context"].click()
dialog.reason.setPlainText("The same quay.")
dialog.verb.click()
until(lambda: "the pier" in {link.seen_from for link in dossier().links})
until(lambda: window.quiet)
window.close()
catalogue.close()
images.close()
"""
SAID = {"courier": "a porter", "surveyor": "Kim", "calendar": "Julian", "seen_from": "the mole"}
LISTS = {"courier": "receipts", "surveyor": "locations", "calendar": "times", "seen_from": "links"}


def test_fields_of_what_belongs_to_an_item(program: Program, tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    Image.new("RGB", (8, 8), "teal").save(picture)
    program.exhibit("ingest", picture, "--courier", "a porter", "--no-previews")
    place = ("--role", "subject", "--basis", "claimed", "--at", "43.8, 131.9")
    assert program.json("locate", 2, *place, "--surveyor", "Kim")["location"]["surveyor"] == "Kim"
    when = ("--at", "2024-10-18", "--basis", "claimed")
    assert program.json("date", 2, *when, "--calendar", "Julian")["time"]["calendar"] == "Julian"
    program.exhibit("case", "add", "--title", "Harbour")
    program.exhibit("claim", "add", "A ship lay there.")
    why = ("--stance", "supports", "--reason", "It is seen.")
    assert program.json("link", 2, "C01", *why, "--seen-from", "the mole")["seen_from"] == "the mole"

    shown, page = program.json("show", 2), program.exhibit("show", 2)
    program.exhibit("export", "json", tmp_path / "list.json", "--yes")
    exported = json.loads((tmp_path / "list.json").read_text(encoding="utf-8"))["items"][1]
    for name, said in SAID.items():
        assert shown[LISTS[name]][-1][name] == said
        assert exported[LISTS[name]][-1][name] == said
        assert said in page
    assert "the mole" in program.exhibit("claim", "show", "C01")

    program.exhibit("sheet", 2, "--out", tmp_path / "sheet.pdf", "--yes")
    words, attached = words_of_sheet(tmp_path / "sheet.pdf")
    for told in ("Courier a porter", "surveyor Kim", "calendar Julian", "seen from the mole"):
        assert told in words
    parts = {"courier": "acquisitions", "surveyor": "locations", "calendar": "times", "seen_from": "claims"}
    for name, part in parts.items():
        assert attached[part][-1][name] == SAID[name]

    program.python("-c", WINDOW, program.environment["EXHIBIT_CATALOGUE"], str(tmp_path / "window.ini"))
    assert program.json("verify")["log"]["ok"] is True


def test_the_manual_has_them(changed: Path) -> None:
    manual = changed / "resources" / "manual"
    commands, fields = (
        (manual / f"{page}.md").read_text(encoding="utf-8") for page in ("commands", "fields")
    )

    for name in SAID:
        assert f"| `--{name.replace('_', '-')}` TEXT |" in commands
        assert f"| `{name}` |" in fields
