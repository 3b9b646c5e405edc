"""The few marks that a style sheet needs as files: drawn from our icons in the theme's colours."""

from pathlib import Path
from tempfile import TemporaryDirectory

from ui.look.icons import tinted
from ui.look.theme import Theme

# on a field of 24: shown at 13 pixels, thinner lines would be grey
_CHECK_WIDTH = 3.5


class StyleImages:
    """A folder of its own, gone with the program."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="exhibit-style-")

    def paths(self, theme: Theme, on_accent: str) -> dict[str, str]:
        """The path of each mark by its name in the style sheet."""
        drawn = {
            "chevron": tinted("chevron-down", theme.muted, 2),
            "up": tinted("chevron-up", theme.muted, 2),
            "tick": tinted("check", on_accent, _CHECK_WIDTH),
        }
        return {name: self._written(f"{theme.name}-{name}.svg", drawing) for name, drawing in drawn.items()}

    def close(self) -> None:
        """Remove the folder."""
        self._folder.cleanup()

    def _written(self, name: str, drawing: bytes) -> str:
        path = Path(self._folder.name) / name
        path.write_bytes(drawing)
        # a style sheet takes a backslash as an escape, on Windows too
        return path.as_posix()
