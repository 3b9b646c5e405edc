"""What type of item a file makes, and the words of recorded times: from the content, never from the name."""

import re

from app.fields.terms import DIGITAL_SOURCE_TYPES
from app.reading.records import PictureReading, RecordedTime

_SATELLITE = re.compile(
    r"satellite|landsat|sentinel-?[123]|worldview-?\d|geoeye|pl[ée]iades|planetscope|quickbird|ikonos",
    re.IGNORECASE,
)
_AERIAL = re.compile(r"aerial|orthophoto|ortho-?mosaic|drone|\buav\b|airborne", re.IGNORECASE)
_DOCUMENTS = ("text/", "application/pdf", "application/msword", "application/vnd.", "application/rtf")


def item_type(reading: PictureReading) -> str:
    """The type of an item that holds a file with this content. Imagery only where the metadata says so."""
    if "geotiff" in reading.format_name.lower():
        return _imagery(reading)
    family = reading.media_type.partition("/")[0]
    if family == "image":
        return "photograph"
    if family in {"video", "audio"}:
        return family
    return "document" if reading.media_type.startswith(_DOCUMENTS) else "other"


def source_type(reading: PictureReading) -> str | None:
    """The digital source type that the file states, if it is a term that we know."""
    stated = reading.digital_source_type
    return stated if stated in DIGITAL_SOURCE_TYPES else None


def camera_name(reading: PictureReading) -> str | None:
    """`Make Model`; the make once only, where the model begins with it."""
    if reading.camera is None:
        return None
    make, model = ((part or "").strip() for part in (reading.camera.make, reading.camera.model))
    name = model if make and model.lower().startswith(make.lower()) else f"{make} {model}"
    return " ".join(name.split()) or None


def time_kind(time: RecordedTime) -> str:
    """`captured`, or what else the tag speaks of."""
    if time.capture:
        return "captured"
    tag = time.tag.lower()
    if "publi" in tag or "releas" in tag:
        return "published"
    return "modified" if "modif" in tag or tag.endswith("datetime") else "created"


def _imagery(reading: PictureReading) -> str:
    words = " ".join(tag.value for snapshot in reading.snapshots for tag in snapshot.tags)
    if _SATELLITE.search(words):
        return "satellite imagery"
    return "aerial imagery" if _AERIAL.search(words) else "other"
