"""The journal of one ingest: what it has half done, for whoever opens the catalogue after it was killed.

`incoming/<uuid>.journal` is locked by the system as long as its process lives, `<uuid>-<n>.part` are copies
under way, and `<uuid>.names` lists the complete copies that it is about to put in place. Who finds a journal
that is not locked removes the copies, and those of the originals that were never recorded. Should a loss of
power have undone a renaming that the database knows of, the copy is still there, and is put in place again.
"""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import file_digest
from itertools import count
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

from app.context import Context
from app.errors import DatabaseError
from app.ingest.copying import Copied
from db.reader import Reader

_AT_ONCE = 500
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LINE = re.compile(r"([0-9a-f]{64}) ([0-9a-f-]{36}-[0-9]{8,}\.part)")


class Journal:
    """The open journal of one ingest. Safe to use from several threads."""

    def __init__(self, context: Context, name: str) -> None:
        self._context = context
        self._folder = context.folder / "incoming"
        self._name = name
        self._numbers = count(1)

    def new_copy(self) -> Path:
        """A name for a copy, given once."""
        return self._folder / f"{self._name}-{next(self._numbers):08d}.part"

    def announce(self, copies: Iterable[Copied]) -> None:
        """Note, to the disk itself, which copies are about to be put in place."""
        # `_LINE`: 64 hex digits, a blank, the name of a copy of this journal
        lines = "".join(f"{copied.sha256} {copied.copy.name}\n" for copied in copies)
        with (self._folder / f"{self._name}.names").open("ab") as file:
            file.write(lines.encode("ascii"))
            file.flush()
            # on the disk before the first renaming: after a loss of power it tells which originals are half
            # done
            os.fsync(file.fileno())

    def forget(self) -> None:
        """All that was announced is settled."""
        (self._folder / f"{self._name}.names").unlink(missing_ok=True)

    def take_back(self, copies: Iterable[Copied]) -> None:
        """Make originals that an act put in place before it failed copies again, for another try."""
        with self._context.database.upkeep() as upkeep:
            _take_back(self._context, upkeep, copies)


@contextmanager
def journal(context: Context) -> Iterator[Journal]:
    """Hold a journal for the time of an ingest; what is left of it at the end is cleared away."""
    folder = context.folder / "incoming"
    folder.mkdir(exist_ok=True)
    name = str(uuid4())
    with context.database.upkeep():  # so that nobody clears it away between its making and its lock
        lock = _lock(folder / f"{name}.journal")
        lock.acquire(timeout=0)
    try:
        yield Journal(context, name)
    finally:
        with suppress(DatabaseError):  # otherwise the journal stays, and the next opening finishes this
            _settle(context, folder, name)
        lock.release()
        _drop_if_settled(folder, name)


def sweep(context: Context) -> None:
    """Clear away what killed ingests left behind. Ingests of living processes are left alone."""
    folder = context.folder / "incoming"
    dead = [name for name in _journals(folder) if _is_free(folder, name)]
    if not dead:
        return
    for name in dead:
        with suppress(DatabaseError, OSError):  # somebody is writing; the next opening does it
            _sweep_one(context, folder, name)


def _sweep_one(context: Context, folder: Path, name: str) -> None:
    lock = _lock(folder / f"{name}.journal")
    with context.database.upkeep() as upkeep:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return
        announced = _announced(folder, name)
        _remove_unrecorded(context, upkeep, [digest for digest, _ in announced])
        _put_back(context, upkeep, announced)
        _clear(folder, name)
        lock.release()
        _drop_if_settled(folder, name)


def _settle(context: Context, folder: Path, name: str) -> None:
    announced = _announced(folder, name)
    if announced:
        with context.database.upkeep() as upkeep:
            _remove_unrecorded(context, upkeep, [digest for digest, _ in announced])
    _clear(folder, name)


def _remove_unrecorded(context: Context, reader: Reader, digests: Iterable[str]) -> None:
    """The caller holds the write lock, under which alone originals are put in place."""
    waiting = list(dict.fromkeys(digests))
    for start in range(0, len(waiting), _AT_ONCE):
        some = waiting[start : start + _AT_ONCE]
        known = reader.files.file_ids(some)
        for digest in some:
            if digest not in known:
                context.originals.remove(digest)
                context.derivatives.remove(digest)


def _take_back(context: Context, reader: Reader, copies: Iterable[Copied]) -> None:
    """The caller holds the write lock: nobody records the same bytes meanwhile."""
    mine = list(copies)
    known = reader.files.file_ids([copied.sha256 for copied in mine])
    for copied in mine:
        if copied.sha256 not in known:
            for store in (context.originals, context.derivatives):
                if not copied.copy.exists():
                    store.take_back(copied.sha256, copied.copy)
                store.remove(copied.sha256)


def _put_back(context: Context, reader: Reader, announced: Iterable[tuple[str, Path]]) -> None:
    """Copies whose renaming did not outlast the loss of power, while their rows did."""
    for digest, copy in announced:
        if _is_plain(copy) and not context.store_of(digest).has(digest) and reader.files.file_ids([digest]):
            with copy.open("rb", buffering=0) as file:
                whole = file_digest(file, "sha256").hexdigest() == digest
            if whole:
                context.originals.put(copy, digest)


def _announced(folder: Path, name: str) -> list[tuple[str, Path]]:
    """What a journal of ours can hold: the folder may come from anybody; other lines name no file here."""
    try:
        lines = (folder / f"{name}.names").read_text("ascii", errors="replace").splitlines()
    except OSError:
        return []
    found = (_LINE.fullmatch(line) for line in lines)
    return [(line[1], folder / line[2]) for line in found if line is not None and line[2].startswith(name)]


def _is_plain(copy: Path) -> bool:
    return copy.is_file() and not copy.is_symlink()


def _clear(folder: Path, name: str) -> None:
    for path in [*folder.glob(f"{name}-*.part"), folder / f"{name}.names"]:
        path.unlink(missing_ok=True)


def _drop_if_settled(folder: Path, name: str) -> None:
    """Remove the journal itself, which on Windows can be done only once it is not locked any more."""
    if not any(folder.glob(f"{name}-*.part")) and not (folder / f"{name}.names").exists():
        (folder / f"{name}.journal").unlink(missing_ok=True)


def _journals(folder: Path) -> list[str]:
    # also by its copies alone: a journal whose own file is gone left them
    begun = (_UUID.match(path.name) for path in folder.glob("*-*-*-*-*"))
    return sorted({name[0] for name in begun if name is not None})


def _is_free(folder: Path, name: str) -> bool:
    lock = _lock(folder / f"{name}.journal")
    try:
        with lock.acquire(timeout=0):
            return True
    except (Timeout, OSError):
        return False


def _lock(path: Path) -> FileLock:
    # the lock is of the process: an ingest ends on another thread than it began on
    return FileLock(path, thread_local=False)
