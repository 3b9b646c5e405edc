"""An ingest killed with its workers at every write, and at random moments: items are whole or not there."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.app.ingest.conftest import Draw

HERE = Path(__file__).parent
FILES = 5
ITEMS = 3

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills process groups, which Windows lacks")


def kill(how: str, folder: Path, inbox: Path, *more: str) -> list[dict[str, Any]]:
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, str(HERE / "killing.py"), how, str(folder), str(inbox), *more],
        cwd=HERE.parents[2],
        env={**os.environ, "PYTHONPATH": str(HERE.parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def arrivals(draw: Draw, inbox: Path) -> Path:
    """Five files that make three items: a picture with a sidecar, its double, another, and a text."""
    picture = draw("b.jpg", 1, lat=43.8, lon=131.96)
    picture.with_suffix(".xmp").write_text('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>')
    (inbox / "c.jpg").write_bytes(picture.read_bytes())
    draw("deep/d.jpg", 2)
    (inbox / "a.txt").write_text("words")
    return inbox


def check(outcomes: list[dict[str, Any]]) -> None:
    for outcome in outcomes:
        assert outcome["swept"], outcome
        assert outcome["ok"], outcome
        assert outcome["whole"], outcome
        assert outcome["files"] in range(FILES), outcome
        assert outcome["added"] + outcome["receipts"] == FILES, outcome
        assert outcome["problems"] == [], outcome
        assert outcome["ok_again"], outcome
        assert outcome["files_again"] == ITEMS + 1, outcome
        assert outcome["empty_again"], outcome


def test_killed_at_every_write_it_leaves_whole_items_or_nothing(tmp_path: Path, arrivals: Path) -> None:
    outcomes = kill("boundaries", tmp_path / "killed", arrivals)

    check(outcomes)
    assert [outcome["killed"] for outcome in outcomes] == [True] * (len(outcomes) - 1) + [False]
    assert len(outcomes) > 60
    assert any(outcome["half_done"] for outcome in outcomes)
    assert {0, ITEMS} <= {outcome["items"] for outcome in outcomes}


def test_killed_at_fifty_random_moments_it_leaves_whole_items_or_nothing(
    tmp_path: Path, arrivals: Path
) -> None:
    outcomes = kill("moments", tmp_path / "killed", arrivals, "50")

    check(outcomes)
    assert len(outcomes) == 51
    assert any(outcome["killed"] for outcome in outcomes)
