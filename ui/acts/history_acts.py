"""Undo, which says what it takes back, and the history of all acts."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QVBoxLayout

from app.integrity.history import UndoReport
from app.messages.wording import sentences
from app.records import LogEntry
from resources.messages import tr
from ui.forms.form import close_button
from ui.forms.reports import LineModel, line_table
from ui.look import readable as wording
from ui.look.labels import muted, title
from ui.window.act_context import ActContext

_SHOWN = 500


class HistoryActs:
    """The slots of undo and history."""

    def __init__(self, context: ActContext) -> None:
        self._context = context

    def undo(self) -> None:
        """Take back this analyst's last act."""
        self._context.do(self._context.catalogue.history.undo, _told)

    def show(self) -> None:
        """All acts, the latest first."""
        context = self._context
        context.read(
            lambda: context.catalogue.history.entries(limit=_SHOWN),
            lambda entries: HistoryDialog(context, entries).open(),
        )

    def name_undo(self, action: QAction) -> None:
        """Let the menu say what would be taken back."""
        context = self._context

        def tell(entry: LogEntry | None) -> None:
            words = wording.one_line(entry.label, 60) if entry else ""
            action.setText(tr("Undo: {words}", words=words) if entry else tr("Undo"))
            action.setEnabled(entry is not None and context.catalogue.writable)

        context.jobs.start(lambda _task: context.catalogue.history.undoable(), tell, lane="undo")


class HistoryDialog(QDialog):
    """Who did what, when; what was taken back says so."""

    def __init__(self, context: ActContext, entries: list[LogEntry]) -> None:
        super().__init__(context.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("History"))
        self.resize(1040, 560)
        rows = [_row(entry) for entry in entries]
        self.lines = LineModel((tr("Entry"), tr("When"), tr("Who"), tr("What"), tr("Taken back")), rows)
        table = line_table(self.lines, 3)
        buttons = close_button(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(title(tr("History")))
        shown = (
            tr("The latest acts first. Nothing here can be changed or removed.")
            if len(entries) < _SHOWN
            else tr("The latest {count} acts. Nothing here can be changed or removed.", count=_SHOWN)
        )
        column.addWidget(muted(shown))
        column.addWidget(table, 1)
        column.addWidget(buttons)


def _row(entry: LogEntry) -> tuple[str, ...]:
    undone = tr("by entry {entry}", entry=entry.undone_by) if entry.undone_by is not None else ""
    return (str(entry.sequence), wording.moment(entry.at), entry.agent, wording.one_line(entry.label), undone)


def _told(report: UndoReport) -> str:
    words = tr("Taken back: {label}.", label=report.undone.label)
    if report.left:
        named = ", ".join(report.left[:5])
        left = (
            tr("Touched since, and left as they are: {named} and others.", named=named)
            if len(report.left) > 5
            else tr("Touched since, and left as it is: {named}.", named=named)
        )
        words = sentences(words, left)
    if report.passed_over:
        later_acts = "; ".join(entry.label for entry in report.passed_over[:3])
        words = sentences(words, tr("Later acts stay: {acts}.", acts=later_acts))
    return words
