"""Everything that a widget and those in it say to a person."""

from collections.abc import Collection, Iterator

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from tests.messages.plain_words import plain_words


def left_in(root: QWidget, data: Collection[str] = ()) -> dict[str, list[str]]:
    """Texts with words in plain letters that are no data, and those words."""
    return {text: words for text in said_by(root) if (words := plain_words(text, data))}


def said_by(root: QWidget) -> Iterator[str]:
    """Labels, hints, headings, cells: what a person reads, and what a screen reader says."""
    for widget in (root, *root.findChildren(QWidget)):
        yield from (widget.toolTip(), widget.windowTitle(), widget.accessibleName(), widget.statusTip())
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        elif isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        elif isinstance(widget, QPlainTextEdit):
            yield from (widget.placeholderText(), widget.toPlainText())
        elif isinstance(widget, QComboBox):
            yield from (widget.itemText(row) for row in range(widget.count()))
        elif isinstance(widget, QTableView):
            yield from _of_table(widget.model())
        elif isinstance(widget, QMenu):
            yield widget.title()
    yield from (action.text() for action in root.findChildren(QAction))


def _of_table(model: QAbstractItemModel | None) -> Iterator[str]:
    if model is None:
        return
    for column in range(model.columnCount()):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(model.rowCount(), 100)):
            yield str(model.index(row, column).data() or "")
