"""The result as pictures: a view that lays out only what is visible, complete by keyboard."""

from array import array

from PySide6.QtCore import (
    QElapsedTimer,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ui.evidence_model import EvidenceModel
from ui.grid.cell import CellPainter, CellState
from ui.grid.layout import GridLayout
from ui.selection import Selection

Index = QModelIndex | QPersistentModelIndex
_Cursor = QAbstractItemView.CursorAction
_KEYS = {
    Qt.Key.Key_Left: _Cursor.MoveLeft,
    Qt.Key.Key_Right: _Cursor.MoveRight,
    Qt.Key.Key_Up: _Cursor.MoveUp,
    Qt.Key.Key_Down: _Cursor.MoveDown,
    Qt.Key.Key_Home: _Cursor.MoveHome,
    Qt.Key.Key_End: _Cursor.MoveEnd,
    Qt.Key.Key_PageUp: _Cursor.MovePageUp,
    Qt.Key.Key_PageDown: _Cursor.MovePageDown,
    Qt.Key.Key_Space: _Cursor.MoveNext,
    Qt.Key.Key_Backspace: _Cursor.MovePrevious,
}
SKELETON_MS = 150
SMALLEST, USUAL, LARGEST = 120, 176, 320


class GridView(QAbstractItemView):
    """Shares model and selection with the table."""

    opened = Signal(int)
    """The id of an item that was double-clicked, or chosen with Enter."""
    zoom_asked = Signal(int)
    """1 for larger pictures, -1 for smaller ones."""

    def __init__(self, cells: CellPainter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("result")
        self._cells = cells
        self._picture = USUAL
        self._anchor = 0
        self._revealed: set[int] = set()
        self._waiting = QElapsedTimer()
        self._layout = GridLayout(0, 1, 1, 1)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self.setAccessibleName("Evidence items as pictures")

    def bind(self, model: EvidenceModel, selection: Selection) -> None:
        """Show this model with this selection."""
        self.setModel(model)
        self.setSelectionModel(selection)
        self._evidence, self._selection = model, selection
        model.modelReset.connect(self._start_over)

    def set_cells(self, cells: CellPainter) -> None:
        """Paint with these from now on: theme or font changed."""
        self._cells = cells
        self.updateGeometries()
        self.viewport().update()

    def zoom(self, width: int) -> int:
        """Make pictures this many pixels wide, or as near as can be; keeps the focus in sight."""
        self._picture = min(max(width, SMALLEST), LARGEST)
        self.updateGeometries()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
        self.viewport().update()
        return self._picture

    def reveal(self, ids: "array[int]") -> None:
        """Show the graphic pictures of these items, or veil them again if all were shown."""
        chosen = set(ids)
        self._revealed = self._revealed - chosen if chosen <= self._revealed else self._revealed | chosen
        self.viewport().update()

    def is_revealed(self, item_id: int) -> bool:
        return item_id in self._revealed

    def visible_rows(self) -> range:
        """The rows of the cells in sight."""
        top = self.verticalOffset()
        return self._layout.between(top, top + self.viewport().height())

    # What Qt asks of a view

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid():
            return QRect()
        return self._layout.cell(index.row()).translated(0, -self.verticalOffset())

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._layout.at(point.x(), point.y() + self.verticalOffset())
        return self.model().index(row, 0) if row is not None else QModelIndex()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if not index.isValid():
            return
        cell, bar, height = self._layout.cell(index.row()), self.verticalScrollBar(), self.viewport().height()
        if hint == QAbstractItemView.ScrollHint.PositionAtTop:
            bar.setValue(cell.top())
        elif hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(cell.center().y() - height // 2)
        elif cell.top() < bar.value():
            bar.setValue(cell.top() - 8)
        elif cell.bottom() > bar.value() + height:
            bar.setValue(cell.bottom() - height + 8)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        row = self._moved(max(0, self.currentIndex().row()), action)
        return self.model().index(row, 0) if row is not None else QModelIndex()

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: Index) -> bool:
        return False

    def setSelection(self, _rect: QRect, _command: object) -> None:
        """Nothing: mouse and keys here select rows, never a rectangle."""

    def visualRegionForSelection(self, _selection: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect())

    def updateGeometries(self) -> None:
        size = self._cells.size(self._picture)
        count = self.model().rowCount() if self.model() is not None else 0
        self._layout = GridLayout(count, self.viewport().width(), size.width(), size.height())
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, self._layout.height - height))
        bar.setPageStep(height)
        bar.setSingleStep(self._layout.pitch // 3)
        super().updateGeometries()

    def scrollContentsBy(self, _dx: int, dy: int) -> None:
        self.viewport().scroll(0, dy)

    def sizeHint(self) -> QSize:
        return QSize(780, 560)

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        offset, current = self.verticalOffset(), self.currentIndex().row()
        dirty, waited = event.rect(), self._waiting.isValid() and self._waiting.elapsed() >= SKELETON_MS
        missing = False
        for row in self._layout.between(dirty.top() + offset, dirty.bottom() + offset):
            line = self._evidence.line(row)
            missing = missing or line is None
            state = CellState(
                self._selection.isRowSelected(row),
                row == current,
                self.hasFocus(),
                self._evidence.ids[row] in self._revealed,
                self._evidence.answer_words(row),
            )
            self._cells.paint(painter, self._layout.cell(row).translated(0, -offset), line, state, waited)
        painter.end()
        self._wait(missing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        first = self.visible_rows().start if event.oldSize().width() > 0 else 0
        super().resizeEvent(event)
        before = self._layout.columns
        self.updateGeometries()
        if self._layout.columns != before:
            self.verticalScrollBar().setValue(self._layout.cell(first).top())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_asked.emit(1 if event.angleDelta().y() > 0 else -1)
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and key == Qt.Key.Key_A:
            self._selection.choose_all()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._selection.current_id() is not None:
            self.opened.emit(self._selection.current_id())
        elif control and key == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._selection.toggle(self.currentIndex().row())
        elif key in _KEYS and self._layout.count:
            self._go(_KEYS[Qt.Key(key)], shift)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index, modifiers = self.indexAt(event.position().toPoint()), event.modifiers()
        if not index.isValid():
            if not modifiers and event.button() == Qt.MouseButton.LeftButton:
                self._selection.clearSelection()
        elif event.button() == Qt.MouseButton.RightButton:
            if not self._selection.isRowSelected(index.row()):
                self._choose(index.row())
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._selection.stretch(self._anchor, index.row())
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            self._anchor = index.row()
            self._selection.toggle(index.row())
        else:
            self._choose(index.row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton or not self._selection.hasSelection():
            return
        point = event.position().toPoint()
        row = self._layout.nearest(point.x(), point.y() + self.verticalOffset())
        if row is not None and row != self.currentIndex().row():
            self._selection.stretch(self._anchor, row)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.opened.emit(self._evidence.ids[index.row()])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.customContextMenuRequested.emit(event.pos())

    # Own

    def _go(self, action: QAbstractItemView.CursorAction, stretch: bool) -> None:
        start = self.currentIndex().row()
        row = self._moved(start, action) if start >= 0 else 0
        if row is None:
            return
        if stretch and start >= 0:
            self._selection.stretch(self._anchor, row)
        else:
            self._choose(row)
        self.scrollTo(self.model().index(row, 0))

    def _choose(self, row: int) -> None:
        self._anchor = row
        self._selection.choose(row)

    def _moved(self, row: int, action: QAbstractItemView.CursorAction) -> int | None:
        layout = self._layout
        if not layout.count:
            return None
        page = max(1, self.viewport().height() // layout.pitch) * layout.columns
        step = {
            _Cursor.MoveLeft: -1,
            _Cursor.MovePrevious: -1,
            _Cursor.MoveRight: 1,
            _Cursor.MoveNext: 1,
            _Cursor.MoveUp: -layout.columns,
            _Cursor.MoveDown: layout.columns,
            _Cursor.MovePageUp: -page,
            _Cursor.MovePageDown: page,
            _Cursor.MoveHome: -row,
            _Cursor.MoveEnd: layout.count - 1 - row,
        }[action]
        target = row + step
        if not 0 <= target < layout.count and abs(step) == layout.columns != 1:
            return row if target < 0 else self._below(row)
        return min(max(target, 0), layout.count - 1)

    def _below(self, row: int) -> int:
        """Down from the line before the last, where the last is short: its last cell."""
        last = self._layout.count - 1
        return last if row // self._layout.columns < last // self._layout.columns else row

    def _start_over(self) -> None:
        self._anchor = 0
        self.updateGeometries()
        self.verticalScrollBar().setValue(0)

    def _wait(self, missing: bool) -> None:
        """Skeletons come after a wait, never at once."""
        if not missing:
            self._waiting.invalidate()
        elif not self._waiting.isValid():
            self._waiting.start()
            QTimer.singleShot(SKELETON_MS, self.viewport(), self.viewport().update)
