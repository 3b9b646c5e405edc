"""One window after another: other colours, another catalogue, a folder that holds none; and crashes."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.catalogue import Catalogue
from app.support.support_log import SupportLog
from resources.messages import tr
from tests.ui.conftest import PATIENCE_MS, settle
from ui.acts.help_acts import AboutDialog, KeysDialog, credits_text
from ui.forms.reports import ReportDialog
from ui.start.application import Windows
from ui.start.crash import CrashHook, CrashReport
from ui.window.main_window import MainWindow


@pytest.fixture
def windows(qapp: QApplication, tmp_path: Path) -> Iterator[Windows]:
    settings = QSettings(str(tmp_path / "windows.ini"), QSettings.Format.IniFormat)
    with SupportLog() as log:
        made = Windows(qapp, settings, "light", log)
        yield made
        made.close()


def test_other_colours_keep_query_view_and_item(windows: Windows, filled: Catalogue, qtbot: QtBot) -> None:
    assert windows.open(filled.folder)
    first = windows.window
    assert first is not None
    settle(qtbot, first)
    first.pane.ask("tag:rail")
    settle(qtbot, first)
    first.pane.table()
    first.selection.choose(1)
    windows.recolour()
    second = windows.window
    assert second is not None
    assert second is not first
    assert second.theme.dark
    settle(qtbot, second)
    qtbot.waitUntil(lambda: second.selection.current_id() == 2, timeout=PATIENCE_MS)
    assert second.pane.shows_table
    assert second.pane.box.text() == "tag:rail"
    settle(qtbot, second)


def test_other_colours_keep_the_items_under_a_query_that_is_wrong(
    windows: Windows, filled: Catalogue, qtbot: QtBot
) -> None:
    assert windows.open(filled.folder)
    first = windows.window
    assert first is not None
    settle(qtbot, first)
    for query in ("tag:rail", "bogus:3"):
        first.pane.ask(query)
        settle(qtbot, first)
    windows.recolour()
    second = windows.window
    assert second is not None
    settle(qtbot, second)
    assert list(second.model.ids) == [1, 2]
    assert second.pane.box.text() == "bogus:3"
    assert second.pane.problem.isVisible()


def test_a_folder_without_a_catalogue_is_told_and_the_window_stays(
    windows: Windows, filled: Catalogue, tmp_path: Path, qtbot: QtBot
) -> None:
    assert windows.open(filled.folder)
    window = windows.window
    assert window is not None
    settle(qtbot, window)
    assert not windows.open(tmp_path / "nothing")
    assert windows.window is window
    assert "no catalogue" in window.messages.words


def test_a_new_catalogue_is_made_and_opened(windows: Windows, tmp_path: Path, qtbot: QtBot) -> None:
    assert windows.create(tmp_path / "new")
    window = windows.window
    assert window is not None
    settle(qtbot, window)
    assert "This catalogue is empty" in window.pane.state.words


def test_a_bug_report_holds_no_evidence_and_can_be_copied(
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shown: list[str] = []

    def copy(dialog: CrashReport) -> int:
        qtbot.addWidget(dialog)
        dialog.copy_button.click()
        shown.append(QApplication.clipboard().text())
        return 0

    monkeypatch.setattr(CrashReport, "exec", copy)
    with SupportLog(tmp_path) as log:
        log.ended("find", 0.5, 0)
        try:
            tr("{Private Ivanov}", name="+7 000 000-00-00")
        except KeyError as error:
            CrashHook(log).show(type(error), error, error.__traceback__)
    [text] = shown
    assert "Exhibit 0.1.0, Python 3." in text
    assert "PySide6-Essentials 6." in text
    assert "\nKeyError\n" in text
    assert re.search(r"^  resources/messages\.py:\d+ tr$", text, re.MULTILINE)
    assert "INFO ended verb=find" in text
    assert "ERROR broke verb=window" in text
    assert not [word for word in ("Ivanov", "+7", str(tmp_path), str(Path.home())) if word in text]
    assert "Ivanov" in capsys.readouterr().err, "the terminal has the traceback"


def test_help_tells_every_key_and_credits_the_data(window: MainWindow) -> None:
    KeysDialog(window.context).close()
    about = AboutDialog(window.context)
    assert "GeoNames" in about.credits.toPlainText()
    assert "Lucide" in credits_text()
    assert "|---" not in credits_text()
    about.close()


def test_a_catalogue_of_an_older_version_says_once_what_was_changed_in_it(
    windows: Windows, first_version: Path, qtbot: QtBot
) -> None:
    assert windows.open(first_version)
    window = windows.window
    assert window is not None
    settle(qtbot, window)
    assert "was upgraded to schema" in window.messages.words
    offer = window.messages.findChild(QPushButton)
    assert offer is not None
    offer.click()
    report = window.findChild(ReportDialog)
    assert report is not None
    assert "Link 5 said what link 4 says, and was withdrawn." in report.lines.text()
    report.close()
    windows.recolour()
    assert windows.window is not None
    settle(qtbot, windows.window)
    assert windows.window.messages.words == ""
