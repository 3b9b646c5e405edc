"""Recorded times: no interval claims more than its text."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.reading.times import gps_moment, recorded_time


def test_an_offset_beside_the_date_gives_the_exact_moment() -> None:
    found = recorded_time("EXIF DateTimeOriginal", "2024:02:29 23:59:59", offset="+10:00", fraction="123")
    assert found.earliest == datetime(2024, 2, 29, 13, 59, 59, 123_000, UTC)
    assert found.latest == datetime(2024, 2, 29, 13, 59, 59, 123_999, UTC)
    assert found.zone_basis == "offset tag"
    assert "UTC+10:00" in found.reason


def test_without_a_zone_a_time_is_an_interval_of_26_hours() -> None:
    found = recorded_time("EXIF DateTimeOriginal", "2024:08:15 11:22:33")
    assert found.earliest == datetime(2024, 8, 14, 21, 22, 33, tzinfo=UTC)
    assert found.latest == datetime(2024, 8, 15, 23, 22, 33, 999_999, UTC)
    assert found.zone_basis == "unknown"
    assert "No zone is stated" in found.reason


def test_the_satellites_clock_tells_the_zone_of_the_cameras() -> None:
    fix = datetime(2011, 5, 6, 7, 59, 30, tzinfo=UTC)
    found = recorded_time("EXIF DateTimeOriginal", "2011:05:06 09:59:48", gps=fix)
    assert found.earliest == datetime(2011, 5, 6, 7, 59, 48, tzinfo=UTC)
    assert found.zone_basis == "GPS UTC"
    assert "UTC+02:00" in found.reason


def test_a_stale_fix_does_not_tell_the_zone() -> None:
    fix = datetime(2011, 5, 6, 7, 52, 0, tzinfo=UTC)
    assert recorded_time("t", "2011:05:06 09:59:48", gps=fix).zone_basis == "unknown"


def test_a_stated_offset_outweighs_the_satellites_clock() -> None:
    fix = datetime(2011, 5, 6, 7, 59, 48, tzinfo=UTC)
    found = recorded_time("t", "2011:05:06 09:59:48", offset="+03:00", gps=fix)
    assert found.zone_basis == "offset tag"
    assert found.earliest == datetime(2011, 5, 6, 6, 59, 48, tzinfo=UTC)


@pytest.mark.parametrize(
    "raw",
    [
        "0000:00:00 00:00:00",
        "2024:13:01 00:00:00",
        "2024:02:30 00:00:00",
        "    :  :     :  :  ",
        "",
        "yesterday",
    ],
)
def test_an_impossible_date_is_kept_raw_without_an_interval(raw: str) -> None:
    found = recorded_time("EXIF DateTimeOriginal", raw)
    assert found.raw == raw
    assert found.earliest is None
    assert found.latest is None
    assert found.reason


@pytest.mark.parametrize(
    ("raw", "first", "last"),
    [
        ("2024Z", "2024-01-01T00:00:00", "2024-12-31T23:59:59.999999"),
        ("2024-02Z", "2024-02-01T00:00:00", "2024-02-29T23:59:59.999999"),
        ("2024-12Z", "2024-12-01T00:00:00", "2024-12-31T23:59:59.999999"),
        ("20240815Z", "2024-08-15T00:00:00", "2024-08-15T23:59:59.999999"),
        ("2024-08-15T11:22Z", "2024-08-15T11:22:00", "2024-08-15T11:22:59.999999"),
        ("20240815 112233+1000", "2024-08-15T01:22:33", "2024-08-15T01:22:33.999999"),
        ("2024:08:15 11:22:33.5-00:30", "2024-08-15T11:52:33.500000", "2024-08-15T11:52:33.599999"),
    ],
)
def test_the_interval_is_as_wide_as_the_text_is_vague(raw: str, first: str, last: str) -> None:
    found = recorded_time("XMP photoshop:DateCreated", raw)
    assert found.earliest == datetime.fromisoformat(first).replace(tzinfo=UTC)
    assert found.latest == datetime.fromisoformat(last).replace(tzinfo=UTC)


def test_an_offset_that_is_none_is_said_and_not_used() -> None:
    found = recorded_time("t", "2024:08:15 11:22:33", offset="+99:00")
    assert found.zone_basis == "unknown"
    assert "+99:00" in found.reason


def test_a_date_after_the_reading_is_marked() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    assert "after the moment of reading" in recorded_time("t", "2049:12:31 12:00:00", now=now).reason


def test_a_gps_time_is_utc() -> None:
    assert gps_moment("2024:05:06", "07:08:09.25") == datetime(2024, 5, 6, 7, 8, 9, 250_000, UTC)
    assert gps_moment("0000:00:00", "00:00:00") is None


@given(st.datetimes(datetime(1900, 1, 2), datetime(2100, 1, 1)), st.integers(-48, 56))  # noqa: DTZ001 wall clocks
@settings(deadline=None)
def test_the_true_moment_lies_in_the_interval_whatever_the_zone(wall: datetime, quarters: int) -> None:
    truth = (wall.replace(microsecond=0) - quarters * timedelta(minutes=15)).replace(tzinfo=UTC)
    found = recorded_time("t", f"{wall:%Y:%m:%d %H:%M:%S}")
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest <= truth <= found.latest


@given(st.text(max_size=40), st.text(max_size=10), st.text(max_size=10))
@settings(deadline=None)
def test_any_text_gives_an_interval_or_none_and_never_an_error(raw: str, offset: str, fraction: str) -> None:
    found = recorded_time("t", raw, offset=offset, fraction=fraction)
    assert (found.earliest is None) == (found.latest is None)
    if found.earliest and found.latest:
        assert found.earliest <= found.latest
