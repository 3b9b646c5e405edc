"""Coordinates as people write them, read into one position, and written back."""

import math
import os
import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyproj import Geod

from app.errors import CatalogueError
from app.places.coordinates import decimal, dms, mgrs, read_coordinates

EARTH = Geod(ellps="WGS84")
CODE = "23456789CFGHJMPQRVWX"

lats = st.floats(-90, 90)
lons = st.floats(-180, 180)


def apart(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    return float(EARTH.inv(lon, lat, other_lon, other_lat)[2])


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("48.04858, 36.53252", 48.04858, 36.53252),
        ("48,04858 36,53252", 48.04858, 36.53252),
        ("48,04858; 36,53252", 48.04858, 36.53252),
        ("48,04858, 36,53252", 48.04858, 36.53252),
        ("43.80,131.96", 43.80, 131.96),
        ("43,131", 43, 131),
        ("-33.86 151.21", -33.86, 151.21),
        ("−33,86 151,21", -33.86, 151.21),
        ("–33.86 / –70.5", -33.86, -70.5),
        ("N48 02.915 E36 31.952", 48 + 2.915 / 60, 36 + 31.952 / 60),
        ("48°02'55\"N 36°31'57\"E", 48.0486111, 36.5325),
        ("48º02′55″N, 36º31′57″E", 48.0486111, 36.5325),
        ("48 02 55 N 36 31 57 E", 48.0486111, 36.5325),
        ("48 02 55 36 31 57", 48.0486111, 36.5325),
        ("48:02:55 36:31:57", 48.0486111, 36.5325),
        ("48-02-55N 036-31-57E", 48.0486111, 36.5325),
        ("480255N 0363157E", 48.0486111, 36.5325),
        ("+480255+0363157/", 48.0486111, 36.5325),
        ("48 deg 2' 55.00\" N, 36 deg 31' 57.00\" E", 48.0486111, 36.5325),
        ("48d02m55sN 36d31m57sE", 48.0486111, 36.5325),
        ("33°52'S 70°30'W", -33.8666667, -70.5),
        ("33°52' ю.ш. 70°30' з.д.", -33.8666667, -70.5),
        ("43,8° с. ш., 131,96° в. д.", 43.8, 131.96),
        ("пн.ш. 48.1 сх.д. 36.5", 48.1, 36.5),
        ("북위 43도 48분 동경 131도 57분", 43.8, 131.95),
        ("北纬 43.8° 东经 131.95°", 43.8, 131.95),
        ("131.96 E 43.8 N", 43.8, 131.96),
        ("lat: 43.8, lon: -131.96", 43.8, -131.96),
        ("٤٣٫٨ ١٣١٫٩٦", 43.8, 131.96),
    ],
)
def test_angles_are_read_in_every_usual_notation(text: str, lat: float, lon: float) -> None:
    found = read_coordinates(text)

    assert [found.lat, found.lon] == pytest.approx([lat, lon], abs=1e-7)
    assert (found.raw, found.radius_m, found.source_datum) == (text, None, "WGS 84")


@pytest.mark.parametrize(
    ("text", "lat", "lon", "radius"),
    [
        ("52TGP3811553918", 43.8, 131.96, 0.71),
        ("52T GP 38115 53918", 43.8, 131.96, 0.71),
        ("52TGP 381 539", 43.80028, 131.96042, 71),
        ("zaf 19279 90660", 89.0, 10.0, 0.72),
    ],
)
def test_an_mgrs_reference_is_a_square_and_so_has_a_radius(
    text: str, lat: float, lon: float, radius: float
) -> None:
    found = read_coordinates(text)

    assert found.notation == "MGRS"
    assert found.radius_m == pytest.approx(radius, rel=0.02)
    assert apart(found.lat, found.lon, lat, lon) <= radius * 1.1


def test_a_zone_and_square_alone_name_a_hundred_kilometres() -> None:
    assert read_coordinates("52TGP").radius_m == pytest.approx(70_700, rel=0.01)


