"""What a report to who looks after the program may hold: versions and places in the code, and no values.

Messages of exceptions are left out: they may quote a file, a name or a path.
"""

import platform
import sysconfig
import traceback
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePath

from app import __version__

_PROGRAM = Path(__file__).parents[2]
_PACKAGES = ("PySide6-Essentials", "SQLAlchemy", "Pillow", "pyproj", "typst")
_OURS = ("app", "db", "resources", "ui")
_ELSEWHERE = "elsewhere"
# the innermost; an endless recursion has a thousand that say the same
_MOST_FRAMES = 60


def report(error: BaseException | None, log: Sequence[str]) -> str:
    """The text that a person sends: versions, where it broke, and the end of the support log."""
    lines = [", ".join(f"{name} {number}" for name, number in versions().items())]
    lines += places(error) if error is not None else []
    return "\n".join([*lines, "", *log]).rstrip() + "\n"


def versions() -> dict[str, str]:
    """Names and versions of the program and of what it stands on."""
    found = {"Exhibit": __version__, "Python": platform.python_version()}
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:  # a frozen program may not say
            found[name] = "unknown"
    found["system"] = f"{platform.system()} {platform.release()} {platform.machine()}"
    return found


def places(error: BaseException) -> list[str]:
    """The class of an error and each frame, innermost last; then those of what caused it."""
    lines: list[str] = []
    # causes may form a ring
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        lines.append(class_of(cause) if cause is error else f"caused by {class_of(cause)}")
        frames = [
            f"  {_relative(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}"
            for frame, line in traceback.walk_tb(cause.__traceback__)
        ]
        lines += frames[-_MOST_FRAMES:]
        cause = cause.__cause__ or cause.__context__
    return lines


def class_of(error: BaseException) -> str:
    """The class of an error, and the number by which the system knows it."""
    number = error.errno if isinstance(error, OSError) else None
    name = type(error).__name__
    return name if number is None else f"{name} {number:d}"


def _relative(filename: str) -> str:
    """The path of a module from where it was imported: nothing of where a person keeps things."""
    path = PurePath(filename)
    if not path.is_absolute() and path.parts[:1] and path.parts[0] in _OURS:  # as a frozen program says it
        return path.as_posix()
    for root, called in _roots():
        if path.is_relative_to(root):
            return f"{called}{path.relative_to(root).as_posix()}"
    return _ELSEWHERE


def _roots() -> list[tuple[PurePath, str]]:
    """The innermost first: packages lie within the library, which may lie in the program's folder."""
    paths = sysconfig.get_paths()
    return [
        (PurePath(paths["purelib"]), ""),
        (PurePath(paths["platlib"]), ""),
        (PurePath(paths["stdlib"]), "python/"),
        *((_PROGRAM / name, f"{name}/") for name in _OURS),
    ]
