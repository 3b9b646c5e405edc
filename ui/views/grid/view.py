"""The result as pictures."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent, QWheelEvent

from app.records import Line
from resources.messages import tr
from ui.views.cell_state import CellState
from ui.views.evidence_model import EvidenceModel
from ui.views.grid.cell import CellPainter
from ui.views.grid.layout import GridLayout
from ui.views.items_view import ItemsView
from ui.views.selection import Selection
from ui.views.veils import Veils

SMALLEST, USUAL, LARGEST = 120, 176, 320


class GridView(ItemsView):
    """Pictures of one size; graphic ones are veiled until they are revealed."""

    zoom_asked = Signal(int)
    """1 for larger pictures, -1 for smaller ones."""

    def __init__(self, model: EvidenceModel, selection: Selection, cells: CellPainter, veils: Veils) -> None:
        # first, for already the settings of a view make Qt ask for the layout
        self._cells = cells
        self._veils = veils
        self._picture = USUAL
        super().__init__(model, selection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Evidence items as pictures"))
        veils.changed.connect(self.viewport().update)

    def zoom(self, width: int) -> int:
        """Make pictures this many pixels wide, or as near as can be; keeps the focus in sight."""
        self._picture = min(max(width, SMALLEST), LARGEST)
        self.updateGeometries()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
        self.viewport().update()
        return self._picture

    def is_revealed(self, item_id: int) -> bool:
        return self._veils.is_revealed(item_id)

    def lay_out(self, count: int) -> GridLayout:
        size = self._cells.size(self._picture)
        return GridLayout(count, self.viewport().width(), size.width(), size.height())

    def updateGeometries(self) -> None:
        super().updateGeometries()
        rows = self.layout_of_rows
        # a strip of whole lines, and a part of one above and below it
        self._cells.make_room(rows.columns * (self.viewport().height() // rows.pitch + 2))

    def paint_cell(
        self, painter: QPainter, box: QRect, line: Line | None, state: CellState, waited: bool
    ) -> None:
        self._cells.paint(painter, box, line, state, waited)

    def sizeHint(self) -> QSize:
        return QSize(780, 560)

    def resizeEvent(self, event: QResizeEvent) -> None:
        first, before = self.visible_rows().start, self.layout_of_rows.columns
        super().resizeEvent(event)
        self.updateGeometries()
        # the first size has none before it, and nothing is scrolled yet
        if event.oldSize().width() > 0 and self.layout_of_rows.columns != before:
            self.verticalScrollBar().setValue(self.layout_of_rows.cell(first).top())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_asked.emit(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)
