"""What the program writes it reads back: every pair of a writer and a reader, near all edges."""

import csv
import io
import json
import math
import os
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st
from shapely import Point

from app.catalogue import Catalogue
from app.cli import readable as in_terminal
from app.cli.plain import json_text
from app.cli.units import metres
from app.evidence.item_checks import find_item
from app.evidence.tags import clean_tag
from app.export.documents import json_chunks
from app.export.table import cell
from app.ingest.names import shown
from app.places.coordinates import decimal, dms, mgrs, read_coordinates
from app.places.datums import from_sk42
from app.places.footprint import footprint_area
from app.places.position import wgs84
from app.reading.times import recorded_time
from app.records import exhibit_number
from app.search.parser import parse
from app.search.tokens import quoted
from app.sheet import printed_values as on_paper
from app.times.intervals import read_interval
from app.times.moments import rfc3339, utc_words
from app.times.spans import read_span
from db.queries.filter import InRegion, Near, Placed, Tagged, TextMatch
from db.schema.columns import UTC_FORMAT, utc_text
from ui.look import readable as in_window

PARALLELS = [*range(-80, 81, 8), 84, 90, -90, 0, 56, 64, 72]
MERIDIANS = [*range(-180, 181, 6), 3, 9, 21, 33]
STEPS = st.builds(
    lambda sign, power: sign * 10.0**power, st.sampled_from([-1, 0, 1]), st.floats(-12, -2, allow_nan=False)
)


def within(least: float, value: float, most: float) -> float:
    return min(most, max(least, value))


LATS = st.one_of(
    st.floats(-90, 90),
    st.builds(lambda edge, step: within(-90, edge + step, 90), st.sampled_from(PARALLELS), STEPS),
)
LONS = st.one_of(
    st.floats(-180, 180),
    st.builds(lambda edge, step: within(-180, edge + step, 180), st.sampled_from(MERIDIANS), STEPS),
)


