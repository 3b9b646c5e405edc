"""An item marked graphic is veiled everywhere at once, by whatever door; and unveiled when the mark goes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QWidget
from pytestqt.qtbot import QtBot

from app.catalogue import Catalogue
from tests.ui.conftest import PATIENCE_MS, dialog_of, settle
from ui.forms.edit_item import EditItemDialog
from ui.sheets.preview import SheetPreview
from ui.window.main_window import MainWindow
from ui.window.picture_window import PictureWindow

RED = (200, 16, 16)
Mark = Callable[[list[str]], None]


@pytest.fixture
def red(catalogue: Catalogue, tmp_path: Path) -> Catalogue:
    """One item with an entirely red picture."""
    Image.new("RGB", (320, 200), RED).save(tmp_path / "red.png")
    catalogue.intake.ingest([tmp_path / "red.png"])
    catalogue.thumbnails.make_missing()
    return catalogue


@pytest.fixture
def window(open_window: Callable[[Catalogue], MainWindow], red: Catalogue, qtbot: QtBot) -> MainWindow:
    """The window, with the item chosen and its picture on show."""
    made = open_window(red)
    made.selection.choose(0)
    settle(qtbot, made)
    qtbot.waitUntil(lambda: shows(made.pane.grid_view) and shows(made.inspector.picture), timeout=PATIENCE_MS)
    return made


def shows(part: QWidget) -> bool:
    """Whether the red of the picture is seen in this part of the window."""
    image = part.grab().toImage()
    reds = 0
    for y in range(0, image.height(), 6):
        for x in range(0, image.width(), 6):
            colour = image.pixelColor(x, y)
            reds += colour.red() > 170 and colour.green() < 60 and colour.blue() < 60
    return reds > 20


@pytest.fixture(params=["this process", "another process"])
def mark(request: pytest.FixtureRequest, red: Catalogue) -> Mark:
    """Marks the item, through the open catalogue or through one of its own on the same folder."""

    def here(flags: list[str]) -> None:
        red.evidence.edit(1, sensitivity=flags)

    def elsewhere(flags: list[str]) -> None:
        with Catalogue.open(red.folder, analyst="Bo") as other:
            other.evidence.edit(1, sensitivity=flags)

    return here if request.param == "this process" else elsewhere


def test_grid_and_inspector_are_veiled_and_unveiled_without_choosing_again(
    window: MainWindow, qtbot: QtBot, mark: Mark
) -> None:
    parts = (window.pane.grid_view, window.inspector.picture)
    for _ in range(2):
        mark(["graphic"])
        qtbot.waitUntil(lambda: not any(map(shows, parts)), timeout=PATIENCE_MS)
        assert window.inspector.picture.veiled
        mark([])
        qtbot.waitUntil(lambda: all(map(shows, parts)), timeout=PATIENCE_MS)
        assert not window.inspector.picture.veiled
    settle(qtbot, window)


def test_the_large_picture_is_veiled_and_unveiled_while_it_is_open(
    window: MainWindow, qtbot: QtBot, mark: Mark
) -> None:
    window.actions_by_slot["window.enlarge"].trigger()
    large = dialog_of(qtbot, window, PictureWindow)
    qtbot.waitUntil(lambda: shows(large.view), timeout=PATIENCE_MS)
    mark(["graphic"])
    qtbot.waitUntil(lambda: not shows(large.view), timeout=PATIENCE_MS)
    assert large.view.veiled
    mark(["protected source"])
    qtbot.waitUntil(lambda: shows(large.view), timeout=PATIENCE_MS)
    mark(["graphic", "protected source"])
    qtbot.waitUntil(lambda: not shows(large.view), timeout=PATIENCE_MS)
    QTest.keyClick(large, Qt.Key.Key_V)
    assert shows(large.view)
    assert shows(window.inspector.picture)
    large.close()
    settle(qtbot, window)


def test_the_sheet_on_show_is_withheld_and_comes_back(window: MainWindow, qtbot: QtBot, mark: Mark) -> None:
    window.actions_by_slot["sheets.preview"].trigger()
    preview = dialog_of(qtbot, window, SheetPreview)
    qtbot.waitUntil(lambda: len(preview.pages.pages) > 0, timeout=PATIENCE_MS)
    mark(["graphic"])
    qtbot.waitUntil(preview.show_button.isVisible, timeout=PATIENCE_MS)
    assert preview.pages.pages == []
    mark([])
    qtbot.waitUntil(lambda: len(preview.pages.pages) > 0, timeout=PATIENCE_MS)
    assert not preview.show_button.isVisible()
    mark(["graphic"])
    qtbot.waitUntil(preview.show_button.isVisible, timeout=PATIENCE_MS)
    QTest.keyClick(preview, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: len(preview.pages.pages) > 0, timeout=PATIENCE_MS)
    assert shows(window.inspector.picture)
    preview.reject()
    settle(qtbot, window)


def test_a_picture_that_was_asked_for_is_veiled_again_once_the_mark_was_off(
    window: MainWindow, qtbot: QtBot, mark: Mark
) -> None:
    picture = window.inspector.picture
    mark(["graphic"])
    qtbot.waitUntil(lambda: picture.veiled, timeout=PATIENCE_MS)
    window.actions_by_slot["view.reveal"].trigger()
    assert shows(picture)
    assert shows(window.pane.grid_view)
    mark([])
    settle(qtbot, window)
    qtbot.waitUntil(lambda: not window.veils.is_revealed(1), timeout=PATIENCE_MS)
    mark(["graphic"])
    qtbot.waitUntil(lambda: picture.veiled and not shows(window.pane.grid_view), timeout=PATIENCE_MS)
    settle(qtbot, window)


def test_to_ask_for_a_picture_that_is_not_flagged_unveils_nothing_later(
    window: MainWindow, qtbot: QtBot, mark: Mark
) -> None:
    window.actions_by_slot["view.reveal"].trigger()
    settle(qtbot, window)
    mark(["graphic"])
    qtbot.waitUntil(lambda: window.inspector.picture.veiled, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not shows(window.pane.grid_view), timeout=PATIENCE_MS)
    settle(qtbot, window)


def test_the_mark_is_set_in_the_dialog_and_taken_back_by_undo(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_slot["items.edit"].trigger()
    dialog = dialog_of(qtbot, window, EditItemDialog)
    [box] = [box for box in dialog.findChildren(QCheckBox) if box.text() == "graphic"]
    box.click()
    dialog.verb.click()
    qtbot.waitUntil(lambda: window.inspector.picture.veiled, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not shows(window.pane.grid_view), timeout=PATIENCE_MS)
    settle(qtbot, window)
    window.actions_by_slot["history.undo"].trigger()
    qtbot.waitUntil(lambda: not window.inspector.picture.veiled, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: shows(window.pane.grid_view), timeout=PATIENCE_MS)
    settle(qtbot, window)


def test_both_windows_of_one_catalogue_veil_it(
    window: MainWindow, open_window: Callable[[Catalogue], MainWindow], qtbot: QtBot
) -> None:
    second = open_window(window.catalogue)
    second.selection.choose(0)
    settle(qtbot, second)
    qtbot.waitUntil(lambda: shows(second.inspector.picture), timeout=PATIENCE_MS)
    second.catalogue.evidence.edit(1, sensitivity=["graphic"])
    for one in (window, second):
        qtbot.waitUntil(lambda one=one: one.inspector.picture.veiled, timeout=PATIENCE_MS)  # type: ignore[misc]  # mypy infers no type for a default
        qtbot.waitUntil(lambda one=one: not shows(one.pane.grid_view), timeout=PATIENCE_MS)  # type: ignore[misc]  # as above
        settle(qtbot, one)
