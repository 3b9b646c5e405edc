"""A position as somebody wrote it, read into WGS 84."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pyproj import Geod

Notation = Literal["decimal", "DMS", "MGRS", "UTM", "plus code"]
Datum = Literal["WGS 84", "SK-42"]


@dataclass(frozen=True, slots=True)
class Position:
    """Latitude and longitude in degrees on WGS 84, whatever notation and datum they were written in."""

    lat: float
    lon: float
    radius_m: float | None
    """Half the diagonal of the square that the notation names, in metres; None where it names a point."""
    notation: Notation
    raw: str
    """The text as it was given."""
    source_datum: Datum = "WGS 84"


@cache
def wgs84() -> "Geod":
    """The ellipsoid on which every distance is measured. PROJ's own network access is off.

    PROJ is loaded with the first distance: a start that measures none is spared it.
    """
    from pyproj import Geod
    from pyproj.network import set_network_enabled  # type: ignore[attr-defined]  # public, not in __all__

    set_network_enabled(active=False)
    return Geod(ellps="WGS84")


def reach_m(lat: float, lon: float, corners: Iterable[tuple[float, float]]) -> float:
    """The greatest distance in metres from a position to corners given as (latitude, longitude)."""
    return max(float(wgs84().inv(lon, lat, x, y)[2]) for y, x in corners)
