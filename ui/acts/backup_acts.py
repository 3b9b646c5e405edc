"""Backing up: when asked, when due, and when closing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer

from app.backup.schedule import CLOSING, BackupPlan, is_due
from app.errors import BackupAbsent
from app.messages.faults import fault_words
from app.task import Task
from resources.messages import number, shown, tr, trn
from ui.acts.backup_plans import BackupPlans
from ui.forms.backup_form import BackupForm, BackupRequest
from ui.forms.reports import ReportDialog
from ui.window.act_context import ActContext

if TYPE_CHECKING:
    from app.backup.backups import BackupReport  # what makes backups is loaded when one is made

# plans are by the day, so ten minutes late is on time
_LOOK_MS = 600_000
# the opening reads everything at once: not in the midst of it
_FIRST_LOOK_MS = 5_000


class BackupActs:
    """The slots of backing up, and the clock."""

    def __init__(self, context: ActContext, settings: QSettings) -> None:
        self._context = context
        self._plans = BackupPlans(settings, context.catalogue.identity().uuid)
        self._opening = True
        self._absence_told = False
        self._closing = False
        self._clock = QTimer(context.window)
        self._clock.timeout.connect(self.look)
        self._clock.start(_FIRST_LOOK_MS)

    def back_up(self) -> None:
        """Ask where and when."""
        form = BackupForm(self._context, self._plans.read())
        form.done_with.connect(self._asked)
        form.open()

    def look(self) -> None:
        """Begin the backup that is due, if nothing else is under way."""
        if not self._context.jobs.idle:
            return
        self._clock.setInterval(_LOOK_MS)
        plan, opening = self._plans.read(), self._opening
        self._opening = False
        if is_due(plan, datetime.now(UTC), opening=opening):
            self._context.jobs.start(
                lambda _task: self._changed(plan), partial(self._due, plan), failed=self._quietly
            )

    def hold(self, close: Callable[[], object]) -> bool:
        """Whether the window waits for the backup when closing, after which it is closed; once only."""
        plan = self._plans.read()
        if self._closing or plan.schedule != CLOSING or not plan.folder:
            return False
        self._closing = True
        self._clock.stop()
        context = self._context
        # closing stops what is under way, with a backup as without one
        context.jobs.cancel_all()
        context.messages.say(tr("Backing up before closing. Close again to leave without it."))
        context.long(
            tr("Backing up"),
            lambda task: self._make(plan, task) if self._changed(plan) else None,
            lambda report: self._remember(plan, report) if report is not None else None,
            # in a turn of its own: the window stops the jobs when it closes, and this is still one of them
            finished=lambda: QTimer.singleShot(0, context.window, close),
            failed=lambda _error: None,  # it is due, and told, when the catalogue is opened again
        )
        return True

    def retire(self) -> None:
        """Another window takes over: this one closes at once."""
        self._closing = True
        self._clock.stop()

    def _asked(self, request: BackupRequest) -> None:
        self._plans.keep(request.plan)
        self._absence_told = False
        if request.now:
            self._begin(request.plan)
        else:
            self._context.messages.say(tr("The backup is planned."))

    def _changed(self, plan: BackupPlan) -> bool:
        """Whether anything was done since the last backup, which must be there."""
        backups = self._context.catalogue.backups
        if plan.last is not None:
            backups.find(Path(plan.folder))
        return self._context.catalogue.history.head().sequence != plan.entry

    def _due(self, plan: BackupPlan, changed: bool) -> None:
        if changed:
            self._begin(plan)

    def _begin(self, plan: BackupPlan) -> None:
        self._context.long(
            tr("Backing up"), partial(self._make, plan), partial(self._told, plan), failed=self._quietly
        )

    def _make(self, plan: BackupPlan, task: Task) -> "BackupReport":
        known = plan.last is not None
        return self._context.catalogue.backups.make(Path(plan.folder), only_known=known, task=task)

    def _remember(self, plan: BackupPlan, report: "BackupReport") -> None:
        state = report.made.state
        # the entry that tells of the backup comes after it: without counting it each backup would make the
        # next one due
        done = replace(
            plan, last=state.taken_at, files=state.files, entry=state.sequence + int(report.recorded)
        )
        self._plans.keep(done)
        self._absence_told = False

    def _told(self, plan: BackupPlan, report: "BackupReport") -> None:
        self._remember(plan, report)
        words = backup_sentence(report)
        if report.ok:
            self._context.messages.say(words)
        else:
            self._context.messages.say(words, tr("Show report"), partial(self._show_report, report))

    def _quietly(self, error: Exception) -> None:
        """A disk that is not plugged in is told once, and not as a fault."""
        if not isinstance(error, BackupAbsent):
            self._context.messages.wrong(error)
        elif not self._absence_told:
            self._absence_told = True
            self._context.messages.say(fault_words(error))

    def _show_report(self, report: "BackupReport") -> None:
        rows = [
            (tr(one.outcome), f"{', '.join(one.exhibits)} {shown(one.detail or '')}".strip(), one.name)
            for one in report.problems
        ]
        if report.made.database_problem:
            rows.append((tr("database"), report.made.database_problem, ""))
        headings = ("", tr("What"), tr("File"))
        ReportDialog(self._context, tr("What was backed up"), backup_sentence(report), headings, rows).open()


def backup_sentence(report: "BackupReport") -> str:
    """A backup in one line."""
    words = trn(
        "Backed up {count} file, {copied} new.",
        "Backed up {count} files, {copied} new.",
        report.made.state.files,
        copied=number(report.made.copied),
    )
    if report.problems:
        words += " " + trn(
            "{count} file is not in the backup.",
            "{count} files are not in the backup.",
            len(report.problems),
        )
    if report.made.state.broken:
        words += " " + tr(
            "The catalogue itself is not as it should be: {what}.", what=shown(report.made.state.broken)
        )
    return words
