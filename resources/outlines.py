"""Lines and polygons packed small: degrees in steps of 1e-5 (about a metre), differences, deflated.

Packed are the number of lines, the number of points of each (32-bit, little-endian), and the differences of
all longitudes and then latitudes, zigzag-coded so that small ones have small codes, in planes of bytes.
"""

import zlib
from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

STEPS = 100_000
Line = NDArray[np.float64]
"""n x 2: longitude and latitude in degrees, WGS 84."""


def pack_lines(lines: Sequence[Line]) -> bytes:
    """The lines as bytes, rounded to steps of 1e-5 degree."""
    counts = np.array([len(lines), *map(len, lines)], "<u4")
    none = np.zeros((1, 2), np.int32)
    steps = [np.diff(np.rint(line * STEPS).astype(np.int32), axis=0, prepend=none) for line in lines]
    flat = np.concatenate([none[:0], *steps]).T.ravel()
    codes = ((flat << 1) ^ (flat >> 31)).astype("<u4")
    return zlib.compress(counts.tobytes() + codes.view(np.uint8).reshape(-1, 4).T.tobytes(), 9)


def unpack_lines(packed: bytes) -> list[Line]:
    """The lines that `pack_lines` was given. ValueError or zlib.error for other bytes."""
    raw = zlib.decompress(packed)
    number = int(np.frombuffer(raw, "<u4", 1)[0])
    counts = np.frombuffer(raw, "<u4", number, 4).astype(np.int64)
    planes = np.frombuffer(raw, np.uint8, offset=4 + 4 * number).reshape(4, -1)
    codes = np.ascontiguousarray(planes.T).view("<u4").ravel()
    steps = ((codes >> 1).astype(np.int32) ^ -(codes & 1).astype(np.int32)).reshape(2, -1).T
    ends = np.cumsum(counts)
    return [
        np.cumsum(steps[end - count : end], axis=0) / STEPS for count, end in zip(counts, ends, strict=True)
    ]


def pack_polygons(geometry: shapely.MultiPolygon) -> bytes:
    """The polygons as bytes; what shrinks to nothing when rounded is left out."""
    rings: list[Line] = []
    for polygon in shapely.get_parts(shapely.orient_polygons(geometry)):
        if _area(polygon.exterior) > 0:
            holes = [shapely.get_coordinates(hole) for hole in polygon.interiors if _area(hole) < 0]
            rings += [shapely.get_coordinates(polygon.exterior), *holes]
    return pack_lines(rings)


def unpack_polygons(packed: bytes) -> shapely.MultiPolygon:
    """The polygons that `pack_polygons` was given: rings run against the clock, holes follow with it."""
    polygons: list[tuple[Line, list[Line]]] = []
    for ring in unpack_lines(packed):
        if not polygons or _doubled_area(ring) > 0:
            polygons.append((ring, []))
        else:
            polygons[-1][1].append(ring)
    return shapely.MultiPolygon([shapely.Polygon(shell, holes) for shell, holes in polygons])


def _area(ring: shapely.LinearRing) -> float:
    return _doubled_area(np.rint(shapely.get_coordinates(ring) * STEPS) / STEPS)


def _doubled_area(ring: Line) -> float:
    x, y = (ring - ring[0]).T
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))
