"""A log file for support: what ran, how long it took, what broke. Nothing of evidence, by construction.

It takes verbs of the program, numbers and exceptions, and no text. Of an exception it writes the class and
the places in the code, never the message, which may quote a file, a name or a path.
"""

import logging
import os
import re
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from threading import Lock
from types import TracebackType

from app import __version__
from app.support.state_folder import state_folder

LEVELS = ("error", "warning", "info", "debug")
LEVEL = "EXHIBIT_LOG_LEVEL"
FILE = "support.log"
_USUAL = "info"
# bytes of a file, three files at most: months of use, and short enough to be read by whoever sends it
_LARGEST = 256 * 1024
_OLDER_FILES = 2
_LONGEST_LINE = 400
# a second time: even a wrong call of ours must not write a query or a path
_VERB = re.compile(r"[a-z]{1,20}(?: [a-z]{1,20})?")


@dataclass(frozen=True, slots=True)
class SupportEvent:
    """One thing to note. `verb` is a name from the program's own table of verbs."""

    verb: str = ""
    seconds: float | None = None
    code: int | None = None
    error: BaseException | None = None
    with_places: bool = False
    with_versions: bool = False


class SupportLog(AbstractContextManager["SupportLog"]):
    """What this process notes, in the one file of this user. Where that cannot be written it is silent.

    Use it from any thread.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or state_folder()
        self._logger = logging.Logger(
            "exhibit.support"
        )  # not one of logging's tree: nobody else writes to it
        self._handler: logging.Handler | None = None
        # two threads with the first records would open the file twice, and write each record twice
        self._opening = Lock()
        self.set_level(os.environ.get(LEVEL, "").strip().lower())

    def set_level(self, name: str) -> None:
        """How much is noted: error, warning, info or debug; what is none of these is info."""
        self._logger.setLevel((name if name in LEVELS else _USUAL).upper())

    def began(self, verb: str) -> None:
        """A verb or the window began (debug)."""
        self._note(logging.DEBUG, "began", SupportEvent(verb, with_versions=True))

    def ended(self, verb: str, seconds: float, code: int) -> None:
        """It ended with this exit code (info)."""
        self._note(logging.INFO, "ended", SupportEvent(verb, seconds, code))

    def refused(self, error: BaseException, verb: str = "") -> None:
        """The world was at fault, and a person was told (warning; with places in the code at debug)."""
        places = self._logger.isEnabledFor(logging.DEBUG)
        self._note(logging.WARNING, "refused", SupportEvent(verb, error=error, with_places=places))

    def broke(self, error: BaseException, verb: str = "") -> None:
        """The program was at fault (error)."""
        told = SupportEvent(verb, error=error, with_places=True, with_versions=True)
        self._note(logging.ERROR, "broke", told)

    def tail(self, lines: int = 60) -> list[str]:
        """The last lines of the file; none where there is none."""
        with suppress(OSError):
            text = (self._folder / FILE).read_text("utf-8", errors="replace")
            return [line[:_LONGEST_LINE] for line in text.splitlines()[-lines:]]
        return []

    def close(self) -> None:
        """Let go of the file."""
        if self._handler is not None:
            self._logger.removeHandler(self._handler)
            self._handler.close()
            self._handler = None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _note(self, level: int, what: str, event: SupportEvent) -> None:
        if not self._logger.isEnabledFor(level):
            return
        with self._opening:
            if self._handler is None:
                self._handler = self._open()
                self._logger.addHandler(self._handler)
        self._logger.log(level, what, extra={_EVENT: event})

    def _open(self) -> logging.Handler:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handler: logging.Handler = _SharedFile(self._folder / FILE)
        except OSError:
            return logging.NullHandler()
        handler.setFormatter(_ByList())
        return handler


_EVENT = "exhibit_event"
_WHATS = ("began", "ended", "refused", "broke")


class _ByList(logging.Formatter):
    """Writes what is on the list, and not a character of anything else: no message, no argument."""

    def format(self, record: logging.LogRecord) -> str:
        event = record.__dict__.get(_EVENT)
        if record.msg not in _WHATS or not isinstance(event, SupportEvent):
            return ""
        at = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        head = [at, f"{os.getpid():d}", record.levelname, str(record.msg), *_facts(event)]
        return "\n".join([" ".join(head), *_more(event)])


def _facts(event: SupportEvent) -> list[str]:
    verb = event.verb if _VERB.fullmatch(event.verb) else "-"
    facts = [f"verb={verb.replace(' ', '.')}", f"version={__version__}"]
    if event.seconds is not None:
        facts.append(f"seconds={event.seconds:.3f}")
    if event.code is not None:
        facts.append(f"code={event.code:d}")
    return facts


def _more(event: SupportEvent) -> list[str]:
    if event.error is None and not event.with_versions:
        return []
    from app.support.support_details import (  # what breaks seldom costs no start anything
        class_of,
        places,
        versions,
    )

    lines = [f"  {name} {number}" for name, number in versions().items()] if event.with_versions else []
    if event.error is not None:
        lines += [
            f"  {line}" for line in (places(event.error) if event.with_places else [class_of(event.error)])
        ]
    return lines


class _SharedFile(RotatingFileHandler):
    """One file for all processes: a record is one write at its end, and who finds it full moves it aside."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            # delay: the file is made by the first record, not by a start that notes nothing
            path,
            maxBytes=_LARGEST,
            backupCount=_OLDER_FILES,
            encoding="utf-8",
            delay=True,
            errors="replace",
        )

    def emit(self, record: logging.LogRecord) -> None:
        self._follow()
        super().emit(record)

    def doRollover(self) -> None:
        """Only one process at a time moves files, and only a file that is still full."""
        from filelock import FileLock, Timeout

        # timeout 0: whoever finds another at it writes on, and the file is a little larger
        with suppress(OSError, Timeout), FileLock(f"{self.baseFilename}.lock", timeout=0, mode=0o600):
            self._follow()
            if self._is_full():
                super().doRollover()

    def handleError(self, record: logging.LogRecord) -> None:
        """A full or unwritable disk is no reason to disturb anybody."""

    def _follow(self) -> None:
        """Write into the file that has the name now, should another process have moved ours aside."""
        with suppress(OSError, ValueError):
            if self.stream is not None and not _has_name(self.stream.fileno(), Path(self.baseFilename)):
                self.stream.close()
                self.stream = None

    def _is_full(self) -> bool:
        return Path(self.baseFilename).stat().st_size >= _LARGEST


def _has_name(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False
