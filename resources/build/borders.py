"""Borders and regional lines out of pieces of land: what lies between which two pieces."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from resources.build.land import LandPiece, disputed_rows

GRID = 1000
"""Steps a degree, about 100 m, to which the lines are rounded so that neighbours meet."""
Line = NDArray[np.float64]


def border_lines(pieces: Sequence[LandPiece], shapes: Sequence[BaseGeometry]) -> dict[str, list[Line]]:
    """Lines between pieces by kind: `country`, `disputed`, `region`; `shapes` are the pieces' outlines."""
    segments, owners = _segments(shapes)
    order = np.lexsort(segments.T[::-1])
    segments, owners = segments[order], owners[order]
    first = np.flatnonzero(np.any(np.diff(segments, axis=0, prepend=-1), axis=1))
    counts = np.diff(first, append=len(segments))
    kinds = _Kinds(pieces)
    found: dict[str, list[NDArray[np.int64]]] = {}
    for start, count in zip(first.tolist(), counts.tolist(), strict=True):
        kind = kinds.between(*owners[start : start + 2].tolist()) if count > 1 else ""
        if kind:
            found.setdefault(kind, []).append(segments[start])
    return {kind: _merged(np.array(of_kind)) for kind, of_kind in found.items()}


def coast_lines(land: BaseGeometry, least_water: float) -> list[Line]:
    """The rim of the land, without water of fewer square degrees than that and without the map's own edge."""
    polygons = shapely.get_parts(land)
    rings = [polygon.exterior for polygon in polygons]
    rings += [hole for one in polygons for hole in one.interiors if shapely.Polygon(hole).area > least_water]
    edge = shapely.box(-180, -90, 180, 90).boundary.buffer(1e-3)
    return [line for ring in rings for line in lines_of(shapely.line_merge(shapely.difference(ring, edge)))]


class _Kinds:
    """What kind of line lies between two pieces, by the table of disputed places; "" for none."""

    def __init__(self, pieces: Sequence[LandPiece]) -> None:
        self._pieces = pieces
        rows = disputed_rows()
        self._pairs = [set(row["between"]) for row in rows if "between" in row]
        self._against: dict[str, set[str]] = {}
        for row in rows:
            for owner in (row["id"], *row.get("regions", ()), *row.get("countries", ())):
                self._against.setdefault(owner, set()).update(row["dashed_against"])

    def between(self, one: int, other: int) -> str:
        a, b = self._pieces[one], self._pieces[other]
        if one == other:
            return ""
        if self._disputed(a, b) or self._disputed(b, a) or {a.country, b.country} in self._pairs:
            return "disputed"
        if a.country != b.country:
            return "country"
        return "region" if a.code != b.code or not a.code else ""

    def _disputed(self, piece: LandPiece, other: LandPiece) -> bool:
        """Whether `piece` is marked off from the country of `other`, and `other` not just like it."""
        mine = self._marked_off(piece)
        return other.country in mine and mine != self._marked_off(other)

    def _marked_off(self, piece: LandPiece) -> set[str]:
        """The countries from which a piece is marked off by a dashed line."""
        owners = {piece.code, piece.area, piece.country} - {""}
        return {country for owner in owners for country in self._against.get(owner, ())}


def _segments(shapes: Sequence[BaseGeometry]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All sides of all rings as x1, y1, x2, y2 in steps, the lesser end first, and whose they are."""
    ends: list[NDArray[np.int64]] = []
    owners: list[NDArray[np.int64]] = []
    for owner, shape in enumerate(shapes):
        for ring in shapely.get_rings(shapely.get_parts(shape)):
            points = np.rint(shapely.get_coordinates(ring) * GRID).astype(np.int64)
            points = points[np.append(True, np.any(np.diff(points, axis=0), axis=1))]
            sides = np.hstack([points[:-1], points[1:]])
            turned = (sides[:, 0] > sides[:, 2]) | (
                (sides[:, 0] == sides[:, 2]) & (sides[:, 1] > sides[:, 3])
            )
            sides[turned] = sides[turned][:, [2, 3, 0, 1]]
            ends.append(sides)
            owners.append(np.full(len(sides), owner))
    return np.concatenate(ends), np.concatenate(owners)


def _merged(segments: NDArray[np.int64]) -> list[Line]:
    sides = shapely.MultiLineString(list(segments.reshape(-1, 2, 2) / GRID))
    return lines_of(shapely.line_merge(sides))


def lines_of(geometry: BaseGeometry) -> list[Line]:
    """The lines among the parts of a geometry, as arrays of points."""
    return [
        shapely.get_coordinates(part)
        for part in shapely.get_parts(geometry)
        if part.geom_type == "LineString"
    ]
