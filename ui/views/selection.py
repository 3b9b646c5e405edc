"""Which rows are selected, as ranges: a million selected items are one range, not a million objects."""

from array import array

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPersistentModelIndex

from ui.views.evidence_model import EvidenceModel

_Flag = QItemSelectionModel.SelectionFlag


class Selection(QItemSelectionModel):
    """The selection that grid, table and all acts share; only whole rows are ever selected."""

    def __init__(self, model: EvidenceModel) -> None:
        super().__init__(model, model)
        self._evidence = model
        self._anchor = QPersistentModelIndex()

    def count(self) -> int:
        """How many items are selected."""
        return sum(last - first + 1 for first, last in self._spans())

    def ids(self) -> "array[int]":
        """The selected items in the order of the list."""
        chosen = array("q")
        for first, last in self._spans():
            chosen.extend(self._evidence.ids[first : last + 1])
        return chosen

    def only_id(self) -> int | None:
        """The item that is selected; None for none and for several. The focus may be on another one."""
        spans = self._spans()
        if len(spans) != 1 or spans[0][0] != spans[0][1]:
            return None
        return self._evidence.ids[spans[0][0]]

    def current_id(self) -> int | None:
        """The item with the focus."""
        row = self.currentIndex().row()
        return self._evidence.ids[row] if 0 <= row < len(self._evidence.ids) else None

    def choose(self, row: int) -> None:
        """Select this row alone and give it the focus."""
        self._anchor = QPersistentModelIndex(self._evidence.index(row, 0))
        self.setCurrentIndex(self._evidence.index(row, 0), _Flag.ClearAndSelect | _Flag.Rows)

    def toggle(self, row: int) -> None:
        """Add this row to the selection or take it out; it gets the focus."""
        self._anchor = QPersistentModelIndex(self._evidence.index(row, 0))
        self.setCurrentIndex(self._evidence.index(row, 0), _Flag.Toggle | _Flag.Rows)

    def stretch(self, row: int) -> None:
        """Select from the row that was chosen last to this one, whichever comes first; it gets the focus."""
        first, last = sorted((max(0, self._anchor.row()), row))
        # the anchor stays: the next one stretches from the same row, or shrinks what is selected
        self.select(self._rows(first, last), _Flag.ClearAndSelect)
        self.setCurrentIndex(self._evidence.index(row, 0), _Flag.NoUpdate)

    def choose_all(self) -> None:
        """Select every item of the list."""
        last = len(self._evidence.ids) - 1
        if last >= 0:
            self.select(self._rows(0, last), _Flag.ClearAndSelect)

    def choose_ids(self, ids: "array[int]") -> None:
        """Select those of the items that are in the list."""
        wanted = set(ids)
        chosen = QItemSelection()
        for row, item in enumerate(self._evidence.ids):
            if item in wanted:
                chosen.merge(self._rows(row, row), _Flag.Select)
        self.select(chosen, _Flag.ClearAndSelect)

    def _spans(self) -> list[tuple[int, int]]:
        chosen = self.selection()
        ranges = (chosen.at(at) for at in range(chosen.count()))
        return sorted((spread.top(), spread.bottom()) for spread in ranges)

    def _rows(self, first: int, last: int) -> QItemSelection:
        model = self._evidence
        return QItemSelection(model.index(first, 0), model.index(last, model.columnCount() - 1))
