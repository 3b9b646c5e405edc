"""Boxes of degrees that cover a shape for certain: for the index, and to spare the exact test."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from app.places.shapes import Area, DegreeBox, Shape

if TYPE_CHECKING:
    from shapely import MultiPolygon

Floats = NDArray[np.float64]
IndexBox = tuple[float, float, float, float]
"""Least and greatest longitude, least and greatest latitude, in degrees; never across the antimeridian."""

_LEAST_MERIDIAN_RADIUS_M = 6_335_439.0
"""The least radius of curvature on WGS 84 (of the meridian at the equator)."""
# degrees, a tenth of a millimetre: more than rounding takes away
_MARGIN = 1e-9


def boxes(shape: Shape) -> tuple[IndexBox, ...]:
    """One to three boxes that together cover the shape, at the antimeridian on both of its sides."""
    if isinstance(shape, Area):
        return _area_boxes(shape.geometry)
    if isinstance(shape, DegreeBox):
        return boxes_of_edges(shape.south, shape.west, shape.north, shape.east)
    return boxes_of_circle(shape.lat, shape.lon, shape.radius_m)


def boxes_of_circle(lat: float, lon: float, radius_m: float) -> tuple[IndexBox, ...]:
    """As `boxes`, of numbers that nobody is asked about: those of a file, which no class may refuse."""
    dlat, dlon = (float(span[0]) for span in spans(np.array([lat], np.float64), np.array([radius_m])))
    return _split(max(-90.0, lat - dlat), min(90.0, lat + dlat), lon - dlon, 2 * dlon)


def boxes_of_circles(lats: Floats, lons: Floats, radii: Floats) -> list[tuple[IndexBox, ...]]:
    """`boxes_of_circle` of many."""
    heights, widths = spans(lats, radii)
    rows = zip(lats.tolist(), lons.tolist(), heights.tolist(), widths.tolist(), strict=True)
    return [
        _split(max(-90.0, lat - dlat), min(90.0, lat + dlat), lon - dlon, 2 * dlon)
        for lat, lon, dlat, dlon in rows
    ]


def boxes_of_outline(corners: Sequence[tuple[float, float]]) -> tuple[IndexBox, ...]:
    """As `boxes`, of corners (latitude, longitude) as a file has them, past 180 where they cross it."""
    south, north, west, east = _extent(corners)
    # once around: west and east would be the same
    if east - west >= 360:
        return boxes_of_edges(south, -180.0, north, 180.0)
    return boxes_of_edges(south, _wrapped(west), north, _wrapped(east))


def ways_of_outline(corners: Sequence[tuple[float, float]]) -> list[tuple[IndexBox, ...]]:
    """The boxes of an outline, as a file has it and as an analyst states it: one may end at 180 by a hair."""
    south, north, west, east = _extent(corners)
    return [boxes_of_outline(corners), _split(south, north, west, east - west)]


def boxes_of_edges(south: float, west: float, north: float, east: float) -> tuple[IndexBox, ...]:
    """As `boxes`; `west` greater than `east` crosses the antimeridian."""
    if west > east:
        return ((west, 180.0, south, north), (-180.0, east, south, north))
    return _with_seam(west, east, south, north)


def spans(lats: Floats, radii: Floats) -> tuple[Floats, Floats]:
    """Half the height and half the width, in degrees, of boxes that cover circles on the ellipsoid.

    The width is that of a circle on a sphere of the ellipsoid's least radius, which is never less than the
    ellipsoid's own; 180 where the circle holds a pole.
    """
    angle = radii / _LEAST_MERIDIAN_RADIUS_M
    shrink = np.cos(np.radians(lats))
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(angle < np.pi / 2, np.sin(np.minimum(angle, np.pi / 2)) / shrink, np.inf)
    heights = np.degrees(angle) + _MARGIN
    around = (~(ratio < 1) | (np.abs(lats) + heights >= 90)) & (radii > 0)
    widths = np.degrees(np.arcsin(np.where(ratio < 1, ratio, 0.0)))
    return heights, np.where(around, 180.0, np.minimum(widths + _MARGIN, 180.0))


def _extent(corners: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    lats, lons = zip(*corners, strict=True)
    return min(lats), max(lats), min(lons), max(lons)


def _wrapped(lon: float) -> float:
    return lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180


def _area_boxes(geometry: "MultiPolygon") -> tuple[IndexBox, ...]:
    """One box, or one for each half of the world where the area lies on both sides of the antimeridian."""
    west, south, east, north = geometry.bounds
    if east - west <= 180:
        return _split(south, north, west, east - west)
    parts: list[IndexBox] = []
    for half in (
        [p for p in geometry.geoms if p.bounds[0] >= 0],
        [p for p in geometry.geoms if p.bounds[0] < 0],
    ):
        if half:
            wests, souths, easts, norths = zip(*(part.bounds for part in half), strict=True)
            west, south, east, north = min(wests), min(souths), max(easts), max(norths)
            parts += _split(south, north, west, east - west)
    return tuple(parts)


def _split(south: float, north: float, west: float, width: float) -> tuple[IndexBox, ...]:
    if width >= 360:
        return ((-180.0, 180.0, south, north),)
    west = west + 360 if west < -180 else west
    east = west + width
    if east > 180:
        return ((west, 180.0, south, north), (-180.0, east - 360, south, north))
    return _with_seam(west, east, south, north)


def _with_seam(west: float, east: float, south: float, north: float) -> tuple[IndexBox, ...]:
    """A box that ends at the antimeridian has it under both names, as -180 and as 180."""
    pieces = [(west, east, south, north)]
    if east == 180 and west > -180:
        pieces.append((-180.0, -180.0, south, north))
    if west == -180 and east < 180:
        pieces.append((180.0, 180.0, south, north))
    return tuple(pieces)
