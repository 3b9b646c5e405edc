"""Inside, may be inside, or neither: circles, boxes and areas against locations with radius or footprint."""

import math
from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely import MultiPolygon, Polygon, box
from shapely.geometry import Point

from app.errors import CatalogueError
from app.places.geometry import INSIDE, MAY_BE_INSIDE, OUTSIDE, LocationArrays, answers, boxes, distance_m
from app.places.shapes import Area, Circle, DegreeBox, Shape

EARTH = Geod(ellps="WGS84")

lats = st.floats(-90, 90)
lons = st.floats(-180, 180)
radii = st.floats(0, 2_000_000)


@st.composite
def some_boxes(draw: st.DrawFn) -> DegreeBox:
    south, north = sorted([draw(lats), draw(lats)])
    return DegreeBox(south, draw(lons), north, draw(lons))


@st.composite
def rings(draw: st.DrawFn) -> Area:
    """A star-shaped outline, clear of the antimeridian and the poles."""
    lat, lon = draw(st.floats(-60, 60)), draw(st.floats(-140, 140))
    reach = draw(st.lists(st.floats(0.2, 20), min_size=3, max_size=9))
    turns = [2 * math.pi * at / len(reach) for at in range(len(reach))]
    corners = [
        (lon + far * math.cos(turn), lat + far * math.sin(turn))
        for far, turn in zip(reach, turns, strict=True)
    ]
    outline = Polygon(corners)
    assume(outline.is_valid)
    return Area(MultiPolygon([outline]))


def one(lat: float, lon: float, radius: float | None) -> LocationArrays:
    return LocationArrays(np.array([lat]), np.array([lon]), np.array([np.nan if radius is None else radius]))


def match(shape: Shape, lat: float, lon: float, radius: float | None) -> int:
    return int(answers(shape, one(lat, lon, radius)).match[0])


def footprint_match(shape: Shape, footprint: MultiPolygon) -> int:
    located = LocationArrays(np.zeros(1), np.zeros(1), np.full(1, np.nan), {0: footprint})
    return int(answers(shape, located).match[0])


