"""Errors that a person is shown as one plain sentence."""

from db.errors import DatabaseError as DatabaseError  # passed on: ui knows db only through app
from db.errors import NotAsLogged as NotAsLogged
from db.errors import Unstorable as Unstorable
from resources.messages import shown
from resources.remark import Remark


class CatalogueError(Exception):
    """What was asked cannot be done; the message says why and what to do next, in the window's words.

    `candidates` are what was perhaps meant: names of places, exhibit numbers, claims.
    """

    def __init__(self, message: str, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.candidates = candidates


class BackupAbsent(CatalogueError):
    """The disk with the backup is not plugged in, or its folder was moved."""


class HeldFileError(CatalogueError):
    """A held file cannot be read; `remark` is the message as a catalogue keeps it."""

    def __init__(self, remark: Remark) -> None:
        super().__init__(shown(remark))
        self.remark = remark


class Cancelled(Exception):
    """The person asked long work to stop."""
