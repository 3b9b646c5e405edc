"""The small map on a sheet: one SVG without pictures, whose marks say role and basis, anywhere on earth."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.places.basemap import Basemap
from app.places.frame import Frame
from app.places.locator import MapPoint, locator_svg
from app.places.marks import plain

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def basemap() -> Iterator[Basemap]:
    opened = Basemap()
    yield opened
    opened.close()


def words(svg: str) -> set[str]:
    return {element.text or "" for element in ElementTree.fromstring(svg).iter(f"{SVG}text")}


def test_the_map_names_towns_and_draws_a_scale_bar(basemap: Basemap) -> None:
    shown = words(locator_svg([MapPoint("subject", "assessed", 43.8, 131.96, 10_000)], basemap=basemap))
    assert "Ussuriysk" in shown
    assert "50 km" in shown


def test_the_same_points_give_the_same_map() -> None:
    points = [MapPoint("camera", "recorded", 41.8, 129.8, 500, label="2")]
    assert locator_svg(points) == locator_svg(points)


def test_role_and_basis_can_be_told_apart(basemap: Basemap) -> None:
    drawn = {
        (role, basis): locator_svg([MapPoint(role, basis, 64.1, -21.9)], basemap=basemap)
        for role in ("subject", "camera", "publisher")
        for basis in ("claimed", "recorded", "assessed")
    }
    assert len(set(drawn.values())) == 9


def test_there_is_no_picture_no_script_and_no_colour(basemap: Basemap) -> None:
    points = [
        MapPoint("subject", "claimed", 50.0, 10.0, 300_000),
        MapPoint("camera", "recorded", 50.1, 10.2, label='<script>alert("1")</script>&amp;'),
    ]
    svg = locator_svg(points, basemap=basemap)
    tags = {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(svg).iter()}
    assert tags <= {"svg", "g", "clipPath", "rect", "path", "circle", "text"}
    colours = set(re.findall(r'"(#[0-9a-f]+)"', svg))
    assert colours <= {"#000", "#444", "#999", "#e4e4e4", "#fff"}
    assert any(text.startswith("<script>") for text in words(svg))


@pytest.mark.parametrize(
    ("lat", "lon", "radius"),
    [
        (-16.8, 179.99, 60_000),
        (66.0, -179.9, 200_000),
        (90.0, 0.0, 500_000),
        (-90.0, 77.0, 2_000_000),
        (0, 0, None),
    ],
)
def test_it_works_across_the_antimeridian_and_at_the_poles(
    basemap: Basemap, lat: float, lon: float, radius: float | None
) -> None:
    svg = locator_svg([MapPoint("subject", "claimed", lat, lon, radius)], basemap=basemap)
    assert ElementTree.fromstring(svg).get("viewBox") == "0 0 70 50"


def test_points_on_both_sides_of_the_antimeridian_stay_neighbours() -> None:
    frame = Frame.around([((-17, 179.9), 0), ((-17, -179.9), 0)], 70, 50)
    one, other = frame.on_paper(np.array([[179.9, -17.0], [-179.9, -17.0]]))
    assert abs(one[0] - other[0]) * frame.metres_per_mm == pytest.approx(21_300, rel=0.02)
    assert not frame.whole_world


def test_a_footprint_is_drawn_and_fits(basemap: Basemap) -> None:
    corners = ((49.0, 33.0), (49.0, 35.0), (50.5, 35.0), (50.5, 33.0))
    frame = Frame.around([((49.75, 34.0), 130_000)], 70, 50)
    paper = frame.on_paper(np.array([(lon, lat) for lat, lon in corners]))
    assert (paper >= 0).all()
    assert (paper <= (70, 50)).all()
    svg = locator_svg([MapPoint("subject", "claimed", 49.75, 34.0, None, corners)], basemap=basemap)
    assert svg.count('stroke-dasharray="1 0.5"') == 1


def test_points_all_over_the_world_are_on_a_map_without_a_scale(basemap: Basemap) -> None:
    points = [MapPoint("publisher", "claimed", 37.6, 127.0), MapPoint("subject", "claimed", -33.0, -70.0)]
    assert "no single scale" in words(locator_svg(points, basemap=basemap))


@given(st.text(max_size=200))
def test_words_are_made_plain(text: str) -> None:
    made = plain(text)
    assert len(made) <= 40
    assert "\n" not in made
    assert "\u202e" not in made
    ElementTree.fromstring(f"<a>{made.replace('&', '').replace('<', '')}</a>")


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.builds(
            MapPoint,
            st.sampled_from(["subject", "camera", "publisher"]),
            st.sampled_from(["claimed", "recorded", "assessed"]),
            st.floats(-90, 90),
            st.floats(-180, 180),
            st.none() | st.floats(0, 2_000_000),
            st.none(),
            st.text(max_size=30),
        ),
        min_size=1,
        max_size=3,
    )
)
def test_any_points_give_a_well_formed_map(basemap: Basemap, points: list[MapPoint]) -> None:
    ElementTree.fromstring(locator_svg(points, basemap=basemap))
