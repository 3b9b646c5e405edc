"""Which locations lie inside a shape, which only may, and how far away they are.

*Inside*: the whole circle or footprint of the location lies within the shape. *May be inside*: it only
touches the shape, or its radius is unknown and its point lies in the shape. Distances are geodesics on the
WGS 84 ellipsoid. Edges of areas and footprints are straight in longitude and latitude (RFC 7946).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon

from app.places import borders
from app.places.bounds import Floats, IndexBox, boxes, spans
from app.places.position import wgs84
from app.places.shapes import Area, Circle, DegreeBox, Shape

__all__ = [
    "INSIDE",
    "MAY_BE_INSIDE",
    "OUTSIDE",
    "IndexBox",
    "LocationArrays",
    "PlaceAnswers",
    "answers",
    "boxes",
    "distance_m",
]

Codes = NDArray[np.int8]
OUTSIDE, MAY_BE_INSIDE, INSIDE = np.int8(0), np.int8(1), np.int8(2)


@dataclass(frozen=True, slots=True)
class LocationArrays:
    """Locations as columns of one length: degrees on WGS 84, radii in metres (NaN: unknown).

    `footprints` holds, by row, the outlines of those that have one; such a row's radius is not looked at.
    """

    lats: Floats
    lons: Floats
    radii: Floats
    footprints: Mapping[int, MultiPolygon] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlaceAnswers:
    """For each row of a `LocationArrays`: OUTSIDE, MAY_BE_INSIDE or INSIDE, and its distance.

    The distance in metres is that to the location's point, or to the nearest spot of its footprint (0 when
    the centre lies in the footprint); NaN where the shape is not a circle.
    """

    match: Codes
    distance_m: Floats


def distance_m(lat: float, lon: float, lats: Floats, lons: Floats) -> Floats:
    """Metres from one position to many."""
    there = np.full(len(lats), lon), np.full(len(lats), lat)
    return np.asarray(wgs84().inv(*there, lons, lats, return_back_azimuth=False)[2], np.float64)


def answers(shape: Shape, located: LocationArrays) -> PlaceAnswers:
    """How each location answers a search for `shape`."""
    if isinstance(shape, Circle):
        match, distances = _in_circle(shape, located)
    else:
        match = _in_box(shape, located) if isinstance(shape, DegreeBox) else _in_area(shape, located)
        distances = np.full(len(located.lats), np.nan)
    for row, footprint in located.footprints.items():
        code, distance = _footprint(shape, footprint)
        match[row], distances[row] = code, distance
    return PlaceAnswers(match, distances)


def _in_circle(circle: Circle, located: LocationArrays) -> tuple[Codes, Floats]:
    distances = distance_m(circle.lat, circle.lon, located.lats, located.lons)
    inside = distances + located.radii <= circle.radius_m
    # an unknown radius is none here: the point itself must lie in the circle
    touches = distances <= circle.radius_m + np.nan_to_num(located.radii)
    return _codes(inside, touches), distances


def _in_box(box: DegreeBox, located: LocationArrays) -> Codes:
    """Settled by covering boxes where they can; the few near an edge by their distance to it."""
    radii = np.nan_to_num(located.radii)
    offset = np.mod(located.lons - box.west, 360.0)
    centre = (located.lats >= box.south) & (located.lats <= box.north) & _between(box, located.lons)
    dlat, dlon = spans(located.lats, radii)
    # a pole and a box that goes right round have no edge there
    clear = (located.lats - dlat > box.south) | (box.south == -90)
    clear &= (located.lats + dlat < box.north) | (box.north == 90)
    clear &= ((offset - dlon > 0) & (offset + dlon < box.width)) | (box.width >= 360)
    far = (located.lats + dlat < box.south) | (located.lats - dlat > box.north)
    far |= (offset - dlon > box.width) & (offset + dlon < 360)
    near = ~far & ~(clear & centre) & (radii > 0)
    edge = np.full(len(radii), np.inf)
    edge[near] = borders.distances_to_box_edge(box, located.lats[near], located.lons[near], radii[near])
    return _judge(centre, edge, radii, located)


def _between(box: DegreeBox, lons: Floats) -> NDArray[np.bool_]:
    """Compared without arithmetic, so that the edges are in; -180 and 180 are one meridian."""
    if box.west > box.east:
        return (lons >= box.west) | (lons <= box.east)
    other = np.where(np.abs(lons) == 180, -lons, lons)
    return ((lons >= box.west) & (lons <= box.east)) | ((other >= box.west) & (other <= box.east))


def _in_area(area: Area, located: LocationArrays) -> Codes:
    radii = np.nan_to_num(located.radii)
    # builds an index of its edges, which GEOS keeps with the geometry: there may be a million positions
    shapely.prepare(area.geometry)
    centre = shapely.intersects_xy(area.geometry, located.lons, located.lats)
    # a position on the antimeridian has two names, and the area may use the other
    seam = np.abs(located.lons) == 180
    centre[seam] |= shapely.intersects_xy(area.geometry, -located.lons[seam], located.lats[seam])
    edge = np.full(len(radii), np.inf)
    near = _near_border(area, located, radii)
    edge[near] = borders.distances_to_area_edge(area, located.lats[near], located.lons[near], radii[near])
    return _judge(centre, edge, radii, located)


def _near_border(area: Area, located: LocationArrays, radii: Floats) -> NDArray[np.bool_]:
    """Rows whose covering box is neither wholly in nor wholly out, or reaches past the edge of the plane."""
    rows = np.flatnonzero(radii > 0)
    dlat, dlon = spans(located.lats[rows], radii[rows])
    west, east = located.lons[rows] - dlon, located.lons[rows] + dlon
    south, north = located.lats[rows] - dlat, located.lats[rows] + dlat
    cover = shapely.box(west, south, east, north)
    settled = shapely.contains_properly(area.geometry, cover) | shapely.disjoint(area.geometry, cover)
    near = np.zeros(len(radii), np.bool_)
    near[rows] = ~settled | (west <= -180) | (east >= 180) | (south <= -90) | (north >= 90)
    return near


def _judge(centre: NDArray[np.bool_], edge: Floats, radii: Floats, located: LocationArrays) -> Codes:
    inside = centre & (edge >= radii) & ~np.isnan(located.radii)
    return _codes(inside, centre | ((edge <= radii) & (radii > 0)))


def _codes(inside: NDArray[np.bool_], touches: NDArray[np.bool_]) -> Codes:
    codes = np.where(inside, INSIDE, np.where(touches, MAY_BE_INSIDE, OUTSIDE))
    return codes.astype(np.int8)


def _footprint(shape: Shape, footprint: MultiPolygon) -> tuple[np.int8, float]:
    if isinstance(shape, Circle):
        nearest, farthest = borders.reach_of_footprint(footprint, shape.lat, shape.lon)
        inside, touches = farthest <= shape.radius_m, nearest <= shape.radius_m
        return INSIDE if inside else MAY_BE_INSIDE if touches else OUTSIDE, nearest
    region = shape.geometry if isinstance(shape, Area) else _outline(shape)
    if shapely.covers(region, footprint):
        return INSIDE, np.nan
    return MAY_BE_INSIDE if shapely.intersects(region, footprint) else OUTSIDE, np.nan


def _outline(box: DegreeBox) -> shapely.Geometry:
    return shapely.union_all(
        [shapely.box(west, south, east, north) for west, east, south, north in boxes(box)]
    )
