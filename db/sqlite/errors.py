"""What SQLite reports, as our own errors: by its codes, and by its words where it has only one code."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from db.errors import Busy, DatabaseError, Interrupted, Unstorable
from resources.messages import tr
from resources.remarks import remark

_PRIMARY = 0xFF
"""The part of an error's code that says its kind."""


@contextmanager
def plain_errors() -> Iterator[None]:
    """Raise what is the world's fault as an error of `db.errors`; a bug of ours stays what it is."""
    try:
        yield
    except DBAPIError as error:
        told = _told(error.orig)
        if told is None:
            raise
        raise told from error
    except sqlite3.Error as error:  # from a cursor of the driver's own
        told = _told(error)
        if told is None:
            raise
        raise told from error
    except UnicodeEncodeError as error:
        raise Unstorable(remark("no characters", text=error.object[: error.start][-20:])) from error


def is_corrupt(error: DBAPIError) -> bool:
    """Whether SQLite found its file damaged; raises every other error on."""
    code = getattr(error.orig, "sqlite_errorcode", None) or 0
    if code & _PRIMARY != sqlite3.SQLITE_CORRUPT:
        raise error
    return True


def _told(error: BaseException | None) -> Exception | None:
    code = getattr(error, "sqlite_errorcode", None) or 0
    words = str(error)
    match code & _PRIMARY:
        case sqlite3.SQLITE_INTERRUPT:
            return Interrupted(words)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return Busy(tr("Another program is writing to this catalogue. Try again when it has finished."))
        case sqlite3.SQLITE_FULL:
            return DatabaseError(
                tr("The disk is full: nothing of this act was kept. Make room and try again.")
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return DatabaseError(tr("The catalogue file is damaged: {why}.", why=words))
    # IntegrityError and ProgrammingError are ours: a bug, or a case that the caller handles
    if not isinstance(error, sqlite3.OperationalError):
        return None
    if "no such table" in words or "no such column" in words:
        return DatabaseError(tr("The catalogue file is damaged or was never finished: {why}.", why=words))
    return DatabaseError(tr("The catalogue file cannot be used: {why}.", why=words))
