"""A line with completions that only offer: Enter applies what stands in the line, whatever list is open."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QStyledItemDelegate, QWidget

from app.messages.visible import visible_line
from resources.messages import tr

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CompletedLine(QLineEdit):
    """`several`: a comma stands between two, and the last one is completed."""

    applied = Signal()
    """Enter was pressed: what stands in the line is meant."""

    def __init__(self, known: Sequence[str], *, several: bool = False, hint: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        completer = _LastOfSeveral(known, self) if several else QCompleter(known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)
        offered = completer.popup()
        if offered is not None:
            offered.setItemDelegate(_VisibleNames(offered))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
            return
        # Qt would give this Enter to the open list alone, and the next letters to the line. Accepted here,
        # the list completes nothing, and the dialog does not press its button a second time.
        event.accept()
        offered = self.completer().popup()
        if offered is not None:
            offered.hide()
        self.applied.emit()


class _VisibleNames(QStyledItemDelegate):
    """Shows names as they are shown everywhere; what is taken from the list is the name itself."""

    def displayText(self, value: object, _locale: QLocale | QLocale.Language) -> str:
        return visible_line(str(value))


class _LastOfSeveral(QCompleter):
    """Completes what stands behind the last comma, and leaves what stands before it."""

    def __init__(self, known: Sequence[str], field: QLineEdit) -> None:
        super().__init__(known, field)
        self._field = field

    def splitPath(self, path: str) -> list[str]:
        return [path.rpartition(",")[2].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        before, comma, _ = self._field.text().rpartition(",")
        chosen = str(index.data(self.completionRole()))
        return f"{before}{comma} {chosen}" if comma else chosen


def tags_line(known: Sequence[str]) -> CompletedLine:
    """The one field in which tags are written, everywhere."""
    return CompletedLine(known, several=True, hint=tr("separated by commas"))


def tags_of(field: QLineEdit) -> tuple[str, ...]:
    """What was written there, for the catalogue to part at its commas; nothing for no tag."""
    return (field.text(),) if field.text().strip(" ,") else ()


def lines_within(field: QWidget) -> list[CompletedLine]:
    """The completed lines that a field of a form is made of: itself, or that of a list with a line."""
    return [field] if isinstance(field, CompletedLine) else field.findChildren(CompletedLine)
