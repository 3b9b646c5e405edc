"""Meter: a progress bar on stderr for work that takes longer than half a second."""

import time
from contextlib import AbstractContextManager
from threading import Lock
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.text import Text

from app.cli.plain import plain

_SECONDS_WITHOUT = 0.5


class Meter(AbstractContextManager["Meter"]):
    """Give `report` to a Task; the bar goes when the block is left."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._began = time.monotonic()
        self._lock = Lock()
        self._bar: tuple[Progress, TaskID] | None = None

    def report(self, done: int, total: int | None, words: str) -> None:
        """What a Task calls, from any thread."""
        with self._lock:
            if self._bar is None and time.monotonic() - self._began < _SECONDS_WITHOUT:
                return
            progress, bar = self._bar or self._start()
            # the end of a path tells more than its beginning
            progress.update(bar, completed=done, total=total, now=Text(plain(words)[-60:]).plain)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar[0].stop()

    def _start(self) -> tuple[Progress, TaskID]:
        progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[now]}", markup=False),
            console=Console(stderr=True),
            transient=True,
        )
        progress.start()
        self._bar = progress, progress.add_task(self._words, now="")
        return self._bar
