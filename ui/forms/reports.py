"""Reports after long work: what was taken in, what was verified."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableView,
    QVBoxLayout,
)

from app.ingest.records import IngestReport
from app.messages.visible import visible, visible_line
from resources.messages import shown, tr, trn
from ui.look import readable as wording
from ui.look.labels import muted, title
from ui.look.screen import size_within
from ui.window.act_context import ActContext

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class LineModel(QAbstractTableModel):
    """Lines of text in named columns."""

    def __init__(self, headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
        super().__init__()
        self._headings, self._rows = headings, rows

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        text = self._rows[index.row()][index.column()]
        return wording.tip(text) if role == Qt.ItemDataRole.ToolTipRole else visible(text)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._headings[section]
        return None

    @property
    def rows(self) -> Sequence[tuple[str, ...]]:
        """The lines as they are now."""
        return self._rows

    def show(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Other lines in place of these."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def text(self) -> str:
        """All of it, tabs between columns."""
        return "\n".join("\t".join(row) for row in (self._headings, *self._rows))


class ReportDialog(QDialog):
    """A sentence, lines under it, and a button that copies them."""

    def __init__(
        self,
        context: ActContext,
        heading: str,
        words: str,
        headings: tuple[str, ...],
        rows: Sequence[tuple[str, ...]],
    ) -> None:
        super().__init__(context.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(visible_line(heading))
        size_within(self, 720, 460 if rows else 180)
        self.words = words
        self.lines = LineModel(headings, rows)
        self.table = line_table(self.lines, min(1, len(headings) - 1))
        self.table.setVisible(bool(rows))
        buttons = QDialogButtonBox()
        copy = buttons.addButton(tr("Copy report"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self.copy)
        close = buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.AcceptRole)
        close.setDefault(True)
        buttons.accepted.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(title(heading))
        column.addWidget(muted(words))
        column.addWidget(self.table, 1)
        if not rows:
            column.addStretch(1)
        column.addWidget(buttons)

    def copy(self) -> None:
        """Put the whole report on the clipboard."""
        QApplication.clipboard().setText(f"{self.words}\n{self.lines.text()}")


class IngestReportDialog(ReportDialog):
    """Every path that is not simply a new item."""

    def __init__(self, context: ActContext, report: IngestReport) -> None:
        rows = [
            (tr("problem"), shown(problem.message), problem.path)
            for problem in report.problems
            if not problem.skipped
        ]
        rows += [(tr("left out"), shown(problem.message), problem.path) for problem in report.skipped]
        rows += [(tr("receipt"), _again(one.exhibit), one.path) for one in report.receipts]
        super().__init__(
            context, tr("What was taken in"), ingest_sentence(report), ("", tr("What"), tr("Path")), rows
        )


def ingest_sentence(report: IngestReport) -> str:
    """A report in one line."""
    parts = [trn("{count} file taken in", "{count} files taken in", len(report.added))]
    if report.receipts:
        parts.append(
            trn(
                "{count} held already, each with one more receipt",
                "{count} held already, each with one more receipt",
                len(report.receipts),
            )
        )
    problems = len(report.problems) - len(report.skipped)
    if problems:
        parts.append(trn("{count} problem", "{count} problems", problems))
    if report.skipped:
        parts.append(trn("{count} left out", "{count} left out", len(report.skipped)))
    return ", ".join(parts) + "."


def _again(exhibit: str) -> str:
    return tr("{exhibit} was held already; this arrival is one more receipt", exhibit=exhibit)


def line_table(model: QAbstractTableModel, stretched: int) -> QTableView:
    """A plain table of text; the column `stretched` takes the room that is left."""
    table = QTableView()
    table.setModel(model)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(24)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    for column in range(model.columnCount()):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
    return table
