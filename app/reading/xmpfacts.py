"""What XMP properties mean to us: captions, times, positions, camera, digital source type.

Which property wins: exif:DateTimeOriginal and photoshop:DateCreated are moments of capture; xmp:CreateDate,
xmp:ModifyDate and xmp:MetadataDate are recorded beside them. A position that repeats the one of EXIF to a
metre is not recorded twice; one that differs is, and both are marked. Orientation and camera of XMP count
only where EXIF has none.
"""

import re
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import version

from app.reading.findings import Findings
from app.reading.positions import recorded_location
from app.reading.records import (
    BearingReference,
    LocationRole,
    RawTag,
    ReadSnapshot,
    RecordedLocation,
    TagGroup,
)
from app.reading.text import escaped
from app.reading.times import recorded_time
from app.reading.xmp import Property, XmpError, properties
from resources.remarks import remark

_CAPTIONS = frozenset(
    {
        "dc:description",
        "dc:title",
        "photoshop:Headline",
        "exif:UserComment",
        "tiff:ImageDescription",
        "Iptc4xmpCore:AltTextAccessibility",
        "Iptc4xmpCore:ExtDescrAccessibility",
    }
)
_TIMES = {
    "exif:DateTimeOriginal": True,
    "photoshop:DateCreated": True,
    "exif:DateTimeDigitized": False,
    "xmp:CreateDate": False,
    "xmp:ModifyDate": False,
    "xmp:MetadataDate": False,
}
_EQUIPMENT = {
    "tiff:Make": "make",
    "tiff:Model": "model",
    "exifEX:LensModel": "lens",
    "aux:Lens": "lens",
    "exifEX:BodySerialNumber": "serial",
    "aux:SerialNumber": "serial",
    "xmp:CreatorTool": "software",
}
_PLACES: tuple[tuple[str, LocationRole, str], ...] = (
    (r"Iptc4xmpExt:LocationCreated(?:\[\d+\])?/", "camera", "IPTC location created"),
    (r"Iptc4xmpExt:LocationShown(?:\[\d+\])?/", "subject", "IPTC location shown"),
)
_SAME = 1e-5
"""Degrees: about a metre."""
_COORDINATE = re.compile(
    r"\s*(?P<sign>[+-]?)(?P<degrees>\d+(?:\.\d+)?)"
    r"(?:\s*[,°\s]\s*(?P<minutes>\d+(?:\.\d+)?))?(?:\s*[,'′\s]\s*(?P<seconds>\d+(?:\.\d+)?))?"
    r"\s*[\"″]?\s*(?P<letter>[NSEWnsew])?\s*\Z"
)


def read(packets: list[bytes], findings: Findings, group: TagGroup = "XMP") -> None:
    """Read the packets of one file (the extended part after the main one) or of a sidecar."""
    found: list[Property] = []
    # one is usual, two with the extended part; each costs up to 16 MB
    for packet in packets[:8]:
        try:
            found += properties(packet)
        except XmpError as error:
            findings.problems.append(
                remark("XMP of sidecar unreadable", why=error)
                if group == "sidecar"
                else remark("XMP of file unreadable", why=error)
            )
    tags = tuple(RawTag(group, leaf.namespace, _shown(leaf), escaped(leaf.value)) for leaf in found)
    findings.snapshots.append(
        ReadSnapshot("defusedxml", _version(), findings.read_at, tags, none_found=not tags)
    )
    _facts(found, findings, "XMP" if group == "XMP" else "sidecar")


@lru_cache(maxsize=1)
def _version() -> str:
    return version("defusedxml")


def _shown(leaf: Property) -> str:
    return f"{leaf.path} ({leaf.language})" if leaf.language else leaf.path


def _facts(found: list[Property], findings: Findings, label: str) -> None:
    values: dict[str, str] = {}
    for leaf in found:
        values.setdefault(leaf.path, leaf.value)
        path = leaf.path.partition("[")[0]
        if path in _CAPTIONS:
            findings.caption(f"{label} {path}", leaf.value, leaf.language)
    for path, capture in _TIMES.items():
        if values.get(path, "").strip():
            moment = recorded_time(f"{label} {path}", values[path], capture=capture, now=findings.read_at)
            findings.times.append(moment)
    for path, name in _EQUIPMENT.items():
        findings.equipment(name, values.get(path))
    orientation = values.get("tiff:Orientation", "").strip()
    findings.turned(int(orientation) if orientation in tuple("12345678") else None)
    source = values.get("Iptc4xmpExt:DigitalSourceType", "").strip().rstrip("/").rpartition("/")[2]
    findings.digital_source_type = findings.digital_source_type or (source[:100] or None)
    findings.remote_manifest = findings.remote_manifest or _elsewhere(values.get("dcterms:provenance"))
    _places(values, findings, label)


