"""What is recorded of a file that no reader survived or could open: it is held and hashed all the same."""

from app.errors import CatalogueError, DatabaseError
from app.reading.records import C2paState, PictureReading
from app.reading.text import clean
from app.workers.pool import TaskFailedError
from resources.messages import stored

_LONGEST = 200


def cause_of(error: Exception) -> str:
    """What went wrong, on one line, without the paths of this machine and the values of a statement."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    words = clean(str(error).partition("\n")[0], _LONGEST).rstrip(".")
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
        problems=(stored("It is held, but could not be read: {why}.", why=cause),),
        picture=False,
        no_picture_reason=stored("It could not be read: {why}.", why=cause),
    )
