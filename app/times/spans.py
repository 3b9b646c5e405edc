"""A time, an interval or a period that somebody asks for, as the span of UTC that it is."""

import re
from datetime import UTC, date, datetime, timedelta

from db.queries.filter import TimeSpan
from resources.messages import tr

_MOMENT = re.compile(
    r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})"
    r"(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s*(?:Z|UTC)?)?)?)?"
)
_PERIOD = re.compile(r"(\d{1,5})\s*([hdwmy])")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


def read_span(value: str, now: datetime) -> TimeSpan:
    """A year, month, day or minute (UTC), two of them joined by `..` (one may be left out), or a period.

    `30d`, `12h`, `2w`, `6m` (months of 30 days), `1y` reach from that long ago until `now`.
    """
    first, dots, last = value.partition("..")
    if dots and (first or last):
        start = _moment(first)[0] if first else None
        end = _moment(last)[1] if last else None
        if start and end and end <= start:
            raise ValueError(tr("The time after the dots comes before the one in front of them."))
        return TimeSpan(start, end)
    period = _PERIOD.fullmatch(value.lower())
    if period:
        return TimeSpan(now - _length(int(period[1]), period[2]), None)
    return TimeSpan(*_moment(value))


def _length(count: int, unit: str) -> timedelta:
    # at most 1916 years: Python has no time before year 1, and nothing was received earlier
    return timedelta(hours=count) if unit == "h" else timedelta(days=min(count * _DAYS[unit], 700_000))


def _moment(text: str) -> tuple[datetime, datetime]:
    """The first instant of a year, month, day, minute or second, and the first after it."""
    found = _MOMENT.fullmatch(text.strip())
    expected = tr(
        "“{text}” is no time. Write 2020, 2020-05, 2020-05-17, 2020-05-01..2020-05-17, "
        "or 30d for the last 30 days.",
        text=text,
    )
    if not found:
        raise ValueError(expected)
    parts = [int(part) for part in found.groups() if part is not None]
    # what is left out begins with the period: January, the first, midnight
    year, month, day, hour, minute, second = [*parts, *(0, 1, 1, 0, 0, 0)[len(parts) :]]
    try:
        start = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        return start, _after(start, len(parts))
    except (ValueError, OverflowError):
        raise ValueError(expected) from None


def _after(start: datetime, precision: int) -> datetime:
    if precision == 1:
        return start.replace(year=start.year + 1)
    if precision == 2:
        following = date(start.year + start.month // 12, start.month % 12 + 1, 1)
        return start.replace(year=following.year, month=following.month)
    # keyed by how many parts are written: day, minute (which comes with its hour), second
    return start + {3: timedelta(days=1), 5: timedelta(minutes=1), 6: timedelta(seconds=1)}[precision]
