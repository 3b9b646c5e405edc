"""One window after another: other colours, another catalogue, a folder that holds none; and crashes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.catalogue import Catalogue
from tests.ui.conftest import PATIENCE_MS, settle
from ui.acts.help_acts import AboutDialog, KeysDialog, credits_text
from ui.start import crash
from ui.start.application import Windows
from ui.window.main_window import MainWindow


@pytest.fixture
def windows(qapp: QApplication, tmp_path: Path) -> Iterator[Windows]:
    settings = QSettings(str(tmp_path / "windows.ini"), QSettings.Format.IniFormat)
    made = Windows(qapp, settings, "light")
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


def test_a_bug_report_holds_no_evidence_and_can_be_copied(qtbot: QtBot) -> None:
    try:
        raise ValueError("Private Ivanov, +7 000 000-00-00")
    except ValueError as error:
        text = crash.report(error)
    assert "ValueError" in text
    assert "test_windows.py" in text
    assert "Ivanov" not in text
    dialog = crash.CrashReport(text)
    qtbot.addWidget(dialog)
    dialog.copy_button.click()
    assert QApplication.clipboard().text() == text


def test_help_tells_every_key_and_credits_the_data(window: MainWindow) -> None:
    KeysDialog(window.context).close()
    about = AboutDialog(window.context)
    assert "GeoNames" in about.credits.toPlainText()
    assert "Lucide" in credits_text()
    assert "|---" not in credits_text()
    about.close()
