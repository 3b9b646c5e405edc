"""Which states are kept, and which one a person means."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from app.backup.layout import BackupFolder
from app.backup.states import BackupState, as_of, new_name, states_of, superseded
from app.backup.writing import write_private
from app.errors import CatalogueError

NAMES = ["2025-12-31T23-59-59Z", "2026-03-01T10-15-00Z", "2026-03-01T10-15-00Z-2", "2026-03-09T00-00-00Z"]


def state(at: datetime, sequence: int) -> BackupState:
    name = at.strftime("%Y-%m-%dT%H-%M-%SZ")
    return BackupState(name, "Test", "Exhibit", 1, 10, sequence, "0" * 64, "1" * 64)


def kept_of(states: list[BackupState]) -> list[BackupState]:
    gone = superseded(states)
    return [each for each in states if each not in gone]


def test_of_three_years_of_days_days_weeks_and_months_are_kept() -> None:
    begun = datetime(2023, 1, 1, 18, tzinfo=UTC)
    kept: list[BackupState] = []
    for day in range(3 * 365):
        kept = kept_of([*kept, state(begun + timedelta(days=day), day)])

    days = [each.taken_at.date() for each in kept]
    assert [str(day) for day in days[-7:]] == [f"2025-12-{day}" for day in range(24, 31)]
    assert len(days) == 21
    assert all(later - earlier <= timedelta(days=31) for earlier, later in pairwise(days))
    assert days[-1] - days[0] > timedelta(days=330)


def test_of_many_in_one_hour_the_three_newest_are_kept() -> None:
    hour = datetime(2026, 3, 1, 10, tzinfo=UTC)
    kept: list[BackupState] = []
    for minute in range(59):
        kept = kept_of([*kept, state(hour + timedelta(minutes=minute), minute)])
    assert [each.taken_at.minute for each in kept] == [56, 57, 58]


def test_after_a_clock_went_back_the_newest_is_still_kept() -> None:
    states = [state(datetime(2026, 3, day, tzinfo=UTC), day) for day in range(1, 30)]
    wrong = state(datetime(1999, 1, 1, tzinfo=UTC), 30)
    assert wrong in kept_of([*states, wrong])


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("2026-03-01T10-15-00Z", NAMES[1]),
        ("2026-03-01T10:15:00Z", NAMES[1]),
        ("2026-03-01T10-15-00Z-2", NAMES[2]),
        ("2026-03-01", NAMES[2]),
        ("2026-03-05", NAMES[2]),
        ("2026-03", NAMES[3]),
        ("2026-02", NAMES[0]),
        ("2026", NAMES[3]),
        (" 2026-03-08T12 ", NAMES[2]),
    ],
)
def test_a_state_is_meant_by_its_name_or_as_the_last_one_not_later(asked: str, found: str) -> None:
    assert as_of(NAMES, asked) == found


@pytest.mark.parametrize("asked", ["2025-12-30", "yesterday", "", "../2026", "20", "9999999"])
def test_for_what_is_not_there_those_that_are_there_are_named(asked: str) -> None:
    with pytest.raises(CatalogueError) as told:
        as_of(NAMES, asked)
    assert told.value.candidates == tuple(NAMES)


def test_two_states_of_one_second_have_two_names(tmp_path: Path) -> None:
    backup, now = BackupFolder(tmp_path), datetime(2026, 3, 1, 10, 15, tzinfo=UTC)
    names = []
    for _ in range(3):
        names.append(new_name(backup, now))
        backup.make("states", names[-1])
    assert names == ["2026-03-01T10-15-00Z", "2026-03-01T10-15-00Z-2", "2026-03-01T10-15-00Z-3"]


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"files": "many"},
        {"files": -1},
        {"hash": "../../etc/passwd"},
        {"missing": ["x"]},
        {"missing": None},
        {"title": 7},
        {"name": "2026-01-01T00-00-00Z"},
        {"database_sha256": None},
    ],
)
def test_a_record_that_nobody_of_ours_wrote_is_unreadable_and_breaks_nothing(
    told: dict[str, object], tmp_path: Path
) -> None:
    backup = BackupFolder(tmp_path)
    good, bad = (state(datetime(2026, 3, day, tzinfo=UTC), day) for day in (1, 2))
    for each in (good, bad):
        write_private(backup.make("states", each.name) / "state.json", each.record())
    changed = {**bad.record(), **told} if told else {}
    write_private(backup.inside("states", bad.name) / "state.json", changed)
    backup.make("states", "2026-13-45T99-00-00Z")
    backup.make("states", "my notes")

    assert states_of(backup) == ([good], [bad.name])
