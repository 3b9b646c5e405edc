"""Copying a file while hashing it, and reading the copy back: the source is only ever read."""

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import file_digest, sha256, sha512
from pathlib import Path

from app.errors import Cancelled
from resources.remarks import remark

# bytes: between two pieces a cancel is noticed, and within each both hashes let go of the interpreter
_CHUNK = 1 << 20
# O_NONBLOCK, since a pipe may have taken the name by now; O_NOCTTY, since a terminal may; O_BINARY is
# Windows', which else turns line ends
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
# read-only from the first byte: a renaming keeps it. On Windows what is read-only cannot be removed
_MODE = 0o600 if os.name == "nt" else 0o444
_NO_ATIME = getattr(os, "O_NOATIME", 0)


class CopyFailed(Exception):
    """The file cannot be taken in; the text says why, as a sentence."""


@dataclass(frozen=True, slots=True)
class Copied:
    """A complete copy on the catalogue's disk, synced and read back. Hashes are lower-case hex."""

    source: Path
    copy: Path
    sha256: str
    sha512: str
    size: int
    modified_at: datetime | None


def take_copy(source: Path, copy: Path, stop: Callable[[], bool]) -> Copied:
    """Copy `source` to the new file `copy`; once again if it changed meanwhile.

    Raises CopyFailed, OSError, and Cancelled as soon as `stop` says so; then nothing is left of the copy.
    """
    try:
        # twice, for a file that was just being saved; one that goes on changing is no evidence yet
        copied = _copy(source, copy, stop) or _copy(source, copy, stop)
        if copied is None:
            raise CopyFailed(remark("changed while read"))
        # answered from the system's memory for the most part: it proves the copying, not yet the medium
        with copy.open("rb", buffering=0) as file:
            if file_digest(file, "sha256").hexdigest() != copied.sha256:
                raise CopyFailed(remark("copy differs"))
    except BaseException:
        copy.unlink(missing_ok=True)
        raise
    return copied


def _copy(source: Path, copy: Path, stop: Callable[[], bool]) -> Copied | None:
    """None if the file changed while it was read."""
    copy.unlink(missing_ok=True)
    reading = _open(source)
    try:
        before = os.fstat(reading)
        if not stat.S_ISREG(before.st_mode):
            raise CopyFailed(remark("no file any more"))
        writing = os.open(copy, _WRITE, _MODE)
        try:
            size, short, long = _pour(reading, writing, stop)
            # before the row: what the log says is held must outlast a loss of power
            os.fsync(writing)
        finally:
            os.close(writing)
        if size != before.st_size or _changed(before, os.fstat(reading)) or _replaced(before, source):
            return None
    finally:
        os.close(reading)
    return Copied(source, copy, short, long, size, _moment(before.st_mtime))


def _open(source: Path) -> int:
    if _NO_ATIME:  # not even the time of the last access is touched, where the system lets us
        try:
            return os.open(source, _READ | _NO_ATIME)
        # O_NOATIME is for the file's owner alone (open(2))
        except PermissionError:
            pass
    return os.open(source, _READ)


def _pour(reading: int, writing: int, stop: Callable[[], bool]) -> tuple[int, str, str]:
    short, long, size = sha256(), sha512(), 0
    while chunk := os.read(reading, _CHUNK):
        if stop():
            raise Cancelled
        short.update(chunk)
        long.update(chunk)
        size += len(chunk)
        rest = memoryview(chunk)
        while rest:
            # a write may take less than it was given, on a full disk or by a signal
            rest = rest[os.write(writing, rest) :]
    return size, short.hexdigest(), long.hexdigest()


def _changed(before: os.stat_result, after: os.stat_result) -> bool:
    # not ctime: that changes with a link or a permission, and the bytes do not
    return (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns)


def _replaced(before: os.stat_result, source: Path) -> bool:
    """Whether another file has the name now. One that is gone was read whole, and that is enough."""
    try:
        now = source.stat()
    except FileNotFoundError:
        return False
    return (before.st_dev, before.st_ino) != (now.st_dev, now.st_ino)


def _moment(seconds: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