@pytest.mark.parametrize("text", ["1C AA 00 00", "31U AC 5000 5000"])
@pytest.mark.filterwarnings("default")
def test_a_square_outside_its_band_is_refused_though_the_library_only_warns(
    text: str, recwarn: pytest.WarningsRecorder
) -> None:
    """In the program a warning is no error, as it is in these tests."""
    with pytest.raises(CatalogueError, match="names no square"):
        read_coordinates(text)
    assert not recwarn.list


@pytest.mark.parametrize("zone", ["52N", "52 north", "52T", "UTM zone 52T"])
def test_a_utm_reference_names_a_point(zone: str) -> None:
    found = read_coordinates(f"{zone} 738115.5 4853918.5")

    assert (found.notation, found.radius_m) == ("UTM", None)
    assert apart(found.lat, found.lon, 43.799997, 131.959998) < 0.5


def test_utm_band_s_is_not_taken_for_the_southern_half_in_silence() -> None:
    with pytest.raises(CatalogueError, match=r"band or the southern half"):
        read_coordinates("52S 500000 4000000")
    assert read_coordinates("52 south 500000 4000000").lat == pytest.approx(-54.1, abs=0.1)
    assert read_coordinates("52S 500000 6000000").lat < 0


def test_a_plus_code_is_a_cell_and_so_has_a_radius() -> None:
    found = read_coordinates("8FVC9G8F+6X")

    assert [found.lat, found.lon] == pytest.approx([47.3655625, 8.5249375])
    assert found.radius_m == pytest.approx(8.4, abs=0.1)
    assert read_coordinates("8fvc0000+").radius_m == pytest.approx(67_250, rel=0.01)


def test_a_short_plus_code_asks_for_its_place() -> None:
    with pytest.raises(CatalogueError, match=r"short plus code.*full code"):
        read_coordinates("9G8F+6X")


def test_sk_42_is_brought_to_wgs_84_and_remembered() -> None:
    found = read_coordinates("SK-42 43.8, 131.96")

    assert found.source_datum == "SK-42"
    assert apart(found.lat, found.lon, 43.8, 131.96) == pytest.approx(96, abs=3)
    assert read_coordinates("СК-42 43°48'N 131°57'36\"E").lat == pytest.approx(found.lat, abs=1e-9)
    with pytest.raises(CatalogueError, match=r"SK-42 was not used"):
        read_coordinates("SK-42 10, -60")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Berd",
        "berd 12",
        "10 Sep 2024",
        "12 May",
        "Москва",
        "43.8",
        "43.8N",
        "1 2 3",
        "43,8,131,9",
        "43.80 - 131.96",
        "43.80-131.96",
        "50.1 N 36.2",
        "-43.8 S 12 E",
        "48° 60' N 36° E",
        "nan, nan",
        "1e5, 3",
        "52TIO 12 34",
        "+",
        "°'\"",
        "²³ ½",
    ],
)
def test_what_is_no_position_is_refused_with_what_was_expected(text: str) -> None:
    with pytest.raises(CatalogueError, match=r"decimal degrees such as"):
        read_coordinates(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("131.96, 43.80", "Latitude comes first"),
        ("91, 200", "latitude lies between"),
        ("43.8, 180.5", "longitude lies between"),
        ("43.8 N 44.9 N", "one axis twice"),
        ("99T GP 12 34", "no square"),
        ("52T GP 123 45", "as many digits"),
        ("52K 738115 4853918", "does not lie in band K"),
        ("61N 500000 4000000", "outside the UTM grid"),
        ("52A 500000 4000000", "no UTM band A"),
        ("52N 500000 9900000", "from 80° S to 84° N"),
        ("XXXX0000+", "outside the earth"),
        ("8FVC9G8F+6", "not a whole plus code"),
        ("SK-42 here", "after SK-42"),
        ("4" * 300, "at most 200 characters"),
    ],
)
def test_a_position_that_cannot_be_says_why(text: str, reason: str) -> None:
    with pytest.raises(CatalogueError, match=reason):
        read_coordinates(text)


