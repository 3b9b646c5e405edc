"""What a change costs an open window: `python -m tests.benchmarks.changing FOLDER`, a process of its own.

Prints one JSON object. For each of a few acts: milliseconds from the commit until everything on show is as it
is now (`_ms`), the longest turn of the window's loop meanwhile in milliseconds of CPU (`_turn_ms`), and how
many lines and searches were read again (`_lines`, `_searches`). `look_us` is a look for acts of others where
there are none, `elsewhere_ms` the time until one of theirs is on show.
"""

import gc
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from app.task import Task
from tests.benchmarks.figures import median_ms

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.catalogue import Catalogue
    from app.records import Line
    from ui.views.result import ShownItems
    from ui.window.main_window import MainWindow

_PATIENCE_S = 120.0
_RUNS = 5
_ADDED = 40


class Reads:
    """How many lines and searches a window asks for."""

    def __init__(self, window: "MainWindow") -> None:
        self.lines, self.searches = 0, 0
        fetch, find = window.model._pages._fetch, window.result._find

        def fetch_counted(items: Sequence[int]) -> "list[Line]":
            self.lines += len(items)
            return fetch(items)

        def find_counted(query: str, task: Task) -> "ShownItems":
            self.searches += 1
            return find(query, task)

        window.model._pages._fetch, window.result._find = fetch_counted, find_counted


def main() -> None:
    """Open the window, change things, tell."""
    gc.set_threshold(50_000)  # as `ui.start.main` does
    from PySide6.QtCore import QSettings

    from app.catalogue import Catalogue
    from app.support.support_log import SupportLog
    from ui.start.application import Windows, start_qt

    folder, log = Path(sys.argv[1]), SupportLog()
    application = start_qt(sys.argv[:1], log)
    settings = QSettings(f"{mkdtemp(prefix='exhibit-changing-')}/settings.ini", QSettings.Format.IniFormat)
    windows = Windows(application, settings, "light", log)
    if not windows.open(folder) or windows.window is None or windows.catalogue is None:
        raise SystemExit("The catalogue was not opened.")
    window, catalogue = windows.window, windows.catalogue
    reads = Reads(window)
    _until(application, lambda: window.model.line(0) is not None and window.quiet)
    for number in range(_ADDED):  # rows that no act wrote, as the generated ones are, may not be changed
        catalogue.evidence.add("photograph", f"Added {number}")
    window.pane.ask("sort:-exhibit")
    _until(application, lambda: window.result.answered_query != "" and window.quiet)
    window.selection.choose(0)
    _until(application, lambda: window.quiet)
    everything = list(window.model.ids)
    told: dict[str, float] = {}
    for name, act in _acts(catalogue, everything):
        told |= _measured(application, window, reads, name, act)
    with Catalogue.open(folder, analyst="Another") as other:
        told["elsewhere_ms"] = _elsewhere(application, window, other)
    told["look_us"] = 1000 * median_ms(catalogue.elsewhere.look, runs=200)
    windows.close()
    print(json.dumps(told))


def _acts(catalogue: "Catalogue", items: list[int]) -> list[tuple[str, Callable[[int], object]]]:
    return [
        ("tag_one", lambda run: catalogue.tags.change([items[3]], add=[f"tag {run}"])),
        ("edit_one", lambda run: catalogue.evidence.edit(items[4], title=f"Title {run}")),
        ("edit_chosen", lambda run: catalogue.evidence.edit(items[0], title=f"Title {run}")),
        ("withdraw_one", lambda run: catalogue.evidence.withdraw(items[10 + run], "measured")),
        ("tag_all", lambda run: catalogue.tags.change(items[100:], add=[f"all {run}"])),
    ]


def _measured(
    application: "QApplication",
    window: "MainWindow",
    reads: Reads,
    name: str,
    act: Callable[[int], object],
) -> dict[str, float]:
    times, turns, lines, searches = [], [], [], []
    for run in range(_RUNS if name != "tag_all" else 2):
        _until(application, lambda: window.quiet)
        time.sleep(0.25)  # as a person acts: not within the pause that gathers changes
        reads.lines = reads.searches = 0
        act(run)
        began = time.perf_counter()
        turns.append(_until(application, lambda: window.quiet))
        times.append(1000 * (time.perf_counter() - began))
        lines.append(reads.lines)
        searches.append(reads.searches)
    return {
        f"{name}_ms": median(times),
        f"{name}_turn_ms": max(turns),
        f"{name}_lines": median(lines),
        f"{name}_searches": median(searches),
    }


def _elsewhere(application: "QApplication", window: "MainWindow", other: "Catalogue") -> float:
    item, times = window.model.ids[5], []
    for run in range(_RUNS):
        title = f"By another {run}"
        other.evidence.edit(item, title=title)
        began = time.perf_counter()

        def shown(title: str = title) -> bool:
            line = window.model.line(5)
            return line is not None and line.title == title

        _until(application, shown)
        times.append(1000 * (time.perf_counter() - began))
    return median(times)


def _until(application: "QApplication", done: Callable[[], bool]) -> float:
    """Turn the loop until something is so; gives the longest turn in milliseconds of CPU."""
    end, longest = time.monotonic() + _PATIENCE_S, 0.0
    while True:
        before = time.thread_time()
        application.processEvents()
        longest = max(longest, time.thread_time() - before)
        if done():
            return 1000 * longest
        if time.monotonic() > end:
            raise SystemExit("The window did not answer.")
        time.sleep(0.0005)


if __name__ == "__main__":
    main()
