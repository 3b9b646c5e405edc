"""A shipped file that is opened when it is first asked for, whichever thread asks."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from threading import Lock
from typing import Generic, Protocol, TypeVar

from resources import path as shipped


class _Closable(Protocol):
    def close(self) -> None: ...


File = TypeVar("File", bound=_Closable)


class OpenedOnce(Generic[File]):
    """What `make` makes of the file `given`, or of the shipped file `name`: made at the first `get`."""

    def __init__(self, make: Callable[[Path], File], name: str, given: Path | None = None) -> None:
        self._make = make
        self._name = name
        self._given = given
        self._lock = Lock()
        self._held = ExitStack()
        self._opened: File | None = None

    def get(self) -> File:
        """The open file. Raises what `make` raises."""
        with self._lock:
            if self._opened is None:
                self._opened = self._make(self._given or self._held.enter_context(shipped(self._name)))
                self._held.callback(self._opened.close)
            return self._opened

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._opened = None
            self._held.close()
