"""A date as a person writes it, as the interval of UTC that it allows."""

import re
from dataclasses import dataclass
from datetime import datetime

from app.errors import CatalogueError
from app.reading.times import recorded_time
from resources.messages import tr
from resources.remarks import remark

# a dash needs blanks around it, for without them it joins year, month and day
_BETWEEN = re.compile(r"\.\.|\s[–—-]\s|\sto\s")


@dataclass(frozen=True, slots=True)
class StatedInterval:
    """The first and the last moment that the words allow, UTC; `zone_basis` is stated or unknown."""

    earliest: datetime
    latest: datetime
    zone_basis: str
    reason: str


def read_interval(raw: str) -> StatedInterval:
    """2024, 2024-10, 2024-10-18, with a time and a zone if known, or two of them with `..` between.

    What this program writes is read, too: 2024-10-18 09:30 UTC, and two with a dash or “to” between. Without
    a zone any from UTC+14 to UTC-12 is possible. Raises CatalogueError for what is no date, and for an
    interval that ends before it begins.
    """
    first, *rest = _BETWEEN.split(raw, maxsplit=1)
    starts, ends = _moment(first), _moment(rest[0] if rest else first)
    if starts[0] > ends[1]:
        raise CatalogueError(tr("“{raw}” ends before it begins.", raw=raw))
    if starts[2] and ends[2]:
        return StatedInterval(starts[0], ends[1], "stated", remark("zone stated"))
    reason = remark("zone unknown")
    return StatedInterval(starts[0], ends[1], "unknown", reason)


def _moment(text: str) -> tuple[datetime, datetime, bool]:
    """Earliest, latest, and whether the zone is stated."""
    read = recorded_time("", text.strip())
    if read.earliest is None or read.latest is None:
        raise CatalogueError(
            tr("“{text}” is no date. Write 2024-10, 2024-10-18 or 2024-10-18T09:30+09:00.", text=text)
        )
    return read.earliest, read.latest, read.zone_basis == "offset tag"