def apart(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    return float(EARTH.inv(lon, lat, other_lon, other_lat)[2])


def rim(lat: float, lon: float, radius: float) -> Iterator[tuple[float, float]]:
    for azimuth in range(0, 360, 3):
        other_lon, other_lat, _back = EARTH.fwd(lon, lat, azimuth, radius)
        yield float(other_lat), float(other_lon)


def in_boxes(shape: Shape, lat: float, lon: float) -> bool:
    return any(w <= lon <= e and s <= lat <= n for w, e, s, n in boxes(shape))


def holds(shape: DegreeBox | Area, lat: float, lon: float, margin: float) -> bool:
    """Whether a position lies in the shape, drawn in by `margin` degrees."""
    if isinstance(shape, Area):
        spot = Point(lon, lat)
        return bool(shape.geometry.covers(spot) and shape.geometry.boundary.distance(spot) > margin)
    width = (shape.east - shape.west) % 360 if (shape.west, shape.east) != (-180, 180) else 360
    offset = (lon - shape.west - margin) % 360
    return shape.south + margin <= lat <= shape.north - margin and offset <= width - 2 * margin


def test_distances_are_those_of_the_ellipsoid() -> None:
    flinders_to_buninyong = distance_m(
        -37.951033416667, 144.424867888889, *(np.array([v]) for v in (-37.65282114, 143.92649553))
    )

    assert flinders_to_buninyong[0] == pytest.approx(54_972.271, abs=0.01)


def test_a_whole_circle_in_the_circle_is_inside_one_that_touches_only_may_be() -> None:
    town = Circle(50.0, 30.0, 25_000)
    ten_km_north = EARTH.fwd(30.0, 50.0, 0, 10_000)[1]

    assert match(town, ten_km_north, 30.0, 14_900) == INSIDE
    assert match(town, ten_km_north, 30.0, 15_100) == MAY_BE_INSIDE
    assert match(town, EARTH.fwd(30.0, 50.0, 0, 30_000)[1], 30.0, 5_100) == MAY_BE_INSIDE
    assert match(town, EARTH.fwd(30.0, 50.0, 0, 30_000)[1], 30.0, 4_900) == OUTSIDE


@pytest.mark.parametrize(
    "shape",
    [Circle(50, 30, 25_000), DegreeBox(49, 29, 51, 31), Area(MultiPolygon([box(29, 49, 31, 51)]))],
    ids=["circle", "box", "area"],
)
def test_an_unknown_radius_is_never_inside(shape: Shape) -> None:
    assert match(shape, 50, 30, None) == MAY_BE_INSIDE
    assert match(shape, 50, 30, 0) == INSIDE
    assert match(shape, 55, 30, None) == OUTSIDE


def test_a_circle_reaches_as_far_eastwards_as_northwards_at_any_latitude() -> None:
    for lat in (0.0, 50.0, 75.0):
        town = Circle(lat, 30.0, 10_000)
        for azimuth in (0, 90, 180, 270):
            lon, other, _back = EARTH.fwd(30.0, lat, azimuth, 9_999)
            assert match(town, other, lon, 0) == INSIDE
            lon, other, _back = EARTH.fwd(30.0, lat, azimuth, 10_001)
            assert match(town, other, lon, 0) == OUTSIDE


def test_a_search_works_across_the_antimeridian_and_at_the_poles() -> None:
    strait = Circle(65.8, 179.95, 20_000)
    assert match(strait, 65.8, -179.95, 100) == INSIDE
    assert in_boxes(strait, 65.8, -179.95)
    assert match(DegreeBox(60, 170, 70, -170), 65, 180, 1000) == INSIDE
    assert match(DegreeBox(60, 170, 70, -170), 65, -180, 1000) == INSIDE
    assert match(DegreeBox(60, 170, 70, 180), 65, -180, 1000) == MAY_BE_INSIDE
    assert match(DegreeBox(60, 170, 70, -170), 65, 0, 1000) == OUTSIDE
    assert match(Circle(90, 0, 10_000), 89.95, 137, 100) == INSIDE
    assert boxes(Circle(89.99, 20, 10_000))[0][:2] == (-180.0, 180.0)
    assert match(DegreeBox(80, -180, 90, 180), 89.99, 50, 10_000) == INSIDE
    assert match(DegreeBox(80, 0, 90, 90), 89.99, 50, 10_000) == MAY_BE_INSIDE
    assert match(DegreeBox(-90, -180, 90, 180), 12, 50, 10_000_000) == INSIDE


def test_an_area_cut_at_the_antimeridian_has_no_border_there() -> None:
    region = Area(MultiPolygon([box(170, 60, 180, 70), box(-180, 60, -170, 70)]))

    assert match(region, 65, 179.99, 5_000) == INSIDE
    assert match(region, 65, -180, 5_000) == INSIDE
    assert match(region, 65, 170.01, 5_000) == MAY_BE_INSIDE
    assert [(w, e) for w, e, _s, _n in boxes(region)] == [(170, 180), (-180, -180), (-180, -170), (180, 180)]


def test_a_cap_drawn_down_to_the_pole_has_no_border_at_the_pole() -> None:
    cap = Area(MultiPolygon([box(-180, -90, 180, -80)]))

    assert match(cap, -89.99, 20, 50_000) == INSIDE
    assert match(cap, -80.01, 20, 50_000) == MAY_BE_INSIDE


def test_a_footprint_is_inside_only_as_a_whole() -> None:
    scene = MultiPolygon([box(30.0, 50.0, 30.1, 50.1)])
    farthest = max(apart(50.05, 30.05, y, x) for x in (30.0, 30.1) for y in (50.0, 50.1))

    assert footprint_match(Circle(50.05, 30.05, farthest + 1), scene) == INSIDE
    assert footprint_match(Circle(50.05, 30.05, farthest - 1), scene) == MAY_BE_INSIDE
    assert footprint_match(Circle(50.05, 30.2, apart(50.05, 30.2, 50.05, 30.1) + 1), scene) == MAY_BE_INSIDE
    assert footprint_match(Circle(50.05, 30.2, apart(50.05, 30.2, 50.05, 30.1) - 1), scene) == OUTSIDE
    assert footprint_match(DegreeBox(49, 29, 51, 31), scene) == INSIDE
    assert footprint_match(DegreeBox(50.05, 29, 51, 31), scene) == MAY_BE_INSIDE
    assert footprint_match(DegreeBox(51, 29, 52, 31), scene) == OUTSIDE
    assert footprint_match(Area(MultiPolygon([box(29, 49, 31, 51)])), scene) == INSIDE


def test_a_footprint_across_the_antimeridian_is_inside_a_box_across_it() -> None:
    scene = MultiPolygon([box(179.9, 60, 180, 60.1), box(-180, 60, -179.9, 60.1)])

    assert footprint_match(DegreeBox(59, 179, 61, -179), scene) == INSIDE
    assert footprint_match(DegreeBox(59, 179, 61, 180), scene) == MAY_BE_INSIDE
    assert footprint_match(Circle(60.05, 180, 20_000), scene) == INSIDE


def test_the_distance_to_a_footprint_is_nothing_within_it_and_to_its_edge_outside() -> None:
    scene = MultiPolygon([box(30.0, 50.0, 30.1, 50.1)])
    located = LocationArrays(np.zeros(1), np.zeros(1), np.full(1, np.nan), {0: scene})

    assert answers(Circle(50.05, 30.05, 1_000), located).distance_m[0] == 0
    assert answers(Circle(50.05, 30.2, 1_000), located).distance_m[0] == pytest.approx(
        apart(50.05, 30.2, 50.05, 30.1), abs=2
    )


def test_no_locations_give_no_answers() -> None:
    empty = LocationArrays(np.zeros(0), np.zeros(0), np.zeros(0))

    for shape in (Circle(50, 30, 10), DegreeBox(49, 29, 51, 31), Area(MultiPolygon([box(29, 49, 31, 51)]))):
        assert len(answers(shape, empty).match) == 0


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: Circle(91, 0, 5), "latitude"),
        (lambda: Circle(0, 181, 5), "longitude"),
        (lambda: Circle(0, 0, -5), "distance"),
        (lambda: Circle(0, 0, math.inf), "distance"),
        (lambda: Circle(math.nan, 0, 1), "latitude"),
        (lambda: DegreeBox(10, 0, 5, 1), "south to north"),
        (lambda: Area(MultiPolygon()), "outline"),
        (lambda: Area(MultiPolygon([Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])])), "cross itself"),
        (lambda: Area(MultiPolygon([box(170, 0, 190, 1)])), "longitude"),
    ],
)
def test_an_impossible_shape_is_refused(make: Callable[[], Shape], reason: str) -> None:
    with pytest.raises(CatalogueError, match=reason):
        make()


