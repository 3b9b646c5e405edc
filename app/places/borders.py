"""Distances from positions to the edges of boxes, areas and footprints, in metres on the WGS 84 ellipsoid."""

from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon
from shapely.affinity import translate

from app.places.bounds import Floats, boxes, spans
from app.places.position import wgs84
from app.places.shapes import Area, Circle, DegreeBox

# (2a + b) / 3 of WGS 84
_MEAN_RADIUS_M = 6_371_008.8
# pieces of an edge that crosses a circle: straight in degrees, each is laid on the plane of the circle as a
# straight line, and so short that it strays by less than the comparison needs
_STEPS = 50


def distances_to_box_edge(box: DegreeBox, lats: Floats, lons: Floats, radii: Floats) -> Floats:
    """Metres from each position to the nearest edge, as exactly as its comparison with the radius needs.

    Infinite where the box has no edge (the whole world): a pole is none, nor are the meridians of a box
    that goes right round.
    """
    found, doubt = _roughly_to_box(box, lats, lons, radii)
    close = np.abs(found - radii) <= doubt
    found[close] = _to_box_edge(box, lats[close], lons[close])
    return found


def distances_to_area_edge(area: Area, lats: Floats, lons: Floats, radii: Floats) -> Floats:
    """Metres from each position to the area's border, as far as is needed to compare it with its radius.

    Rough where the border is clearly nearer or clearly farther than the radius, infinite where it stays out
    of the circle's covering box, exact in between.
    """
    if not len(lats):
        return np.zeros(0)
    border = _border_tree(area.geometry)
    circles, which = np.unique(np.stack([lats, lons, radii]), axis=1, return_inverse=True)
    found, doubt = _roughly(border, *circles)
    for row in np.flatnonzero(np.abs(found - circles[2]) <= doubt):
        found[row] = _to_border(border, Circle(*(float(value) for value in circles[:, row])))
    return np.asarray(found[which.ravel()], np.float64)


def reach_of_footprint(footprint: MultiPolygon, lat: float, lon: float) -> tuple[float, float]:
    """Least and greatest distance in metres from a position to a footprint; least 0 when it lies in it."""
    west, south, east, north = footprint.bounds
    # at least a millionth of a degree, for a footprint may be a point or a line
    step = max((east - west) / _STEPS, (north - south) / _STEPS, 1e-6) / 4
    edges = _densified(footprint.boundary, min(step, 0.05))
    corners = shapely.get_coordinates(edges)
    here = np.full(len(corners), lat), np.full(len(corners), lon)
    farthest = float(_inv(*here, corners[:, 1], corners[:, 0]).max())
    if shapely.intersects_xy(footprint, lon, lat):
        return 0.0, farthest
    return float(_seen_from(edges, lat, lon)), farthest


def _roughly_to_box(box: DegreeBox, lats: Floats, lons: Floats, radii: Floats) -> tuple[Floats, Floats]:
    """Metres to the edge on a plane laid at each position, and by how much they may be wrong."""
    offset = np.mod(lons - box.west, 360.0)
    scale = _metres_per_degree(lats)
    if box.width >= 360:
        within, beyond = np.full(len(lats), np.inf), np.zeros(len(lats))
    else:
        within = np.minimum(offset, box.width - offset) * scale[:, 0]
        beyond = np.minimum(offset - box.width, 360.0 - offset) * scale[:, 0]
    south = np.where(box.south > -90, lats - box.south, np.inf)
    north = np.where(box.north < 90, box.north - lats, np.inf)
    upright = np.minimum(south, north) * scale[:, 1]
    aside = offset > box.width
    outside = np.hypot(np.where(aside, beyond, 0.0), np.where(upright < 0, upright, 0.0))
    found = np.where(aside | (upright < 0), outside, np.minimum(within, upright))
    return _in_doubt(found, lats, lons, radii)


