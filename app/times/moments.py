"""A moment as other programs read it, and as people do."""

from datetime import UTC, datetime
from typing import Literal, overload

from resources.messages import tr
from resources.unreadable import UNREADABLE_TIME


@overload
def rfc3339(moment: datetime) -> str: ...
@overload
def rfc3339(moment: datetime | None) -> str | None: ...
def rfc3339(moment: datetime | None) -> str | None:
    """RFC 3339 in UTC, with “Z”; None is unknown and stays so. The moment has a zone."""
    if moment == UNREADABLE_TIME:
        return "unreadable"
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def utc_words(moment: datetime, to: Literal["minutes", "seconds"] = "seconds") -> str:
    """Such as 2024-10-18 09:30:00 UTC, cut to the minute or second; `read_interval` reads it again.

    The moment has a zone. Years have four digits, also those before 1000, as strftime has them not.
    """
    if moment == UNREADABLE_TIME:
        return tr("unreadable")
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(' ', to)} UTC"