def _elsewhere(provenance: str | None) -> str | None:
    """Where a manifest lies that is not in the file; `self#…` points into the file."""
    return provenance if provenance and provenance.startswith(("http://", "https://")) else None


def _places(values: dict[str, str], findings: Findings, label: str) -> None:
    point = _point(values, "exif:", f"{label} GPS", "camera") or _drone(values, f"{label} GPS")
    if point:
        _add(point, findings)
    placed = [path for path in values if path.startswith("Iptc4xmpExt:Location")]
    for pattern, role, method in _PLACES:
        prefixes = {found.group() for path in placed if (found := re.match(pattern, path))}
        for prefix in sorted(prefixes)[:20]:
            place = _point(values, f"{prefix}exif:", method, role)
            if place:
                findings.locations.append(place)


def _add(point: RecordedLocation, findings: Findings) -> None:
    """Leave out what repeats a camera position already read; mark what contradicts it."""
    for index, other in enumerate(findings.locations):
        if other.role != "camera" or not (other.valid and point.valid):
            continue
        if _near(other, point):
            return
        doubt = remark("positions disagree", method=other.method, other=point.method)
        findings.locations[index] = replace(other, suspect=(*other.suspect, doubt))
        point = replace(point, suspect=(*point.suspect, doubt))
    findings.locations.append(point)


def _near(one: RecordedLocation, other: RecordedLocation) -> bool:
    if one.lat is None or other.lat is None or one.lon is None or other.lon is None:
        return False
    return abs(one.lat - other.lat) < _SAME and abs(one.lon - other.lon) < _SAME


def _point(values: dict[str, str], prefix: str, method: str, role: LocationRole) -> RecordedLocation | None:
    latitude, longitude = values.get(f"{prefix}GPSLatitude"), values.get(f"{prefix}GPSLongitude")
    if not latitude and not longitude:
        return None
    doubts: list[str] = []
    lat, lon = coordinate(latitude or "", "NS"), coordinate(longitude or "", "EW")
    for value, text, name, missing in (
        (lat, latitude, remark("latitude"), remark("no latitude")),
        (lon, longitude, remark("longitude"), remark("no longitude")),
    ):
        if value is None:
            doubts.append(remark("coordinate unreadable", coordinate=name) if text else missing)
    altitude = _number(values.get(f"{prefix}GPSAltitude"))
    if altitude is not None and values.get(f"{prefix}GPSAltitudeRef") == "1":
        altitude = -altitude
    references: dict[str, BearingReference] = {"T": "true", "M": "magnetic"}
    reference = references.get(values.get(f"{prefix}GPSImgDirectionRef", "").strip())
    return recorded_location(
        lat,
        lon,
        raw=f"{prefix}GPSLatitude {latitude}; {prefix}GPSLongitude {longitude}",
        method=method,
        role=role,
        altitude_m=altitude,
        radius_m=_number(values.get(f"{prefix}GPSHPositioningError")),
        bearing=(_number(values.get(f"{prefix}GPSImgDirection")), reference),
        datum=values.get(f"{prefix}GPSMapDatum"),
        doubts=doubts,
    )


def _drone(values: dict[str, str], method: str) -> RecordedLocation | None:
    """DJI writes decimal degrees, the longitude under a misspelt name in older firmware."""
    lat = _number(values.get("drone-dji:GpsLatitude") or values.get("drone-dji:Latitude"))
    names = ("drone-dji:GpsLongitude", "drone-dji:GpsLongtitude", "drone-dji:Longitude")
    lon = next((_number(values[name]) for name in names if name in values), None)
    if lat is None or lon is None:
        return None
    return recorded_location(lat, lon, raw=f"drone-dji: {lat} {lon}", method=method)


def coordinate(text: str, letters: str) -> float | None:
    """Degrees of an XMP coordinate: "43,48.2802N", "43,48,16.8N" or decimal; None where it is none."""
    found = _COORDINATE.match(text)
    if not found:
        return None
    letter = (found["letter"] or "").upper()
    if letter and letter not in letters:
        return None
    value = float(found["degrees"]) + float(found["minutes"] or 0) / 60 + float(found["seconds"] or 0) / 3600
    return -value if found["sign"] == "-" or letter == letters[1] else value


def _number(text: str | None) -> float | None:
    """A decimal number or a fraction "81/10"."""
    top, slash, bottom = (text or "").strip().partition("/")
    try:
        value = float(top) / (float(bottom) if slash else 1.0)
    except (ValueError, ZeroDivisionError):
        return None
    # also false for NaN; no length or angle of ours is near it
    return value if abs(value) < 1e12 else None
