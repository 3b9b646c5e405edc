"""The way in: whether a window can open is asked before Qt is imported, which may itself be what fails."""

import argparse
import gc
import os
import sys
import time
from pathlib import Path

from app.support_log import LEVEL, LEVELS, SupportLog
from resources.messages import tr
from ui.start.display import why_no_window

# objects made and not yet let go, before the collector looks for rings of them; Python 3.11 has 700
_COLLECT_SELDOM = 50_000


def main(folder: Path | None = None) -> int:
    """Open the window on a catalogue, by default the one that was open last. Gives the exit code."""
    gc.set_threshold(_COLLECT_SELDOM)  # a start makes many objects that stay
    options = _options([] if folder is not None else sys.argv[1:])
    why = why_no_window()
    if why is not None:
        sys.stderr.write(f"{why}\n")
        return 1
    from ui.start.application import run

    begun = time.monotonic()
    with SupportLog() as log:
        log.set_level(options.log_level or os.environ.get(LEVEL, ""))
        log.began("window")
        code = run(folder or options.folder, options.theme, log)
        log.ended("window", time.monotonic() - begun, code)
    return code


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="exhibit-desk", description=tr("Open the window on a catalogue."))
    parser.add_argument("folder", nargs="?", type=Path, help=tr("the folder of the catalogue"))
    parser.add_argument("--log-level", choices=LEVELS, help=tr("how much goes into the log for support"))
    parser.add_argument("--theme", choices=("light", "dark", "system"), default="system")
    return parser.parse_args(arguments)
