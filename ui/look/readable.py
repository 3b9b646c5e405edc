"""How values are written for people: times, sizes, hashes, counts; what is not known is the word unknown."""

from datetime import datetime, timedelta
from html import escape

from app.messages.visible import visible, visible_line
from app.messages.wording import plain_number
from app.times.moments import utc_words
from resources.messages import tr, trn

_SECOND, _MINUTE = timedelta(seconds=1), timedelta(minutes=1)
_UNITS = ("", "kB", "MB", "GB", "TB")


def unknown_word() -> str:
    """What stands for a value that nobody knows."""
    return tr("unknown")


def tip(text: str) -> str:
    """Text for a tool tip, which Qt would take as HTML if it looked so; long lines are wrapped."""
    return f"<qt>{escape(visible(text)).replace(chr(10), '<br>')}</qt>" if text else ""


def moment(at: datetime | None) -> str:
    """A UTC time to the minute, with the letters UTC."""
    return utc_words(at, "minutes") if at else unknown_word()


def day(at: datetime | None) -> str:
    """A UTC day."""
    return utc_words(at).partition(" ")[0] if at else unknown_word()


def interval(earliest: datetime | None, latest: datetime | None) -> str:
    """A span of time as short as it can be said without saying less."""
    if earliest is None and latest is None:
        return unknown_word()
    if earliest is None:
        return tr("until {moment}", moment=moment(latest))
    if latest is None:
        return tr("from {moment}", moment=moment(earliest))
    if latest - earliest < _SECOND:
        return utc_words(earliest)
    if latest - earliest < _MINUTE:
        return f"{utc_words(earliest)} – {utc_words(latest)}"
    return f"{moment(earliest)} – {moment(latest)}"


def size(count: int | None) -> str:
    """Bytes in decimal units: 1.4 MB."""
    if count is None:
        return unknown_word()
    value, unit = float(count), 0
    # a little early: 999.96 would be written 1000.0
    while value >= 999.5 and unit < len(_UNITS) - 1:
        value, unit = value / 1000, unit + 1
    return trn("{count} byte", "{count} bytes", count) if unit == 0 else f"{value:.1f} {_UNITS[unit]}"


def grouped(digest: str) -> str:
    """A hash in groups of four."""
    return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))


def metres(distance: float | None) -> str:
    """A distance or radius: 25 km, 350 m."""
    if distance is None:
        return unknown_word()
    if distance >= 10_000:
        return f"{distance / 1000:.0f} km"  # a comma between thousands would be read as a decimal comma
    if distance >= 1000:
        return f"{distance / 1000:.1f} km"
    return f"{distance:.0f} m" if distance >= 10 else f"{plain_number(distance, 2)} m"


def sentence(words: str) -> str:
    """The words with a capital at the beginning and the rest as it is."""
    return words[:1].upper() + words[1:]


def one_line(text: str, longest: int = 300) -> str:
    """Text that stays on one line, whatever is in it."""
    return visible_line(text, longest)