@given(lats, lons, st.floats(0, 20_000_000))
@example(89.9999, 10.0, 50_000.0)
@example(-90.0, 0.0, 1.0)
@example(0.0, 180.0, 10.0)
@example(0.0, -180.0, 0.0)
def test_the_boxes_of_a_circle_cover_its_rim(lat: float, lon: float, radius: float) -> None:
    circle = Circle(lat, lon, radius)

    assert in_boxes(circle, lat, lon)
    assert all(in_boxes(circle, *spot) for spot in rim(lat, lon, radius * 0.9999999))
    assert all(-180 <= w <= e <= 180 and -90 <= s <= n <= 90 for w, e, s, n in boxes(circle))


@given(some_boxes(), lats, lons)
@example(DegreeBox(0, 180, 1, -180), 0.5, 180.0)
@example(DegreeBox(0, 170, 1, 180), 0.5, -180.0)
def test_the_boxes_of_a_box_hold_what_it_holds(shape: DegreeBox, lat: float, lon: float) -> None:
    if match(shape, lat, lon, 0) == INSIDE:
        assert in_boxes(shape, lat, lon)


@settings(max_examples=300)
@given(some_boxes() | rings(), lats, lons, radii)
def test_inside_and_may_be_agree_with_a_rim_walked_on_foot(
    shape: DegreeBox | Area, lat: float, lon: float, radius: float
) -> None:
    """Locations are drawn near the shape; what is within 0.02 degrees of an edge is left to exact tests."""
    west, east, south, north = boxes(shape)[0]
    lat, lon = south + (lat + 90) / 180 * (north - south), west + (lon + 180) / 360 * (east - west)
    spots = [(lat, lon), *(spot for part in (0.25, 0.5, 0.75, 1.0) for spot in rim(lat, lon, radius * part))]
    code = match(shape, lat, lon, radius)

    if code == INSIDE:
        assert all(holds(shape, *spot, -0.02) for spot in spots if abs(spot[0]) < 89.9)
    if code == OUTSIDE:
        assert not any(holds(shape, *spot, 0.02) for spot in spots)
    if code == MAY_BE_INSIDE:
        assert not all(holds(shape, *spot, 1.5) for spot in spots)


