"""The shipped basemap: land, coast, borders, water and towns of a box, as coarse as a scale allows."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from app.places.opened import OpenedOnce
from resources.columns import Columns

Line = NDArray[np.float64]
"""n x 2: longitude and latitude in degrees, WGS 84."""
_COARSER_FROM = (12_000_000, 60_000_000)
"""Scale denominators from which the next coarser level is drawn, its steps being too small to see."""
WATER_FROM = 4_000_000
"""Scale denominator below which rivers and lakes are too coarse to be drawn: they are some 2 km exact."""


class Layer(StrEnum):
    """What there is to draw. `LAND` and `LAKE` are rings to be filled together by the even-odd rule."""

    LAND = "land"
    LAKE = "lake"
    COAST = "coast"
    COUNTRY = "country"
    DISPUTED = "disputed"
    REGION = "region"
    RIVER = "river"


@dataclass(frozen=True, slots=True)
class GeoBox:
    """A box in degrees. `east` may exceed 180 where it crosses the antimeridian; it is at most 360 wide."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Town:
    """A town to be named on a map; importance 0..255. `lon` lies in the box it was asked for."""

    name: str
    lat: float
    lon: float
    importance: int


class Basemap:
    """Opened at the first question; any thread may ask. Coordinates are exact to about 500 m at best."""

    def __init__(self, basemap: Path | None = None) -> None:
        self._file = OpenedOnce(Columns, "map/basemap.bin", basemap)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def lines(self, layer: Layer, box: GeoBox, scale: float) -> list[Line]:
        """The lines of a layer clipped to the box, at a map scale of 1:`scale`.

        Rings of `LAND` and `LAKE` come back closed, cut along the edge of the box. Longitudes are those of
        the box: beyond 180 where it crosses the antimeridian.
        """
        clipped: list[Line] = []
        for line in self._near(layer, box, scale):
            clipped += clip(
                line, layer in (Layer.LAND, Layer.LAKE), (box.west, box.south, box.east, box.north)
            )
        return clipped

    def towns(self, box: GeoBox, limit: int) -> list[Town]:
        """The most important towns of the box, at most `limit`."""
        numbers = self._columns.numbers
        grid = self._grid
        lats = numbers["town_y"]
        found: list[tuple[int, int]] = []
        for turn in _turns(box):
            lons = numbers["town_x"]
            inside = (lons >= (box.west - turn) * grid) & (lons <= (box.east - turn) * grid)
            inside &= (lats >= box.south * grid) & (lats <= box.north * grid)
            # towns lie in the file by importance: the first ones of each turn are enough, and the least
            # number is the most important
            found += [(int(at), turn) for at in np.flatnonzero(inside)[:limit]]
        return [self._town(at, turn) for at, turn in sorted(found)[:limit]]

    @property
    def _columns(self) -> Columns:
        return self._file.get()

    @property
    def _grid(self) -> int:
        return int(self._columns.texts["grid"])

    def _near(self, layer: Layer, box: GeoBox, scale: float) -> Iterator[Line]:
        """The whole lines that come near the box, moved by full turns into its longitudes."""
        numbers, grid = self._columns.numbers, self._grid
        chosen = numbers["layer"] == self._columns.texts["layers"].index(layer.value)
        # each line is in the file once a level, thinned for it
        chosen &= numbers["level"] == sum(scale >= limit for limit in _COARSER_FROM)
        chosen &= (numbers["south"] <= box.north * grid) & (numbers["north"] >= box.south * grid)
        for turn in _turns(box):
            west, east = (box.west - turn) * grid, (box.east - turn) * grid
            for at in np.flatnonzero(chosen & (numbers["west"] <= east) & (numbers["east"] >= west)):
                yield self._line(int(at)) + np.array([turn, 0])

    def _line(self, at: int) -> Line:
        numbers = self._columns.numbers
        start, end = int(numbers["start"][at]), int(numbers["start"][at + 1])
        # stored as steps from corner to corner, which fit into fewer bytes
        x = np.cumsum(numbers["x"][start:end], dtype=np.int64) + numbers["first_x"][at]
        y = np.cumsum(numbers["y"][start:end], dtype=np.int64) + numbers["first_y"][at]
        return np.column_stack([x, y]) / self._grid

    def _town(self, at: int, turn: int) -> Town:
        numbers = self._columns.numbers
        start, end = int(numbers["town_start"][at]), int(numbers["town_start"][at + 1])
        return Town(
            bytes(numbers["town_bytes"][start:end]).decode(),
            int(numbers["town_y"][at]) / self._grid,
            int(numbers["town_x"][at]) / self._grid + turn,
            int(numbers["town_importance"][at]),
        )


def clip(line: Line, closed: bool, bounds: tuple[float, float, float, float]) -> list[Line]:
    """The parts of a line, or the rings of what a ring encloses, within least x, least y, greatest x and y.

    Rings may touch or cross themselves; filled by the even-odd rule they still show the same.
    """
    low, high = line.min(axis=0), line.max(axis=0)
    if low[0] >= bounds[0] and low[1] >= bounds[1] and high[0] <= bounds[2] and high[1] <= bounds[3]:
        return [line]
    if not closed:
        return _coordinates(shapely.clip_by_rect(shapely.LineString(line), *bounds))
    # thinned rings may cross themselves, and GEOS refuses to cut those
    polygon = shapely.make_valid(shapely.Polygon(line))
    cut = shapely.intersection(polygon, shapely.box(*bounds))
    whole = [part for part in shapely.get_parts(cut) if part.geom_type in ("Polygon", "MultiPolygon")]
    return _coordinates(shapely.GeometryCollection(whole))


def _turns(box: GeoBox) -> list[int]:
    """The full turns by which the map of -180..180 must be moved to lie under the box."""
    # a box begins at -360 at the least and ends at 360 at the most: one turn to each side is enough
    return [turn for turn in (-360, 0, 360) if box.west <= 180 + turn and box.east >= turn - 180]


def _coordinates(shape: BaseGeometry) -> list[Line]:
    """The lines and the rings of a geometry that have any length."""
    parts = [part for one in shapely.get_parts(shape) for part in shapely.get_parts(one)]
    polygons = [part for part in parts if part.geom_type == "Polygon"]
    lines = [part for part in parts if part.geom_type == "LineString"]
    return [
        shapely.get_coordinates(line) for line in (*lines, *shapely.get_rings(polygons)) if line.length > 0
    ]
