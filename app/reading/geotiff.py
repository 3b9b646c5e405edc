"""GeoTIFF: the ground that a picture covers, from its tags alone (OGC GeoTIFF 1.1); no pixel is read."""

import math
from typing import BinaryIO

import pyproj
from pyproj.exceptions import ProjError

from app.reading.findings import Findings
from app.reading.geodesy import to_wgs84
from app.reading.records import RawTag, ReadSnapshot, RecordedLocation
from app.reading.text import clean, escaped
from app.reading.tiff import Directory, Tiff
from resources.remarks import remark

_SCALE, _TIEPOINTS, _MATRIX = 0x830E, 0x8482, 0x85D8
KEYS, _DOUBLES, _ASCII = 0x87AF, 0x87B0, 0x87B1
_RASTER_TYPE, _GEOGRAPHIC, _PROJECTED = 1025, 2048, 3072
_CITATIONS = (1026, 2049, 3073)
_USER_DEFINED = 32767
_EDGE = 8
"""Points along each edge: a straight edge of a projected picture is bent in degrees."""
_NAMES = {
    _SCALE: "ModelPixelScale",
    _TIEPOINTS: "ModelTiepoint",
    _MATRIX: "ModelTransformation",
    KEYS: "GeoKeyDirectory",
    _DOUBLES: "GeoDoubleParams",
    _ASCII: "GeoAsciiParams",
}
Affine = tuple[float, float, float, float, float, float]


def read(file: BinaryIO, width: int | None, height: int | None, findings: Findings) -> None:
    """Add the tags, and the footprint where the file says where it lies. `width`, `height` in pixels."""
    tiff = Tiff(file)
    first = next(tiff.directories(), {})
    tags = tuple(
        RawTag("GeoTIFF", "Image", name, _words(tiff, first, tag))
        for tag, name in _NAMES.items()
        if tag in first
    )
    if not tags:
        return
    findings.snapshots.append(
        ReadSnapshot("pyproj", pyproj.__version__, findings.read_at, tags, none_found=False)
    )
    keys = _keys(tiff, first)
    affine = _affine(tiff, first, keys)
    if affine is None or not width or not height:
        findings.problems.append(remark("GeoTIFF without position"))
        return
    raw = "; ".join(f"{tag.name} {tag.value}" for tag in tags)
    findings.locations.append(_location(affine, width, height, keys, escaped(raw, 2_000)))


def _location(
    affine: Affine, width: int, height: int, keys: dict[int, int | str], raw: str
) -> RecordedLocation:
    crs = _crs(keys)
    centre: tuple[float, float] | None = None
    corners: list[tuple[float, float]] = []
    suspect: list[str] = []
    if crs is None:
        suspect.append(remark("reference system unreadable"))
    else:
        try:
            centre, *ring = to_wgs84(crs, [_ground(affine, x, y) for x, y in _outline(width, height)])
            corners = _continuous(ring)
        except ProjError:
            suspect.append(remark("reference system unknown", crs=crs))
    usable = bool(centre and corners) and all(math.isfinite(part) for point in corners for part in point)
    usable = usable and all(abs(lat) <= 90 for lat, _ in corners)
    if not usable and not suspect:
        suspect.append(remark("corners outside"))
    return RecordedLocation(
        centre[0] if usable and centre else None,
        centre[1] if usable and centre else None,
        None,
        None,
        None,
        None,
        _thinned(corners) if usable else None,
        raw,
        crs or clean(str(next((keys[key] for key in _CITATIONS if key in keys), "")), 200) or None,
        "GeoTIFF",
        "subject",
        tuple(suspect),
        usable,
    )


def _outline(width: int, height: int) -> list[tuple[float, float]]:
    """The centre, then the edges clockwise from the upper left corner, in pixels."""
    steps = [index / _EDGE for index in range(_EDGE)]
    top = [(step * width, 0.0) for step in steps]
    right = [(float(width), step * height) for step in steps]
    bottom = [(width - step * width, float(height)) for step in steps]
    left = [(0.0, height - step * height) for step in steps]
    return [(width / 2, height / 2), *top, *right, *bottom, *left]


def _ground(affine: Affine, column: float, row: float) -> tuple[float, float]:
    a, b, c, d, e, f = affine
    return a * column + b * row + c, d * column + e * row + f


def _continuous(ring: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Longitudes that go on past 180 where the outline crosses the antimeridian."""
    found: list[tuple[float, float]] = []
    for lat, lon in ring:
        before = found[-1][1] if found else lon
        turns = round((before - lon) / 360) if math.isfinite(before - lon) and abs(before - lon) > 180 else 0
        found.append((lat, lon + 360 * turns))
    return found


def _thinned(ring: list[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """Only the corners where the edges are straight in degrees, to within a thousandth of the size."""
    corners = ring[::_EDGE]
    size = max(abs(a[axis] - b[axis]) for axis in (0, 1) for a in corners for b in corners)
    for side in range(4):
        one, other = corners[side], corners[(side + 1) % 4]
        for step in range(1, _EDGE):
            lat, lon = ring[side * _EDGE + step]
            part = step / _EDGE
            off = max(
                abs(one[0] + (other[0] - one[0]) * part - lat), abs(one[1] + (other[1] - one[1]) * part - lon)
            )
            if off > size / 1_000:
                return tuple(ring)
    return tuple(corners)


def _affine(tiff: Tiff, first: Directory, keys: dict[int, int | str]) -> Affine | None:
    """Pixel corner -> ground. Where the keys say that a pixel is a point, half a pixel is taken off."""
    matrix = tiff.numbers(first.get(_MATRIX))
    scale, tie = tiff.numbers(first.get(_SCALE)), tiff.numbers(first.get(_TIEPOINTS))
    if len(matrix) == 16:
        found: Affine = (matrix[0], matrix[1], matrix[3], matrix[4], matrix[5], matrix[7])
    elif len(scale) >= 2 and len(tie) >= 6 and scale[0] and scale[1]:
        column, row, _, x, y, _ = tie[:6]
        found = (scale[0], 0.0, x - column * scale[0], 0.0, -scale[1], y + row * scale[1])
    else:
        return None
    if keys.get(_RASTER_TYPE) == 2:
        x, y = _ground(found, -0.5, -0.5)
        found = (found[0], found[1], x, found[3], found[4], y)
    return found if all(math.isfinite(part) for part in found) else None


def _keys(tiff: Tiff, first: Directory) -> dict[int, int | str]:
    """GeoKeys: numbers directly, texts out of the ASCII parameters."""
    directory = [int(number) for number in tiff.numbers(first.get(KEYS))]
    ascii_text = tiff.raw(first.get(_ASCII)).decode("latin-1")
    found: dict[int, int | str] = {}
    for at in range(4, len(directory) - 3, 4):
        key, where, count, value = directory[at : at + 4]
        if where == 0:
            found[key] = value
        elif where == _ASCII:
            found[key] = ascii_text[value : value + count].rstrip("|\0")
    return found


def _crs(keys: dict[int, int | str]) -> str | None:
    for key in (_PROJECTED, _GEOGRAPHIC):
        code = keys.get(key)
        if isinstance(code, int) and 0 < code < _USER_DEFINED:
            return f"EPSG:{code}"
        if code == _USER_DEFINED:
            return None
    return None


def _words(tiff: Tiff, first: Directory, tag: int) -> str:
    entry = first[tag]
    if entry.kind == 2:
        return escaped(tiff.raw(entry).rstrip(b"\0").decode("utf-8", "backslashreplace"))
    numbers = tiff.numbers(entry)
    return escaped(" ".join(f"{number:.15g}" for number in numbers[:600]))
