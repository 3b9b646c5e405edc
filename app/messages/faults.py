"""What the world did, in words: one way of saying it for the window, the command line and what is kept."""

import os

from app.errors import CatalogueError, DatabaseError, HeldFileError, Unstorable
from app.reading.text import clean, fault
from app.workers.pool import TaskFailedError
from db.causes import cause, cause_words
from resources.messages import shown
from resources.remark import Remark

_LONGEST = 200


def fault_words(error: Exception) -> str:
    """A whole sentence for a person: an error of ours has its own, one of the system names file and cause."""
    if isinstance(error, OSError):
        where = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
        return f"{where}{cause_words(error)}."
    return shown(str(error)) or type(error).__name__


def cause_of(error: Exception) -> str:
    """What went wrong, on one line, without the paths of this machine and the values of a statement."""
    if isinstance(error, OSError) and error.errno:
        return cause(error)
    if isinstance(error, Unstorable | HeldFileError):
        return error.remark
    words = str(error)
    if isinstance(words, Remark):
        return clean(words, _LONGEST) if isinstance(error, TaskFailedError) else fault(error, _LONGEST)
    words = clean(words.partition("\n")[0], _LONGEST).rstrip(".")
    if isinstance(error, CatalogueError | DatabaseError | TaskFailedError):
        return words
    return f"{type(error).__name__}: {words}" if words else type(error).__name__
