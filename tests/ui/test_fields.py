"""The dialogs and the inspector show the fields of the table, as the type of the item has them."""

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.claims.drafts import SourceDraft
from tests.ui.conftest import PATIENCE_MS, dialog_of, settle
from ui.forms.edit_item import EditItemDialog
from ui.look.labels import PlainLabel
from ui.window.main_window import MainWindow


def edited(window: MainWindow, qtbot: QtBot, row: int = 0) -> EditItemDialog:
    """The dialog that edits an item, open."""
    window.selection.choose(row)
    settle(qtbot, window)
    window.actions_by_slot["items.edit"].trigger()
    return dialog_of(qtbot, window, EditItemDialog)


def put(widget: QWidget, text: str) -> None:
    assert isinstance(widget, QLineEdit)
    widget.setText(text)


def pick(widget: QWidget, text: str) -> None:
    assert isinstance(widget, QComboBox)
    widget.setCurrentIndex(widget.findText(text))
    assert widget.currentText() == text


def test_fields_of_imagery_come_and_go_with_the_type(window: MainWindow, qtbot: QtBot) -> None:
    dialog = edited(window, qtbot)
    assert not dialog.fields["cloud_percent"].isVisible()
    pick(dialog.fields["type"], "aerial imagery")
    assert dialog.fields["cloud_percent"].isVisible()
    pick(dialog.fields["platform"], "drone")
    dialog.verb.click()
    item = window.catalogue.evidence
    qtbot.waitUntil(lambda: item.dossier(1).item.platform == "drone", timeout=PATIENCE_MS)
    assert item.dossier(1).item.type == "aerial imagery"
    settle(qtbot, window)


def test_what_cannot_be_is_told_in_the_dialog_and_nothing_is_written(
    window: MainWindow, qtbot: QtBot
) -> None:
    dialog = edited(window, qtbot)
    before = window.catalogue.history.head().sequence
    pick(dialog.fields["type"], "satellite imagery")
    put(dialog.fields["cloud_percent"], "120")
    dialog.verb.click()
    assert dialog.problem.text() == "Cloud cover is 0 to 100 %, not 120."
    put(dialog.fields["title"], " ")
    put(dialog.fields["cloud_percent"], "12,5")
    dialog.verb.click()
    assert dialog.problem.text() == "An item needs a title."
    assert window.catalogue.history.head().sequence == before
    dialog.reject()


def test_a_field_left_empty_is_unknown_again_and_a_source_is_chosen(window: MainWindow, qtbot: QtBot) -> None:
    window.catalogue.sources.add(SourceDraft("Harbour office"))
    window.catalogue.evidence.edit(1, creator="A. Clerk", unknowns="The day.")
    dialog = edited(window, qtbot)
    put(dialog.fields["creator"], "")
    unknowns = dialog.fields["unknowns"]
    assert isinstance(unknowns, QPlainTextEdit)
    unknowns.clear()
    pick(dialog.fields["publisher"], "Harbour office")
    dialog.verb.click()
    evidence = window.catalogue.evidence
    qtbot.waitUntil(lambda: evidence.dossier(1).publisher is not None, timeout=PATIENCE_MS)
    assert (evidence.dossier(1).item.creator, evidence.dossier(1).item.unknowns) == (None, None)
    settle(qtbot, window)


def test_a_long_dialog_stays_on_its_screen(window: MainWindow, qtbot: QtBot) -> None:
    window.catalogue.evidence.edit(1, type="aerial imagery")
    dialog = edited(window, qtbot)
    screen = dialog.screen().availableGeometry()
    assert dialog.frameGeometry().bottom() <= screen.bottom()
    assert dialog.frameGeometry().top() >= screen.top()
    dialog.reject()


def test_the_inspector_says_what_is_known_of_imagery_in_its_units(window: MainWindow, qtbot: QtBot) -> None:
    window.catalogue.evidence.edit(1, type="aerial imagery", ground_sample_m=0.3, off_nadir_deg=4.5)
    window.selection.choose(0)
    settle(qtbot, window)
    section = window.inspector.section("About")
    assert section is not None
    shown = [label.whole for label in section.findChildren(PlainLabel)]
    assert "0.3 m" in shown
    assert "4.5°" in shown
    assert shown.count("unknown") >= 3
