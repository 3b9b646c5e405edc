"""The frame of a small map: which part of the world it shows, and where on the paper a position falls."""

import math
from collections.abc import Sequence
from typing import Any, Self

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Proj

from app.places.basemap import GeoBox, clip
from app.places.position import wgs84

Line = NDArray[np.float64]
Position = tuple[float, float]
"""Latitude and longitude, WGS 84 degrees."""
_LEAST_HALF_M = 60_000.0
"""Half the least extent of a map in metres, so that it shows where in a country the place lies."""
# a quarter around what is marked: a mark at the rim would lose its label
_MARGIN = 1.25
_WORLD_FROM_M = 5_000_000.0
"""Half-extents from which the whole world is shown, on plain longitude and latitude."""


class Frame:
    """A sheet of `width` x `height` millimetres around positions, north up.

    Up to continental size it is the azimuthal equidistant projection about the middle, on WGS 84, true to
    scale from there; beyond that the whole world in equal steps of longitude and latitude. `metres_per_mm` is
    the scale at the middle.
    """

    def __init__(self, lat: float, lon: float, metres_per_mm: float, width: float, height: float) -> None:
        self.width, self.height, self.metres_per_mm = width, height, metres_per_mm
        self.whole_world = False
        self._lon = lon
        self._proj = Proj(proj="aeqd", lat_0=lat, lon_0=lon, datum="WGS84")

    @classmethod
    def around(cls, reaches: Sequence[tuple[Position, float]], width: float, height: float) -> Self:
        """The frame that holds every position with its reach in metres. At least one position is needed."""
        lat, lon = _middle([position for position, _ in reaches])
        far = [_offsets(lat, lon, position, reach) for position, reach in reaches]
        across, down = max(x for x, _ in far) * _MARGIN, max(y for _, y in far) * _MARGIN
        scale = max(across / (width / 2), down / (height / 2), _LEAST_HALF_M / (min(width, height) / 2))
        if scale * max(width, height) / 2 <= _WORLD_FROM_M:
            return cls(lat, lon, scale, width, height)
        # the length of the equator of WGS 84, in metres
        world = cls(0.0, lon, 40_075_017.0 / width, width, height)
        world.whole_world = True
        # `over`: PROJ would else move longitudes beyond 180 from the middle to the other rim, and draw a line
        # across the map
        world._proj = Proj(proj="eqc", lon_0=lon, datum="WGS84", over=True)
        return world

    @property
    def scale(self) -> float:
        """The denominator of the map's scale at its middle."""
        return self.metres_per_mm * 1000

    def on_paper(self, line: Line) -> Line:
        """Longitudes and latitudes (n x 2) -> millimetres from the upper left corner."""
        x, y = self._proj(line[:, 0], np.clip(line[:, 1], -90, 90))
        return np.column_stack(
            [self.width / 2 + x / self.metres_per_mm, self.height / 2 - y / self.metres_per_mm]
        )

    def drawn(self, line: Line, closed: bool = False) -> list[Line]:
        """The parts of a line, or of a ring to be filled, that fall on the paper, in millimetres."""
        shape: Any = shapely.Polygon(line) if closed else shapely.LineString(line)
        dense = shapely.get_coordinates(shapely.segmentize(shape, self._step()))
        paper = self.on_paper(dense)
        # what lies opposite the middle has no place on an azimuthal map: PROJ gives infinity
        if not np.isfinite(paper).all():
            return []
        return clip(paper, closed, (0, 0, self.width, self.height))

    def box(self) -> GeoBox:
        """A box of degrees that covers the paper."""
        if self.whole_world:
            return GeoBox(self._lon - 180, -90, self._lon + 180, 90)
        lons, lats = self._proj(*self._rim(), inverse=True)
        # unrolled about the middle, so that a map at the antimeridian is one box
        lons = self._lon + (np.asarray(lons) - self._lon + 180) % 360 - 180
        south, north = float(np.min(lats)), float(np.max(lats))
        # around a pole every longitude is on the paper, whatever the rim says
        poles = [pole for pole in (-90.0, 90.0) if self._shows(pole)]
        if poles:
            edges = (min(south, *poles), max(north, *poles))
            return GeoBox(self._lon - 180, edges[0], self._lon + 180, edges[1])
        return GeoBox(float(np.min(lons)), south, float(np.max(lons)), north)

    def _rim(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Metres of a net of positions over the paper."""
        half_x, half_y = self.width / 2 * self.metres_per_mm, self.height / 2 * self.metres_per_mm
        x, y = np.meshgrid(np.linspace(-half_x, half_x, 21), np.linspace(-half_y, half_y, 21))
        # a hundredth more than the paper: between two positions of the net the rim may bulge
        return x.ravel() * 1.01, y.ravel() * 1.01

    def _shows(self, pole: float) -> bool:
        x, y = self.on_paper(np.array([[self._lon, pole]]))[0]
        return bool(0 <= x <= self.width and 0 <= y <= self.height)

    def _step(self) -> float:
        """Degrees after which a straight line on the globe must be drawn anew."""
        return 5.0 if self.whole_world else max(0.05, min(2.0, self.metres_per_mm * self.width / 111_000 / 8))


def _middle(positions: Sequence[Position]) -> Position:
    """The middle of positions on the globe; of positions that cancel out, the first."""
    lats, lons = np.radians(np.array(positions, np.float64).T)
    x, y, z = np.mean([np.cos(lats) * np.cos(lons), np.cos(lats) * np.sin(lons), np.sin(lats)], axis=1)
    if math.hypot(x, y, z) < 1e-6:
        return positions[0]
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def _offsets(lat: float, lon: float, position: Position, reach: float) -> tuple[float, float]:
    """Metres across and down from the middle to the far edge of a position's reach."""
    azimuth, _, metres = wgs84().inv(lon, lat, position[1], position[0])
    across, down = metres * math.sin(math.radians(azimuth)), metres * math.cos(math.radians(azimuth))
    return abs(across) + reach, abs(down) + reach
