"""Searches kept in the left pane: saved, found again, renamed, removed, brought back."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import PATIENCE_MS, dialog_of, settle
from ui.forms.save_search import RenameSearchDialog, SaveSearchDialog
from ui.forms.write import WithdrawDialog
from ui.window.main_window import MainWindow

HEADING = "Saved searches"


def saved(window: MainWindow) -> list[str]:
    return [str(line.data()) for line in _lines(window)]


def _lines(window: MainWindow) -> list[QModelIndex]:
    model = window.left_pane.model
    for row in range(model.rowCount()):
        group = model.index(row, 0)
        if group.data() == HEADING:
            return [model.index(line, 0, group) for line in range(model.rowCount(group))]
    return []


def keep(window: MainWindow, qtbot: QtBot, query: str, name: str) -> None:
    window.pane.ask(query)
    settle(qtbot, window)
    window.actions_by_slot["searches.save"].trigger()
    dialog = dialog_of(qtbot, window, SaveSearchDialog)
    QTest.keyClicks(dialog.name, name)
    dialog.verb.click()
    qtbot.waitUntil(lambda: name in saved(window), timeout=PATIENCE_MS)
    settle(qtbot, window)


def test_where_none_is_saved_the_list_says_how_to_save_one(window: MainWindow) -> None:
    assert saved(window) == ["Ctrl+Shift+S saves one"]


def test_a_saved_search_finds_again_at_a_click(window: MainWindow, qtbot: QtBot) -> None:
    keep(window, qtbot, "tag:rail", "On rails")
    window.pane.ask("")
    settle(qtbot, window)
    assert window.model.rowCount() == 5
    window.left_pane.tree.clicked.emit(_lines(window)[0])
    settle(qtbot, window)
    assert window.result.query == "tag:rail"
    assert window.model.rowCount() == 2


def test_everything_is_no_search_to_save(window: MainWindow) -> None:
    window.actions_by_slot["searches.save"].trigger()
    assert window.findChildren(SaveSearchDialog) == []


def test_a_wrong_query_and_a_taken_name_are_told_in_the_dialog(window: MainWindow, qtbot: QtBot) -> None:
    keep(window, qtbot, "tag:rail", "On rails")
    window.actions_by_slot["searches.save"].trigger()
    dialog = dialog_of(qtbot, window, SaveSearchDialog)
    QTest.keyClicks(dialog.name, "on RAILS")
    dialog.verb.click()
    qtbot.waitUntil(lambda: "already" in dialog.problem.text(), timeout=PATIENCE_MS)
    dialog.reject()
    window.result.query = "near:Mariehamn~5x"
    window.actions_by_slot["searches.save"].trigger()
    dialog = dialog_of(qtbot, window, SaveSearchDialog)
    QTest.keyClicks(dialog.name, "Broken")
    dialog.verb.click()
    qtbot.waitUntil(lambda: bool(dialog.problem.text()), timeout=PATIENCE_MS)
    dialog.reject()
    assert [one.name for one in window.catalogue.saved_searches.all()] == ["On rails"]


def test_delete_in_the_left_pane_removes_the_search_and_no_item(window: MainWindow, qtbot: QtBot) -> None:
    keep(window, qtbot, "tag:rail", "On rails")
    window.selection.choose(0)
    settle(qtbot, window)
    window.left_pane.tree.setFocus()
    window.left_pane.tree.setCurrentIndex(_lines(window)[0])
    QTest.keyClick(window.left_pane.tree, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: window.catalogue.saved_searches.all() == [], timeout=PATIENCE_MS)
    settle(qtbot, window)
    assert window.findChildren(WithdrawDialog) == []
    window.actions_by_slot["history.undo"].trigger()
    qtbot.waitUntil(lambda: saved(window) == ["On rails"], timeout=PATIENCE_MS)
    settle(qtbot, window)


def test_a_saved_search_is_renamed_with_the_key_that_edits(window: MainWindow, qtbot: QtBot) -> None:
    keep(window, qtbot, "tag:rail", "On rails")
    window.left_pane.tree.setFocus()
    window.left_pane.tree.setCurrentIndex(_lines(window)[0])
    QTest.keyClick(window.left_pane.tree, Qt.Key.Key_F2)
    dialog = dialog_of(qtbot, window, RenameSearchDialog)
    QTest.keyClicks(dialog.name, "Rail yards")
    dialog.verb.click()
    qtbot.waitUntil(lambda: saved(window) == ["Rail yards"], timeout=PATIENCE_MS)
    settle(qtbot, window)


def test_the_mark_stays_on_a_saved_search_that_asks_what_another_line_asks(
    window: MainWindow, qtbot: QtBot
) -> None:
    keep(window, qtbot, "held:no", "Still to be obtained")
    window.pane.ask("")
    settle(qtbot, window)
    window.left_pane.tree.setCurrentIndex(_lines(window)[0])
    window.left_pane.tree.clicked.emit(_lines(window)[0])
    settle(qtbot, window)
    window.catalogue.tags.change([1], add=["pier"])
    settle(qtbot, window)
    found = window.left_pane.saved
    assert found is not None
    assert found.text == "Still to be obtained"
