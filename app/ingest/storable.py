"""What a file says, made fit to be kept.

What a person types is refused where it is impossible, with a sentence to the person. Nobody can be asked
about the numbers of a file: what is impossible there stays as raw text, the value is unknown, and a doubt
says why.
"""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from app.places.shapes import FARTHEST_M
from app.reading.records import (
    C2paState,
    Camera,
    PictureReading,
    RawTag,
    ReadCaption,
    ReadSnapshot,
    RecordedLocation,
    RecordedTime,
)
from app.reading.text import clean, escaped
from resources.remark import Remark
from resources.remarks import remark

_HEIGHTS_M = (-12_000.0, 1_000_000.0)
"""From under the deepest sea to above every camera of which a position is recorded."""
# what every database and viewer takes for an integer
_LARGEST_COUNT = 2**31 - 1
_NAME_LIMIT = 500
_RAW_LIMIT = 100_000
"""Over all that the readers keep of one tag: they cut at 8,000 characters, before escaping."""
_DOUBT_LIMIT = 300
Outline = tuple[tuple[float, float], ...]


def storable(reading: PictureReading) -> PictureReading:
    """The same reading with every value one that the catalogue can hold, index, show and read back."""
    return replace(
        reading,
        media_type=clean(reading.media_type, _NAME_LIMIT),
        format_name=clean(reading.format_name, _NAME_LIMIT),
        width=_count(reading.width),
        height=_count(reading.height),
        orientation=reading.orientation if reading.orientation in range(1, 9) else None,
        frames=_count(reading.frames),
        snapshots=tuple(map(_snapshot, reading.snapshots)),
        locations=tuple(map(_location, reading.locations)),
        times=tuple(map(_time, reading.times)),
        camera=None if reading.camera is None else _camera(reading.camera),
        captions=tuple(map(_caption, reading.captions)),
        digital_source_type=_name(reading.digital_source_type),
        c2pa=_credentials(reading.c2pa),
        problems=tuple(clean(problem, 2 * _NAME_LIMIT) for problem in reading.problems),
        no_picture_reason=_name(reading.no_picture_reason),
    )


def _snapshot(snapshot: ReadSnapshot) -> ReadSnapshot:
    return replace(
        snapshot,
        reader=clean(snapshot.reader, _NAME_LIMIT),
        version=clean(snapshot.version, _NAME_LIMIT),
        read_at=_moment(snapshot.read_at) or datetime.now(UTC),
        tags=tuple(map(_tag, snapshot.tags)),
    )


def _tag(tag: RawTag) -> RawTag:
    names = tag.namespace + tag.name
    if _is_plain(tag.value, _RAW_LIMIT) and _is_plain(names, _NAME_LIMIT):
        return tag  # a photograph has two hundred of them, and hardly one is odd
    namespace, name = escaped(tag.namespace, _NAME_LIMIT), escaped(tag.name, _NAME_LIMIT)
    return RawTag(tag.group, namespace, name, escaped(tag.value, _RAW_LIMIT))


def _is_plain(text: str, limit: int) -> bool:
    return len(text) <= limit and text.isascii() and text.isprintable()


def _location(location: RecordedLocation) -> RecordedLocation:
    doubts = list(location.suspect)
    lat, lon = _position(location, doubts)
    footprint = None if lat is None else _footprint(location.footprint, doubts)
    bearing = _bearing(location.bearing_deg, doubts)
    return replace(
        location,
        lat=lat,
        lon=lon,
        altitude_m=_altitude(location.altitude_m, doubts),
        radius_m=_radius(location.radius_m, doubts),
        bearing_deg=bearing,
        bearing_reference=None if bearing is None else location.bearing_reference,
        footprint=footprint,
        raw=escaped(location.raw, _RAW_LIMIT),
        source_datum=_name(location.source_datum),
        method=clean(location.method, _NAME_LIMIT),
        suspect=tuple(map(_doubt, doubts)),
        valid=location.valid and lat is not None,
    )


def _doubt(doubt: str) -> str:
    """On one line: they are kept with a line for each."""
    if isinstance(doubt, Remark):
        return doubt.with_texts(_doubt)
    return clean(doubt, _DOUBT_LIMIT).replace("\n", " ")


def _position(location: RecordedLocation, doubts: list[str]) -> tuple[float, float] | tuple[None, None]:
    lat, lon = location.lat, location.lon
    if lat is None or lon is None:
        return None, None
    if abs(lat) <= 90 and abs(lon) <= 180:  # false for NaN
        return lat, lon
    doubts.append(remark("position out of range", lat=f"{lat:.6g}", lon=f"{lon:.6g}"))
    return None, None


def _radius(radius: float | None, doubts: list[str]) -> float | None:
    if radius is None or 0 < radius <= FARTHEST_M:
        return radius
    doubts.append(
        remark(
            "error impossible",
            length=f"{radius:.10g}",
        )
    )
    return None


def _altitude(height: float | None, doubts: list[str]) -> float | None:
    if height is None or _HEIGHTS_M[0] <= height <= _HEIGHTS_M[1]:
        return height
    doubts.append(remark("height impossible", length=f"{height:.10g}"))
    return None


def _bearing(direction: float | None, doubts: list[str]) -> float | None:
    if direction is None or 0 <= direction <= 360:
        return direction
    doubts.append(
        remark(
            "direction impossible",
            angle=f"{direction:.10g}",
        )
    )
    return None


def _footprint(outline: Outline | None, doubts: list[str]) -> Outline | None:
    if outline is None:
        return None
    # longitudes go on past 180 where the outline crosses the antimeridian, by one turn at most
    fits = all(abs(lat) <= 90 and abs(lon) <= 540 for lat, lon in outline)
    if fits and len(outline) >= 3:
        return outline
    doubts.append(remark("outline impossible"))
    return None


def _time(time: RecordedTime) -> RecordedTime:
    earliest, latest = _moment(time.earliest), _moment(time.latest)
    reason = clean(time.reason, _NAME_LIMIT)
    lost = (earliest is None) != (time.earliest is None) or (latest is None) != (time.latest is None)
    if lost or (earliest and latest and earliest > latest):
        earliest = latest = None
        reason = remark("interval impossible")
    return replace(
        time,
        tag=clean(time.tag, _NAME_LIMIT),
        raw=escaped(time.raw, _RAW_LIMIT),
        earliest=earliest,
        latest=latest,
        reason=reason,
    )


def _moment(moment: datetime | None) -> datetime | None:
    """In UTC; None where it has no zone, or lies before the year 1 or after 9999 there."""
    if moment is None or moment.tzinfo is None:
        return None
    try:
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _camera(camera: Camera) -> Camera:
    return Camera(*map(_name, (camera.make, camera.model, camera.lens, camera.serial, camera.software)))


def _caption(caption: ReadCaption) -> ReadCaption:
    return ReadCaption(clean(caption.tag, _NAME_LIMIT), clean(caption.text), _name(caption.language))


def _credentials(state: C2paState) -> C2paState:
    codes = tuple(map(partial(clean, limit=_NAME_LIMIT), state.codes))
    return C2paState(state.state, None if state.url is None else clean(state.url), codes, state.detail_json)


def _count(number: int | None) -> int | None:
    return number if number is not None and 0 < number <= _LARGEST_COUNT else None


def _name(text: str | None) -> str | None:
    return None if text is None else clean(text, _NAME_LIMIT)