@given(lats, lons, radii, lats, lons, radii)
def test_two_circles_agree_with_the_triangle_of_their_radii(
    lat: float, lon: float, radius: float, other_lat: float, other_lon: float, other: float
) -> None:
    between = apart(lat, lon, other_lat, other_lon)
    code = match(Circle(lat, lon, radius), other_lat, other_lon, other)

    assert (code == INSIDE) == (between + other <= radius)
    assert (code == OUTSIDE) == (between > radius + other)


@settings(max_examples=40)
@given(rings(), st.lists(st.tuples(lats, lons, radii), min_size=1, max_size=20))
def test_many_at_once_answer_as_each_alone(shape: Area, spots: list[tuple[float, float, float]]) -> None:
    lat, lon, radius = (np.array([spot[column] for spot in spots]) for column in range(3))
    located = LocationArrays(lat, lon, radius)

    together = answers(shape, located).match

    assert [int(code) for code in together] == [match(shape, *spot) for spot in spots]


@settings(max_examples=60, deadline=None)
@given(some_boxes() | rings(), st.floats(0.02, 0.98), st.floats(0.02, 0.98))
def test_a_circle_just_short_of_the_edge_is_inside_and_one_just_across_only_may_be(
    shape: DegreeBox | Area, up: float, along: float
) -> None:
    west, east, south, north = boxes(shape)[0]
    lat, lon = south + up * (north - south), west + along * (east - west)
    assume(match(shape, lat, lon, 0) == INSIDE)
    reach = to_the_edge(shape, lat, lon)
    assume(10 < reach < 1_500_000)

    assert match(shape, lat, lon, reach * 0.999 - 1) == INSIDE
    assert match(shape, lat, lon, reach * 1.001 + 1) == MAY_BE_INSIDE


def to_the_edge(shape: DegreeBox | Area, lat: float, lon: float) -> float:
    """The least distance to the edge, walked in small steps and then in smaller ones round the nearest."""
    best = math.inf
    for (x, y), (other_x, other_y) in pairwise(corners(shape)):
        low, high = 0.0, 1.0
        for _ in range(4):
            shares = np.linspace(low, high, 200)
            edge = distance_m(lat, lon, y + shares * (other_y - y), x + shares * (other_x - x))
            at = int(edge.argmin())
            best, low, high = min(best, float(edge[at])), shares[max(0, at - 1)], shares[min(199, at + 1)]
    return best


def corners(shape: DegreeBox | Area) -> Iterator[tuple[float, float]]:
    """Longitude and latitude round the shape; poles are no edge, nor is the antimeridian of a whole ring."""
    if isinstance(shape, Area):
        yield from ((x, y) for x, y in shape.geometry.geoms[0].exterior.coords)
        return
    east = shape.west + shape.width
    assume(abs(shape.south) < 89 and abs(shape.north) < 89 and 0 < shape.width < 360)
    yield from (
        (shape.west, shape.south),
        (east, shape.south),
        (east, shape.north),
        (shape.west, shape.north),
    )
    yield shape.west, shape.south
