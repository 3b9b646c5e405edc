"""The folder of a backup: dated states over one store of files.

    exhibit-backup.json           whose backup this is
    states/2026-03-01T10-15-00Z/  one moment: catalogue.sqlite, state.json, disputed.json where there is one
    originals/ derivatives/       as in a catalogue, shared by all states; only added to
    incoming/                     copies under way; empty at rest

It may lie on a stick that anybody had: no link inside it is followed, and what is not known is left alone.
"""

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from app.backup.writing import SourceError, open_plain, write_private
from app.errors import BackupAbsent, CatalogueError
from app.originals.folder_store import FolderStore
from resources.messages import tr

BACKUP_FORMAT = "exhibit-backup/1"
MARKER = "exhibit-backup.json"
DATABASE = "catalogue.sqlite"
DISPUTED = "disputed.json"
STORES = ("originals", "derivatives")
_LOCK = "backup.lock"
_PART = re.compile(r"[0-9a-f]{64}\.part")
_HALF_STATE = re.compile(r"\.[0-9TZ-]{20,24}\.part")
# 64 MiB: a state with a hundred thousand losses has seven; more is no record of ours
_LARGEST = 1 << 26


class BackupFolder:
    """The paths of one backup."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def inside(self, *names: str) -> Path:
        """A path of this backup. Raises CatalogueError where a part of it is a link."""
        path = self.folder
        for name in names:
            path = path / name
            if path.is_symlink():
                raise CatalogueError(
                    tr("{path} is a link, and a backup holds none. Nothing was done.", path=path)
                )
        return path

    def make(self, *names: str) -> Path:
        """The same path as a folder, each part made for its owner alone. Raises OSError."""
        for length in range(len(names) + 1):
            # not parents=True: a folder above the backup is never made, since the disk may only not be
            # plugged in
            self.inside(*names[:length]).mkdir(mode=0o700, exist_ok=True)
        return self.folder.joinpath(*names)

    def stores(self) -> dict[str, FolderStore]:
        """The stores by the names of their folders."""
        return {name: FolderStore(self.inside(name), mode=0o700) for name in STORES}

    def owner(self) -> str | None:
        """The UUID of the catalogue that this is a backup of; None for a folder that is no backup.

        Raises CatalogueError for a backup of another version of the program.
        """
        told = read_json(self.inside(MARKER))
        if not told:
            return None
        if told.get("format") != BACKUP_FORMAT:
            raise CatalogueError(
                tr(
                    "{folder} is a backup of another version of Exhibit. Use that version.",
                    folder=self.folder,
                )
            )
        return str(told.get("catalogue"))

    def refuse_others(self, catalogue: str) -> None:
        """Raise CatalogueError unless this is, or can become, the backup of this catalogue, by its UUID.

        BackupAbsent where not even the folder is there in which it could be made.
        """
        if not self.folder.parent.is_dir():
            raise BackupAbsent(
                tr(
                    "There is no folder {folder}. Plug its disk in, or name another folder.",
                    folder=self.folder.parent,
                )
            )
        owner = self.owner()
        if owner is None and self.folder.exists() and not self._is_empty():
            raise CatalogueError(
                tr(
                    "{folder} is no backup, and not an empty folder. Name a new folder for the backup.",
                    folder=self.folder,
                )
            )
        if owner not in (None, catalogue):
            raise CatalogueError(
                tr(
                    "{folder} is the backup of another catalogue. Name another folder for this one.",
                    folder=self.folder,
                )
            )

    def claim(self, catalogue: str) -> None:
        """Make the folder, unless it is the backup already; raises as `refuse_others` does, and OSError."""
        self.refuse_others(catalogue)
        self.make()
        if self.owner() is None:
            write_private(
                self.folder / MARKER, {"format": BACKUP_FORMAT, "catalogue": catalogue, "how": _HOW}
            )
        for name in ("states", "incoming"):
            self.make(name)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold it alone, without what a killed one left. Raises CatalogueError where another writes to it."""
        lock = FileLock(self.inside(_LOCK), timeout=0, mode=0o600, thread_local=False)
        try:
            lock.acquire()
        except Timeout as error:
            raise CatalogueError(
                tr("Another backup to {folder} is under way. Wait until it has finished.", folder=self.folder)
            ) from error
        try:
            # under the lock: what lies half done here can only be of a process that is dead
            self._sweep()
            yield
        finally:
            lock.release()

    def _is_empty(self) -> bool:
        """Also where a backup was killed while it wrote the marker."""
        return self.folder.is_dir() and all(path.name == f".{MARKER}.part" for path in self.folder.iterdir())

    def _sweep(self) -> None:
        for path in self.inside("incoming").iterdir():
            if _PART.fullmatch(path.name):
                path.unlink()
        for path in self.inside("states").iterdir():
            if _HALF_STATE.fullmatch(path.name):
                shutil.rmtree(path)


_HOW = "exhibit restore THIS-FOLDER NEW-FOLDER"
"""For who finds the stick in five years."""


def real(folder: Path) -> Path:
    """Where a folder that a person named really is. Raises CatalogueError for links that lead in a circle."""
    try:
        return folder.absolute().resolve()
    except (OSError, RuntimeError) as error:
        raise CatalogueError(tr("{folder} leads nowhere. Name another folder.", folder=folder)) from error


def refuse_inside(folder: Path) -> None:
    """Raise CatalogueError where a real path is, or lies in, a catalogue, or lies in a backup."""
    for place in (folder, *folder.parents):
        if (place / DATABASE).exists():
            raise CatalogueError(
                tr(
                    "{folder} reaches into the catalogue {place}. Name a folder outside it.",
                    folder=folder,
                    place=place,
                )
            )
        if place != folder and (place / MARKER).exists():
            raise CatalogueError(
                tr(
                    "{folder} reaches into the backup {place}. Name a folder outside it.",
                    folder=folder,
                    place=place,
                )
            )


def read_json(path: Path) -> dict[str, object]:
    """What a small JSON file says, whoever wrote it; nothing where it is missing or says something else."""
    try:
        with open_plain(path) as file:
            told = json.loads(file.read(_LARGEST))
    # RecursionError: brackets nested a thousand deep, in a file that may come from anybody
    except (OSError, SourceError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}
