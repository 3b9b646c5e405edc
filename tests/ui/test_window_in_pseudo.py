"""The window in a made-up language: menus, views and inspector, each widget read as a person reads it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.catalogue import Catalogue
from resources.messages import ENGLISH, LANGUAGE, choose
from tests.messages.plain_words import plain_words
from tests.messages.pseudo import language_file
from tests.ui.conftest import settle
from ui.window.main_window import MainWindow

_DATA = ("Test Analyst", "Ctrl Shift Del Enter Esc Alt F3 Home End PgUp PgDown Space Return Tab Backspace")
"""The catalogue's title and its analyst; names of keys, which Qt writes."""


@pytest.fixture
def pseudo_language(tmp_path: Path) -> Iterator[None]:
    """The made-up language is spoken, and English again afterwards."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(LANGUAGE, ENGLISH)
        choose(str(language_file(tmp_path)))
        yield
    choose()


def test_window_menus_and_inspector_speak_the_made_up_language(
    qtbot: QtBot,
    pseudo_language: None,
    catalogue: Catalogue,
    open_window: Callable[[Catalogue], MainWindow],
) -> None:
    item = catalogue.evidence.add("photograph", "부두")
    catalogue.tags.change([item], add=["철도"])
    catalogue.statements.locate(item, role="subject", basis="claimed", at="43.80, 131.96", radius_m=500.0)
    window = open_window(catalogue)
    settle(qtbot, window)
    left = {text: words for text in _said_by(window) if (words := plain_words(text, _DATA))}
    assert left == {}


def _said_by(root: QWidget) -> Iterator[str]:
    for widget in (root, *root.findChildren(QWidget)):
        yield from (widget.toolTip(), widget.windowTitle(), widget.accessibleName(), widget.statusTip())
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        elif isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        elif isinstance(widget, QComboBox):
            yield from (widget.itemText(row) for row in range(widget.count()))
        elif isinstance(widget, QTableView):
            yield from _headings(widget.model())
        elif isinstance(widget, QMenu):
            yield widget.title()
    yield from (action.text() for action in root.findChildren(QAction))


def _headings(model: QAbstractItemModel | None) -> Iterator[str]:
    columns = model.columnCount() if model is not None else 0
    for column in range(columns):
        if model is not None:
            yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
