"""What is recorded of a file that no reader survived or could open: it is held and hashed all the same."""

from app.errors import CatalogueError, DatabaseError, HeldFileError, Unstorable
from app.reading.records import C2paState, PictureReading
from app.reading.text import clean, fault
from app.workers.pool import TaskFailedError
from resources.remark import Remark
from resources.remarks import remark

_LONGEST = 200


def cause_of(error: Exception) -> str:
    """What went wrong, on one line, without the paths of this machine and the values of a statement."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    if isinstance(error, Unstorable | HeldFileError):
        return error.remark
    words = str(error)
    if isinstance(words, Remark):
        return clean(words, _LONGEST) if isinstance(error, TaskFailedError) else fault(error, _LONGEST)
    words = clean(words.partition("\n")[0], _LONGEST).rstrip(".")
    if isinstance(error, CatalogueError | DatabaseError | TaskFailedError):
        return words
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


def unread(cause: str) -> PictureReading:
    """A reading that says only why there is none."""
    return PictureReading(
        media_type="application/octet-stream",
        format_name="unknown",
        width=None,
        height=None,
        orientation=None,
        frames=None,
        snapshots=(),
        locations=(),
        times=(),
        camera=None,
        captions=(),
        digital_source_type=None,
        c2pa=C2paState("none", None, (), None),
        problems=(remark("held, unreadable", why=cause),),
        picture=False,
        no_picture_reason=remark("file unreadable", why=cause),
    )
