"""Typing a query: answers while one types, completions, errors where they are."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import PATIENCE_MS, settle
from ui.window.main_window import MainWindow


def write(window: MainWindow, text: str) -> None:
    """Type a text as an input method does, any script."""
    window.pane.box.setFocus()
    window.pane.box.insert(text)
    window.pane.box.textEdited.emit(window.pane.box.text())


def test_the_result_follows_the_typing(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClicks(window.pane.box, "tag:rail")
    qtbot.waitUntil(lambda: window.model.rowCount() == 2, timeout=PATIENCE_MS)
    settle(qtbot, window)
    assert window.status.count.text() == "2 of 5 items"
    assert window.status.filter.text() == "Filter: tag:rail"
    assert window.status.clear_button.isVisible()


def test_any_script_is_found(window: MainWindow, qtbot: QtBot) -> None:
    write(window, "청진항")
    qtbot.waitUntil(lambda: list(window.model.ids) == [4], timeout=PATIENCE_MS)
    window.pane.box.clear()
    write(window, "чонджин")
    qtbot.waitUntil(lambda: list(window.model.ids) == [3], timeout=PATIENCE_MS)


def test_an_error_stands_under_the_box_and_the_items_stay(window: MainWindow, qtbot: QtBot) -> None:
    write(window, "bogus:3")
    qtbot.waitUntil(lambda: window.pane.problem.isVisible(), timeout=PATIENCE_MS)
    assert "no search key" in window.pane.problem.text()
    assert window.pane.box.property("wrong") == "true"
    assert window.model.rowCount() == 5
    window.pane.box.clear()
    settle(qtbot, window)
    assert not window.pane.problem.isVisible()
    assert window.pane.box.property("wrong") == "false"


def test_a_place_that_was_taken_is_said(window: MainWindow, qtbot: QtBot) -> None:
    window.pane.ask("near:43.80,131.96~25km")
    settle(qtbot, window)
    assert list(window.model.ids) == [1]
    assert window.pane.note.text() == "Within 25 km of 43.800000, 131.960000"
    assert window.model.answer_words(0) == "inside"


def test_tags_are_completed_and_taken_with_enter(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    window.pane.box.setFocus()
    qtbot.waitUntil(window.pane.box.hasFocus)
    QTest.keyClicks(window.pane.box, "tag:ra")
    qtbot.waitUntil(lambda: len(window.pane.box.offers) == 1, timeout=PATIENCE_MS)
    QTest.keyClick(window.pane.box, Qt.Key.Key_Down)
    QTest.keyClick(window.pane.box, Qt.Key.Key_Return)
    assert window.pane.box.text() == "tag:rail "
    qtbot.waitUntil(lambda: window.model.rowCount() == 2, timeout=PATIENCE_MS)


def test_keys_are_completed(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    window.pane.box.setFocus()
    qtbot.waitUntil(window.pane.box.hasFocus)
    QTest.keyClicks(window.pane.box, "ta")
    qtbot.waitUntil(lambda: len(window.pane.box.offers) > 1, timeout=PATIENCE_MS)
    assert {"tag:", "taken:"} <= {offer.insert for offer in window.pane.box.offers}
    QTest.keyClick(window.pane.box, Qt.Key.Key_Escape)
    assert window.pane.box.offers == []


def test_enter_goes_to_the_items(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window.pane.box, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.selection.current_id() == 1


def test_a_line_at_the_left_asks_its_query(window: MainWindow, qtbot: QtBot) -> None:
    tree, model = window.left_pane.tree, window.left_pane.model
    groups = [model.index(number, 0) for number in range(model.rowCount())]
    tags = next(index for index in groups if index.data() == "Tags")
    tree.clicked.emit(model.index(0, 0, tags))
    settle(qtbot, window)
    assert window.pane.box.text() == "tag:rail"
    assert window.model.rowCount() == 2


def test_the_lists_at_the_left_can_be_filtered(window: MainWindow) -> None:
    tree, model = window.left_pane.tree, window.left_pane.model
    QTest.keyClicks(window.left_pane.filter, "rail")
    shown = [
        model.index(row, 0).data()
        for row in range(model.rowCount())
        if not tree.isRowHidden(row, model.index(-1, 0))
    ]
    assert shown == ["Tags"]


@pytest.mark.parametrize("wrong", ["bogus:3", "tag:unknown"])
def test_under_a_query_that_is_wrong_the_items_follow_what_changes(
    window: MainWindow, qtbot: QtBot, wrong: str
) -> None:
    window.pane.ask("tag:rail")
    settle(qtbot, window)
    window.pane.ask(wrong)
    settle(qtbot, window)
    window.catalogue.evidence.withdraw(1, "It is a copy.")
    qtbot.waitUntil(lambda: list(window.model.ids) == [2], timeout=PATIENCE_MS)
    settle(qtbot, window)
    window.catalogue.tags.change([3], add=["rail"])
    qtbot.waitUntil(lambda: list(window.model.ids) == [2, 3], timeout=PATIENCE_MS)
    settle(qtbot, window)
    assert window.pane.problem.isVisible()
    assert window.pane.box.property("wrong") == "true"
    assert window.pane.box.text() == wrong
