"""The result as a table: the same model and selection as the grid, sorted by asking again."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ui.columns import COLUMNS
from ui.evidence_model import EvidenceModel
from ui.selection import Selection

_ROW = 26


class EvidenceTable(QTableView):
    """A click on a heading asks for the result in that order."""

    opened = Signal(int)
    sort_asked = Signal(str)
    """The value for `sort:`, with a minus sign for backwards."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Evidence items as a table")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def bind(self, model: EvidenceModel, selection: Selection) -> None:
        """Show this model with this selection."""
        self.setModel(model)
        self.setSelectionModel(selection)
        self._evidence, self._selection = model, selection
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for number, column in enumerate(COLUMNS):
            header.resizeSection(number, column.width)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._sort_by)
        self.doubleClicked.connect(self._open)

    def show_sort(self, word: str) -> None:
        """Put the arrow on the column that the query sorts by."""
        key, backwards = word.lstrip("-"), word.startswith("-")
        header = self.horizontalHeader()
        numbers = [number for number, column in enumerate(COLUMNS) if column.sort == key]
        header.setSortIndicatorShown(bool(numbers))
        if numbers:
            order = Qt.SortOrder.DescendingOrder if backwards else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(numbers[0], order)

    def visible_rows(self) -> range:
        """The rows in sight."""
        first = self.rowAt(0)
        last = self.rowAt(self.viewport().height() - 1)
        if first < 0:
            return range(0)
        return range(first, (last if last >= 0 else self._evidence.rowCount() - 1) + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() == Qt.Key.Key_A:
            self._selection.choose_all()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._selection.current_id():
            self.opened.emit(self._selection.current_id())
        elif event.key() in _STEPS and not event.modifiers():
            self._step(_STEPS[Qt.Key(event.key())])
        elif event.text().isalnum() and not control:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        row = min(max(self.currentIndex().row() + by, 0), self._evidence.rowCount() - 1)
        if row >= 0:
            self._selection.choose(row)
            self.scrollTo(self._evidence.index(row, 0))

    def _sort_by(self, number: int) -> None:
        word = COLUMNS[number].sort
        if word is None:
            return
        header = self.horizontalHeader()
        up = header.isSortIndicatorShown() and header.sortIndicatorSection() == number
        backwards = up and header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        self.sort_asked.emit(f"-{word}" if backwards else word)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._evidence.ids[index.row()])

    def menu_point(self) -> QPoint:
        """Where a menu asked for by key belongs."""
        return self.visualRect(self.currentIndex()).center()


_STEPS = {Qt.Key.Key_Space: 1, Qt.Key.Key_Backspace: -1}
