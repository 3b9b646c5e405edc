"""What a person does in the window with items: tag, note, edit, locate, date, examine, withdraw, undo."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import PATIENCE_MS, dialog_of, settle
from ui.acts.history_acts import HistoryDialog
from ui.forms.add_item import AddItemDialog
from ui.forms.date_item import DateDialog
from ui.forms.edit_item import EditItemDialog
from ui.forms.locate_item import LocateDialog
from ui.forms.tag_items import TagDialog
from ui.forms.write import NoteDialog, WithdrawDialog
from ui.window.main_window import MainWindow


def test_a_tag_says_what_it_touches_before_it_is_added(window: MainWindow, qtbot: QtBot) -> None:
    window.selection.choose_all()
    window.actions_by_slot["items.tag"].trigger()
    dialog = dialog_of(qtbot, window, TagDialog)
    QTest.keyClicks(dialog.tag, "rail")
    expected = "Add tag rail to 5 items, 2 have it already."
    qtbot.waitUntil(lambda: dialog.count.text() == expected, timeout=PATIENCE_MS)
    dialog.verb.click()
    qtbot.waitUntil(lambda: window.catalogue.tags.all() == [("rail", 5)], timeout=PATIENCE_MS)
    settle(qtbot, window)


def test_undo_says_what_it_takes_back_and_keeps_what_was_there_before(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.catalogue.tags.change([1, 2, 3, 4, 5], add=["rail"])
    undo = window.actions_by_slot["history.undo"]
    qtbot.waitUntil(lambda: undo.text() == "Undo: Add tag rail: 5 items", timeout=PATIENCE_MS)
    undo.trigger()
    qtbot.waitUntil(lambda: window.catalogue.tags.all() == [("rail", 2)], timeout=PATIENCE_MS)
    qtbot.waitUntil(
        lambda: window.messages.words == "Taken back: Add tag rail: 5 items.", timeout=PATIENCE_MS
    )
    settle(qtbot, window)


def test_a_tag_can_be_removed(window: MainWindow, qtbot: QtBot) -> None:
    window.selection.choose(0)
    window.actions_by_slot["items.tag"].trigger()
    dialog = dialog_of(qtbot, window, TagDialog)
    QTest.keyClicks(dialog.tag, "rail")
    dialog.removing.click()
    qtbot.waitUntil(lambda: dialog.count.text() == "Remove tag rail from 1 of 1 item.", timeout=PATIENCE_MS)
    assert dialog.verb.text() == "Remove tag"
    QTest.keyClick(dialog.tag, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.catalogue.tags.all() == [("rail", 1)], timeout=PATIENCE_MS)
    settle(qtbot, window)


def test_a_note_is_seen_in_the_inspector(window: MainWindow, qtbot: QtBot) -> None:
    window.selection.choose(0)
    settle(qtbot, window)
    window.actions_by_slot["items.note"].trigger()
    dialog = dialog_of(qtbot, window, NoteDialog)
    dialog.verb.click()
    assert dialog.problem.text() == "A note needs words."
    QTest.keyClicks(dialog.text, "Compared with the chart.")
    dialog.verb.click()
    qtbot.waitUntil(lambda: window.inspector.section("Notes (1)") is not None, timeout=PATIENCE_MS)
    settle(qtbot, window)


def test_editing_writes_only_what_differs(window: MainWindow, qtbot: QtBot) -> None:
    window.selection.choose(1)
    before = window.catalogue.history.head().sequence
    window.actions_by_slot["items.edit"].trigger()
    dialog = dialog_of(qtbot, window, EditItemDialog)
    dialog.verb.click()
    settle(qtbot, window)
    assert window.catalogue.history.head().sequence == before
    window.actions_by_slot["items.edit"].trigger()
    dialog = dialog_of(qtbot, window, EditItemDialog)
    QTest.keySequence(dialog.fields["title"], QKeySequence.StandardKey.SelectAll)
    QTest.keyClicks(dialog.fields["title"], "Marshalling yard")
    dialog.verb.click()
    qtbot.waitUntil(
        lambda: window.catalogue.evidence.dossier(2).item.title == "Marshalling yard", timeout=PATIENCE_MS
    )
    assert window.catalogue.history.head().sequence == before + 1
    settle(qtbot, window)


def test_a_misspelt_place_is_offered_and_never_applied(window: MainWindow, qtbot: QtBot) -> None:
    window.selection.choose(1)
    window.actions_by_slot["items.locate"].trigger()
    dialog = dialog_of(qtbot, window, LocateDialog)
    QTest.keyClicks(dialog.where, "Reykjavyk")
    qtbot.waitUntil(lambda: dialog.candidates.count() > 0, timeout=PATIENCE_MS)
    QTest.keyClicks(dialog.method, "Skyline compared")
    dialog.verb.click()
    assert dialog.problem.text() == "Choose one of the candidates, or write coordinates."
    dialog.candidates.setCurrentRow(0)
    QTest.keyClicks(dialog.radius, "800")
    dialog.verb.click()
    qtbot.waitUntil(lambda: len(window.catalogue.evidence.dossier(2).locations) == 1, timeout=PATIENCE_MS)
    location = window.catalogue.evidence.dossier(2).locations[0]
    assert location.place_name is not None
    assert (location.role, location.basis, location.radius_m) == ("subject", "assessed", 800)
    settle(qtbot, window)


def test_coordinates_are_read_while_they_are_written(window: MainWindow, qtbot: QtBot) -> None:
    window.selection.choose(1)
    window.actions_by_slot["items.locate"].trigger()
    dialog = dialog_of(qtbot, window, LocateDialog)
    QTest.keyClicks(dialog.where, "64.1466, -21.9426")
    qtbot.waitUntil(lambda: "64.146600, -21.942600" in dialog.read.text(), timeout=PATIENCE_MS)
    dialog.verb.click()
    qtbot.waitUntil(lambda: "method" in dialog.problem.text(), timeout=PATIENCE_MS)
    dialog.reject()


def test_a_time_is_one_more_statement(window: MainWindow, qtbot: QtBot) -> None:
    window.selection.choose(0)
    window.actions_by_slot["items.date"].trigger()
    dialog = dialog_of(qtbot, window, DateDialog)
    QTest.keyClicks(dialog.time, "2024-10-18")
    dialog.verb.click()
    qtbot.waitUntil(lambda: len(window.catalogue.evidence.dossier(1).times) == 1, timeout=PATIENCE_MS)
    settle(qtbot, window)


def test_an_item_without_a_file_is_added_and_shown_on_request(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_slot["items.add"].trigger()
    dialog = dialog_of(qtbot, window, AddItemDialog)
    QTest.keyClicks(dialog.fields["title"], "Wreckage of a drone")
    QTest.keyClicks(dialog.place, "64.1, -21.9")
    QTest.keyClicks(dialog.fields["type"], "physical")
    dialog.verb.click()
    expected = "EX-000006 is in the catalogue."
    qtbot.waitUntil(lambda: window.messages.words == expected, timeout=PATIENCE_MS)
    settle(qtbot, window)
    assert window.model.rowCount() == 6
    found = window.catalogue.evidence.dossier(6)
    assert found.item.type == "physical object"
    assert [location.role for location in found.locations] == ["subject"]
    window.actions_by_slot["history.undo"].trigger()
    qtbot.waitUntil(lambda: window.model.rowCount() == 5, timeout=PATIENCE_MS)
    settle(qtbot, window)
    assert window.catalogue.evidence.dossier(6).locations == ()


def test_examining_is_recorded(window: MainWindow, qtbot: QtBot) -> None:
    window.selection.choose(0)
    window.actions_by_slot["items.examine"].trigger()
    expected = "EX-000001 is marked as examined."
    qtbot.waitUntil(lambda: window.messages.words == expected, timeout=PATIENCE_MS)
    assert window.catalogue.evidence.dossier(1).item.examined_at is not None
    settle(qtbot, window)


def test_withdrawing_needs_a_reason_and_takes_the_item_out_of_the_result(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.selection.choose(4)
    window.actions_by_slot["items.withdraw"].trigger()
    dialog = dialog_of(qtbot, window, WithdrawDialog)
    dialog.verb.click()
    assert dialog.problem.text() == "Withdrawing needs a reason."
    QTest.keyClicks(dialog.reason, "Taken in twice")
    dialog.verb.click()
    qtbot.waitUntil(lambda: window.model.rowCount() == 4, timeout=PATIENCE_MS)
    settle(qtbot, window)


def test_the_history_tells_every_act(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_slot["history.show"].trigger()
    dialog = dialog_of(qtbot, window, HistoryDialog)
    assert "Add tag rail: 2 items" in dialog.lines.text()
    dialog.reject()
