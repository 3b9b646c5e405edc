"""Footprints as they are kept, and as areas."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.places.bounds import boxes
from app.places.footprint import footprint_area
from app.places.shapes import Area


def test_a_ring_of_corners_is_the_area_within() -> None:
    area = footprint_area("[[50, 30], [50, 31], [51, 31], [51, 30]]")

    assert area is not None
    assert area.bounds == (30, 50, 31, 51)


def test_a_ring_across_the_antimeridian_is_cut_there() -> None:
    area = footprint_area("[[50, 179], [50, -179], [51, -179], [51, 179], [50, 179]]")

    assert area is not None
    assert sorted(part.bounds for part in area.geoms) == [(-180, 50, -179, 51), (179, 50, 180, 51)]
    assert area.area == pytest.approx(2)


@pytest.mark.parametrize(
    "ring", ["[]", "[[1, 2], [3, 4]]", "[[1, 1], [1, 1], [1, 1]]", "[[0, 0], [1, 1], [2, 2]]"]
)
def test_a_ring_that_encloses_nothing_is_no_area(ring: str) -> None:
    assert footprint_area(ring) is None


@given(st.lists(st.tuples(st.floats(-85, 85), st.floats(-180, 180)), min_size=3, max_size=8))
def test_any_ring_gives_an_area_of_the_earth_or_none(ring: list[tuple[float, float]]) -> None:
    area = footprint_area(json.dumps(ring))

    if area is not None:
        assert boxes(Area(area))
