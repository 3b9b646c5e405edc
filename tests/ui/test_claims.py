"""Claims in the window: a new one, linking with stance and reason, what is said of it."""

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.claims.drafts import ClaimDraft
from tests.ui.conftest import PATIENCE_MS, dialog_of, settle
from ui.forms.add_claim import AddClaimDialog
from ui.forms.link_claim import LinkDialog
from ui.forms.show_claim import ClaimDialog
from ui.window.main_window import MainWindow


def add_claim(window: MainWindow, qtbot: QtBot) -> int:
    case = window.catalogue.cases.add("Harbour")
    claim = window.catalogue.claims.add(ClaimDraft(case, "A ship lay in the harbour."))
    settle(qtbot, window)
    return claim


def test_a_first_claim_opens_a_first_case(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_slot["claims.add"].trigger()
    dialog = dialog_of(qtbot, window, AddClaimDialog)
    QTest.keyClicks(dialog.fields["statement"], "A train left the yard.")
    dialog.verb.click()
    assert "belongs to a case" in dialog.problem.text()
    QTest.keyClicks(dialog.new_case, "Yard")
    dialog.verb.click()
    qtbot.waitUntil(lambda: len(window.catalogue.claims.all()) == 1, timeout=PATIENCE_MS)
    assert [case.title for case in window.catalogue.cases.all()] == ["Yard"]
    settle(qtbot, window)


def test_without_a_claim_linking_offers_to_write_one(window: MainWindow, qtbot: QtBot) -> None:
    window.selection.choose(0)
    window.actions_by_slot["claims.link"].trigger()
    expected = "There is no claim yet to link to."
    qtbot.waitUntil(lambda: window.messages.words == expected, timeout=PATIENCE_MS)


def test_no_stance_no_link_and_no_reason_no_link(window: MainWindow, qtbot: QtBot) -> None:
    claim = add_claim(window, qtbot)
    window.selection.choose(0)
    window.actions_by_slot["claims.link"].trigger()
    dialog = dialog_of(qtbot, window, LinkDialog)
    dialog.verb.click()
    assert dialog.problem.text() == "Choose a claim."
    QTest.keyClicks(dialog.filter, "ship")
    dialog.verb.click()
    assert "Choose a stance" in dialog.problem.text()
    dialog.stance.buttons["supports"].click()
    dialog.verb.click()
    assert dialog.problem.text() == "A link needs a reason."
    assert window.catalogue.claims.show(claim).links == ()
    QTest.keyClicks(dialog.reason, "The hull is seen.")
    dialog.verb.click()
    qtbot.waitUntil(lambda: window.messages.words == "1 link added.", timeout=PATIENCE_MS)
    settle(qtbot, window)
    assert window.inspector.section("Claims (1)") is not None
    assert [link.stance for link in window.catalogue.claims.show(claim).links] == ["supports"]


def test_several_items_are_linked_at_once_and_told(window: MainWindow, qtbot: QtBot) -> None:
    claim = add_claim(window, qtbot)
    window.catalogue.links.add([1], claim, "context", "Shows the same quay.")
    settle(qtbot, window)
    window.selection.choose_all()
    window.actions_by_slot["claims.link"].trigger()
    dialog = dialog_of(qtbot, window, LinkDialog)
    dialog.claims.setCurrentRow(0)
    assert "independence not shown" in dialog.said.text()
    dialog.stance.buttons["context"].click()
    QTest.keyClicks(dialog.reason, "Shows the same quay.")
    dialog.verb.click()
    expected = "4 links added. 1 was linked so already."
    qtbot.waitUntil(lambda: window.messages.words == expected, timeout=PATIENCE_MS)
    settle(qtbot, window)


def test_the_claim_of_the_query_is_shown_with_its_links(window: MainWindow, qtbot: QtBot) -> None:
    claim = add_claim(window, qtbot)
    window.catalogue.links.add([1], claim, "refutes", "The quay is empty.")
    window.pane.ask("claim:C01")
    settle(qtbot, window)
    assert list(window.model.ids) == [1]
    window.actions_by_slot["claims.show"].trigger()
    dialog = dialog_of(qtbot, window, ClaimDialog)
    assert dialog.windowTitle() == "Claim C01"
    dialog.reject()


def test_the_claim_of_the_query_is_shown_under_a_label_with_a_blank(window: MainWindow, qtbot: QtBot) -> None:
    window.catalogue.claims.add(ClaimDraft(window.catalogue.cases.add("Quay"), "It is empty.", label="C 01"))
    for query in ('claim:"C 01"', '-claim:"CASE-1/C 01"'):
        window.pane.ask(query)
        settle(qtbot, window)
        window.actions_by_slot["claims.show"].trigger()
        dialog = dialog_of(qtbot, window, ClaimDialog)
        assert dialog.windowTitle() == "Claim C 01"
        dialog.reject()
