"""A footprint as it is kept, `[[lat, lon], ...]`, and as an area."""

import json

import shapely
from shapely import MultiPolygon, Polygon
from shapely.affinity import translate


def footprint_area(kept: str) -> MultiPolygon | None:
    """The area within the ring of corners, WGS 84 degrees; None where the ring encloses nothing.

    A step of more than 180 degrees of longitude crosses the antimeridian; such an area is cut there in two.
    """
    corners = _unwrapped([(float(lat), float(lon)) for lat, lon in json.loads(kept)])
    if len(corners) < 3:
        return None
    # footprints of files may cross themselves; what they enclose is still theirs
    area = shapely.make_valid(Polygon(corners))
    cut = [area.intersection(shapely.box(west, -90, west + 360, 90)) for west in (-540, -180, 180)]
    moved = [translate(part, xoff=shift) for part, shift in zip(cut, (360, 0, -360), strict=True)]
    polygons = _polygons(shapely.union_all(moved))
    return MultiPolygon(polygons) if polygons else None


def _unwrapped(corners: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """(longitude, latitude), each longitude within 180 degrees of the one before it."""
    ring: list[tuple[float, float]] = []
    for lat, lon in corners:
        turns = round((lon - ring[-1][0]) / 360) if ring else 0
        ring.append((lon - 360 * turns, lat))
    return ring


def _polygons(geometry: shapely.Geometry) -> list[Polygon]:
    return [part for part in shapely.get_parts(geometry) if isinstance(part, Polygon) and not part.is_empty]
