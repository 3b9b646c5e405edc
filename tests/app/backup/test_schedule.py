"""When a backup is due."""

from datetime import UTC, datetime, timedelta

import pytest

from app.backup.schedule import BackupPlan, is_due

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def due(schedule: str, ago: timedelta | None, *, opening: bool = False) -> bool:
    last = None if ago is None else NOW - ago
    return is_due(BackupPlan("/disk/backup", schedule, last), NOW, opening=opening)


@pytest.mark.parametrize("opening", [True, False])
def test_every_day_is_once_a_day_and_every_week_after_seven_days(opening: bool) -> None:
    hours, days = timedelta(hours=1), timedelta(days=1)
    assert not due("daily", 0 * hours, opening=opening)
    assert due("daily", 36 * hours, opening=opening)
    assert not due("weekly", 6 * days, opening=opening)
    assert due("weekly", 7 * days, opening=opening)
    assert due("daily", None, opening=opening)
    assert due("weekly", None, opening=opening)


def test_a_day_is_one_of_the_calendar_however_early_the_last_one_was() -> None:
    morning = datetime(2026, 3, 10, 9, tzinfo=UTC).astimezone().replace(hour=9)
    evening = morning.replace(hour=18) - timedelta(days=1)
    assert is_due(BackupPlan("/disk", "daily", evening), morning, opening=False)
    assert not is_due(BackupPlan("/disk", "daily", morning), morning.replace(hour=23), opening=False)


def test_one_that_was_not_made_when_closing_is_due_when_opening_and_not_later() -> None:
    assert due("closing", timedelta(0), opening=True)
    assert due("closing", None, opening=True)
    assert not due("closing", timedelta(days=9))


def test_after_a_clock_that_was_wrong_one_is_due() -> None:
    assert due("daily", -timedelta(days=400))


def test_without_a_folder_and_when_only_asked_none_is_due() -> None:
    assert not due("never", None, opening=True)
    assert not is_due(BackupPlan("", "daily"), NOW, opening=True)
