"""What every act of the window is given."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.catalogue import Catalogue
from app.task import Task
from resources.messages import tr
from ui.look.theme import Theme
from ui.views.result import Result
from ui.views.selection import Selection
from ui.window.message_bar import MessageBar
from ui.window.progress_strip import ProgressStrip
from ui.work.changes import Changes
from ui.work.jobs import Jobs

Outcome = TypeVar("Outcome")
# most acts are over long before: only one that is felt as a wait says so
_SLOW_MS = 500


@dataclass(frozen=True, slots=True)
class ActContext:
    """The open catalogue and the parts of the window that acts speak to."""

    catalogue: Catalogue
    jobs: Jobs
    changes: Changes
    theme: Theme
    messages: MessageBar
    progress: ProgressStrip
    result: Result
    selection: Selection
    window: QWidget
    practice: bool

    def do(
        self,
        work: Callable[[], Outcome],
        told: Callable[[Outcome], str] | None = None,
        done: Callable[[Outcome], None] | None = None,
    ) -> None:
        """Make a change on another thread; then tell it in one line. The status bar says if it takes long."""
        # a timer each, for two acts may be under way; the window owns it until it is over
        slow = QTimer(self.window)
        slow.setSingleShot(True)
        slow.timeout.connect(lambda: self.progress.wait(tr("Working")))
        slow.start(_SLOW_MS)

        def over() -> None:
            slow.stop()
            slow.deleteLater()
            self.progress.waited()

        def finish(outcome: Outcome) -> None:
            if told is not None:
                self.messages.say(told(outcome))
            if done is not None:
                done(outcome)

        self.jobs.start(lambda _task: work(), finish, finished=over)

    def read(self, work: Callable[[], Outcome], done: Callable[[Outcome], None]) -> None:
        """Read something on another thread and use it here."""
        self.jobs.start(lambda _task: work(), done)

    def long(
        self,
        what: str,
        work: Callable[[Task], Outcome],
        done: Callable[[Outcome], None],
        finished: Callable[[], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Long work, with its progress and a stop button in the status bar.

        `finished` is called when it is done and when it was stopped; `failed` gets a known error, which is
        else told in the message bar.
        """

        def report(count: int, total: int | None, words: str) -> None:
            self.progress.report(task, count, total, words)

        def over() -> None:
            self.progress.finish(task)
            if finished is not None:
                finished()

        task = self.jobs.start(work, done, failed=failed, progress=report, finished=over)
        self.progress.follow(task, what)
