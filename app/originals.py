"""The held bytes: written once, read-only, named by their SHA-256."""

import os
import stat
from collections.abc import Iterable, Iterator
from hashlib import file_digest
from pathlib import Path
from typing import BinaryIO

from app.errors import CatalogueError

_READ_ONLY = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH


class Originals:
    """A folder `3a/8c/3a8ca0…`. No path of it is stored anywhere; bytes go in only whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, digest: str) -> Path:
        """Where the bytes of this SHA-256 (lower-case hex) are, held or not."""
        return self._folder / digest[:2] / digest[2:4] / digest

    def has(self, digest: str) -> bool:
        return self.path(digest).is_file()

    def open(self, digest: str) -> BinaryIO:
        """The bytes, for reading. Raises CatalogueError where they are missing."""
        try:
            return self.path(digest).open("rb")
        except OSError as error:
            raise CatalogueError(
                f"The held file {digest[:16]}… cannot be read: {error.strerror}. Run “verify”."
            ) from error

    def put(self, complete: Path, digest: str) -> None:
        """Take a complete, synced file of the same disk by renaming it; `sync` makes it last.

        For bytes that the database does not know, or knows and misses: what else has the name is replaced.
        """
        target = self.path(digest)
        target.parent.mkdir(parents=True, exist_ok=True)
        complete.chmod(_READ_ONLY)
        complete.replace(target)

    def sync(self, digests: Iterable[str]) -> None:
        """See to it that the names of these files outlast a loss of power."""
        folders = {self.path(digest).parent for digest in digests}
        if not folders or os.name == "nt":  # there a folder cannot be synced
            return
        for folder in folders | {folder.parent for folder in folders} | {self._folder}:
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def remove(self, digest: str) -> None:
        """Take back bytes that were put in but never recorded. Never for bytes that the database knows."""
        self.path(digest).unlink(missing_ok=True)

    def digest(self, digest: str) -> str:
        """The SHA-256 of the bytes as they are now. Raises OSError where they are missing."""
        with self.path(digest).open("rb", buffering=0) as file:
            return file_digest(file, "sha256").hexdigest()

    def names(self) -> Iterator[str]:
        """Every file name below the folder, whoever put it there; relative, with `/`."""
        for folder, _, files in os.walk(self._folder):
            for name in files:
                yield (Path(folder) / name).relative_to(self._folder).as_posix()
