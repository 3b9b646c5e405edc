"""What is said of a clock that had gone back: in receipts, which keep it, and beside the times of acts."""

from resources.messages import tr
from resources.remarks import remark

_DAY, _HOUR, _MINUTE = 86_400, 3_600, 60


def clock_basis(behind_s: int) -> str:
    """Who vouches for the time of a receipt, as it is kept; `behind_s` are those of `Unit.clock_behind_s`."""
    if not behind_s:
        return remark("clock not verified")
    return remark("clock had gone back", time=span(behind_s))


def clock_doubt(behind_s: int) -> str:
    """The doubt beside a time, in the reader's language; empty where there is none."""
    return tr("the clock had gone back by {time} or more", time=span(behind_s)) if behind_s else ""


def doubted(time: str, behind_s: int) -> str:
    """A time with its doubt, if there is one."""
    doubt = clock_doubt(behind_s)
    return f"{time} ({doubt})" if doubt else time


def span(seconds: int) -> str:
    """Such as 2 h 5 min: the two largest units, the rest cut off, in the symbols of every language."""
    parts, left = [], seconds
    for length, symbol in ((_DAY, "d"), (_HOUR, "h"), (_MINUTE, "min"), (1, "s")):
        count, left = divmod(left, length)
        parts.append((count, symbol))
    # nothing at all is told in seconds, the last unit
    first = next((at for at, (count, _) in enumerate(parts) if count), len(parts) - 1)
    return " ".join(f"{count:,} {symbol}" for count, symbol in parts[first : first + 2] if count) or "0 s"
