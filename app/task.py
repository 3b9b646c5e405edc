"""Progress and cancel in one call, handed to all long work."""

import time
from collections.abc import Callable
from threading import Event

from app.errors import Cancelled

Report = Callable[[int, int | None, str], None]
"""Told how much is done, of how much (None: not known), and what is being done."""

_SECONDS_BETWEEN_REPORTS = 0.1


class Task:
    """The step that reports is the step that notices a cancel. Safe to call from any thread."""

    def __init__(self, report: Report | None = None) -> None:
        self._report = report
        self._cancelled = Event()
        self._last = 0.0

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    def step(self, done: int, total: int | None = None, words: str = "") -> None:
        """Report, at most ten times a second. Raises Cancelled when asked to stop."""
        if self.cancelled:
            raise Cancelled
        now = time.monotonic()
        # the last step always: a bar must not stop at 98 %
        if self._report and (now - self._last >= _SECONDS_BETWEEN_REPORTS or done == total):
            self._last = now
            self._report(done, total, words)