def _in_doubt(found: Floats, lats: Floats, lons: Floats, radii: Floats) -> tuple[Floats, Floats]:
    """How far a plane may be wrong about distances up to a radius; where it is of no use, by all of it."""
    # Half a percent for the ellipsoid and the curvature, the tangent for the meridians that come together, a
    # metre for small circles. Of 200,000 random circles the greatest error was a ninth of this; without the
    # tangent it would be ten times what is allowed for.
    doubt = radii * (0.005 + 2 * radii / _MEAN_RADIUS_M * np.abs(np.tan(np.radians(lats)))) + 1.0
    dlat, dlon = spans(lats, radii)
    # where a plane is of no use: beyond 200 km, across the antimeridian, and around the poles
    unfit = (radii > 200_000) | (np.abs(lons) + dlon >= 180) | (np.abs(lats) + dlat >= 85)
    return np.where(unfit, radii, found), doubt


def _to_box_edge(box: DegreeBox, lats: Floats, lons: Floats) -> Floats:
    edges = [np.full(len(lats), np.inf)]
    nearest = _nearest_lon(box, lons)
    edges += [
        _inv(lats, lons, np.full(len(lats), lat), nearest) for lat in (box.south, box.north) if abs(lat) < 90
    ]
    if box.width < 360:
        edges += [_to_meridian(box, lon, lats, lons) for lon in (box.west, box.east)]
    return np.asarray(np.minimum.reduce(edges), np.float64)


def _inv(lats: Floats, lons: Floats, other_lats: Floats, other_lons: Floats) -> Floats:
    return np.asarray(
        wgs84().inv(lons, lats, other_lons, other_lats, return_back_azimuth=False)[2], np.float64
    )


def _nearest_lon(box: DegreeBox, lons: Floats) -> Floats:
    """The longitude within the box that is nearest to each: on a parallel, distance grows with the angle."""
    offset = np.mod(lons - box.west, 360.0)
    beyond_east = offset - box.width
    end = np.where(beyond_east <= 360.0 - offset, box.east, box.west)
    return np.where(offset <= box.width, lons, end)


def _to_meridian(box: DegreeBox, meridian: float, lats: Floats, lons: Floats) -> Floats:
    """Metres to the nearest spot of one meridian edge.

    The foot of the perpendicular on a sphere, mended three times by the azimuth found there on the ellipsoid;
    each step leaves about 1/300 of the error.
    """
    edge = np.full(len(lats), meridian)
    best: Floats = np.minimum(
        *(_inv(lats, lons, np.full(len(lats), lat), edge) for lat in (box.south, box.north))
    )
    turn = np.radians(lons - meridian)
    foot = np.degrees(np.arctan2(np.sin(np.radians(lats)), np.cos(np.radians(lats)) * np.cos(turn)))
    for _ in range(3):
        foot = np.clip(foot, box.south, box.north)
        azimuth, _back, distance = wgs84().inv(edge, foot, lons, lats)
        best = np.minimum(best, distance)
        angle = np.asarray(distance) / _MEAN_RADIUS_M
        foot = foot + np.degrees(np.arctan2(np.sin(angle) * np.cos(np.radians(azimuth)), np.cos(angle)))
    return np.asarray(
        np.minimum(best, _inv(lats, lons, np.clip(foot, box.south, box.north), edge)), np.float64
    )


def _roughly(border: shapely.STRtree, lats: Floats, lons: Floats, radii: Floats) -> tuple[Floats, Floats]:
    """Metres to the border on a plane laid at each position, and by how much they may be wrong."""
    dlat, dlon = spans(lats, radii)
    windows = shapely.box(lons - dlon, lats - dlat, lons + dlon, lats + dlat)
    circle, piece = border.query(windows)
    scale = _metres_per_degree(lats)
    corners = shapely.get_coordinates(border.geometries[piece]).reshape(-1, 2, 2)
    flat = (corners - np.stack([lons, lats], axis=1)[circle, None, :]) * scale[circle, None, :]
    found = np.full(len(lats), np.inf)
    np.minimum.at(found, circle, _from_origin(flat[:, 0], flat[:, 1]))
    return _in_doubt(found, lats, lons, radii)


