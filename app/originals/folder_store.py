"""Held bytes in a folder of the catalogue: `3a/8c/3a8ca0…`, read-only files."""

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import file_digest
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from app.errors import HeldFileError
from app.originals.store import StoredName
from db.causes import cause
from resources.remarks import remark

_NAME = re.compile(r"[0-9a-f]{64}")
# no link, no waiting for a pipe's writer, no line ends turned on Windows; each where the system has it
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_READ_ONLY = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH


class FolderStore:
    """The store of a catalogue that lies on one disk. A link in it is not followed: it leads elsewhere.

    `mode` is that of the folders it makes; the files keep the mode with which they were written.
    """

    def __init__(self, folder: Path, mode: int = 0o777) -> None:
        self._folder = folder
        self._mode = mode

    def has(self, digest: str) -> bool:
        """Whether a file lies in the place of these bytes."""
        return self.size(digest) is not None

    def size(self, digest: str) -> int | None:
        """The size of the file; a link is none."""
        path = self._path(digest)
        try:
            self._refuse_links(path)
            found = path.lstat()
        except OSError:
            return None
        return found.st_size if stat.S_ISREG(found.st_mode) else None

    def open(self, digest: str) -> BinaryIO:
        """Neither follows a link nor waits for a pipe, whoever put it in place of the file."""
        try:
            return self._reading(digest)
        except OSError as error:
            raise HeldFileError(
                remark("held file unreadable, verify", digest=digest[:16], why=cause(error))
            ) from error

    @contextmanager
    def local_copy(self, digest: str) -> Iterator[Path]:
        """The held file itself: it is read-only already, and lies on this machine."""
        # as a look whether it can be read, before a worker is given the path
        self.open(digest).close()
        yield self._path(digest)

    def digest(self, digest: str) -> str:
        """Hash the file again."""
        with self._reading(digest) as file:
            return file_digest(file, "sha256").hexdigest()

    def names(self) -> Iterator[StoredName]:
        """Every file below the folder, by its name relative to it, with `/`."""
        # os.walk follows no links to folders
        for folder, _, files in os.walk(self._folder):
            for name in files:
                path = Path(folder) / name
                digest = name if _NAME.fullmatch(name) and path == self._path(name) else None
                yield StoredName(path.relative_to(self._folder).as_posix(), digest)

    def prepare(self, complete: Path, digest: str) -> None:  # noqa: ARG002  (other stores send it ahead)
        """Make the folder in which these bytes will lie."""
        path = self._path(digest)
        self._refuse_links(path)
        try:
            # tried first as it is there nearly always: 65,536 folders fill up soon
            path.parent.mkdir(self._mode, exist_ok=True)
        except FileNotFoundError:
            for folder in (self._folder, path.parent.parent, path.parent):
                folder.mkdir(self._mode, exist_ok=True)

    def put(self, complete: Path, digest: str) -> None:
        """Rename a file of the same disk, which is instant and whole or not at all."""
        if os.name == "nt":  # elsewhere the copy was made so; here such a copy could not be cleared away
            complete.chmod(_READ_ONLY)
        path = self._path(digest)
        self._refuse_links(path)
        # the folder is not synced: should a loss of power undo the renaming, the copy is there again, and its
        # journal still names it
        try:
            complete.replace(path)
        except FileNotFoundError:
            self.prepare(complete, digest)
            complete.replace(path)

    def take_back(self, digest: str, complete: Path) -> None:
        """Rename the file to the copy that it was."""
        if self.has(digest):
            self._path(digest).replace(complete)
            if os.name == "nt":
                complete.chmod(stat.S_IRUSR | stat.S_IWUSR)

    def remove(self, digest: str) -> None:
        """Delete the file, or the link in its place."""
        path = self._path(digest)
        self._refuse_links(path)
        path.unlink(missing_ok=True)

    def _path(self, digest: str) -> Path:
        if _NAME.fullmatch(digest) is None:
            raise HeldFileError(remark("held file named wrong", digest=repr(digest[:80])))
        return self._folder / digest[:2] / digest[2:4] / digest

    def _refuse_links(self, path: Path) -> None:
        """A received folder may be a link to somewhere else, in which nothing may be touched."""
        if any(folder.is_symlink() for folder in (self._folder, path.parent.parent, path.parent)):
            raise OSError(errno.ELOOP, remark("link in place of folder"))

    def _reading(self, digest: str) -> BufferedReader:
        path = self._path(digest)
        self._refuse_links(path)
        # Windows has no O_NOFOLLOW
        if path.is_symlink():
            raise OSError(errno.ELOOP, remark("link in place of file"))
        handle = os.open(path, _READ)
        # asked of the open file, which nobody can exchange any more
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise OSError(errno.EINVAL, remark("in place of file"))
        return os.fdopen(handle, "rb")
