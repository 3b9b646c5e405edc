"""Dates and times as files write them, read as UTC intervals that claim no more than the text says.

Without a zone a local time may stand anywhere from UTC+14:00 to UTC-12:00: an interval of 26 hours.
"""

import re
from datetime import UTC, datetime, timedelta

from app.reading.records import RecordedTime, ZoneBasis
from app.reading.text import clean, escaped
from resources.remark import Remark
from resources.remarks import remark

# the zones that exist: Kiribati's Line Islands and Baker Island
_EAST, _WEST = timedelta(hours=14), timedelta(hours=12)
# intervals include their ends: the last moment of a second is this much before the next
_TICK = timedelta(microseconds=1)
_STALE = timedelta(minutes=2)
"""How far a satellite fix may lie from the shutter and still tell the zone of the camera's clock."""

_MOMENT = re.compile(
    r"""\s*(?P<year>\d{4})
    (?:[-:./]?(?P<month>\d{2})
      (?:[-:./]?(?P<day>\d{2})
        (?:[T\s]+(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,](?P<fraction>\d+))?)?)?)?)?
    \s*(?P<zone>Z|(?:GMT|UTC)?[+-]\d{2}:?\d{2}|GMT|UTC)?\s*\Z""",
    re.VERBOSE,
)
_OFFSET = re.compile(r"\s*(?:Z|(?:GMT|UTC)?(?P<sign>[+-])(?P<hours>\d{2}):?(?P<minutes>\d{2})|GMT|UTC)\s*\Z")


def recorded_time(
    tag: str,
    raw: str,
    *,
    offset: str | None = None,
    fraction: str | None = None,
    capture: bool = False,
    gps: datetime | None = None,
    utc: bool = False,
    now: datetime | None = None,
) -> RecordedTime:
    """One recorded time from its text.

    `offset` and `fraction` are the texts of the tags beside it (OffsetTime, SubSecTime). `gps` is the moment
    that the satellites gave (UTC, aware): where the file names no zone it may tell the camera's.
    `utc` says that the text is UTC by definition. `now` (UTC, aware) is the moment of reading, to notice the
    future.
    """
    shown = escaped(raw, 200)
    try:
        start, length, stated = _interval(raw, fraction)
        shift, basis, reason = _zone(stated or offset, start, gps, utc)
        earliest = (start - (_EAST if shift is None else shift)).replace(tzinfo=UTC)
        latest = (start + length + (_WEST if shift is None else -shift)).replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        what = remark("date impossible", text=clean(shown)) if shown.strip() else remark("date empty")
        return RecordedTime(tag, shown, None, None, "unknown", what, capture)
    if now and earliest > now:
        reason = reason.and_then(remark("date in the future"))
    return RecordedTime(tag, shown, earliest, latest, basis, reason, capture)


def iptc_moment(date: str, time: str | None) -> str:
    """IIM date CCYYMMDD and time HHMMSS±HHMM as one text that `recorded_time` reads."""
    return f"{date} {time}" if time else date


def gps_moment(date: str, time: str) -> datetime | None:
    """UTC of a GPS date "2024:05:06" and time "07:08:09.5"; None where they name no moment."""
    try:
        start, _length, _zone = _interval(f"{date} {time}", None)
    except ValueError:
        return None
    return start.replace(tzinfo=UTC)


def _interval(raw: str, fraction: str | None) -> tuple[datetime, timedelta, str | None]:
    """Wall-clock start, length less one tick, and the zone in the text. Raises ValueError."""
    found = _MOMENT.match(raw.replace("\0", " "))
    if not found:
        raise ValueError("no date")
    part = found.groupdict()
    if part["month"] in (None, "00"):
        start, after = _wall(part["year"]), _wall(str(int(part["year"]) + 1))
        return start, after - start - _TICK, part["zone"]
    month, day = int(part["month"]), part["day"]
    if day in (None, "00"):
        start = _wall(part["year"], month)
        # more than any month has: always in the next one
        after = (start + timedelta(days=32)).replace(day=1)
        return start, after - start - _TICK, part["zone"]
    start = _wall(part["year"], month, int(day))
    if part["hour"] is None:
        return start, timedelta(days=1) - _TICK, part["zone"]
    start = start.replace(hour=int(part["hour"]), minute=int(part["minute"]))
    if part["second"] is None:
        return start, timedelta(minutes=1) - _TICK, part["zone"]
    start = start.replace(second=int(part["second"]))
    return *_fine(start, part["fraction"] or (fraction or "").strip(" \0")), part["zone"]


def _wall(year: str, month: int = 1, day: int = 1) -> datetime:
    return datetime(int(year), month, day)  # noqa: DTZ001 a wall clock has no zone


def _fine(start: datetime, digits: str) -> tuple[datetime, timedelta]:
    """Add the fraction of a second; its number of digits is its precision."""
    if not digits.isascii() or not digits.isdigit():
        return start, timedelta(seconds=1) - _TICK
    digits = digits[:6]
    step = timedelta(microseconds=10 ** (6 - len(digits)))
    return start.replace(microsecond=int(digits.ljust(6, "0"))), step - _TICK


def _zone(
    stated: str | None, start: datetime, gps: datetime | None, utc: bool
) -> tuple[timedelta | None, ZoneBasis, Remark]:
    """Offset from UTC (None if unknown), its basis and the reason in words."""
    if utc:
        return timedelta(0), "GPS UTC", remark("time of satellites")
    offset = _offset(stated) if stated else None
    if offset is not None:
        return offset, "offset tag", remark("offset stated", offset=_words(offset))
    wrong = stated is not None and bool(stated.strip(" \0:"))
    flaw = remark("offset wrong", offset=escaped(stated or "", 40)) if wrong else None
    fixed = _by_satellite(start, gps)
    if fixed is not None:
        reason = remark(
            "zone by satellite",
            offset=_words(fixed),
        )
        return fixed, "GPS UTC", reason.and_then(flaw) if flaw else reason
    reason = remark("zone unknown")
    return None, "unknown", reason.and_then(flaw) if flaw else reason


def _offset(text: str) -> timedelta | None:
    found = _OFFSET.match(text.replace("\0", ""))
    if not found:
        return None
    if found["sign"] is None:
        return timedelta(0)
    offset = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"]))
    if int(found["minutes"]) > 59:
        return None
    offset = -offset if found["sign"] == "-" else offset
    return offset if -_WEST <= offset <= _EAST else None


def _by_satellite(start: datetime, gps: datetime | None) -> timedelta | None:
    """The offset in quarters of an hour between a wall clock and UTC that tell nearly the same moment."""
    if gps is None:
        return None
    difference = start - gps.replace(tzinfo=None)
    # Nepal has UTC+05:45: offsets are whole quarters of an hour
    quarters = round(difference / timedelta(minutes=15))
    offset = quarters * timedelta(minutes=15)
    return offset if -_WEST <= offset <= _EAST and abs(difference - offset) <= _STALE else None


def _words(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
