"""The shapes that a search by place asks about: a circle, a box of degrees, an area."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import CatalogueError
from resources.messages import tr

if TYPE_CHECKING:
    from shapely import MultiPolygon

FARTHEST_M = 20_004_000.0
"""Metres from pole to pole along a meridian of WGS 84, rounded up: no two places lie farther apart."""


@dataclass(frozen=True, slots=True)
class Circle:
    """All positions at most `radius_m` metres, on the WGS 84 ellipsoid, from a position in degrees."""

    lat: float
    lon: float
    radius_m: float

    def __post_init__(self) -> None:
        """Raises CatalogueError for a position off the earth and for a radius that is none."""
        check_position(self.lat, self.lon)
        if not 0 <= self.radius_m < math.inf:
            raise CatalogueError(tr("A distance is zero or more, such as 500m or 25km."))


@dataclass(frozen=True, slots=True)
class DegreeBox:
    """All positions between two parallels and two meridians, in degrees, edges included.

    `west` greater than `east` crosses the antimeridian; -180 and 180 together go right round.
    """

    south: float
    west: float
    north: float
    east: float

    def __post_init__(self) -> None:
        """Raises CatalogueError for edges off the earth, and for a south edge north of the north edge."""
        check_position(self.south, self.west)
        check_position(self.north, self.east)
        if self.south > self.north:
            raise CatalogueError(tr("A box goes from south to north: write south, west, north, east."))

    @property
    def width(self) -> float:
        """Degrees of longitude from the west edge eastwards to the east edge, 0 to 360."""
        if self.west <= self.east:
            return self.east - self.west
        return self.east - self.west + 360.0


@dataclass(frozen=True, slots=True)
class Area:
    """A region in degrees of WGS 84, x longitude and y latitude, as in GeoJSON (RFC 7946, 3.1).

    Edges are straight in longitude and latitude; what crosses the antimeridian is cut there in two.
    """

    geometry: "MultiPolygon"

    def __post_init__(self) -> None:
        """Raises CatalogueError for an empty or self-crossing area and for one that leaves the earth."""
        if self.geometry.is_empty or not self.geometry.is_valid:
            raise CatalogueError(tr("An area needs an outline that does not cross itself."))
        west, south, east, north = self.geometry.bounds
        check_position(south, west)
        check_position(north, east)


Shape = Circle | DegreeBox | Area


def check_position(lat: float, lon: float) -> None:
    """Raises CatalogueError unless -90 <= lat <= 90 and -180 <= lon <= 180."""
    if not -90 <= lat <= 90:
        raise CatalogueError(
            tr("A latitude lies between -90 and 90 degrees; {lat} does not.", lat=f"{lat:g}")
        )
    if not -180 <= lon <= 180:
        raise CatalogueError(
            tr("A longitude lies between -180 and 180 degrees; {lon} does not.", lon=f"{lon:g}")
        )
