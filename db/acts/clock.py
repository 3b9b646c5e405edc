"""The clock of this machine beside the times in the log: one that went back is told, and doubted.

Times of acts are those of the local clock, which anybody can set. Where an act begins well before the act
before it ended, the clock went back, or had gone ahead: from the times alone nobody can say which was right.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, ScalarSelect, func, select

from db.schema import ACT, utc_text

SLACK = timedelta(seconds=60)
"""Clocks are set by a little all the time, and two processes do not read theirs at one moment."""
_LOOKED_AT = 100
"""Acts before this one whose times are looked at: in their order they could not be found at once."""


@dataclass(frozen=True, slots=True)
class ClockStep:
    """The time of the last entry, and that of an act which begins after it and earlier."""

    before: datetime
    now: datetime

    @property
    def label(self) -> str:
        """The label of the entry that tells it, as `app.messages.acts` makes and reads it."""
        arguments = {"before": _seconds(self.before), "now": _seconds(self.now)}
        return json.dumps(["clock", arguments], ensure_ascii=False, separators=(",", ":"))

    @property
    def told(self) -> dict[str, str]:
        """What the entry holds."""
        return {"from": utc_text(self.before), "to": utc_text(self.now)}


def step_back(connection: Connection, now: datetime) -> ClockStep | None:
    """The step by which the clock went back since the last entry; None for a clock that went on."""
    # an act under way has no sequence yet, and must not be compared with itself
    last = select(ACT.c.at).where(ACT.c.sequence.is_not(None)).order_by(ACT.c.id.desc()).limit(1)
    before = connection.execute(last).scalar_one_or_none()
    return ClockStep(before, now) if before is not None and before - now > SLACK else None


def behind_s(connection: Connection, now: datetime) -> int:
    """Whole seconds by which `now` lies before the latest time of the acts before it; 0 within the slack."""
    recent = select(ACT.c.at).where(ACT.c.sequence.is_not(None)).order_by(ACT.c.id.desc()).limit(_LOOKED_AT)
    latest = connection.execute(select(func.max(recent.subquery().c.at))).scalar_one_or_none()
    return seconds_behind(latest, now)


def latest_before() -> ScalarSelect[datetime]:
    """As a column beside those of an act: the latest time of the acts before it, null for none."""
    earlier = ACT.alias()
    window = (earlier.c.id < ACT.c.id) & (earlier.c.id >= ACT.c.id - _LOOKED_AT)
    return select(func.max(earlier.c.at)).where(window, earlier.c.sequence.is_not(None)).scalar_subquery()


def seconds_behind(latest: datetime | None, at: datetime) -> int:
    """Whole seconds by which a time lies before the latest before it; 0 within the slack."""
    gap = timedelta() if latest is None else latest - at
    return int(gap.total_seconds()) if gap > SLACK else 0


def _seconds(moment: datetime) -> str:
    return f"{moment.replace(tzinfo=None).isoformat(' ', 'seconds')} UTC"
