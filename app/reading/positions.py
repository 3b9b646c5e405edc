"""Positions as files write them: the rules that every reader of coordinates shares."""

import math

from app.reading.records import BearingReference, LocationRole, RecordedLocation
from app.reading.text import escaped
from resources.remarks import remark

NULL_ISLAND = remark("position zero")
# names as cameras write them -> EPSG codes of the geographic systems
_DATUMS = {
    "TOKYO": 4301,
    "NAD27": 4267,
    "NAD-27": 4267,
    "NAD83": 4269,
    "NAD-83": 4269,
    "ED50": 4230,
    "SK-42": 4284,
    "SK42": 4284,
    "PULKOVO 1942": 4284,
    "OSGB36": 4277,
}
_WGS84 = frozenset({"WGS84", "WGS 84", "WGS_84", "WGS1984", "WGS 1984", ""})


def recorded_location(
    lat: float | None,
    lon: float | None,
    *,
    raw: str,
    method: str,
    role: LocationRole = "camera",
    altitude_m: float | None = None,
    radius_m: float | None = None,
    bearing: tuple[float | None, BearingReference | None] = (None, None),
    datum: str | None = None,
    doubts: list[str] | None = None,
) -> RecordedLocation:
    """Judge a point in degrees: out of range or incomplete is not valid, 0,0 or another datum suspect."""
    suspect = list(doubts or [])
    valid = lat is not None and lon is not None
    if lat is not None and lon is not None:
        if not (math.isfinite(lat) and math.isfinite(lon)) or abs(lat) > 90 or abs(lon) > 180:
            suspect.append(remark("position out of range", lat=f"{lat:.6g}", lon=f"{lon:.6g}"))
            valid = False
        elif lat == 0 and lon == 0:
            suspect.append(NULL_ISLAND)
        else:
            lat, lon = _to_wgs84(lat, lon, datum, suspect)
    return RecordedLocation(
        lat if valid else None,
        lon if valid else None,
        altitude_m,
        radius_m,
        bearing[0],
        bearing[1] if bearing[0] is not None else None,
        None,
        escaped(raw, 2_000),
        datum,
        method,
        role,
        tuple(suspect),
        valid,
    )


def _to_wgs84(lat: float, lon: float, datum: str | None, suspect: list[str]) -> tuple[float, float]:
    name = (datum or "").strip().upper()
    if name.replace("-", "").replace("_", " ") in _WGS84 or name in _WGS84:
        return lat, lon
    code = _DATUMS.get(name)
    if code is None:
        suspect.append(remark("datum unknown", datum=datum))
        return lat, lon
    from app.reading.geodesy import to_wgs84  # pyproj takes 100 ms to load, and hardly a file needs it.

    ((lat, lon),) = to_wgs84(f"EPSG:{code}", [(lon, lat)])
    suspect.append(remark("datum converted", datum=name))
    return lat, lon
