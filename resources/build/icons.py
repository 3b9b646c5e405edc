"""Build resources/icons from npm's `lucide-static` (ISC): only the icons the window names, and their licence.

    python3 -m resources.build.icons PACKAGE

PACKAGE is the unpacked package: `npm pack lucide-static@1.62.0`, then `tar xzf`.
"""

import re
import sys
from pathlib import Path

ICONS = (
    "aperture", "archive-x", "audio-lines", "bookmark", "bookmark-plus", "box", "camera", "check",
    "chevron-down", "chevron-right", "chevron-up", "circle-help", "clock", "copy", "download", "eye",
    "eye-off", "file", "file-plus", "file-text", "folder", "folder-open", "history", "image", "import",
    "info", "landmark", "layout-grid", "link", "list-filter", "map-pin", "map-pin-plus", "maximize",
    "message-square-plus", "message-square-quote", "minus", "paperclip", "pencil", "plane", "plus",
    "printer", "quote", "satellite", "save", "search", "shield-alert", "shield-check", "sticky-note",
    "table-2", "tag", "triangle-alert", "undo-2", "user", "video", "x", "zoom-in", "zoom-out",
)  # fmt: skip
TARGET = Path(__file__).parents[1] / "icons"


def build(package: Path) -> None:
    """Copy every named icon on one line, without the comment, and the licence beside them."""
    TARGET.mkdir(exist_ok=True)
    for old in TARGET.glob("*.svg"):
        old.unlink()
    for name in ICONS:
        drawing = (package / "icons" / f"{name}.svg").read_text(encoding="utf-8")
        plain = re.sub(r"<!--.*?-->", "", drawing, flags=re.DOTALL)
        plain = re.sub(r'\s*class="[^"]*"', "", plain)
        (TARGET / f"{name}.svg").write_text(" ".join(plain.split()) + "\n", encoding="utf-8")
    (TARGET / "LICENSE.txt").write_bytes((package / "LICENSE").read_bytes())


if __name__ == "__main__":
    build(Path(sys.argv[1]))
