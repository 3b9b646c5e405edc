"""Terminal: what a verb says and asks. One JSON document or a page on stdout, all else on stderr."""

import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any

from app.cli.plain import json_text, plain
from app.errors import CatalogueError
from app.task import Task
from resources.messages import tr, trc

if TYPE_CHECKING:
    from app.cli.page import Page


SCHEMA = 1
"""Of all JSON documents: it grows when a member goes or means something else, not when one is added."""


class ReaderGone(Exception):
    """Whoever read our output closed it."""


class Terminal:
    """The three streams of this run; `json` is set by the option."""

    def __init__(self) -> None:
        self.json = False
        self._answered = False
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                # In a pipe UTF-8 on every system; a terminal knows what it can show. A character that it
                # cannot is escaped, never an error.
                encoding = stream.encoding if stream.isatty() else "utf-8"
                stream.reconfigure(encoding=encoding, errors="backslashreplace")

    def show(self, document: Mapping[str, Any], page: "Callable[[Page], None]") -> None:
        """Print the answer: `document`, with the schema's number, where JSON was asked for, else a page.

        Raises ReaderGone where nobody reads it any more.
        """
        self._answered = True
        try:
            if self.json:
                sys.stdout.write(f"{json_text({'schema': SCHEMA, **document})}\n")
            else:
                from app.cli.page import Page  # Rich costs 40 ms, which JSON does not need

                page(Page(sys.stdout))
            sys.stdout.flush()
        except (BrokenPipeError, SystemExit) as error:  # Rich makes a SystemExit of it
            raise ReaderGone from error

    def say(self, text: str) -> None:
        """A line beside the answer."""
        sys.stderr.write(f"{plain(text)}\n")

    def fail(self, message: str, candidates: Sequence[str] = ()) -> None:
        """Say why nothing was done, and what was perhaps meant; never as a second document."""
        if self.json and not self._answered:
            error = {"message": message, **({"candidates": list(candidates)} if candidates else {})}
            self.show({"error": error}, lambda page: page.line(message))
            return
        self.say(message)
        for candidate in candidates:
            if candidate not in message:
                self.say(f"  {candidate}")

    def confirm(self, what: str, *, yes: bool) -> None:
        """Say what will be done; on a terminal ask first, unless `yes`. Raises CatalogueError for no."""
        if yes or not (sys.stdin.isatty() and sys.stderr.isatty()):
            self.say(what)
            return
        sys.stderr.write(f"{plain(what)} {tr('Go on? [y/N]')} ")
        sys.stderr.flush()
        if sys.stdin.readline().strip().lower() not in {"y", "yes", trc("answer", "y"), trc("answer", "yes")}:
            raise CatalogueError(tr("Nothing was done."))

    @contextmanager
    def task(self, words: str) -> Iterator[Task]:
        """A task for long work: a bar on a terminal after half a second, and Ctrl+C that stops cleanly."""
        if not sys.stderr.isatty():
            with _stoppable(Task()) as task:
                yield task
            return
        from app.cli.meter import Meter

        with Meter(words) as meter, _stoppable(Task(meter.report)) as task:
            yield task


@contextmanager
def _stoppable(task: Task) -> Iterator[Task]:
    """Ctrl+C asks the task to stop at its next step; a second one interrupts at once."""
    # signals are the main thread's, and so are verbs
    before = signal.getsignal(signal.SIGINT)

    def stop(*_: object) -> None:
        task.cancel()
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, stop)
    try:
        yield task
    finally:
        signal.signal(signal.SIGINT, before)
