"""Countries and regions by name in any script; disputed ones filed by the table, which a user may replace."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

import resources
from app.errors import CatalogueError
from app.places.candidate import Match
from app.places.disputed import DisputedPlaces
from app.places.regions import Regions
from resources.outlines import STEPS, pack_lines, pack_polygons, unpack_lines, unpack_polygons


@pytest.fixture(scope="module")
def regions() -> Iterator[Regions]:
    opened = Regions()
    yield opened
    opened.close()


def holds(regions: Regions, name: str, lat: float, lon: float) -> bool:
    return bool(regions.find(name)[0].geometry.covers(shapely.Point(lon, lat)))


@pytest.mark.parametrize(
    "name",
    ["Primorsky Krai", "primorskiy kray", "Приморский край", "Приморський край", "Primorye", "Primorsy Krai"],
)
def test_a_region_is_found_in_any_spelling(regions: Regions, name: str) -> None:
    found = regions.find(name)[0]
    assert (found.code, found.country) == ("RU.59", "Russia")
    assert found.geometry.covers(shapely.Point(131.96, 43.80))
    assert not found.geometry.covers(shapely.Point(135.10, 48.46))


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["North Korea", "북한", "北朝鮮", "КНДР", "Північна Корея"], "KP"),
        (["North Hamgyong", "함경북도", "Hamgyŏng-bukto"], "KP.17"),
        (
            ["Poltava Oblast", "Poltava region", "Полтавська область", "Полтавская область", "폴타바주"],
            "UA.18",
        ),
        (["England"], "GB.ENG"),
    ],
)
def test_names_of_many_languages_lead_to_one_region(regions: Regions, names: list[str], code: str) -> None:
    assert {regions.find(name)[0].code for name in names} == {code}


def test_a_country_comes_before_a_region_of_its_name(regions: Regions) -> None:
    assert [one.code for one in regions.find("Georgia")] == ["GE", "US.GA"]


@pytest.mark.parametrize(("start", "offered"), [("Åland", "AX"), ("faroe", "FO")])
def test_the_beginning_of_a_longer_name_is_offered_not_applied(
    regions: Regions, start: str, offered: str
) -> None:
    best = regions.find(start)[0]
    assert (best.code, best.match) == (offered, Match.MISSPELT)


def test_a_name_nobody_bears_finds_no_region(regions: Regions) -> None:
    assert regions.find("qqqqqqqq") == ()
    assert regions.find(" ") == ()
    assert regions.get("no such code") is None


@pytest.mark.parametrize(
    ("lat", "lon", "country"),
    [
        (45.0, 34.1, "Ukraine"),
        (44.6, 33.52, "Ukraine"),
        (48.0, 37.8, "Ukraine"),
        (43.0, 41.0, "Georgia"),
        (42.23, 43.97, "Georgia"),
        (46.84, 29.63, "Moldova"),
        (33.0, 35.75, "Syria"),
        (32.2, 35.25, "Palestinian Territories"),
        (25.0, -13.0, "Western Sahara"),
        (25.03, 121.5, "Taiwan"),
        (44.03, 145.86, "Russia"),
    ],
)
def test_land_is_filed_once_and_as_the_table_says(
    regions: Regions, lat: float, lon: float, country: str
) -> None:
    candidates = ["Ukraine", "Russia", "Georgia", "Moldova", "Syria", "Israel", "Morocco", "China", "Japan"]
    assert holds(regions, country, lat, lon)
    assert not [other for other in candidates if other != country and holds(regions, other, lat, lon)]


@pytest.mark.parametrize(
    "name", ["Crimea", "Крим", "Golan Heights", "Northern Territories", "Aksai Chin", "Kosovo"]
)
def test_a_disputed_region_says_so(regions: Regions, name: str) -> None:
    disputed = regions.find(name)[0].disputed
    assert disputed is not None
    assert disputed.startswith("Disputed")


def test_a_part_of_a_disputed_region_says_so_too(regions: Regions) -> None:
    found = regions.find("Transnistria")
    assert {one.country for one in found} == {"Moldova"}
    assert all(one.disputed for one in found)


def test_an_area_within_a_region_stays_part_of_it(regions: Regions) -> None:
    assert holds(regions, "Northern Territories", 44.03, 145.86)
    assert holds(regions, "Sakhalin Oblast", 44.03, 145.86)
    assert holds(regions, "Xinjiang", 35.2, 79.2)
    assert holds(regions, "Aksai Chin", 35.2, 79.2)


def test_the_users_own_table_replaces_ours(tmp_path: Path) -> None:
    table = json.loads(resources.read_text("gazetteer/disputed.json"))
    for row in table["places"]:
        if row["id"] == "golan":
            row["filed_under"] = "IL"
    (tmp_path / "own.json").write_text(json.dumps(table), encoding="utf-8")
    regions = Regions(DisputedPlaces.read(tmp_path / "own.json"))
    assert regions.find("Golan Heights")[0].country == "Israel"
    assert holds(regions, "Israel", 33.0, 35.75)
    assert not holds(regions, "Syria", 33.0, 35.75)
    assert holds(regions, "Ukraine", 45.0, 34.1)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (b'{"places": [{"id": "x"}]}', "own.json is not a table of disputed places: “place” is missing."),
        (b'{"places": 3}', "own.json is not a table of disputed places: a value is not of the form"),
        (b"[" * 100_000, "own.json is not a table of disputed places: a value is not of the form"),
        (b'{\n  "bad', "own.json is no JSON: the fault is at line 2, column 3."),
        (b'{"bad\n', "own.json is no JSON: the fault is at line 1, column 6."),
        ('{"place": "é"}'.encode("latin-1"), "own.json is not written in UTF-8."),
        (None, "own.json cannot be read: No such file or directory."),
    ],
)
def test_a_table_that_is_none_is_refused_in_words(written: bytes | None, told: str, tmp_path: Path) -> None:
    if written is not None:
        (tmp_path / "own.json").write_bytes(written)
    with pytest.raises(CatalogueError) as refused:
        DisputedPlaces.read(tmp_path / "own.json")
    assert str(refused.value).startswith(told)
    assert "Error" not in str(refused.value)


def test_every_row_of_the_table_is_complete_and_known() -> None:
    rows = DisputedPlaces.shipped().rows
    assert len({row.id for row in rows}) == len(rows) >= 20
    for row in rows:
        assert row.claimed_by
        assert row.administered_by
        assert row.names
        assert row.drawn
        assert row.filed
        assert row.source
        assert row.note
        assert row.area.is_valid


def test_a_region_on_both_sides_of_the_antimeridian_is_parted_there(regions: Regions) -> None:
    chukotka = regions.find("Chukotka")[0].geometry
    assert chukotka.bounds[0] == pytest.approx(-180)
    assert chukotka.bounds[2] == pytest.approx(180)
    assert chukotka.covers(shapely.Point(-175, 66.5))
    assert chukotka.covers(shapely.Point(179.95, 68.5))
    assert not chukotka.covers(shapely.Point(0, 66.5))


def test_all_outlines_can_be_read_and_lie_on_earth(regions: Regions) -> None:
    for name in ("Russia", "Antarctica", "Fiji", "Indonesia", "Canada", "Lesotho", "South Africa"):
        geometry = regions.find(name)[0].geometry
        west, south, east, north = geometry.bounds
        assert -180.001 <= west <= east <= 180.001
        assert -90.001 <= south <= north <= 90
    assert not holds(regions, "South Africa", -29.5, 28.3)


@given(
    st.lists(
        arrays.arrays(np.float64, st.tuples(st.integers(2, 9), st.just(2)), elements=st.floats(-180, 180))
    )
)
def test_lines_come_back_within_a_step(
    lines: list[np.ndarray[tuple[int, int], np.dtype[np.float64]]],
) -> None:
    back = unpack_lines(pack_lines(lines))
    assert [len(line) for line in back] == [len(line) for line in lines]
    for line, other in zip(lines, back, strict=True):
        assert np.abs(line - other).max() <= 1 / STEPS


def test_polygons_with_holes_come_back() -> None:
    shape = shapely.MultiPolygon(
        [
            shapely.Polygon(
                [(0, 0), (9, 0), (9, 9), (0, 9)], [[(1, 1), (2, 1), (2, 2)], [(3, 3), (4, 3), (4, 4)]]
            ),
            shapely.Polygon([(20, 0), (29, 0), (29, 9)]),
        ]
    )
    assert unpack_polygons(pack_polygons(shape)).equals(shape)
    assert unpack_polygons(pack_polygons(shapely.MultiPolygon())).is_empty
