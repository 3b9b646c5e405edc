"""Positions on other datums, brought to WGS 84 with what PROJ knows offline."""

import math
from functools import cache
from typing import TYPE_CHECKING

from app.errors import CatalogueError
from app.places.position import wgs84
from resources.messages import tr

if TYPE_CHECKING:
    from pyproj import Transformer

_WEST, _SOUTH, _EAST, _NORTH = 19.57, 35.14, -168.97, 81.91  # area of use of EPSG:4284, across 180 degrees


def from_sk42(lat: float, lon: float) -> tuple[float, float]:
    """WGS 84 latitude and longitude of geographic SK-42 (Pulkovo 1942, EPSG:4284) coordinates.

    Parameters are those of the EPSG register for the country, good to 3-5 m in Russia. Raises CatalogueError
    where SK-42 was not in use.
    """
    from pyproj.exceptions import ProjError

    if not (_SOUTH <= lat <= _NORTH and (lon >= _WEST or lon <= _EAST)):
        raise _outside(lat, lon)
    try:
        # without errcheck PROJ answers with infinity
        x, y = _pulkovo().transform(lon, lat, errcheck=True)
    except ProjError as error:
        raise _outside(lat, lon) from error
    if not (math.isfinite(x) and math.isfinite(y)):
        raise _outside(lat, lon)
    return y, x


@cache
def _pulkovo() -> "Transformer":
    from pyproj import Transformer

    wgs84()
    # without a known operation PROJ would hand the numbers through as they are, some 100 m wrong
    return Transformer.from_crs("EPSG:4284", "EPSG:4326", always_xy=True, allow_ballpark=False)


def _outside(lat: float, lon: float) -> CatalogueError:
    return CatalogueError(
        tr(
            "SK-42 was not used at {lat}, {lon}. Check the position or leave SK-42 out.",
            lat=f"{lat:.4f}",
            lon=f"{lon:.4f}",
        )
    )
