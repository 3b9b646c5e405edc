"""What reading one file yields: frozen records that cross from a worker process to the catalogue."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

TagGroup = Literal["EXIF", "IPTC", "XMP", "GeoTIFF", "C2PA", "file", "sidecar"]
LocationRole = Literal["camera", "subject"]
BearingReference = Literal["true", "magnetic"]
ZoneBasis = Literal["offset tag", "GPS UTC", "unknown"]
C2paStateName = Literal[
    "none",
    "remote manifest not fetched",
    "invalid",
    "valid, signer not on the trust list",
    "trusted",
]


@dataclass(frozen=True, slots=True)
class RawTag:
    """One tag as the reader gave it; in `value` NUL, controls and undecodable bytes are escaped."""

    group: TagGroup
    namespace: str
    """EXIF: the directory ("Image", "EXIF", "GPS"); IPTC: the record ("2"); XMP: the namespace URI."""
    name: str
    """EXIF: the tag's name; IPTC: "2:120 Caption"; XMP: the property's path."""
    value: str

    def __reduce__(self) -> tuple[type["RawTag"], tuple[str, ...]]:
        """Pickled ten times faster than a dataclass with slots is by itself; a photograph has 200 tags."""
        return RawTag, (self.group, self.namespace, self.name, self.value)


@dataclass(frozen=True, slots=True)
class ReadSnapshot:
    """Everything one reader found in one file at one moment."""

    reader: str
    """For example "ExifRead", "Pillow", "exhibit IPTC reader", "c2pa-python"."""
    version: str
    read_at: datetime
    """UTC, aware."""
    tags: tuple[RawTag, ...]
    none_found: bool
    """True when the reader looked and there was nothing: a fact of its own."""


@dataclass(frozen=True, slots=True)
class RecordedLocation:
    """One position that the file itself states; `lat` and `lon` are WGS 84 degrees, None if unusable."""

    lat: float | None
    lon: float | None
    altitude_m: float | None
    """Metres, positive above the reference that the file names (usually mean sea level)."""
    radius_m: float | None
    """The file's own statement of horizontal error in metres; None when it makes none."""
    bearing_deg: float | None
    """Direction of view in degrees, 0 to 360, clockwise from north."""
    bearing_reference: BearingReference | None
    footprint: tuple[tuple[float, float], ...] | None
    """Corners (latitude, longitude), WGS 84 degrees, not repeated at the end; None for a point.

    Where the footprint crosses the antimeridian, longitudes go on past 180 (or -180) and do not jump."""
    raw: str
    """The tags as they stand in the file."""
    source_datum: str | None
    """As the file names it ("WGS-84", "EPSG:26914"); None when it names none."""
    method: str
    """How it came to be known: "EXIF GPS", "XMP GPS", "GeoTIFF", "IPTC"."""
    role: LocationRole
    suspect: tuple[str, ...]
    """Reasons for doubt in plain words; empty when there are none."""
    valid: bool
    """False when the statement gives no point on Earth; then lat and lon are None and only `raw` speaks."""


@dataclass(frozen=True, slots=True)
class RecordedTime:
    """One moment that the file itself states."""

    tag: str
    """For example "EXIF DateTimeOriginal"."""
    raw: str
    earliest: datetime | None
    """UTC, aware, inclusive; None when the text names no possible date."""
    latest: datetime | None
    """UTC, aware, inclusive."""
    zone_basis: ZoneBasis
    reason: str
    """Why the interval is what it is, or why there is none: one plain sentence."""
    capture: bool
    """True for the moment of taking; False for writing, changing, publishing."""


@dataclass(frozen=True, slots=True)
class Camera:
    """What the file says took it."""

    make: str | None
    model: str | None
    lens: str | None
    serial: str | None
    software: str | None


@dataclass(frozen=True, slots=True)
class ReadCaption:
    """One text about the picture: description, headline, title, user comment."""

    tag: str
    text: str
    """NFC, without control characters."""
    language: str | None
    """An RFC 3066 tag such as "uk" or "ko"; None when none is stated ("x-default" too)."""


@dataclass(frozen=True, slots=True)
class C2paState:
    """What the content credentials amount to; "invalid" is not forgery, "none" proves nothing."""

    state: C2paStateName
    url: str | None
    """Of a remote manifest, which is never fetched."""
    codes: tuple[str, ...]
    """Failure codes of the validation, ingredients' failures included."""
    detail_json: str | None
    """The manifest store as the reader printed it."""


@dataclass(frozen=True, slots=True)
class PictureReading:
    """All that was read from one file. Every field may be empty; `problems` says what went wrong."""

    media_type: str
    """By content, never by name: "image/jpeg", "application/pdf", "application/octet-stream"."""
    format_name: str
    """For people: "JPEG", "GeoTIFF", "Nikon NEF", "unknown"."""
    width: int | None
    """Pixels as stored, before the orientation is applied."""
    height: int | None
    orientation: int | None
    """EXIF orientation, 1 to 8."""
    frames: int | None
    """1 for a still picture; None when not counted."""
    snapshots: tuple[ReadSnapshot, ...]
    locations: tuple[RecordedLocation, ...]
    times: tuple[RecordedTime, ...]
    camera: Camera | None
    captions: tuple[ReadCaption, ...]
    digital_source_type: str | None
    """The last part of the IPTC term ("digitalCapture", "trainedAlgorithmicMedia"); None when not stated."""
    c2pa: C2paState
    problems: tuple[str, ...]
    """Plain sentences, one for each reader that failed or each value that was cut."""
    picture: bool
    """True when a thumbnail can be expected."""
    no_picture_reason: str | None
    """One plain sentence when `picture` is False."""


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A small picture, upright, sRGB, without any metadata."""

    data: bytes
    media_type: str
    """"image/jpeg", or "image/webp" where the picture is transparent."""
    width: int
    height: int
    phash: bytes | None
    """Perceptual hash: 64 bytes, the picture's own 64 bits first, then those of its mirror images and
    quarter turns (`perceptual.distance` compares two of them); None for a featureless picture."""
    note: str | None = None
    """A plain sentence where the picture is not whole ("cut short"), else None."""


@dataclass(frozen=True, slots=True)
class DecodedPicture:
    """Pixels for the viewer, upright, sRGB."""

    width: int
    height: int
    rgb: bytes
    """Three bytes a pixel, rows from the top without padding."""
    note: str | None
