"""Starting the window on a catalogue of any size: time until it can be used, and the memory it holds."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from app.catalogue import DATABASE
from db.session import Database
from tests.benchmarks.figures import Figure
from tests.benchmarks.generate import generate

_RUNS = 3
_ROOT = Path(__file__).parents[2]


def run(items: int, folder: Path) -> Iterable[Figure]:
    """Budgets: usable within a second, 250 MB resident, no turn of the window's loop over 16 ms.

    The grid: 8 ms for a frame of scrolling, 50 ms for another width.
    """
    made = generate(folder / "generated", items)
    without_pictures(made)
    told = [_started(made) for _ in range(_RUNS)]

    def middle(name: str) -> float:
        return median(one[name] for one in told)

    spent = f"{middle('shown_cpu_s'):.2f} s of CPU"
    yield Figure("start until the window is on show", middle("shown_s"), "s", note=spent)
    spent = f"{middle('usable_cpu_s'):.2f} s of CPU"
    yield Figure("start until the first items are", middle("usable_s"), "s", at_most=1.0, note=spent)
    yield Figure("resident then", middle("usable_mb"), "MB", at_most=250)
    yield Figure("resident after use", middle("used_mb"), "MB", at_most=250)
    note = "CPU of the window's thread while items are chosen, scrolled and searched"
    yield Figure("longest turn of the window", middle("turn_ms"), "ms", at_most=16, note=note)
    yield Figure("grid: a step of scrolling, painted", middle("frame_ms"), "ms", at_most=8)
    yield Figure("grid: another width, painted", middle("resize_ms"), "ms", at_most=50)


def without_pictures(made: Path) -> None:
    """The files of a generated catalogue do not exist: nobody shall try to make thumbnails of them."""
    with Database.open(made / DATABASE) as database, database.write() as connection:
        connection.exec_driver_sql("UPDATE file SET no_picture_reason = 'generated'")


def _started(made: Path) -> dict[str, float]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.benchmarks.started", str(made)]
    done = subprocess.run(command, cwd=_ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"The window did not start: {done.stderr.strip()}")
    told: dict[str, float] = json.loads(done.stdout)
    return told
