"""Writing for the owner alone, to the disk itself, and reading back what the disk holds."""

import errno
import json
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import file_digest, sha256
from io import BufferedReader, UnsupportedOperation
from pathlib import Path
from typing import BinaryIO

from app.errors import Cancelled, CatalogueError
from app.task import Task
from db.causes import cause, cause_words
from resources.messages import tr
from resources.remarks import remark

# a backup lies outside the catalogue, perhaps on a stick: readable for its owner alone
PRIVATE = 0o600
_CHUNK = 1 << 20
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class SourceError(Exception):
    """The file that was to be copied cannot be read to its end; the text is the cause."""


def new_file(path: Path, mode: int = PRIVATE) -> BinaryIO:
    """A file that was not there before, for writing. Raises OSError."""
    return os.fdopen(os.open(path, _NEW, mode), "wb")


def open_plain(path: Path) -> BufferedReader:
    """A file for reading, whoever put it there: no link is followed, no pipe awaited. Raises SourceError."""
    try:
        handle = os.open(path, _READ)
    except OSError as error:
        raise SourceError(cause(error)) from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise SourceError(remark("in place of file"))
    return os.fdopen(handle, "rb")


def pour(source: BinaryIO, target: Path, mode: int, task: Task) -> str:
    """Copy into the new file `target`, to the disk itself; gives the SHA-256 of what was read.

    Raises SourceError, OSError of the target, and Cancelled between two pieces.
    """
    digest = sha256()
    with new_file(target, mode) as file:
        while chunk := _read(source):
            if task.cancelled:
                raise Cancelled
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def sync_file(path: Path) -> str:
    """Bring a file that somebody wrote to the disk itself; gives the SHA-256 of what was written."""
    # r+b although it is only read: Windows syncs no handle that cannot write
    with path.open("r+b", buffering=0) as file:
        digest = file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    return digest


def read_back(path: Path) -> str:
    """The SHA-256 of a synced file as the medium holds it. Raises SourceError, OSError."""
    with open_plain(path) as file:
        return digest_from_medium(file)


def digest_from_medium(file: BinaryIO) -> str:
    """The SHA-256 of an open file from its beginning. Raises OSError."""
    if hasattr(os, "posix_fadvise"):  # else the system would answer from memory, whatever the medium holds
        with suppress(UnsupportedOperation):  # what lies on another machine has no handle here
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    digest = sha256()
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def is_intact(path: Path, digest: str) -> bool:
    """Whether a file can be read and has this SHA-256."""
    try:
        return read_back(path) == digest
    except (OSError, SourceError):
        return False


def check_back(path: Path, digest: str) -> None:
    """Raise CatalogueError where the medium holds something else than was written."""
    if not is_intact(path, digest):
        raise CatalogueError(
            tr(
                "What was read back from {folder} is not what was written: the medium fails. Use another.",
                folder=path.parent,
            )
        )


def write_private(path: Path, document: Mapping[str, object]) -> None:
    """Write a small JSON file whole or not at all. Raises OSError."""
    part = path.with_name(f".{path.name}.part")
    with suppress(FileNotFoundError):
        # what a killed one left: a new file is only ever made anew (O_EXCL)
        part.unlink()
    with new_file(part) as file:
        file.write(f"{json.dumps(document, ensure_ascii=False, indent=2)}\n".encode())
        file.flush()
        os.fsync(file.fileno())
    # after the fsync: else a loss of power may keep the new name with nothing in it
    part.replace(path)
    sync_folder(path.parent)


@contextmanager
def plain_causes(folder: Path, rest: str) -> Iterator[None]:
    """Make one sentence of what a disk does; `rest` says what became of the work. Raises CatalogueError."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise CatalogueError(
                tr("The disk of {folder} is full. Make room and try again. {rest}", folder=folder, rest=rest)
            ) from error
        raise CatalogueError(
            tr(
                "{folder} cannot be written: {why}. {rest}",
                folder=folder,
                why=cause_words(error),
                rest=rest,
            )
        ) from error


def sync_folder(folder: Path) -> None:
    """Make the names in a folder outlast a loss of power, where the system knows how."""
    # Windows opens no folder; FAT and some network disks sync none
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sync_everything() -> None:
    """The same for all folders at once: to sync each of 100,000 takes longer than to copy their files."""
    if hasattr(os, "sync"):
        os.sync()


def _read(source: BinaryIO) -> bytes:
    try:
        return source.read(_CHUNK)
    except OSError as error:
        raise SourceError(cause(error)) from error
