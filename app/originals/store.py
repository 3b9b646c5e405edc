"""The held bytes: written once, read-only, named by their SHA-256."""

import errno
import os
import re
import stat
from collections.abc import Iterator
from hashlib import file_digest
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from app.errors import CatalogueError
from resources.messages import tr

_NAME = re.compile(r"[0-9a-f]{64}")
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_READ_ONLY = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH


class Originals:
    """A folder `3a/8c/3a8ca0…`. No path of it is stored anywhere; bytes go in only whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, digest: str) -> Path:
        """Where the bytes of this SHA-256 (lower-case hex) are, held or not.

        Raises CatalogueError for what is none: in a catalogue that was tampered with it may be a path.
        """
        if _NAME.fullmatch(digest) is None:
            raise CatalogueError(
                tr("The catalogue names a held file {digest}, which is no SHA-256.", digest=repr(digest[:80]))
            )
        return self._folder / digest[:2] / digest[2:4] / digest

    def has(self, digest: str) -> bool:
        """Whether a file of that name is here. A link is none: it leads out of the catalogue."""
        path = self.path(digest)
        return path.is_file() and not path.is_symlink()

    def open(self, digest: str) -> BinaryIO:
        """The bytes, for reading. Raises CatalogueError where they are missing."""
        try:
            return self._reading(digest)
        except OSError as error:
            raise CatalogueError(
                tr(
                    "The held file {digest}… cannot be read: {strerror}. Run “verify”.",
                    digest=digest[:16],
                    strerror=error.strerror,
                )
            ) from error

    def prepare(self, digest: str) -> None:
        """Make the folder in which these bytes will lie: what takes time, ahead of `put`."""
        self.path(digest).parent.mkdir(parents=True, exist_ok=True)

    def put(self, complete: Path, digest: str) -> None:
        """Take a complete, synced file of the same disk by renaming it.

        For bytes that the database does not know, or knows and misses: what else has the name is replaced.
        """
        if os.name == "nt":  # elsewhere the copy was made so; here such a copy could not be cleared away
            complete.chmod(_READ_ONLY)
        try:
            complete.replace(self.path(digest))
        except FileNotFoundError:
            self.prepare(digest)
            complete.replace(self.path(digest))

    def take_back(self, digest: str, copy: Path) -> None:
        """Rename bytes that were put in but never recorded to the copy that they were, for another try."""
        if self.has(digest):
            self.path(digest).replace(copy)
            if os.name == "nt":
                copy.chmod(stat.S_IRUSR | stat.S_IWUSR)

    def remove(self, digest: str) -> None:
        """Take back bytes that were put in but never recorded. Never for bytes that the database knows."""
        self.path(digest).unlink(missing_ok=True)

    def digest(self, digest: str) -> str:
        """The SHA-256 of the bytes as they are now. Raises OSError where they are missing."""
        with self._reading(digest) as file:
            return file_digest(file, "sha256").hexdigest()

    def names(self) -> Iterator[str]:
        """Every file name below the folder, whoever put it there; relative, with `/`."""
        for folder, _, files in os.walk(self._folder):
            for name in files:
                yield (Path(folder) / name).relative_to(self._folder).as_posix()

    def _reading(self, digest: str) -> BufferedReader:
        """Neither follows a link nor waits for a pipe, whoever put it in place of the file."""
        path = self.path(digest)
        if path.is_symlink():
            raise OSError(errno.ELOOP, tr("a link lies in its place"))
        handle = os.open(path, _READ)
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise OSError(errno.EINVAL, tr("what lies in its place is no file"))
        return os.fdopen(handle, "rb")
