"""A moment as other programs read it."""

from datetime import UTC, datetime
from typing import overload


@overload
def rfc3339(moment: datetime) -> str: ...
@overload
def rfc3339(moment: datetime | None) -> str | None: ...
def rfc3339(moment: datetime | None) -> str | None:
    """RFC 3339 in UTC, with “Z”; None is unknown and stays so. The moment has a zone."""
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
