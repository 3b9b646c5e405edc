"""What a start of the window was asked for."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class WindowOptions:
    """The folder is None for the catalogue that was open last; an empty level is that of the environment."""

    folder: Path | None = None
    log_level: str = ""
    theme: str = "system"
