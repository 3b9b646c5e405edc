"""Start: the command line, or the window. The only module of `app` that may know `ui`."""

import gc
import os
import sys
from pathlib import Path

from resources.messages import tr

_COLLECT_SELDOM = 50_000


def main() -> None:
    """The `exhibit` program. What it needs is imported late: worker processes import this module, too."""
    gc.set_threshold(_COLLECT_SELDOM)  # a start makes many objects that stay; looking at them costs 60 ms
    from app.cli.program import run

    sys.exit(run(sys.argv[1:], open_window))


def open_window(folder: Path | None) -> int:
    """Open the window. Raises CatalogueError where there is no display."""
    from app.errors import CatalogueError

    if _no_display():
        raise CatalogueError(
            tr(
                "There is no display here, so no window. Start “exhibit desk” in a graphical session; "
                "“exhibit --help” lists what works without one."
            )
        )
    from ui.start.main import main as start

    del sys.argv[1:]  # verbs and options are read; the window reads what is left
    return start(folder)


def _no_display() -> bool:
    # there a session always has a display; whoever names a platform (offscreen) knows
    if sys.platform in {"win32", "darwin"} or "QT_QPA_PLATFORM" in os.environ:
        return False
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    main()
