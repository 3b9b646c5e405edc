"""Whether a window can be opened here, asked of a child process: without a display Qt ends the process."""

import os
import re
import subprocess
import sys

from app.messages.faults import fault_words
from resources.messages import tr

_PROBE = "from PySide6.QtWidgets import QApplication; QApplication([]); print('shown')"
# the answer takes 0.6 s from a warm disk, many times that from a cold one; a remote display that is gone
# never answers
_SECONDS = 20
PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""Which Debian or Ubuntu package holds a system library that Qt asks for."""
_MISSING = re.compile(r"\b(lib[\w.+-]*\.so(?:\.\d+)*): cannot open shared object")


def why_no_window() -> str | None:
    """None where a window can be opened; otherwise one sentence that says what is missing and what to do."""
    # with it Qt tells which library its plugin for the display misses; without it, only that none could be
    # loaded
    environment = {**os.environ, "QT_DEBUG_PLUGINS": "1"}
    try:
        probe = subprocess.run(  # noqa: S603  # our own words, run by this interpreter
            [sys.executable, "-c", _PROBE],
            capture_output=True,
            timeout=_SECONDS,
            env=environment,
            check=False,
        )
    except OSError as error:
        return tr("No window can be opened: {why}", why=fault_words(error))
    except subprocess.TimeoutExpired:
        return tr(
            "No window can be opened: the display does not answer within {count} seconds.", count=_SECONDS
        )
    if probe.returncode == 0 and b"shown" in probe.stdout:
        return None
    return explain(probe.stderr.decode(errors="replace"), dict(os.environ))


def explain(words: str, environment: dict[str, str]) -> str:
    """What Qt's own words at starting mean for a person, given the environment it was started in."""
    missing = missing_libraries(words)
    if missing:
        packages = sorted({PACKAGES[name] for name in missing if name in PACKAGES})
        unknown = [name for name in missing if name not in PACKAGES]
        parts = [tr("Qt needs system libraries that are not installed: {names}.", names=", ".join(missing))]
        if packages:
            parts.append(
                tr("On Debian and Ubuntu: {command}", command=f"sudo apt install {' '.join(packages)}")
            )
        if unknown:
            parts.append(
                tr(
                    "Which package holds {names}: {command}",
                    names=", ".join(unknown),
                    command=f"apt-file search {unknown[0]}",
                )
            )
        return " ".join(parts)
    if not environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY"):
        return tr("No window can be opened: neither DISPLAY nor WAYLAND_DISPLAY names a display.")
    return tr(
        "No window can be opened on this display; Qt’s last words: {words}",
        words=_last_line(words) or tr("none"),
    )


def missing_libraries(words: str) -> tuple[str, ...]:
    """The libraries that the loader could not find, in the order in which it missed them."""
    return tuple(dict.fromkeys(_MISSING.findall(words)))


def _last_line(words: str) -> str:
    # lines of qt.core are the search for plugins that was asked for above, with every folder looked into
    lines = [line.strip() for line in words.splitlines() if line.strip() and not line.startswith("qt.core")]
    return lines[-1] if lines else ""
