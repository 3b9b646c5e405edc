"""A result of any length as a Qt model: all ids at once, lines a page at a time."""

from array import array
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from app.changes.change import Ids, Kind, Touched
from app.records import Line, Location
from resources.messages import tr
from ui.look import readable as wording
from ui.look.theme import Theme
from ui.views.answers import AnswerColumns
from ui.views.columns import COLUMNS, Column, best_location, located
from ui.views.pages import Pages
from ui.views.splice import splice
from ui.work.jobs import Jobs

LINE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_NOWHERE = QModelIndex()


class EvidenceModel(QAbstractTableModel):
    """One row an item, one column each of `COLUMNS`; `LINE` gives the `Line`, None while it loads."""

    def __init__(
        self,
        jobs: Jobs,
        fetch: Callable[[Sequence[int]], list[Line]],
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._ids = array("q")
        self._answers: AnswerColumns | None = None
        self._pages = Pages(jobs, fetch, self._arrived)
        self._muted = QColor(theme.muted)
        self._italic = QFont()
        self._italic.setItalic(True)

    @property
    def ids(self) -> "array[int]":
        """The ids of all rows."""
        return self._ids

    def show(self, ids: "array[int]", answers: AnswerColumns | None = None, *, again: bool = False) -> None:
        """Show these items; `answers` says of each how it answers a search by place.

        `again` says that they answer the same question as those before: then the rows that stay keep their
        selection, also where others come or go. A new question begins a new list, if it finds anything else.
        """
        cut = splice(self._ids, ids)
        self._answers = answers
        if not cut.removed and not cut.added:
            if answers is not None:
                self._arrived(0, len(ids) - 1)
        elif again and not cut.removed:
            self.beginInsertRows(_NOWHERE, cut.first, cut.first + cut.added - 1)
            self._take(ids)
            self.endInsertRows()
        elif again and not cut.added:
            self.beginRemoveRows(_NOWHERE, cut.first, cut.first + cut.removed - 1)
            self._take(ids)
            self.endRemoveRows()
        else:
            self.beginResetModel()
            self._take(ids)
            self.endResetModel()

    def touch(self, touched: Touched) -> None:
        """What of this is kept is fetched again when it is next looked at."""
        if self._pages.touch(self._items(touched)):
            self._arrived(0, len(self._ids) - 1)

    def line(self, row: int) -> Line | None:
        """The line of a row, None while it is on its way."""
        return self._pages.line(row) if 0 <= row < len(self._ids) else None

    def answer_words(self, row: int) -> str:
        """How the item of a row answers a search by place, in words; empty where no place was asked."""
        return self._answers.words(row) if self._answers else ""

    def location(self, row: int, line: Line) -> Location | None:
        """The location to show of a line: the one that answered a search by place, else the best."""
        return self._answers.location(row, line) if self._answers else best_location(line)

    def row_of(self, item_id: int) -> int | None:
        """Where an item stands in the list, None if it does not."""
        # compared at one go: a loop over a million numbers would hold up the window
        rows = np.flatnonzero(np.asarray(self._ids, np.int64) == item_id)
        return int(rows[0]) if len(rows) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        # a role that is never answered must not fetch a page
        if not index.isValid() or role not in _ANSWERED:
            return None
        column = COLUMNS[index.column()]
        if role == _Role.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        line = self._pages.line(index.row())
        if line is None or role == LINE:
            return line
        text = self._text(column, line, index.row())
        if role == _Role.ToolTipRole:
            return wording.tip(text)
        if role in (_Role.DisplayRole, _Role.AccessibleTextRole):
            return text
        if text != wording.unknown_word():
            return None
        return self._muted if role == _Role.ForegroundRole else self._italic

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return tr(COLUMNS[section].title) if 0 <= section < len(COLUMNS) else None
        if orientation == Qt.Orientation.Horizontal and role == _Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def _take(self, ids: "array[int]") -> None:
        self._ids = ids
        self._pages.show(ids)

    def _items(self, touched: Touched) -> Ids:
        """The items whose lines read otherwise now: also those at a place whose name was changed."""
        places = touched.of(Kind.PLACES)
        moved = self._pages.kept(lambda line: any(one.place_id in places for one in line.locations))
        return touched.of(Kind.ITEMS) | Ids.of(moved)

    def _text(self, column: Column, line: Line, row: int) -> str:
        if column.title == "Where":
            return located(self.location(row, line), self.answer_words(row))
        return column.text(line)

    def _arrived(self, first: int, last: int) -> None:
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))


_ANSWERED = frozenset(
    {
        int(LINE),
        int(_Role.DisplayRole),
        int(_Role.ToolTipRole),
        int(_Role.AccessibleTextRole),
        int(_Role.TextAlignmentRole),
        int(_Role.ForegroundRole),
        int(_Role.FontRole),
    }
)
