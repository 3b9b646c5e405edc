"""When the next backup is due, by the calendar of where the person is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

NEVER, CLOSING, DAILY, WEEKLY = SCHEDULES = ("never", "closing", "daily", "weekly")
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class BackupPlan:
    """Where a catalogue is backed up, and when; `last` is the last backup made there, None for none yet.

    `entry` is the number of the log's last entry after that backup: where it still is, nothing has changed.
    """

    folder: str = ""
    schedule: str = NEVER
    last: datetime | None = None
    files: int = 0
    entry: int = 0


def is_due(plan: BackupPlan, now: datetime, *, opening: bool) -> bool:
    """Whether a backup is to be made now, if anything has changed. Both times have a zone.

    Daily is once in a day of the calendar, however early; weekly after seven days. The one when closing is
    due when the catalogue was just opened (`opening`): it was not made then, if anything has changed since.
    """
    if not plan.folder or plan.schedule == NEVER:
        return False
    if plan.schedule == CLOSING:
        return opening
    if plan.last is None or plan.last > now:  # the clock was wrong then, or is now
        return True
    # dates of the person's zone: a backup at 23:00 and one at 08:00 are of two days
    days = now.astimezone().date() - plan.last.astimezone().date()
    return days >= (_DAY if plan.schedule == DAILY else _WEEK)
