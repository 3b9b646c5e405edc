"""Values as people read them: UTC times, plain numbers, and the word “unknown”."""

from datetime import datetime, timedelta

from app.cli.plain import plain
from app.messages.wording import plain_number
from app.times.moments import utc_words
from resources.messages import later, tr, trn

UNKNOWN = later("unknown")
"""What stands for a value that is not known; `tr` says it."""
_SECOND = timedelta(seconds=1)


def said(value: object) -> str:
    """One value in words; None and an empty text are unknown, an empty list is none."""
    if value is None or value == "":
        return tr(UNKNOWN)
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, float):
        # ten digits hold every number that is kept, and hide what a float adds to it in its last ones
        return f"{value:.10g}"
    if isinstance(value, (tuple, list)):
        return ", ".join(said(part) for part in value) or tr("none")
    return plain(str(value))


def moment(value: datetime) -> str:
    """A time to the second, in UTC."""
    return utc_words(value)


def interval(earliest: datetime | None, latest: datetime | None) -> str:
    """A time that is known to lie between two, in UTC; what lies within one second is told once."""
    if earliest is None and latest is None:
        return tr(UNKNOWN)
    if earliest is not None and latest is not None and latest - earliest < _SECOND:
        return moment(earliest)
    return tr("{earliest} to {latest}", earliest=said(earliest), latest=said(latest))


def position(lat: float | None, lon: float | None, radius_m: float | None) -> str:
    """A point in decimal degrees with its radius."""
    if lat is None or lon is None:
        return tr(UNKNOWN)
    reach = tr("radius unknown") if radius_m is None else f"± {length(radius_m)}"
    return f"{lat:.6f}, {lon:.6f} {reach}"


def length(metres: float) -> str:
    """A radius or distance in metres or kilometres."""
    if metres < 10:
        return f"{plain_number(metres, 2)} m"
    return f"{metres:.0f} m" if metres < 10_000 else f"{metres / 1000:.1f} km"


def size(count: int | None) -> str:
    """Bytes, and how many that is in a larger unit."""
    if count is None:
        return tr(UNKNOWN)
    return trn("{count} byte", "{count} bytes", count)
