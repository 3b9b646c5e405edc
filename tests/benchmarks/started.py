"""The window, started on a catalogue in a process of its own: `python -m tests.benchmarks.started FOLDER`.

Prints one JSON object: seconds and CPU seconds since the process began until the window is on show
(`shown_s`, `shown_cpu_s`) and until its first items are (`usable_s`, `usable_cpu_s`); resident megabytes
then, and again after choosing items, scrolling and searching (`usable_mb`, `used_mb`); and the longest turn
of the window's loop while that use went on (`turn_ms`), a step of scrolling (`frame_ms`) and a change of the
window's width (`resize_ms`), until they are painted, in milliseconds of CPU of the window's thread.
"""

import gc
import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.window.main_window import MainWindow

_PATIENCE_S = 120.0
_CHOSEN = (0, 1, 2, 40, 41, 42, 300, 301)
_STEPS = 21
_QUERIES = ("thousandth", "near:36.3,26.5~10km", "half", "")


def main() -> None:
    """Start, use, tell."""
    gc.set_threshold(50_000)  # as `ui.start.main` does
    from PySide6.QtCore import QSettings

    from app.support.support_log import SupportLog
    from ui.start.application import Windows, start_qt

    log = SupportLog()
    application = start_qt(sys.argv[:1], log)
    settings = QSettings(f"{mkdtemp(prefix='exhibit-started-')}/settings.ini", QSettings.Format.IniFormat)
    windows = Windows(application, settings, "light", log)
    if not windows.open(Path(sys.argv[1])) or windows.window is None:
        raise SystemExit("The catalogue was not opened.")
    window = windows.window
    gc.freeze()  # as `ui.start.application.run` does
    told = _stamp("shown")
    _until(application, lambda: window.model.line(0) is not None)
    told |= _stamp("usable") | {"usable_mb": _resident_mb()}
    _until(application, lambda: window.quiet)
    told |= {"turn_ms": _use(application, window), "used_mb": _resident_mb()}
    told |= {"frame_ms": _frame(application, window), "resize_ms": _resize(application, window)}
    windows.close()
    print(json.dumps(told))


def _use(application: "QApplication", window: "MainWindow") -> float:
    """Choose items, scroll to the end and search; gives the longest turn in milliseconds."""
    longest = 0.0
    for row in _CHOSEN:
        if row < window.model.rowCount():
            window.selection.choose(row)
            longest = max(longest, _until(application, lambda: window.quiet))
    for query in _QUERIES:
        bar = window.pane.grid_view.verticalScrollBar()
        bar.setValue(bar.maximum())
        longest = max(longest, _until(application, lambda: window.quiet))
        window.pane.ask(query)
        longest = max(longest, _until(application, lambda: window.quiet))
    return longest


def _frame(application: "QApplication", window: "MainWindow") -> float:
    bar = window.pane.grid_view.verticalScrollBar()
    steps = [bar.maximum() // 2 + 40 * step for step in range(_STEPS)]
    return median(_painted(application, window, partial(bar.setValue, to)) for to in steps)


def _resize(application: "QApplication", window: "MainWindow") -> float:
    widths = [window.width() + 150 * (step % 2) for step in range(1, _STEPS)]
    return median(_painted(application, window, partial(window.resize, to, window.height())) for to in widths)


def _painted(application: "QApplication", window: "MainWindow", act: Callable[[], None]) -> float:
    before = time.thread_time()
    act()
    application.processEvents()
    window.pane.grid_view.viewport().repaint()
    return 1000 * (time.thread_time() - before)


def _until(application: "QApplication", done: Callable[[], bool]) -> float:
    """Turn the loop until something is so; gives the longest turn in milliseconds of CPU."""
    end, longest = time.monotonic() + _PATIENCE_S, 0.0
    while not done():
        if time.monotonic() > end:
            raise SystemExit("The window did not answer.")
        before = time.thread_time()
        application.processEvents()
        longest = max(longest, time.thread_time() - before)
        time.sleep(0.0005)
    return 1000 * longest


def _stamp(what: str) -> dict[str, float]:
    own = psutil.Process()
    spent = own.cpu_times()
    return {f"{what}_s": time.time() - own.create_time(), f"{what}_cpu_s": spent.user + spent.system}


def _resident_mb() -> float:
    return psutil.Process().memory_info().rss / 1e6


if __name__ == "__main__":
    main()
