"""Withdrawing one location, time or link, with the mouse at its row or by keyboard alone."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from app.catalogue import Catalogue
from app.claims.drafts import ClaimDraft
from tests.ui.conftest import PATIENCE_MS, dialog_of, settle
from ui.forms.withdraw_statement import WithdrawStatementDialog
from ui.window.main_window import MainWindow


def _stated(window: MainWindow, qtbot: QtBot) -> None:
    """The first item has two locations, a time and a link, and is on show."""
    catalogue: Catalogue = window.catalogue
    case = catalogue.cases.add("Ships")
    claim = catalogue.claims.add(ClaimDraft(case, "A ship lies at the pier.", label="C01"))
    catalogue.statements.locate(1, role="camera", basis="claimed", at="43.81, 131.97")
    catalogue.statements.date(1, "2024-10-18")
    catalogue.links.add([1], claim, "supports", "The hull is seen.")
    window.selection.choose(0)
    settle(qtbot, window)


def _buttons(window: MainWindow, heading: str) -> list[QToolButton]:
    section = window.inspector.section(heading)
    assert section is not None
    named = section.findChildren(QToolButton)
    return [button for button in named if button.accessibleName().startswith("Withdraw ")]


def _withdraw(window: MainWindow, qtbot: QtBot, heading: str) -> None:
    (button,) = _buttons(window, heading)
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    button.click()
    dialog = dialog_of(qtbot, window, WithdrawStatementDialog)
    QTest.keyClicks(dialog.reason, "Said of another ship")
    dialog.verb.click()


def test_the_button_of_a_row_withdraws_that_row_and_undo_brings_it_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    _stated(window, qtbot)
    second = window.catalogue.evidence.dossier(1).locations[1]
    _buttons(window, "Where (2)")[1].click()
    dialog = dialog_of(qtbot, window, WithdrawStatementDialog)
    dialog.verb.click()
    assert dialog.problem.text() == "Withdrawing needs a reason."
    QTest.keyClicks(dialog.reason, "The wrong pier")
    dialog.verb.click()
    qtbot.waitUntil(lambda: window.inspector.section("Where (1)") is not None, timeout=PATIENCE_MS)
    settle(qtbot, window)
    assert second.id not in [at.id for at in window.catalogue.evidence.dossier(1).locations]
    window.actions_by_slot["history.undo"].trigger()
    qtbot.waitUntil(lambda: window.inspector.section("Where (2)") is not None, timeout=PATIENCE_MS)
    settle(qtbot, window)


def test_times_and_links_have_their_button_too(window: MainWindow, qtbot: QtBot) -> None:
    _stated(window, qtbot)
    _withdraw(window, qtbot, "When (1)")
    qtbot.waitUntil(lambda: window.inspector.section("When (0)") is not None, timeout=PATIENCE_MS)
    settle(qtbot, window)
    _withdraw(window, qtbot, "Claims (1)")
    qtbot.waitUntil(lambda: window.inspector.section("Claims (0)") is not None, timeout=PATIENCE_MS)
    settle(qtbot, window)
    assert window.catalogue.links.of_item(1) == []


def test_by_keyboard_one_chooses_among_all_statements(window: MainWindow, qtbot: QtBot) -> None:
    _stated(window, qtbot)
    window.actions_by_slot["items.withdraw_any"].trigger()
    dialog = dialog_of(qtbot, window, WithdrawStatementDialog)
    told = [dialog.statements.item(row).text() for row in range(dialog.statements.count())]
    assert [line.split()[0] for line in told] == ["Link", "Location", "Location", "Time"]
    QTest.keyClicks(dialog.reason, "Said of another ship")
    dialog.verb.click()
    assert dialog.problem.text() == "Choose what is to be withdrawn."
    QTest.keyClick(dialog.statements, Qt.Key.Key_End)
    dialog.verb.click()
    qtbot.waitUntil(lambda: window.inspector.section("When (0)") is not None, timeout=PATIENCE_MS)
    settle(qtbot, window)


def test_where_nothing_was_said_there_is_nothing_to_withdraw(window: MainWindow, qtbot: QtBot) -> None:
    window.selection.choose(2)
    settle(qtbot, window)
    window.actions_by_slot["items.withdraw_any"].trigger()
    expected = "EX-000003 has no location, no time and no link."
    qtbot.waitUntil(lambda: window.messages.words == expected, timeout=PATIENCE_MS)
    assert window.findChildren(WithdrawStatementDialog) == []
