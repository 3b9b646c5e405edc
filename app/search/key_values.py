"""The values behind keys: distances, boxes, times and periods. A ValueError says what was expected."""

import re
from datetime import UTC, date, datetime, timedelta

from db.filter import InBox, Near, TimeSpan
from resources.messages import tr

# the international mile, nautical mile and foot, in metres
_UNITS = {
    **dict.fromkeys(("m", "м", "metre", "metres", "meter", "meters"), 1.0),
    **dict.fromkeys(("km", "км"), 1000.0),
    **dict.fromkeys(("mi", "mile", "miles"), 1609.344),
    **dict.fromkeys(("nmi", "nm"), 1852.0),
    **dict.fromkeys(("ft", "feet"), 0.3048),
}
_DISTANCE = re.compile(r"(\d{1,9}(?:[.,]\d{1,9})?)\s*([^\W\d_]*)")
# half a meridian of WGS 84 is 20,003.9 km: no two places lie farther apart
_LONGEST_M = 20_004_000.0
_MOMENT = re.compile(
    r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})"
    r"(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s*(?:Z|UTC)?)?)?)?"
)
_PERIOD = re.compile(r"(\d{1,5})\s*([hdwmy])")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


def near(value: str) -> Near:
    """`place~distance`, the place still without a meaning."""
    place, tilde, distance = value.rpartition("~")
    if not tilde or not distance.strip():
        raise ValueError(tr("near: needs a distance, such as near:Springfield~25km."))
    if not place.strip():
        raise ValueError(
            tr("near: needs a place before the ~, such as near:Springfield~25km or near:51.48,0.00~500m.")
        )
    return Near(place.strip(), metres(distance.strip()))


def metres(text: str) -> float:
    """A distance with its unit: m, km, mi, nmi or ft."""
    found = _DISTANCE.fullmatch(text)
    if not found or found[2].lower() not in _UNITS:
        raise ValueError(
            tr(
                "“{text}” is no distance. Write a number with m, km, mi, nmi or ft, such as 500m or 25km.",
                text=text,
            )
        )
    distance = float(found[1].replace(",", ".")) * _UNITS[found[2].lower()]
    if distance > _LONGEST_M:
        raise ValueError(tr("A distance is at most 20,004 km, half way round the earth."))
    return distance


def box(value: str) -> InBox:
    """Four numbers of degrees: south, west, north, east."""
    try:
        south, west, north, east = (float(part) for part in value.replace("−", "-").split(","))
    except ValueError:
        raise ValueError(
            tr("box: needs south, west, north, east in degrees, such as box:51.2,-0.6,51.8,0.4.")
        ) from None
    if not (-90 <= south <= north <= 90 and abs(west) <= 180 and abs(east) <= 180):
        raise ValueError(
            tr(
                "box: needs south, west, north, east in degrees, such as box:51.2,-0.6,51.8,0.4; "
                "south is not north of north, and no number leaves the earth."
            )
        )
    return InBox(south, west, north, east)


def interval(value: str, now: datetime) -> TimeSpan:
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
