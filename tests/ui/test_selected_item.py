"""One item is selected: it is the one on show and the one that acts concern, wherever the focus is."""

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import PATIENCE_MS, dialog_of, settle
from ui.forms.write import WithdrawDialog
from ui.window.main_window import MainWindow


def shown(window: MainWindow) -> int | None:
    return None if window.inspector.dossier is None else window.inspector.dossier.item.id


def test_an_item_that_was_taken_out_of_the_selection_is_not_the_one_that_is_withdrawn(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.selection.choose(0)
    for _ in range(2):
        window.selection.toggle(1)
    settle(qtbot, window)
    assert window.selection.current_id() == 2
    assert (list(window.selection.ids()), shown(window)) == ([1], 1)
    window.actions_by_slot["items.withdraw"].trigger()
    dialog = dialog_of(qtbot, window, WithdrawDialog)
    QTest.keyClicks(dialog.reason, "It is a copy.")
    dialog.verb.click()
    qtbot.waitUntil(lambda: list(window.model.ids) == [2, 3, 4, 5], timeout=PATIENCE_MS)
    settle(qtbot, window)


def test_what_is_left_of_a_selection_is_on_show_when_the_rest_is_withdrawn(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.selection.choose(0)
    window.selection.toggle(1)
    settle(qtbot, window)
    window.catalogue.evidence.withdraw(2, "It is a copy.")
    qtbot.waitUntil(lambda: window.model.rowCount() == 4, timeout=PATIENCE_MS)
    settle(qtbot, window)
    assert (list(window.selection.ids()), shown(window)) == ([1], 1)


def test_what_another_search_leaves_of_a_selection_is_on_show(window: MainWindow, qtbot: QtBot) -> None:
    window.selection.choose(0)
    window.selection.toggle(2)
    window.pane.ask("tag:rail")
    settle(qtbot, window)
    assert (list(window.selection.ids()), shown(window)) == ([1], 1)
    window.selection.toggle(1)
    window.selection.toggle(1)
    window.pane.ask("")
    settle(qtbot, window)
    assert (list(window.selection.ids()), shown(window)) == ([1], 1)
