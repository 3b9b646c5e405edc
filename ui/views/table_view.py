"""The result as a table: the same model and selection as the grid, sorted by asking again."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHeaderView

from app.records import Line, Location
from resources.messages import tr
from ui.look import readable, signs
from ui.look.theme import Theme
from ui.views.cell_state import CellState
from ui.views.columns import COLUMNS, Column, answering, located
from ui.views.evidence_model import EvidenceModel
from ui.views.grid.layout import GridLayout
from ui.views.items_view import ItemsView
from ui.views.selection import Selection

_ROW = 26
_PAD = 9
_MARK = 10


class EvidenceTable(ItemsView):
    """A click on a heading asks for the result in that order."""

    sort_asked = Signal(str)
    """The value for `sort:`, with a minus sign for backwards."""

    def __init__(self, model: EvidenceModel, selection: Selection, theme: Theme) -> None:
        # first, for already the settings of a view make Qt ask how wide the columns are
        self.header = QHeaderView(Qt.Orientation.Horizontal)
        super().__init__(model, selection)
        self._theme = theme
        self._sort = ""
        self._plain = QFont(self.font())
        self._slanted = QFont(self.font())
        self._slanted.setItalic(True)
        self._metrics = QFontMetrics(self._plain)
        self._marks: dict[tuple[str, str], QPixmap] = {}
        self.setAccessibleName(tr("Evidence items as a table"))
        self.header.setParent(self)
        self.header.setModel(model)
        self.header.setSectionsMovable(True)
        self.header.setSectionsClickable(True)
        self.header.setHighlightSections(False)
        self.header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for number, column in enumerate(COLUMNS):
            self.header.resizeSection(number, column.width)
        self.header.sectionClicked.connect(self._sort_by)
        self.header.sectionResized.connect(self._columns_changed)
        self.header.sectionMoved.connect(self._columns_changed)
        self.horizontalScrollBar().valueChanged.connect(self.header.setOffset)
        self.setViewportMargins(0, self.header.sizeHint().height(), 0, 0)

    def show_sort(self, word: str) -> None:
        """Put the arrow on the column that the query sorts by."""
        self._sort = word
        key, backwards = word.lstrip("-"), word.startswith("-")
        numbers = [number for number, column in enumerate(COLUMNS) if column.sort == key]
        self.header.setSortIndicatorShown(bool(numbers))
        if numbers:
            order = Qt.SortOrder.DescendingOrder if backwards else Qt.SortOrder.AscendingOrder
            self.header.setSortIndicator(numbers[0], order)

    def lay_out(self, count: int) -> GridLayout:
        width = max(self.header.length(), self.viewport().width(), 1)
        return GridLayout(count, width, width, _ROW, margin=0, gap=0)

    def paint_cell(
        self, painter: QPainter, box: QRect, line: Line | None, state: CellState, waited: bool
    ) -> None:
        if state.selected:
            painter.fillRect(box, QColor(self._theme.tint))
        if line is None:
            if waited:
                painter.fillRect(box.adjusted(_PAD, 8, -_PAD, -8), QColor(self._theme.skeleton))
            return
        left, right = self.horizontalOffset(), self.horizontalOffset() + self.viewport().width()
        for number, column in enumerate(COLUMNS):
            at, width = self.header.sectionPosition(number), self.header.sectionSize(number)
            if at + width > left and at < right:
                cell = QRect(at + _PAD, box.top(), width - 2 * _PAD + 6, box.height())
                self._paint_value(painter, cell, column, line, state)
        if state.current and state.focused:
            painter.setPen(QPen(QColor(self._theme.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.left(), box.top(), box.width() - 1, box.height() - 1)

    def updateGeometries(self) -> None:
        super().updateGeometries()
        bar = self.horizontalScrollBar()
        bar.setRange(0, max(0, self.header.length() - self.viewport().width()))
        bar.setPageStep(self.viewport().width())
        bar.setSingleStep(40)
        height = self.header.sizeHint().height()
        self.header.setGeometry(0, 0, self.viewport().width(), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometries()

    def sizeHint(self) -> QSize:
        return QSize(780, 560)

    def _paint_value(
        self, painter: QPainter, cell: QRect, column: Column, line: Line, state: CellState
    ) -> None:
        text = column.text(line)
        if column.title == "Where":
            text = located(state.location, state.match)
            cell = self._paint_mark(painter, cell, state.location)
            if state.match and state.location is not None:
                painter.setFont(self._plain)
                cell = signs.draw_match(painter, cell, state.match, self._theme.text)
                text = answering(state.location)
        unknown = text == readable.unknown_word()
        painter.setFont(self._slanted if unknown else self._plain)
        painter.setPen(QColor(self._theme.muted if unknown else self._theme.text))
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        fit = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, cell.width())
        painter.drawText(cell, side | Qt.AlignmentFlag.AlignVCenter, fit)

    def _paint_mark(self, painter: QPainter, cell: QRect, location: Location | None) -> QRect:
        if location is None:
            return cell
        kind = (location.role, location.basis)
        if kind not in self._marks:
            ratio = self.devicePixelRatioF()
            self._marks[kind] = signs.basis_pixmap(*kind, self._theme.muted, _MARK, ratio)
        painter.drawPixmap(cell.left(), cell.center().y() - _MARK // 2 + 1, self._marks[kind])
        return cell.adjusted(_MARK + 6, 0, 0, 0)

    def _columns_changed(self) -> None:
        self.updateGeometries()
        self.viewport().update()

    def _sort_by(self, number: int) -> None:
        word = COLUMNS[number].sort
        if word is None:
            return
        self.sort_asked.emit(f"-{word}" if self._sort == word else word)
