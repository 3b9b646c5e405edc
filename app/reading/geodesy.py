"""Coordinates of any reference system turned into WGS 84, with pyproj's network switched off."""

from functools import lru_cache

import pyproj
import pyproj.network


def to_wgs84(crs: str, points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """(x or longitude, y or latitude) of `crs` (EPSG code, WKT, PROJ) -> (latitude, longitude) of WGS 84.

    Raises `pyproj.exceptions.ProjError` for a system that PROJ does not know; a point outside the system's
    domain comes back as infinity.
    """
    xs, ys = zip(*points, strict=True)
    lons, lats = _transformer(crs).transform(xs, ys)
    return list(zip(lats, lons, strict=True))


@lru_cache(maxsize=64)
def _transformer(crs: str) -> pyproj.Transformer:
    # PROJ_NETWORK=ON in the environment would otherwise let it fetch grids.
    pyproj.network.set_network_enabled(active=False)  # type: ignore[attr-defined]  # re-exported untold
    return pyproj.Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
