"""What the program ships as data: read by name, from source, wheel and frozen bundle alike."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.abc import Traversable


def read_text(name: str) -> str:
    """Text (UTF-8) of the shipped file `name`, a relative path with slashes; FileNotFoundError if absent."""
    return _files().joinpath(name).read_text(encoding="utf-8")


def read_bytes(name: str) -> bytes:
    """Bytes of the shipped file `name`, a relative path with slashes; FileNotFoundError if absent."""
    return _files().joinpath(name).read_bytes()


def path(name: str) -> AbstractContextManager[Path]:
    """A real path of the shipped file `name`, good for as long as the context is open.

    Needed by what maps or opens a file itself. FileNotFoundError on entering if it is absent.
    """
    from importlib.resources import as_file

    return as_file(_files().joinpath(name))


def _files() -> "Traversable":
    from importlib.resources import files  # 10 ms, which a start that reads nothing does not need

    return files(__name__)
