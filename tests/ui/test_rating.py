"""Ratings in the window: no default, no rating without a reason."""

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.claims.drafts import ClaimDraft, SourceDraft
from tests.ui.conftest import PATIENCE_MS, dialog_of, settle
from ui.forms.rate import RateClaimDialog, RateSourceDialog
from ui.window.main_window import MainWindow


def test_a_claim_is_rated_with_a_reason_and_the_rating_can_be_changed(
    window: MainWindow, qtbot: QtBot
) -> None:
    claims = window.catalogue.claims
    claim = claims.add(ClaimDraft(window.catalogue.cases.add("Harbour"), "A ship lay in the harbour."))
    window.pane.ask("claim:C01")
    settle(qtbot, window)
    window.actions_by_slot["claims.rate"].trigger()
    dialog = dialog_of(qtbot, window, RateClaimDialog)
    dialog.verb.click()
    assert dialog.problem.text() == "Choose a credibility."
    dialog.grade.setCurrentIndex(dialog.grade.findData("1"))
    QTest.keyClicks(dialog.reason, "Two pictures show it.")
    dialog.verb.click()
    qtbot.waitUntil(lambda: "Credibility 1 needs" in dialog.problem.text(), timeout=PATIENCE_MS)
    dialog.grade.setCurrentIndex(dialog.grade.findData("3"))
    dialog.verb.click()
    qtbot.waitUntil(lambda: claims.show(claim).claim.credibility == "3", timeout=PATIENCE_MS)
    settle(qtbot, window)
    window.actions_by_slot["claims.rate"].trigger()
    dialog = dialog_of(qtbot, window, RateClaimDialog)
    assert (dialog.grade.currentData(), dialog.reason.toPlainText()) == ("3", "Two pictures show it.")
    dialog.reject()


def test_a_source_is_rated_with_a_reason(window: MainWindow, qtbot: QtBot) -> None:
    sources = window.catalogue.sources
    source = sources.add(SourceDraft("Harbour office"))
    sources.add(SourceDraft("Paper", reliability="D", reliability_reason="Often retracted"))
    window.actions_by_slot["claims.rate_source"].trigger()
    dialog = dialog_of(qtbot, window, RateSourceDialog)
    dialog.source.setCurrentIndex(2)
    assert (dialog.grade.currentData(), dialog.reason.toPlainText()) == ("D", "Often retracted")
    dialog.source.setCurrentIndex(1)
    assert dialog.grade.currentData() is None
    dialog.grade.setCurrentIndex(dialog.grade.findData("B"))
    dialog.verb.click()
    qtbot.waitUntil(lambda: "needs a reason" in dialog.problem.text(), timeout=PATIENCE_MS)
    QTest.keyClicks(dialog.reason, "Its lists were right so far.")
    dialog.verb.click()
    qtbot.waitUntil(lambda: sources.show(source).source.reliability == "B", timeout=PATIENCE_MS)
    settle(qtbot, window)
