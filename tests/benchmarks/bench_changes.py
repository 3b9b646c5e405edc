"""What a change costs an open window: an act of its own, and one of another process."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.benchmarks.bench_start import without_pictures
from tests.benchmarks.figures import Figure
from tests.benchmarks.generate import generate

_ROOT = Path(__file__).parents[2]
_ACTS = {
    "tag_one": "a tag on one item",
    "edit_one": "a title edited",
    "edit_chosen": "the title of the item in the inspector",
    "withdraw_one": "an item withdrawn",
    "tag_all": "a tag on all items but 100",
}


def run(items: int, folder: Path) -> Iterable[Figure]:
    """Budgets: no turn of the window's loop over 16 ms, and what others did within a second and a half."""
    made = generate(folder / "generated", items)
    without_pictures(made)
    told = _changed(made)
    for act, what in _ACTS.items():
        lines, searches = told[f"{act}_lines"], told[f"{act}_searches"]
        note = f"{lines:.0f} lines and {searches:.0f} searches read"
        yield Figure(f"{what}: all on show follows", told[f"{act}_ms"], "ms", note=note)
        yield Figure(f"{what}: longest turn", told[f"{act}_turn_ms"], "ms of CPU", at_most=16)
    yield Figure("an act of another process on show", told["elsewhere_ms"], "ms", at_most=1500)
    yield Figure("a look for acts of others", told["look_us"], "µs", note="once a second")


def _changed(made: Path) -> dict[str, float]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.benchmarks.changing", str(made)]
    done = subprocess.run(command, cwd=_ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"The window did not follow: {done.stderr.strip()}")
    told: dict[str, float] = json.loads(done.stdout)
    return told
