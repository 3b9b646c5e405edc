"""Taking in by window: drop, shared fields, report; verifying; sheets on screen and as PDF."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.catalogue import Catalogue
from tests.ui.conftest import dialog_of, settle
from ui.forms.ingest import IngestDialog
from ui.forms.reports import IngestReportDialog, ReportDialog
from ui.sheets.preview import SheetOptions, SheetPreview
from ui.sheets.sheet_acts import SheetActs
from ui.window.main_window import MainWindow

LONG_MS = 60_000


def test_files_that_are_dropped_are_taken_in_with_what_they_share(
    open_window: Callable[[Catalogue], MainWindow], catalogue: Catalogue, pictures: list[Path], qtbot: QtBot
) -> None:
    window = open_window(catalogue)
    window.drop([QUrl.fromLocalFile(str(pictures[0].parent))])
    dialog = dialog_of(qtbot, window, IngestDialog)
    dialog.source.setEditText("Harbour office")
    QTest.keyClicks(dialog.tags, "rail, dawn")
    QTest.keyClicks(dialog.of_receipt["obtained_from"], "a letter")
    dialog.verb.click()
    qtbot.waitUntil(lambda: window.messages.words == "5 files taken in.", timeout=LONG_MS)
    qtbot.waitUntil(lambda: window.model.rowCount() == 5, timeout=LONG_MS)
    settle(qtbot, window)
    assert catalogue.tags.all() == [("dawn", 5), ("rail", 5)]
    receipt = catalogue.evidence.dossier(1).receipts[0]
    assert (receipt.source_name, receipt.obtained_from) == ("Harbour office", "a letter")
    assert not window.status.progress.isVisible()


def test_thumbnails_are_made_in_the_background(
    open_window: Callable[[Catalogue], MainWindow], catalogue: Catalogue, pictures: list[Path], qtbot: QtBot
) -> None:
    catalogue.intake.ingest(pictures)
    window = open_window(catalogue)
    qtbot.waitUntil(lambda: catalogue.thumbnails.missing() == 0, timeout=LONG_MS)
    digest = catalogue.evidence.dossier(1).files[0].sha256
    qtbot.waitUntil(lambda: window.thumbnails.get(digest) is not None, timeout=LONG_MS)
    settle(qtbot, window)


def test_the_report_names_every_path_that_is_not_a_new_item(
    open_window: Callable[[Catalogue], MainWindow], catalogue: Catalogue, pictures: list[Path], qtbot: QtBot
) -> None:
    (pictures[0].parent / "nothing.jpg").write_bytes(b"")
    catalogue.intake.ingest(pictures[:1])
    window = open_window(catalogue)
    window.intake.ask([pictures[0].parent])
    dialog_of(qtbot, window, IngestDialog).verb.click()
    qtbot.waitUntil(lambda: "1 held already" in window.messages.words, timeout=LONG_MS)
    window.intake.show_report()
    report = dialog_of(qtbot, window, IngestReportDialog)
    assert "nothing.jpg" in report.lines.text()
    assert "picture 0.jpg" in report.lines.text()
    report.accept()
    settle(qtbot, window)


def test_a_file_obtained_later_is_attached(window: MainWindow, pictures: list[Path], qtbot: QtBot) -> None:
    window.items.attach_file(1, pictures[0])
    qtbot.waitUntil(lambda: window.messages.words == "The file is attached.", timeout=LONG_MS)
    settle(qtbot, window)
    assert window.catalogue.evidence.dossier(1).item.held


def test_verifying_tells_what_it_found(window: MainWindow, pictures: list[Path], qtbot: QtBot) -> None:
    window.catalogue.intake.ingest(pictures[:1])
    digest = window.catalogue.evidence.dossier(6).files[0].sha256
    held = window.catalogue.folder / "originals" / digest[:2] / digest[2:4] / digest
    held.chmod(0o600)
    held.write_bytes(held.read_bytes()[:-1] + b"?")
    window.actions_by_slot["checks.verify"].trigger()
    dialog = dialog_of(qtbot, window, ReportDialog)
    assert "1 damaged" in dialog.words
    assert "EX-000006" in dialog.lines.text()
    dialog.accept()
    settle(qtbot, window)


def test_a_sheet_is_previewed_and_saved(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window.selection.choose(2)
    window.actions_by_slot["sheets.preview"].trigger()
    preview = dialog_of(qtbot, window, SheetPreview)
    qtbot.waitUntil(lambda: len(preview.pages.pages) >= 1, timeout=LONG_MS)
    preview.profile.setCurrentIndex(1)
    preview.save_button.click()
    assert preview.problem.text().startswith("The full profile needs a reason")
    qtbot.waitUntil(lambda: len(preview.pages.pages) >= 1, timeout=LONG_MS)
    preview.reject()
    sheets = window.slots["sheets"]
    assert isinstance(sheets, SheetActs)
    out = tmp_path / "EX-000003.pdf"
    sheets.save_to([3], out, SheetOptions("letter", "safe", None))
    qtbot.waitUntil(lambda: window.messages.words == f"1 PDF saved: {out}", timeout=LONG_MS)
    assert out.read_bytes().startswith(b"%PDF")
    settle(qtbot, window)
    assert len(window.catalogue.evidence.dossier(3).sheets) == 1


def test_sheets_go_to_a_printer_page_by_page(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    sheets = window.slots["sheets"]
    assert isinstance(sheets, SheetActs)
    printer = QPrinter()
    printer.setResolution(72)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    sheets.print_on([1, 2], SheetOptions("a4", "safe", None), printer)
    qtbot.waitUntil(lambda: window.messages.words == "2 sheets sent to the printer.", timeout=LONG_MS)
    assert (tmp_path / "printed.pdf").stat().st_size > 1000
    settle(qtbot, window)
