"""The basemap gives what a box needs, across the antimeridian and at the poles too."""

from collections.abc import Iterator

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from app.places.basemap import Basemap, GeoBox, Layer


@pytest.fixture(scope="module")
def basemap() -> Iterator[Basemap]:
    opened = Basemap()
    yield opened
    opened.close()


def on_land(basemap: Basemap, lat: float, lon: float, scale: float = 1_000_000) -> bool:
    """Whether the even-odd rule fills the position."""
    box = GeoBox(lon - 1, lat - 1, lon + 1, lat + 1)
    rings = basemap.lines(Layer.LAND, box, scale)
    return sum(shapely.Polygon(ring).covers(shapely.Point(lon, lat)) for ring in rings) % 2 == 1


@pytest.mark.parametrize("scale", [1_000_000, 20_000_000, 100_000_000])
def test_cities_lie_on_land_and_oceans_do_not(basemap: Basemap, scale: float) -> None:
    for lat, lon in [(55.75, 37.6), (51.5, -0.5), (39.9, 116.4), (-25.7, 134.3), (1.3, 25.7), (-81.3, 4.7)]:
        assert on_land(basemap, lat, lon, scale)
    for lat, lon in [(1.3, -31.7), (41.3, -151.7), (-56.3, 101.7), (86.3, 11.7)]:
        assert not on_land(basemap, lat, lon, scale)


def test_a_box_across_the_antimeridian_is_one_piece(basemap: Basemap) -> None:
    box = GeoBox(175, 62, 190, 70)
    points = np.vstack(basemap.lines(Layer.COAST, box, 5_000_000))
    assert points[:, 0].min() < 180 < points[:, 0].max()
    assert ((points[:, 0] >= 175) & (points[:, 0] <= 190)).all()
    towns = basemap.towns(GeoBox(170, -25, 200, -10), 40)
    assert [town for town in towns if town.lon > 180]
    assert [town for town in towns if town.lon <= 180]


def test_a_coarser_scale_has_fewer_points(basemap: Basemap) -> None:
    box = GeoBox(-180, -90, 180, 90)
    counts = [
        sum(map(len, basemap.lines(Layer.COUNTRY, box, scale)))
        for scale in (1_000_000, 20_000_000, 100_000_000)
    ]
    assert counts[0] > counts[1] > counts[2] > 0


def test_borders_that_are_disputed_are_lines_of_their_own(basemap: Basemap) -> None:
    korea = GeoBox(126.7, 37.9, 128.2, 38.5)
    assert basemap.lines(Layer.DISPUTED, korea, 1_000_000)
    assert not basemap.lines(Layer.COUNTRY, korea, 1_000_000)
    isthmus = GeoBox(33.3, 45.9, 34.2, 46.3)
    assert basemap.lines(Layer.DISPUTED, isthmus, 1_000_000)
    assert not basemap.lines(Layer.COUNTRY, isthmus, 1_000_000)
    roki = GeoBox(43.9, 42.5, 44.4, 42.8)
    assert basemap.lines(Layer.COUNTRY, roki, 1_000_000)
    pyrenees = GeoBox(-1.0, 42.4, 0.5, 43.2)
    assert basemap.lines(Layer.COUNTRY, pyrenees, 1_000_000)
    assert not basemap.lines(Layer.DISPUTED, pyrenees, 1_000_000)


def test_the_most_important_towns_come_first(basemap: Basemap) -> None:
    assert [town.name for town in basemap.towns(GeoBox(36, 54, 40, 57), 1)] == ["Moscow"]
    assert len(basemap.towns(GeoBox(-180, -90, 180, 90), 25)) == 25
    assert basemap.towns(GeoBox(-40, -50, -39, -49), 5) == []


@settings(max_examples=40, deadline=None)
@given(
    st.floats(-180, 180),
    st.floats(-90, 89),
    st.floats(0.1, 60),
    st.floats(0.1, 40),
    st.sampled_from(list(Layer)),
)
def test_nothing_sticks_out_of_the_box(
    basemap: Basemap, west: float, south: float, width: float, height: float, layer: Layer
) -> None:
    box = GeoBox(west, south, west + width, min(90, south + height))
    for line in basemap.lines(layer, box, 10_000_000):
        assert line.shape[1] == 2
        assert len(line) >= 2
        assert (line.min(axis=0) >= (box.west - 1e-9, box.south - 1e-9)).all()
        assert (line.max(axis=0) <= (box.east + 1e-9, box.north + 1e-9)).all()
