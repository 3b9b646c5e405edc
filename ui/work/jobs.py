"""Work on other threads, results on this one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from app.errors import Cancelled, CatalogueError, DatabaseError
from app.task import Task

Result = TypeVar("Result")
Progress = Callable[[int, int | None, str], None]
KNOWN = (CatalogueError, DatabaseError, OSError)
"""What the world did, shown as one line. Anything else is a bug of ours, and goes to the crash hook."""

# An ingest, a verification and a backup may each hold one for hours, thumbnails two: one must be left for the
# search. They wait for disk, database and other processes, so more than there are cores are of use.
_THREADS = 6


class Jobs(QObject):
    """One long-lived object for all jobs of a window.

    (A QObject for each job crashed: its own connection held its owner.) In a lane only the job started last
    reports; the one before it is cancelled.
    """

    _call = Signal(object)
    failed = Signal(Exception)
    """A known error of a job that nobody else wanted to hear of."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="job")
        self._lanes: dict[str, Task] = {}
        self._after: dict[str, tuple[Callable[[], None], QObject | None]] = {}
        self._running: set[Task] = set()
        self._stopped = False
        self._call.connect(self._run_here)

    def start(
        self,
        work: Callable[[Task], Result],
        done: Callable[[Result], None] | None = None,
        *,
        failed: Callable[[Exception], None] | None = None,
        progress: Progress | None = None,
        finished: Callable[[], None] | None = None,
        lane: str | None = None,
        owner: QObject | None = None,
    ) -> Task:
        """Run `work` on another thread; the rest is called on this one.

        `done` gets its result, `failed` a known error (otherwise the signal `failed` tells it), `finished`
        is called whatever became of it, also when it was cancelled. An `owner` that is gone by then, as a
        closed dialog is, is told nothing.
        """
        task = Task(partial(self._report, progress) if progress else None)
        if lane is not None:
            self.cancel(lane)
            self._lanes[lane] = task
            self._after.pop(lane, None)  # what starts now sees all that was committed until now
        if self._stopped:
            return task
        self._running.add(task)
        reports = _Reports(done, failed or self.failed.emit, finished, lane, owner)
        self._pool.submit(self._work, task, work, reports)
        return task

    def cancel(self, lane: str) -> None:
        """Ask the job of this lane to stop; it will not report."""
        before = self._lanes.pop(lane, None)
        if before is not None:
            before.cancel()

    def cancel_all(self) -> None:
        """Ask everything under way to stop."""
        for task in tuple(self._running):
            task.cancel()

    def busy(self, *lanes: str) -> bool:
        """Whether a job is under way in one of these lanes."""
        return any(lane in self._lanes for lane in lanes)

    def after(self, lane: str, call: Callable[[], None], owner: QObject | None = None) -> None:
        """Make this call once the job of this lane is over; now, if there is none.

        What a job reads may be changed while it reads: it is let finish, and then read once more. (To begin
        anew each time would never end while an ingest changes something many times a second.) Of several
        calls only the last is made, and none if another job takes the lane over, or if the `owner` is gone.
        """
        if self.busy(lane):
            self._after[lane] = (call, owner)
        elif not self._stopped:
            call()

    def stop(self) -> None:
        """Cancel all, and wait for the threads. Nothing is reported afterwards."""
        # first, so that a job that ends while the threads are waited for finds nobody to report to
        self._stopped = True
        self.cancel_all()
        self._pool.shutdown(wait=True, cancel_futures=True)

    @property
    def idle(self) -> bool:
        """True when nothing is under way and everything has been reported."""
        return not self._running

    def _work(
        self,
        task: Task,
        work: Callable[[Task], Any],
        reports: "_Reports",
    ) -> None:
        outcome: Callable[[], None] | None = None
        try:
            result = work(task)
            outcome = partial(reports.done, result) if reports.done else None
        except Cancelled:
            outcome = None
        except KNOWN as error:
            outcome = partial(reports.failed, error)
        except BaseException as error:  # noqa: BLE001  # a bug: raised again on the window's thread
            outcome = partial(_raise, error)
        if not self._stopped:
            self._call.emit(partial(self._settle, task, outcome, reports))

    def _settle(
        self,
        task: Task,
        outcome: Callable[[], None] | None,
        reports: "_Reports",
    ) -> None:
        self._running.discard(task)
        current = reports.lane is None or self._lanes.get(reports.lane) is task
        if reports.lane is not None and current:
            # before the report: whoever is told may ask whether the lane is busy, or begin the next job in it
            del self._lanes[reports.lane]
        there = reports.owner is None or isValid(reports.owner)
        try:
            if outcome is not None and current and there:
                outcome()
        finally:
            if reports.finished is not None and there:
                reports.finished()
            if reports.lane is not None and not self.busy(reports.lane):
                self._go_on(reports.lane)

    def _go_on(self, lane: str) -> None:
        call, owner = self._after.pop(lane, (None, None))
        if call is not None and (owner is None or isValid(owner)):
            call()

    def _report(self, progress: Progress, done: int, total: int | None, words: str) -> None:
        if not self._stopped:
            self._call.emit(partial(progress, done, total, words))

    @Slot(object)
    def _run_here(self, call: Callable[[], None]) -> None:
        if not self._stopped:
            call()


@dataclass(frozen=True, slots=True)
class _Reports:
    """Who is told what became of a job."""

    done: Callable[[Any], None] | None
    failed: Callable[[Exception], None]
    finished: Callable[[], None] | None
    lane: str | None
    owner: QObject | None


def _raise(error: BaseException) -> None:
    raise error
