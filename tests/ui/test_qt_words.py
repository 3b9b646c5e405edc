"""Qt's own dialogs and buttons speak the language that was asked for, where Qt ships it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from resources.messages import LANGUAGE, choose, wanted_language
from tests.messages.pseudo import compiled, language_file
from tests.ui.said_by import said_by
from ui.start.qt_words import translate_qt


@pytest.fixture
def speak(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Ukrainian is asked for; what is installed is taken away again."""
    monkeypatch.setenv(LANGUAGE, "uk_UA.UTF-8")
    translator = translate_qt(qapp)
    assert translator is not None
    yield
    qapp.removeTranslator(translator)


def test_buttons_and_file_dialogs_follow_the_language(speak: None, qtbot: QtBot) -> None:
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setStandardButtons(QMessageBox.StandardButton.Cancel | QMessageBox.StandardButton.Yes)
    assert {button.text().replace("&", "") for button in box.buttons()} == {"Скасувати", "Так"}
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.show()
    assert not {"Look in:", "&Open", "Cancel"} & set(said_by(dialog))


def test_english_stays_where_qt_ships_nothing(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    for language in ("xx", "C", "C.UTF-8"):
        monkeypatch.setenv(LANGUAGE, language)
        assert translate_qt(qapp) is None
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert [button.text().replace("&", "") for button in box.buttons()] == ["Cancel"]


def test_a_file_of_translations_says_its_language(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    named = tmp_path / "ko.mo"
    named.write_bytes(compiled({"": "Language: ko\nContent-Type: text/plain; charset=utf-8\n"}))
    try:
        for path, language in ((named, "ko"), (language_file(tmp_path), "")):
            monkeypatch.setenv(LANGUAGE, str(path))
            choose()
            assert wanted_language() == language
    finally:
        monkeypatch.undo()
        choose()
