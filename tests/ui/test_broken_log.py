"""A catalogue that is not what its log says, in the window: told, refused, accepted."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.catalogue import Catalogue
from tests.app.integrity.attack import entry_of, tamper_with
from tests.ui.conftest import PATIENCE_MS, dialog_of, settle
from ui.acts.broken_log_acts import AcceptDialog
from ui.forms.reports import ReportDialog
from ui.forms.write import NoteDialog
from ui.window.main_window import MainWindow

OpenWindow = Callable[[Catalogue], MainWindow]
BODY = "UPDATE log SET body = CAST(replace(CAST(body AS TEXT), 'tag', 'nag') AS BLOB) WHERE sequence = {0}"


@pytest.fixture
def broken(filled: Catalogue) -> Path:
    """The folder of a catalogue whose entry about a tag was changed."""
    tamper_with(filled.folder, BODY.format(entry_of(filled.folder, "tag")))
    return filled.folder


def accept(qtbot: QtBot, window: MainWindow, reason: str) -> None:
    qtbot.waitUntil(lambda: not window.messages._offer.isHidden(), timeout=PATIENCE_MS)
    window.messages._offer.click()
    dialog = dialog_of(qtbot, window, AcceptDialog)
    QTest.keyClicks(dialog.reason, reason)
    dialog.verb.click()
    qtbot.waitUntil(lambda: "Accepted" in window.messages.words, timeout=PATIENCE_MS)
    settle(qtbot, window)


def test_a_broken_log_is_told_at_the_opening_and_accepted_with_a_reason(
    broken: Path, open_window: OpenWindow, qtbot: QtBot
) -> None:
    with Catalogue.open(broken, analyst="Analyst") as catalogue:
        window = open_window(catalogue)
        qtbot.waitUntil(lambda: "broken at entry" in window.messages.words, timeout=PATIENCE_MS)

        accept(qtbot, window, "seen and asked about")

        catalogue.evidence.note(1, "goes on")
        entry = next(each for each in catalogue.history.entries() if each.act == "accept")
        content = catalogue.history.content(entry.sequence)
        assert content is not None
        assert content["reason"] == "seen and asked about"
        settle(qtbot, window)
        window.close()


def test_an_act_on_a_broken_log_is_refused_in_its_dialog(
    broken: Path, open_window: OpenWindow, qtbot: QtBot
) -> None:
    with Catalogue.open(broken, analyst="Analyst") as catalogue:
        window = open_window(catalogue)
        window.selection.choose(0)
        settle(qtbot, window)
        window.items.note()
        dialog = dialog_of(qtbot, window, NoteDialog)
        QTest.keyClicks(dialog.text, "words")
        dialog.verb.click()
        qtbot.waitUntil(lambda: "broken at entry" in dialog.problem.text(), timeout=PATIENCE_MS)
        dialog.reject()
        assert catalogue.history.entries(limit=1)[0].act != "note"
        window.close()


def test_without_a_reason_nothing_is_accepted(broken: Path, open_window: OpenWindow, qtbot: QtBot) -> None:
    with Catalogue.open(broken, analyst="Analyst") as catalogue:
        window = open_window(catalogue)
        window.broken_log.ask()
        dialog = dialog_of(qtbot, window, AcceptDialog)
        dialog.verb.click()
        assert "needs a reason" in dialog.problem.text()
        dialog.reject()
        window.close()


def test_a_forged_row_is_refused_when_it_is_built_upon_and_named_by_verify(
    filled: Catalogue, window: MainWindow, qtbot: QtBot
) -> None:
    tamper_with(filled.folder, "UPDATE item SET title = 'forged' WHERE id = 1")
    window.context.do(lambda: filled.evidence.edit(1, description="new"))
    qtbot.waitUntil(lambda: "is not what its log says" in window.messages.words, timeout=PATIENCE_MS)

    window.actions_by_slot["checks.verify"].trigger()
    report = dialog_of(qtbot, window, ReportDialog)
    assert any("The title of EX-000001 is not what entry" in row[1] for row in report.lines.rows)
    report.accept()

    accept(qtbot, window, "a slip")
    assert "The title of EX-000001 is not what entry" in window.messages.words
    assert filled.evidence.edit(1, title="Harbour at dawn")
    settle(qtbot, window)


def test_a_truncated_log_opens_in_a_sentence(
    filled: Catalogue, open_window: OpenWindow, qtbot: QtBot
) -> None:
    tamper_with(filled.folder, "DELETE FROM log WHERE sequence > 2")
    with Catalogue.open(filled.folder, analyst="Somebody new") as catalogue:
        window = open_window(catalogue)
        qtbot.waitUntil(lambda: "broken at entry 3" in window.messages.words, timeout=PATIENCE_MS)
        window.history.show()
        settle(qtbot, window)
        window.close()
