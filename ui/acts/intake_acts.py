"""Taking in: by dialog or by drop, with progress and cancel, and a report."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from app.ingest.records import IngestReport, SharedFields
from app.task import Task
from resources.messages import tr
from ui.forms.choices import Known
from ui.forms.ingest import IngestDialog
from ui.forms.reports import IngestReportDialog, ingest_sentence
from ui.views.thumbnail_cache import ThumbnailCache
from ui.window.act_context import ActContext


class IntakeActs:
    """The slots of taking in."""

    def __init__(self, context: ActContext, thumbnails: ThumbnailCache) -> None:
        self._context = context
        self._thumbnails = thumbnails
        self._report: IngestReport | None = None

    def take_in(self) -> None:
        """Ask for files."""
        dialog = QFileDialog(self._context.window, tr("Take in files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.ask([Path(name) for name in names]))
        dialog.open()

    def take_in_folder(self) -> None:
        """Ask for a folder."""
        dialog = QFileDialog(self._context.window, tr("Take in a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.ask([Path(name)]))
        dialog.open()

    def ask(self, paths: Sequence[Path]) -> None:
        """Ask what all of these share, then take them in."""
        context = self._context
        if not context.catalogue.writable:
            context.messages.say(tr("This catalogue is open for reading only: nothing can be taken in."))
            return

        def show(known: Known) -> None:
            dialog = IngestDialog(context, paths, known)
            dialog.done_with.connect(lambda shared: self.start(paths, shared))
            dialog.open()

        context.read(lambda: Known.of(context.catalogue), show)

    def start(self, paths: Sequence[Path], shared: SharedFields) -> None:
        """Take in."""
        context = self._context
        # before the first item comes: its thumbnail would be taken for one that cannot be made
        self._thumbnails.expecting = True
        context.long(
            tr("Taking in"),
            lambda task: context.catalogue.intake.ingest(paths, shared, task),
            self._done,
            self.make_thumbnails,
        )

    def make_thumbnails(self) -> None:
        """Make the thumbnails that are missing, in the background."""
        context = self._context
        if not context.catalogue.writable:
            return

        def work(task: Task) -> None:
            if context.catalogue.thumbnails.missing():
                context.catalogue.thumbnails.make_missing(task)

        self._thumbnails.expecting = True
        context.jobs.start(work, finished=self._all_made, lane="thumbnails")

    def show_report(self) -> None:
        """What became of every path of the last batch."""
        if self._report is not None:
            IngestReportDialog(self._context, self._report).open()

    def _all_made(self) -> None:
        # a later run may have taken the lane over, and goes on
        self._thumbnails.expecting = self._context.jobs.busy("thumbnails")
        self._thumbnails.forget_missing()

    def _done(self, report: IngestReport) -> None:
        self._report = report
        more = bool(report.problems or report.receipts)
        offer = tr("Show report") if more else None
        self._context.messages.say(ingest_sentence(report), offer, self.show_report)

    def resume(self, before: "IntakeActs") -> dict[str, Callable[[], None]]:
        """Take over the last report of another window; gives what can be offered of it."""
        self._report = before._report
        return {tr("Show report"): self.show_report}