def _metres_per_degree(lats: Floats) -> Floats:
    """Columns: metres per degree eastwards and northwards, from the ellipsoid's radii of curvature."""
    sine = np.sin(np.radians(lats))
    bulge = 1 - wgs84().es * sine**2
    east = wgs84().a / np.sqrt(bulge) * np.cos(np.radians(lats))
    north = wgs84().a * (1 - wgs84().es) / bulge**1.5
    return np.asarray(np.radians(np.stack([east, north], axis=1)), np.float64)


def _from_origin(start: Floats, end: Floats) -> Floats:
    """Distance of each straight piece from the origin of the plane."""
    along = end - start
    length = np.einsum("ij,ij->i", along, along)
    share = -np.einsum("ij,ij->i", start, along) / np.where(length > 0, length, 1.0)
    nearest = start + np.clip(share, 0.0, 1.0)[:, None] * along
    return np.asarray(np.hypot(nearest[:, 0], nearest[:, 1]), np.float64)


def _to_border(border: shapely.STRtree, circle: Circle) -> float:
    """Metres from the circle's centre to the border, infinite if that stays out of the covering boxes."""
    cover = boxes(circle)
    windows = shapely.union_all([shapely.box(west, south, east, north) for west, east, south, north in cover])
    pieces = border.query(windows, predicate="intersects")
    if not len(pieces):
        return np.inf
    near = shapely.intersection(windows, shapely.union_all(border.geometries[pieces]))
    height = max(north - south for _, _, south, north in cover)
    return _seen_from(_densified(near, min(height / _STEPS, 1.0)), circle.lat, circle.lon)


def _densified(lines: shapely.Geometry, step: float) -> shapely.Geometry:
    return shapely.GeometryCollection([shapely.segmentize(lines, step)])


def _seen_from(edges: shapely.Geometry, lat: float, lon: float) -> float:
    """Metres to the nearest spot of lines, by the azimuthal equidistant projection about the position."""

    def project(corners: NDArray[np.float64]) -> NDArray[np.float64]:
        there = np.full(len(corners), lon), np.full(len(corners), lat)
        azimuth, _back, distance = wgs84().inv(*there, corners[:, 0], corners[:, 1])
        angle = np.radians(azimuth)
        return np.column_stack([distance * np.sin(angle), distance * np.cos(angle)])

    return float(shapely.distance(shapely.transform(edges, project), shapely.Point(0.0, 0.0)))


@lru_cache(maxsize=8)
def _border_tree(geometry: MultiPolygon) -> shapely.STRtree:
    """The pieces of the border, straight and at most two degrees long, for look-ups by box."""
    lines = shapely.get_parts(shapely.segmentize(_border(geometry), 2.0))
    corners, line = shapely.get_coordinates(lines, return_index=True)
    follows = np.flatnonzero(line[1:] == line[:-1])
    pieces = np.stack([corners[follows], corners[follows + 1]], axis=1)
    return shapely.STRtree(np.atleast_1d(np.asarray(shapely.linestrings(pieces), np.object_)))


def _border(geometry: MultiPolygon) -> shapely.Geometry:
    """The outline without its seams: the cut at the antimeridian and the line that stands for a pole."""
    outline = geometry.boundary
    east = outline.intersection(shapely.LineString([(180, -90), (180, 90)]))
    west = outline.intersection(shapely.LineString([(-180, -90), (-180, 90)]))
    seam = east.intersection(translate(west, xoff=360.0))
    poles = shapely.MultiLineString([[(-180, lat), (180, lat)] for lat in (-90, 90)])
    return outline.difference(shapely.union_all([seam, translate(seam, xoff=-360.0), poles]))
