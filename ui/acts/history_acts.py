"""Undo, which says what it takes back, and the history of all acts."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QVBoxLayout

from app.changes.change import Kind, Touched
from app.integrity.history import UndoReport
from app.integrity.upgraded import change_sentences, upgrade_sentence
from app.messages.clock import doubted
from app.messages.wording import sentences
from app.records import LogEntry
from resources.messages import tr
from ui.forms.form import close_button
from ui.forms.reports import LineModel, ReportDialog, line_table
from ui.look import readable as wording
from ui.look.labels import muted, title
from ui.look.screen import size_within
from ui.window.act_context import ActContext

# more than anybody scrolls through, read in one go; the command line has them all
_SHOWN = 500
_LANE = "history"


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

    def tell_upgrade(self) -> None:
        """Say what was done to a catalogue of an older version when it was opened."""
        report = self._context.catalogue.upgraded
        if report is not None:
            words, changes = upgrade_sentence(report), change_sentences(report)
            offer = tr("What was changed") if changes else None
            rows = [(sentence,) for sentence in changes]
            self._context.messages.say(
                words,
                offer,
                lambda: ReportDialog(self._context, tr("Upgrade"), words, (tr("What"),), rows).open(),
            )

    def name_undo(self, action: QAction) -> None:
        """Let the menu say what would be taken back."""
        context = self._context

        def tell(entry: LogEntry | None) -> None:
            # a single & would underline the letter behind it, as menus do
            words = wording.one_line(entry.label, 60).replace("&", "&&") if entry else ""
            action.setText(tr("Undo: {words}", words=words) if entry else tr("Undo"))
            action.setEnabled(entry is not None and context.catalogue.writable)

        context.jobs.start(lambda _task: context.catalogue.history.undoable(), tell, lane="undo")


class HistoryDialog(QDialog):
    """Who did what, when; what was taken back says so. It follows while it is open."""

    def __init__(self, context: ActContext, entries: list[LogEntry]) -> None:
        super().__init__(context.window)
        self._context = context
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("History"))
        size_within(self, 1040, 560)
        self.lines = LineModel((tr("Entry"), tr("When"), tr("Who"), tr("What"), tr("Taken back")), ())
        self.table = line_table(self.lines, 3)
        self._extent = muted("")
        buttons = close_button(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(title(tr("History")))
        column.addWidget(self._extent)
        column.addWidget(self.table, 1)
        column.addWidget(buttons)
        self._show(entries)
        context.changes.touched.connect(self._follow)

    def _follow(self, touched: Touched) -> None:
        if Kind.ACTS in touched:
            self._context.jobs.after(_LANE, self._read, owner=self)

    def _read(self) -> None:
        history = self._context.catalogue.history
        self._context.jobs.start(
            lambda _task: history.entries(limit=_SHOWN), self._show, lane=_LANE, owner=self
        )

    def _show(self, entries: list[LogEntry]) -> None:
        """Show these; the chosen entry stays chosen and what is in sight stays in sight."""
        table, bar, at = self.table, self.table.verticalScrollBar(), self.table.currentIndex().row()
        before = self.lines.rows
        chosen = before[at][0] if at >= 0 else None
        rows = [_row(entry) for entry in entries]
        self.lines.show(rows)
        numbers = [row[0] for row in rows]
        if chosen in numbers:
            table.setCurrentIndex(self.lines.index(numbers.index(chosen), 0))
        # a table scrolls by whole rows: the value of its bar is the row at the top
        if bar.value() and before and before[0][0] in numbers:
            bar.setValue(bar.value() + numbers.index(before[0][0]))
        self._extent.setText(
            tr("The latest acts first. Nothing here can be changed or removed.")
            if len(entries) < _SHOWN
            else tr("The latest {count} acts. Nothing here can be changed or removed.", count=_SHOWN)
        )


def _row(entry: LogEntry) -> tuple[str, ...]:
    undone = tr("by entry {entry}", entry=entry.undone_by) if entry.undone_by is not None else ""
    at = doubted(wording.moment(entry.at), entry.clock_behind_s)
    return (str(entry.sequence), at, entry.agent, wording.one_line(entry.label), undone)


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
