"""Reports, refusals and what is told of faults, in a made-up language."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.catalogue import Catalogue
from app.claims.drafts import ClaimDraft
from tests.app.integrity.attack import entry_of, tamper_with
from tests.ui.conftest import PATIENCE_MS, dialog_of, settle
from tests.ui.said_by import left_in, said_by
from ui.acts.broken_log_acts import AcceptDialog
from ui.forms.reports import IngestReportDialog, ReportDialog
from ui.forms.save_search import RenameSearchDialog, SaveSearchDialog
from ui.forms.show_claim import ClaimDialog
from ui.forms.write import NoteDialog
from ui.sheets.preview import SheetPreview
from ui.start.crash import CrashReport
from ui.window.main_window import MainWindow

OpenWindow = Callable[[Catalogue], MainWindow]
_DATA = ("Test Analyst", "Ctrl Shift Del Enter Esc", "그림.jpg", "bin", "jpg")


@pytest.fixture
def held(pseudo_language: None, catalogue: Catalogue, tmp_path: Path) -> Catalogue:
    """Three pictures, the first of them damaged since, the second gone."""
    folder = tmp_path / "그림"
    folder.mkdir()
    for number, colour in enumerate(("navy", "teal", "olive")):
        Image.new("RGB", (64, 48), colour).save(folder / f"{number}.jpg")
    catalogue.intake.ingest([folder])
    damaged, gone, _ = (catalogue.evidence.dossier(item).files[0].sha256 for item in (1, 2, 3))
    kept = catalogue.folder / "originals"
    for digest in (damaged, gone):
        path = kept / digest[:2] / digest[2:4] / digest
        path.chmod(0o644)
        path.unlink()
    (kept / damaged[:2] / damaged[2:4] / damaged).write_bytes(b"x")
    return catalogue


def test_what_was_verified_is_told(held: Catalogue, open_window: OpenWindow, qtbot: QtBot) -> None:
    """Files that are damaged and gone, a row that was forged, a file that nobody knows."""
    tamper_with(held.folder, "UPDATE item SET title = '위조' WHERE id = 3")
    (held.folder / "originals" / "ab").mkdir(exist_ok=True)
    window = open_window(held)
    window.actions_by_slot["checks.verify"].trigger()
    report = dialog_of(qtbot, window, ReportDialog)
    assert len(report.lines.rows) >= 3
    assert left_in(report, _DATA) == {}
    report.accept()
    settle(qtbot, window)
    assert left_in(window.messages, _DATA) == {}


def test_what_was_taken_in_is_told(
    pseudo_language: None, catalogue: Catalogue, open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "폴더"
    folder.mkdir()
    (folder / "1.bin").touch()
    (folder / "2.jpg").write_bytes(b"\xff\xd8\xff\xe1\x00")
    (folder / "3.bin").write_bytes(b"II*\0\xff\xff\xff\xff\0\0")
    (folder / "4.bin").symlink_to(folder / "1.bin")
    os.mkfifo(folder / "5.bin")
    report = catalogue.intake.ingest([folder, folder / "2.jpg", folder / "없음"])
    window = open_window(catalogue)
    dialog = IngestReportDialog(window.context, report)
    assert len(dialog.lines.rows) >= 5
    assert left_in(dialog, _DATA) == {}


def test_the_preview_of_a_sheet_speaks_it(held: Catalogue, open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window(held)
    window.selection.choose(0)
    settle(qtbot, window)
    window.actions_by_slot["sheets.preview"].trigger()
    preview = dialog_of(qtbot, window, SheetPreview)
    qtbot.waitUntil(lambda: len(preview.pages.pages) >= 1, timeout=PATIENCE_MS)
    assert left_in(preview, (*_DATA, "A4 A5 Letter Legal")) == {}
    preview.profile.setCurrentIndex(1)  # which needs a reason
    preview.print_button.click()
    qtbot.waitUntil(preview.problem.isVisible, timeout=PATIENCE_MS)
    assert left_in(preview, (*_DATA, "A4 A5 Letter Legal")) == {}
    preview.reject()


def test_searches_are_saved_and_renamed_in_it(held: Catalogue, open_window: OpenWindow, qtbot: QtBot) -> None:
    held.saved_searches.add("검색", "type:photograph")
    window = open_window(held)
    save = SaveSearchDialog(window.context, "type:photograph")
    save.open()
    save.verb.click()
    qtbot.waitUntil(lambda: bool(save.problem.text()), timeout=PATIENCE_MS)
    assert left_in(save, (*_DATA, "type:photograph")) == {}
    save.reject()
    saved = held.saved_searches.named("검색")
    dialog = RenameSearchDialog(window.context, saved.id, saved.name)
    assert left_in(dialog, _DATA) == {}
    settle(qtbot, window)


def test_a_fault_is_told(pseudo_language: None, qtbot: QtBot) -> None:
    """What is copied is English, for those who look after the program."""
    report = CrashReport("a fault")
    qtbot.addWidget(report)
    assert left_in(report, [report.text.toPlainText()]) == {}


def test_a_refusal_is_told_in_bar_and_dialog(held: Catalogue, open_window: OpenWindow, qtbot: QtBot) -> None:
    tamper_with(held.folder, "UPDATE item SET title = '위조' WHERE id = 1")
    window = open_window(held)
    window.context.do(lambda: held.evidence.edit(1, description="설명"))
    qtbot.waitUntil(lambda: bool(window.messages.words), timeout=PATIENCE_MS)
    assert left_in(window.messages, _DATA) == {}
    window.context.do(lambda: held.evidence.edit(99, description="설명"))
    settle(qtbot, window)
    assert left_in(window.messages, _DATA) == {}
    window.selection.choose(1)
    settle(qtbot, window)
    window.items.note()
    note = dialog_of(qtbot, window, NoteDialog)
    note.verb.click()
    qtbot.waitUntil(lambda: bool(note.problem.text()), timeout=PATIENCE_MS)
    assert left_in(note, _DATA) == {}
    note.reject()


def test_a_broken_log_is_told_and_accepted(held: Catalogue, open_window: OpenWindow, qtbot: QtBot) -> None:
    changed = "UPDATE log SET body = CAST(replace(CAST(body AS TEXT), 'ingest', 'digest') AS BLOB)"
    tamper_with(held.folder, f"{changed} WHERE sequence = {entry_of(held.folder, 'ingest')}")
    held.close()
    with Catalogue.open(held.folder, analyst="Analyst") as catalogue:
        window = open_window(catalogue)
        qtbot.waitUntil(lambda: bool(window.messages.words), timeout=PATIENCE_MS)
        assert left_in(window.messages, _DATA) == {}
        window.broken_log.ask()
        dialog = dialog_of(qtbot, window, AcceptDialog)
        dialog.verb.click()
        assert left_in(dialog, _DATA) == {}
        QTest.keyClicks(dialog.reason, "ok")
        dialog.verb.click()
        settle(qtbot, window)
        assert left_in(window.messages, _DATA) == {}
        window.close()


def test_a_claim_on_show_speaks_it(held: Catalogue, open_window: OpenWindow, qtbot: QtBot) -> None:
    case = held.cases.add("사건")
    claim = held.claims.add(ClaimDraft(case, "주장"))
    held.links.add([3], claim, "supports", "이유")
    window = open_window(held)
    dialog = ClaimDialog(window.context, held.claims.show(claim))
    assert any(said_by(dialog))
    assert left_in(dialog, _DATA) == {}
