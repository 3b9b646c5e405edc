"""From what a person named to the files to take in: folders in order, and a line for all that is left out."""

import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.ingest.names import shown
from app.ingest.records import Problem
from app.messages.faults import cause_of
from resources.remarks import remark

_OF_THE_SYSTEM = {".ds_store", "thumbs.db", "desktop.ini"}
_SPECIAL = {
    stat.S_IFIFO: remark("pipe"),
    stat.S_IFSOCK: remark("socket"),
    stat.S_IFCHR: remark("device"),
    stat.S_IFBLK: remark("device"),
}


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to take in, by its absolute path, and the XMP sidecar that lies beside it."""

    path: Path
    sidecar: Path | None = None


def walk(paths: Iterable[Path], own_folder: Path) -> tuple[list[FoundFile], list[Problem]]:
    """The files that were named, and those of the folders that were named, each once, in order of names.

    A link that is named is followed, one inside a folder is left out, and so is the catalogue's own folder.
    """
    search = _Walk(own_folder)
    for path in paths:
        search.named(path.absolute())
    return _with_sidecars(list(search.files)), search.problems


class _Walk:
    def __init__(self, own_folder: Path) -> None:
        # a dict for a set that keeps the order
        self.files: dict[Path, None] = {}
        self.problems: list[Problem] = []
        self._own = own_folder.resolve()

    def named(self, path: Path) -> None:
        try:
            mode, real = path.stat().st_mode, path.resolve()
        except (OSError, RuntimeError, ValueError) as error:  # links in a circle; a NUL in the name
            self._problem(path, _not_found(error))
            return
        # by the real path: a link must not lead into the catalogue's own originals, which would be taken in
        # again
        if real == self._own or self._own in real.parents:
            self._skip(path, remark("own folder"))
        elif stat.S_ISDIR(mode):
            self._folder(path)
        elif stat.S_ISREG(mode):
            self.files[path] = None
        else:
            self._skip(path, _no_file(mode))

    def _folder(self, top: Path) -> None:
        waiting = [top]
        while waiting:
            path = waiting.pop()
            try:
                # a folder that was named may be a link, and was followed; those inside are not
                mode = path.lstat().st_mode if path != top else stat.S_IFDIR
                if stat.S_ISDIR(mode):
                    # a stack gives back the last first; no recursion, since folders may be nested deeper than
                    # Python's stack
                    waiting += [path / name for name in sorted(self._entries(path), reverse=True)]
                else:
                    self._entry(path, mode)
            except (OSError, RuntimeError, ValueError) as error:
                self._problem(path, remark("cannot be read", why=cause_of(error)))

    def _entries(self, folder: Path) -> Iterator[str]:
        if folder.resolve() == self._own:
            self._skip(folder, remark("own folder"))
        else:
            yield from (entry.name for entry in folder.iterdir())

    def _entry(self, path: Path, mode: int) -> None:
        if stat.S_ISLNK(mode):
            self._skip(path, remark("link in folder"))
        elif not stat.S_ISREG(mode):
            self._skip(path, _no_file(mode))
        elif path.name.lower() in _OF_THE_SYSTEM:
            self._skip(path, remark("file of the system"))
        else:
            self.files[path] = None

    def _problem(self, path: Path, message: str) -> None:
        self.problems.append(Problem(shown(path), message))

    def _skip(self, path: Path, message: str) -> None:
        self.problems.append(Problem(shown(path), message, skipped=True))


def _not_found(error: OSError | RuntimeError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return remark("not found")
    return remark("cannot be found", why=cause_of(error))


def _no_file(mode: int) -> str:
    return _SPECIAL.get(stat.S_IFMT(mode)) or remark("no file")


def _with_sidecars(files: list[Path]) -> list[FoundFile]:
    """A sidecar goes with its picture, or with both where a raw file and its JPEG share it."""
    found = [FoundFile(path, None if _is_sidecar(path) else _sidecar(path)) for path in files]
    taken = {file.sidecar for file in found}
    return [file for file in found if file.path not in taken]


def _sidecar(path: Path) -> Path | None:
    for name in (f"{path.name}.xmp", f"{path.name}.XMP", f"{path.stem}.xmp", f"{path.stem}.XMP"):
        beside = path.with_name(name)
        try:
            if stat.S_ISREG(beside.lstat().st_mode):
                return beside
        except OSError:
            continue
    return None


def _is_sidecar(path: Path) -> bool:
    return path.suffix.lower() == ".xmp"
