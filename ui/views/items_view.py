"""What grid and table have in common: only what is visible is laid out, and everything goes by keyboard."""

from PySide6.QtCore import (
    QElapsedTimer,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QWidget

from app.records import Line
from ui.views.cell_state import CellState
from ui.views.evidence_model import EvidenceModel
from ui.views.grid.layout import GridLayout
from ui.views.selection import Selection

Index = QModelIndex | QPersistentModelIndex
_Cursor = QAbstractItemView.CursorAction
_Hint = QAbstractItemView.ScrollHint
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
# a page of lines is usually there before: a skeleton that comes at once would only flicker
SKELETON_MS = 150


class ItemsView(QAbstractItemView):
    """A view of an `EvidenceModel` that shares its `Selection`; rows are cells of a `GridLayout`.

    (Qt's own list lays out a million items in seconds, its table takes half a second for each new result.)
    """

    opened = Signal(int)
    """The id of an item that was double-clicked, or chosen with Enter."""
    menu_asked = Signal()

    def __init__(self, model: EvidenceModel, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("result")
        self.evidence, self.chosen = model, selection
        self.layout_of_rows = GridLayout(0, 1, 1, 1)
        self._waiting = QElapsedTimer()
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # a bar that comes and goes would change the width, with it the number of columns, and so whether it
        # is needed
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self.setModel(model)
        self.setSelectionModel(selection)
        # choosing one alone, Qt would choose the next where a chosen item goes, and the next key act on that
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        model.modelReset.connect(self._start_over)
        model.rowsInserted.connect(self._rows_came)
        model.rowsRemoved.connect(self._rows_went)

    # What a kind of view decides

    def lay_out(self, count: int) -> GridLayout:
        """Where the cells of `count` rows are."""
        raise NotImplementedError

    def paint_cell(
        self, painter: QPainter, box: QRect, line: Line | None, state: CellState, waited: bool
    ) -> None:
        """Paint one cell; while its line loads a skeleton, and only once there was a wait."""
        raise NotImplementedError

    def is_revealed(self, _item_id: int) -> bool:
        """Whether the graphic picture of an item is to be shown."""
        return False

    def top(self) -> tuple[int, int] | None:
        """The first row in sight, and how many pixels of the list above its cell are out of sight."""
        row = self.visible_rows().start
        if row >= self.layout_of_rows.count:
            return None
        return row, self.verticalOffset() - self.layout_of_rows.cell(row).top()

    def put_top(self, row: int, offset: int) -> None:
        """Scroll so that this row is where `top` found one."""
        self.verticalScrollBar().setValue(self.layout_of_rows.cell(row).top() + offset)

    def visible_rows(self) -> range:
        """The rows of the cells in sight."""
        top = self.verticalOffset()
        return self.layout_of_rows.between(top, top + self.viewport().height())

    # What Qt asks of a view

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid():
            return QRect()
        cell = self.layout_of_rows.cell(index.row())
        return cell.translated(-self.horizontalOffset(), -self.verticalOffset())

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self.layout_of_rows.at(point.x() + self.horizontalOffset(), point.y() + self.verticalOffset())
        return self.evidence.index(row, 0) if row is not None else QModelIndex()

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = _Hint.EnsureVisible) -> None:
        if not index.isValid():
            return
        cell, bar = self.layout_of_rows.cell(index.row()), self.verticalScrollBar()
        height, room = self.viewport().height(), self.layout_of_rows.gap
        if hint == _Hint.PositionAtTop:
            bar.setValue(cell.top())
        elif hint == _Hint.PositionAtCenter:
            bar.setValue(cell.center().y() - height // 2)
        elif cell.top() < bar.value():
            bar.setValue(cell.top() - room)
        elif cell.bottom() > bar.value() + height:
            bar.setValue(cell.bottom() - height + room)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        start = self.currentIndex().row()
        row = self._moved(start, action) if start >= 0 else 0
        return self.evidence.index(row, 0) if row is not None else QModelIndex()

    def horizontalOffset(self) -> int:
        return self.horizontalScrollBar().value()

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: Index) -> bool:
        return False

    def setSelection(self, _rect: QRect, _command: object) -> None:
        """Nothing: mouse and keys here select rows, never a rectangle."""

    def visualRegionForSelection(self, _selection: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect())

    def updateGeometries(self) -> None:
        self.layout_of_rows = self.lay_out(self.evidence.rowCount())
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, self.layout_of_rows.height - height))
        bar.setPageStep(height)
        # a notch of the wheel is three steps, and so a line of cells
        bar.setSingleStep(max(20, self.layout_of_rows.pitch // 3))
        super().updateGeometries()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        # moves what is painted: Qt then asks only for the strip that came into sight
        self.viewport().scroll(dx, dy)

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(-self.horizontalOffset(), -self.verticalOffset())
        dirty, current, focused = event.rect(), self.currentIndex().row(), self.hasFocus()
        waited = self._waiting.isValid() and self._waiting.elapsed() >= SKELETON_MS
        top, ids, missing = dirty.top() + self.verticalOffset(), self.evidence.ids, False
        for row in self.layout_of_rows.between(top, top + dirty.height()):
            line = self.evidence.line(row)
            missing = missing or line is None
            state = CellState(
                row,
                self.chosen.isRowSelected(row),
                row == current,
                focused,
                self.is_revealed(ids[row]),
                self.evidence.location(row, line) if line is not None else None,
                self.evidence.answer_words(row),
            )
            self.paint_cell(painter, self.layout_of_rows.cell(row), line, state, waited)
        painter.end()
        self._wait(missing)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and key == Qt.Key.Key_A:
            self.chosen.choose_all()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen.current_id() is not None:
            self.opened.emit(self.chosen.current_id())
        elif control and key == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.chosen.toggle(self.currentIndex().row())
        elif key in _KEYS and self.layout_of_rows.count:
            self._go(_KEYS[Qt.Key(key)], shift)
        else:
            # not handed to Qt, which would look for the letter in one row after the other and fetch them all:
            # 4 s for a million
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index, modifiers = self.indexAt(event.position().toPoint()), event.modifiers()
        if not index.isValid():
            if not modifiers and event.button() == Qt.MouseButton.LeftButton:
                self.chosen.clearSelection()
        elif event.button() == Qt.MouseButton.RightButton:
            if not self.chosen.isRowSelected(index.row()):
                self.chosen.choose(index.row())
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            self.chosen.stretch(index.row())
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            self.chosen.toggle(index.row())
        else:
            self.chosen.choose(index.row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton or not self.chosen.hasSelection():
            return
        point = event.position().toPoint()
        row = self.layout_of_rows.nearest(
            point.x() + self.horizontalOffset(), point.y() + self.verticalOffset()
        )
        if row is not None and row != self.currentIndex().row():
            self.chosen.stretch(row)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self.evidence.ids[index.row()])

    def contextMenuEvent(self, _event: QContextMenuEvent) -> None:
        if self.currentIndex().isValid():
            self.menu_asked.emit()

    # Own

    def _go(self, action: QAbstractItemView.CursorAction, stretch: bool) -> None:
        start = self.currentIndex().row()
        row = self._moved(start, action) if start >= 0 else 0
        if row is None:
            return
        if stretch and start >= 0:
            self.chosen.stretch(row)
        else:
            self.chosen.choose(row)
        self.scrollTo(self.evidence.index(row, 0))

    def _moved(self, row: int, action: QAbstractItemView.CursorAction) -> int | None:
        rows = self.layout_of_rows
        if not rows.count:
            return None
        page = max(1, self.viewport().height() // rows.pitch) * rows.columns
        step = {
            _Cursor.MoveLeft: -1,
            _Cursor.MovePrevious: -1,
            _Cursor.MoveRight: 1,
            _Cursor.MoveNext: 1,
            _Cursor.MoveUp: -rows.columns,
            _Cursor.MoveDown: rows.columns,
            _Cursor.MovePageUp: -page,
            _Cursor.MovePageDown: page,
            _Cursor.MoveHome: -row,
            _Cursor.MoveEnd: rows.count - 1 - row,
        }[action]
        target = row + step
        if not 0 <= target < rows.count and abs(step) == rows.columns != 1:
            return row if target < 0 else self._below(row)
        return min(max(target, 0), rows.count - 1)

    def _below(self, row: int) -> int:
        """Down from the line before the last, where the last is short: its last cell."""
        rows = self.layout_of_rows
        return rows.count - 1 if row // rows.columns < (rows.count - 1) // rows.columns else row

    def _start_over(self) -> None:
        self.updateGeometries()
        self.verticalScrollBar().setValue(0)

    def _rows_came(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._shift(first, last - first + 1)

    def _rows_went(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._shift(first, first - last - 1)

    def _shift(self, first: int, count: int) -> None:
        """Rows came or went from `first` on: what is in sight stays where it is."""
        top = self.top()
        self.updateGeometries()
        if top is not None and first < top[0] and self.layout_of_rows.count:
            self.put_top(max(first, top[0] + count), top[1])
        self.viewport().update()

    def _wait(self, missing: bool) -> None:
        """Skeletons come after a wait, never at once."""
        if not missing:
            self._waiting.invalidate()
        elif not self._waiting.isValid():
            self._waiting.start()
            QTimer.singleShot(SKELETON_MS, self.viewport(), self.viewport().update)
