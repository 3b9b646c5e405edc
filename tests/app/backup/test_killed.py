"""A backup killed at every write and at random moments: what was there is whole, the next one goes on."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.catalogue import Catalogue
from tests.app.backup.conftest import fill

HERE = Path(__file__).parent

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills process groups, which Windows lacks")


@pytest.fixture
def folder(tmp_path: Path, inbox: Path) -> Path:
    """A catalogue of eight files, and a backup of the first five of them."""
    made = tmp_path / "killed"
    made.mkdir()
    with Catalogue.create(made / "case", analyst="Analyst") as catalogue:
        fill(catalogue, inbox).backups.make(made / "backup")
        for number in range(3):
            (inbox / f"more {number}.txt").write_text(f"letter {number}")
        catalogue.intake.ingest([inbox])
    return made


def kill(how: str, folder: Path, *more: str) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, str(HERE / "killing.py"), how, str(folder), *more],
        cwd=HERE.parents[2],
        env={**os.environ, "PYTHONPATH": str(HERE.parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def check(outcomes: list[dict[str, Any]]) -> None:
    for outcome in outcomes:
        assert outcome["ok"], outcome
        assert outcome["restored"] == 5, outcome
        assert outcome["states"] in (1, 2), outcome
        assert outcome["again"], outcome
        assert outcome["states_again"] == outcome["states"] + 1, outcome
        assert outcome["whole_again"], outcome
        assert outcome["left"] == [], outcome


def test_killed_at_every_write_it_leaves_what_was_there(folder: Path) -> None:
    outcomes = kill("boundaries", folder)

    check(outcomes)
    assert [outcome["killed"] for outcome in outcomes] == [True] * (len(outcomes) - 1) + [False]
    assert len(outcomes) > 30
    assert {outcome["states"] for outcome in outcomes} == {1, 2}


def test_killed_at_thirty_random_moments_it_leaves_what_was_there(folder: Path) -> None:
    outcomes = kill("moments", folder, "30")

    check(outcomes)
    assert any(outcome["killed"] for outcome in outcomes)


def test_a_killed_restoring_leaves_no_catalogue_or_one_that_says_what_it_is(
    folder: Path,
) -> None:
    outcomes = kill("restoring", folder)

    assert all(outcome["ok"] for outcome in outcomes), outcomes
    assert {outcome["last"] for outcome in outcomes if outcome["catalogue"]} == {"restore"}
    assert [outcome["killed"] for outcome in outcomes] == [True] * (len(outcomes) - 1) + [False]
    assert {outcome["catalogue"] for outcome in outcomes} == {True, False}
    assert len(outcomes) > 30
