"""What the readers of one file have found so far; turned into a `PictureReading` at the end."""

from dataclasses import dataclass, field
from datetime import datetime

from app.reading.records import ReadCaption, ReadSnapshot, RecordedLocation, RecordedTime
from app.reading.text import clean


@dataclass(slots=True)
class Findings:
    """Readers add to the lists, and set a single value only where an earlier reader left it empty.

    The order of the readers is therefore the order of precedence: EXIF, then XMP, then the sidecar, then
    IPTC-IIM, then the container itself. Locations, times and captions never displace each other.
    """

    read_at: datetime
    snapshots: list[ReadSnapshot] = field(default_factory=list)
    locations: list[RecordedLocation] = field(default_factory=list)
    times: list[RecordedTime] = field(default_factory=list)
    captions: list[ReadCaption] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    camera: dict[str, str] = field(default_factory=dict)
    """make, model, lens, serial, software."""
    orientation: int | None = None
    digital_source_type: str | None = None
    remote_manifest: str | None = None
    """The URL of content credentials that stand elsewhere (XMP dcterms:provenance)."""

    def caption(self, tag: str, text: str | None, language: str | None = None) -> None:
        """Add a caption unless it is empty."""
        words = clean(text or "")
        if words and len(self.captions) < 100:
            self.captions.append(ReadCaption(tag, words, language))

    def equipment(self, name: str, value: str | None) -> None:
        """Keep the first statement about the camera."""
        words = clean(value or "", 500)
        if words:
            self.camera.setdefault(name, words)

    def turned(self, orientation: int | None) -> None:
        """Keep the first orientation that is one."""
        if self.orientation is None and orientation is not None and 1 <= orientation <= 8:
            self.orientation = orientation