def apart(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    return float(wgs84().inv(lon, lat, other_lon, other_lat)[2])


@given(LATS, LONS, st.integers(0, 12))
def test_decimal_degrees(lat: float, lon: float, digits: int) -> None:
    found = read_coordinates(decimal(lat, lon, digits))

    assert [found.lat, found.lon] == pytest.approx([lat, lon], abs=0.5001 * 10**-digits, rel=0)


@given(LATS, LONS, st.integers(0, 6))
def test_degrees_minutes_and_seconds(lat: float, lon: float, digits: int) -> None:
    found = read_coordinates(dms(lat, lon, digits))

    assert [found.lat, found.lon] == pytest.approx([lat, lon], abs=0.5001 * 10**-digits / 3600 + 1e-12, rel=0)


@given(LATS, LONS, st.integers(0, 5))
@example(-1e-9, 7.0, 5)
@example(-1e-9, 180.0, 2)
@example(63.999999999, 2.999999999, 5)
@example(89.9999, 0.0, 0)
@example(-90.0, -180.0, 0)
@example(84.0, 180.0, 0)
def test_a_reference_of_the_military_grid_names_the_square_that_holds_the_position(
    lat: float, lon: float, digits: int
) -> None:
    found = read_coordinates(mgrs(lat, lon, digits))

    assert found.notation == "MGRS"
    assert found.radius_m is not None
    assert found.radius_m <= 10 ** (5 - digits)
    assert apart(found.lat, found.lon, lat, lon) <= found.radius_m * 1.01 + 0.02


@given(st.floats(36, 81), st.floats(20, 180))
def test_a_position_on_sk42_is_where_it_says_whatever_notation_it_has(lat: float, lon: float) -> None:
    expected = from_sk42(lat, lon)
    for written in (decimal(lat, lon, 9), dms(lat, lon, 6)):
        found = read_coordinates(f"SK-42 {written}")
        assert (found.lat, found.lon) == pytest.approx(expected, abs=2e-9)


RADII = st.one_of(st.floats(0.001, 20_004_000), st.sampled_from([9.96, 9_999.6, 20_003_999.9, 1_234_567.8]))


@given(RADII)
def test_a_length_is_read_as_what_it_says_in_terminal_window_and_on_paper(length: float) -> None:
    assert metres(in_terminal.length(length)) == pytest.approx(length, rel=0.05, abs=0)
    assert metres(in_window.metres(length)) == pytest.approx(length, rel=0.051, abs=0)
    assert metres(str(on_paper.metres(length))) == pytest.approx(length, rel=1e-5, abs=0)


ZONES = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.one_of(
    st.datetimes(timezones=st.just(UTC)),
    st.sampled_from(
        [
            datetime.min.replace(tzinfo=UTC),
            datetime.max.replace(tzinfo=UTC),
            datetime(1, 1, 1, 0, 0, 1, tzinfo=UTC),
            datetime(999, 12, 31, 23, tzinfo=UTC),
        ]
    ),
)


@given(MOMENTS, ZONES)
def test_a_moment_is_stored_and_told_to_programs_without_loss(moment: datetime, zone: timezone) -> None:
    try:
        elsewhere = moment.astimezone(zone)
    except OverflowError:
        elsewhere = moment
    for written in (utc_text(moment), utc_text(elsewhere)):
        assert datetime.strptime(written, UTC_FORMAT).replace(tzinfo=UTC) == moment
        assert len(written) == 27  # so that texts sort as the times do
    read = read_interval(rfc3339(elsewhere))
    assert read.earliest <= moment <= read.latest
    assert read.latest - read.earliest < timedelta(seconds=1)
    assert datetime.fromisoformat(rfc3339(elsewhere)) == moment


@given(MOMENTS)
def test_a_moment_told_to_people_is_read_to_its_second_or_minute(moment: datetime) -> None:
    told = [
        (in_terminal.moment(moment), timedelta(seconds=1)),
        (str(on_paper.utc(moment)), timedelta(seconds=1)),
        (in_window.moment(moment), timedelta(minutes=1)),
        (utc_words(moment), timedelta(seconds=1)),
    ]
    for words, precision in told:
        read = read_interval(words)
        assert read.earliest <= moment <= read.latest, words
        assert (read.zone_basis, read.latest - read.earliest < precision) == ("stated", True), words
        recorded = recorded_time("a tag", words)
        assert (recorded.earliest, recorded.latest) == (read.earliest, read.latest)


@given(MOMENTS, MOMENTS, st.sampled_from([None, 0, 1, 59, 60, 61, 86_400]))
def test_an_interval_told_to_people_is_read_to_its_precision(
    one: datetime, other: datetime, seconds: int | None
) -> None:
    first, last = min(one, other), max(one, other)
    if seconds is not None and first < datetime.max.replace(tzinfo=UTC) - timedelta(days=2):
        last = first + timedelta(seconds=seconds)
    for words in (in_terminal.interval(first, last), in_window.interval(first, last)):
        read = read_interval(words)
        minute = timedelta(minutes=1)
        assert read.earliest <= first, words
        assert first - read.earliest < minute, words
        assert last - read.latest < timedelta(seconds=1), words
        assert read.latest - last < minute, words


@given(MOMENTS, MOMENTS)
def test_an_interval_can_be_searched_as_it_is_told(one: datetime, other: datetime) -> None:
    first, last = min(one, other), max(one, other)
    now = datetime.now(UTC)
    latest = datetime.max.replace(microsecond=0, second=0, tzinfo=UTC)
    if last >= latest:
        return  # the span of a search ends with the moment after, and there is none
    for words in (f"{utc_words(first)}..{utc_words(last)}", f"{rfc3339(first)}..{rfc3339(last)}"):
        span = read_span(words, now)
        assert span.start is not None
        assert span.end is not None
        assert span.start <= first <= last < span.end


NAME_LETTERS = st.one_of(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp", "Zs", "Cn", "Co", "Cf")),
    st.sampled_from(list("\"“”„‟«»()~:*-−' ,;#\\/")),
)
NAMES = st.text(NAME_LETTERS, min_size=1, max_size=30).map(lambda name: " ".join(name.split())).filter(bool)


@given(NAMES)
@example('5" gun')
@example('"')
@example('""')
@example("a”“b")
@example("OR")
@example("-")
@example("(")
def test_a_name_in_a_query_is_the_name_that_is_meant(name: str) -> None:
    assert parse(f"tag:{quoted(name)}").node == Tagged(name, 0)
    assert parse(f"in:{quoted(name)}").node == Placed(InRegion(name), at=0)
    assert parse(f"near:{quoted(name)}~25km").node == Placed(Near(name, 25_000.0), at=0)
    both = parse(f"-tag:{quoted(name)} rail").node
    assert "rail" in repr(both)


@given(NAMES)
def test_a_phrase_in_quotation_marks_is_itself(name: str) -> None:
    phrase = '"{}"'.format("".join(mark * 2 if mark in '"“”„‟«»' else mark for mark in name))
    if any(character.isalnum() for character in name):
        assert parse(phrase).node == TextMatch(name, False)


def test_every_tag_is_found_by_its_own_query_and_no_other_is(catalogue: Catalogue) -> None:
    names = ["C", "C++", "c#", "rail", "Rail", '5" gun', "5 gun", "★", "🚂", "(draft)", "a:b", "елка", "ёлка"]
    for name in names:
        catalogue.evidence.add("photograph", "A quay", tags=[name])
    for number, name in enumerate(names):
        assert catalogue.search.ids(f"tag:{quoted(name)}").tolist() == [number + 1], name
    assert sorted(catalogue.search.ids("tag:RAIL").tolist()) == [4, 5]


@given(NAMES)
def test_a_tag_that_was_cleaned_is_clean(name: str) -> None:
    if name.isprintable() and len(name) <= 100:
        assert clean_tag(clean_tag(name)) == clean_tag(name)


ANY_TEXT = st.text(st.characters(codec="utf-8"))


def in_a_cell(value: Any) -> str:
    """The one cell of a line as a reader of CSV has it, with the one apostrophe taken off."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([cell(value), "end"])
    [[read, end]] = csv.reader(io.StringIO(line.getvalue(), newline=""))
    assert end == "end"
    return read.removeprefix("'") if isinstance(value, str) else read


@given(ANY_TEXT | st.sampled_from(["=1+1", "'", "''a", "\r\n", "\ttab", '"', "＝x", "-5", ";,"]))
def test_a_text_in_a_table_is_itself_and_no_formula(text: str) -> None:
    assert in_a_cell(text) == text
    assert not cell(text).startswith(tuple("=+-@＝＋－＠\t\r\n"))


@given(st.floats(allow_nan=False) | st.integers())
def test_a_number_in_a_table_is_itself(number: float) -> None:
    assert type(number)(in_a_cell(number)) == number


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANY_TEXT, inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(ANY_TEXT, JSON, max_size=5))
def test_a_document_is_itself_in_terminal_export_and_log(document: dict[str, Any]) -> None:
    head = {"format": "x", **document}
    assert json.loads(json_text(document)) == document
    exported = json.loads("".join(json_chunks(head, [document, document])))
    assert exported == {**head, "items": [document, document]}
    # a float without a fraction stands there as its digits, as ECMAScript writes it
    assert json.loads(rfc8785.dumps(document), parse_int=float) == document


@given(st.binary(min_size=1, max_size=60).filter(lambda raw: b"\0" not in raw and b"/" not in raw))
def test_the_bytes_of_a_name_are_kept_and_what_is_shown_is_text(raw: bytes) -> None:
    name = os.fsdecode(raw)
    assert os.fsencode(Path(name).name) == raw or raw in {b".", b".."}
    shown(name).encode("utf-8")
    if name.isprintable():
        assert shown(name) == name


@given(st.floats(-80, 80), st.floats(-180, 180), st.floats(1e-4, 9), st.floats(1e-4, 80), st.integers(0, 359))
def test_an_outline_is_the_ground_that_it_was(
    lat: float, lon: float, height: float, width: float, turn: int
) -> None:
    angles = [math.radians(angle + turn) for angle in (0, 90, 180, 270)]
    ring = [(lat + height * math.sin(angle), lon + width * math.cos(angle)) for angle in angles]
    area = footprint_area(json.dumps([list(corner) for corner in ring]))

    assert area is not None
    west, south, east, north = area.bounds
    assert -180 <= west <= east <= 180
    assert (south, north) == pytest.approx((min(y for y, _ in ring), max(y for y, _ in ring)), abs=1e-9)
    assert area.buffer(1e-9).covers(Point((lon + 180) % 360 - 180, lat))
    for corner_lat, corner_lon in ring:
        assert area.distance(Point((corner_lon + 180) % 360 - 180, corner_lat)) < 1e-9


def test_an_exhibit_number_names_its_item(catalogue: Catalogue) -> None:
    item = catalogue.evidence.add("photograph", "A quay")
    with catalogue._context.database.read() as reader:
        assert find_item(reader, exhibit_number(item)) == item
