"""The way in: whether a window can open is asked before Qt is imported, which may itself be what fails."""

import gc
import os
import sys
import time
from pathlib import Path

from app.errors import CatalogueError
from app.support.support_log import LEVEL, SupportLog
from ui.start.display import why_no_window
from ui.start.window_options import WindowOptions

# objects made and not yet let go, before the collector looks for rings of them; Python 3.11 has 700
_COLLECT_SELDOM = 50_000
_WRONG_USAGE = 2


def main(folder: Path | None = None) -> int:
    """Open the window on a catalogue, by default the one that was open last. Gives the exit code."""
    gc.set_threshold(_COLLECT_SELDOM)  # a start makes many objects that stay
    try:
        options = WindowOptions(folder) if folder is not None else _options(sys.argv[1:])
    except CatalogueError as error:
        sys.stderr.write(f"{error}\n")
        return _WRONG_USAGE
    if options is None:
        return 0
    why = why_no_window()
    if why is not None:
        sys.stderr.write(f"{why}\n")
        return 1
    from ui.start.application import run

    begun = time.monotonic()
    with SupportLog() as log:
        log.set_level(options.log_level or os.environ.get(LEVEL, ""))
        log.began("window")
        code = run(options.folder, options.theme, log)
        log.ended("window", time.monotonic() - begun, code)
    return code


def _options(arguments: list[str]) -> WindowOptions | None:
    if not arguments:
        return WindowOptions()
    from ui.start.options import window_options  # Typer costs 40 ms, which a plain start does not need

    return window_options(arguments)
