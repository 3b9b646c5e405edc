"""What is recorded of a file that no reader survived or could open: it is held and hashed all the same."""

from app.reading.records import C2paState, PictureReading
from resources.remarks import remark


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