def test_coordinates_are_written_without_a_minus_zero_and_with_the_carry() -> None:
    assert decimal(-0.00000001, 131.96) == "0.000000, 131.960000"
    assert dms(-33.99999999, 59.99999999) == "34°00'00.0\"S 60°00'00.0\"E"
    assert dms(43.8, 131.96) == "43°48'00.0\"N 131°57'36.0\"E"
    assert dms(-0.000000001, -0.5, digits=0) == "0°00'00\"N 0°30'00\"W"
    assert mgrs(43.8, 131.96) == "52T GP 38115 53918"
    assert mgrs(43.8, 131.96, digits=0) == "52T GP"
    assert mgrs(90, 0, digits=1) == "ZAH 0 0"


@given(lats, lons)
@example(90.0, 180.0)
@example(-90.0, -180.0)
@example(0.0, -180.0)
def test_decimal_degrees_come_back_as_they_were_written(lat: float, lon: float) -> None:
    found = read_coordinates(decimal(lat, lon, digits=9))

    assert [found.lat, found.lon] == pytest.approx([lat, lon], abs=1e-9)


@given(lats, lons)
@example(90.0, 180.0)
@example(-90.0, -179.99999999)
def test_degrees_minutes_and_seconds_come_back_as_they_were_written(lat: float, lon: float) -> None:
    found = read_coordinates(dms(lat, lon, digits=3))

    assert [found.lat, found.lon] == pytest.approx([lat, lon], abs=1.4e-7)


@given(lats, lons, st.integers(1, 5))
@example(90.0, 0.0, 5)
@example(-90.0, 0.0, 5)
@example(0.0, 180.0, 5)
@example(0.0, -180.0, 1)
@example(83.99999, 8.99999, 2)
@example(-79.99999, -180.0, 3)
def test_the_mgrs_square_of_a_position_holds_the_position(lat: float, lon: float, digits: int) -> None:
    found = read_coordinates(mgrs(lat, lon, digits))

    assert found.radius_m is not None
    assert apart(found.lat, found.lon, lat, lon) <= found.radius_m * 1.001 + 0.01


@given(lats, lons, st.sampled_from([2, 4, 6, 8, 10, 11, 12, 15]))
@example(90.0, 180.0, 15)
@example(-90.0, -180.0, 10)
def test_the_cell_of_a_plus_code_holds_the_position_it_was_made_of(
    lat: float, lon: float, length: int
) -> None:
    found = read_coordinates(plus_code(lat, lon, length))

    assert found.radius_m is not None
    assert apart(found.lat, found.lon, lat, lon) <= found.radius_m * 1.000001 + 1e-6


@given(st.text(max_size=60) | st.text("0123456789NSEWnse°'\",.;-+ TGP", max_size=40))
def test_no_text_does_worse_than_be_refused(text: str) -> None:
    try:
        found = read_coordinates(text)
    except CatalogueError:
        return
    assert -90 <= found.lat <= 90
    assert -180 <= found.lon <= 180
    assert any(character.isdigit() for character in text)
    assert found.radius_m is None or math.isfinite(found.radius_m)


def test_the_network_of_proj_stays_off_whatever_the_environment_says() -> None:
    script = (
        "import pyproj.network\n"
        "from app.places.coordinates import read_coordinates\n"
        "read_coordinates('SK-42 50.1, 36.2')\n"
        "print(pyproj.network.is_network_enabled())\n"
    )
    environment = {**os.environ, "PROJ_NETWORK": "ON"}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "False"


def plus_code(lat: float, lon: float, length: int) -> str:
    """An encoder of the test's own: nested thirds of the specification's table, by repeated division."""
    south, west, height, width = 0.0, 0.0, 400.0, 400.0
    y, x = min(lat + 90, 180 - 1e-9), min(lon + 180, 360 - 1e-9)
    code = ""
    for _ in range(min(length, 10) // 2):
        height, width = height / 20, width / 20
        row, column = min(int((y - south) / height), 19), min(int((x - west) / width), 19)
        code += CODE[row] + CODE[column]
        south, west = south + row * height, west + column * width
    for _ in range(length - 10):
        height, width = height / 5, width / 4
        row, column = min(int((y - south) / height), 4), min(int((x - west) / width), 3)
        code += CODE[row * 4 + column]
        south, west = south + row * height, west + column * width
    code = code.ljust(8, "0")
    return f"{code[:8]}+{code[8:]}"
