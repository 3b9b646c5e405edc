"""Held files copied from one pair of stores into another: hashed as they are read, and read back."""

import errno
import os
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal, TypeVar

from app.backup.writing import SourceError, check_back, digest_from_medium, pour
from app.errors import CatalogueError
from app.originals.store import Originals
from app.task import Task
from resources.messages import tr
from resources.remarks import remark

Given = TypeVar("Given")
Answer = TypeVar("Answer")
Stores = Mapping[str, Originals]
"""`originals` and `derivatives`, by these names."""
LossKind = Literal["missing", "damaged", "not copied"]
SHA256 = re.compile(r"[0-9a-f]{64}")
# files ahead of the one that is reported, so that a cancel waits for few
_UNDER_WAY = 16
# more would only compete for one disk
_MOST_THREADS = 4


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as the database names it; the size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Loss:
    """A file that could not be copied, or is not what it was."""

    sha256: str
    outcome: LossKind
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class NamedLoss:
    """A loss as a person reads it: the name of the file, and the items that hold it."""

    sha256: str
    name: str
    exhibits: tuple[str, ...]
    outcome: LossKind
    detail: str | None


def sound(rows: Iterable[tuple[object, object]]) -> Iterator[StoredFile | Loss]:
    """Rows of a database as files; one that names no SHA-256 may have been meant as a path."""
    for sha256, size in rows:
        if isinstance(sha256, str) and SHA256.fullmatch(sha256) and isinstance(size, int):
            yield StoredFile(sha256, size)
        else:
            yield Loss(str(sha256)[:80], "damaged", remark("no SHA-256"))


def find_file(stores: Stores, sha256: str) -> tuple[str, int] | None:
    """The store that holds these bytes, and their number."""
    for name, store in stores.items():
        size = store.size(sha256)
        if size is not None:
            return name, size
    return None


def is_held_intact(store: Originals, sha256: str) -> bool:
    """Whether held bytes can be read, from the medium itself, and are what they were."""
    try:
        with store.open(sha256) as file:
            return digest_from_medium(file) == sha256
    except (OSError, CatalogueError):
        return False


@dataclass(frozen=True, slots=True)
class FileTransfer:
    """Copies into `target` by way of the folder `incoming` on the same disk; `mode` is that of the copies."""

    source: Stores
    target: Stores
    incoming: Path
    mode: int

    def copy_all(self, files: Sequence[StoredFile], task: Task) -> list[Loss]:
        """Copy; gives what could not be, which stops nothing else.

        Raises CatalogueError and OSError of the target, and Cancelled. What is copied by then stays.
        """
        losses: list[Loss] = []
        for done, loss in enumerate(in_threads(partial(self._copy, task), files), 1):
            losses += [loss] if loss is not None else []
            task.step(done, len(files), tr("copying files"))
        return losses

    def _copy(self, task: Task, file: StoredFile) -> Loss | None:
        found = find_file(self.source, file.sha256)
        if found is None:
            return Loss(file.sha256, "missing")
        name, part = found[0], self.incoming / f"{file.sha256}.part"
        try:
            with self.source[name].open(file.sha256) as source:
                digest = pour(source, part, self.mode, task)
        except CatalogueError as error:
            return Loss(file.sha256, "damaged", str(error))
        except SourceError as error:
            return Loss(file.sha256, "damaged", remark("held file unreadable", why=error))
        except OSError as error:
            # the one error of the target that is of this file alone; a full or broken disk ends the run
            if error.errno != errno.EFBIG:
                raise
            return Loss(file.sha256, "not copied", remark("too large for FAT32"))
        else:
            return self._put(name, file, part, digest)
        finally:
            part.unlink(missing_ok=True)

    def _put(self, name: str, file: StoredFile, part: Path, digest: str) -> Loss | None:
        if digest != file.sha256:
            return Loss(file.sha256, "damaged", remark("bytes changed", digest=digest))
        # before it has its name: under that name it is believed to be whole ever after
        check_back(part, digest)
        self.target[name].put(part, digest)
        return None


def in_threads(work: Callable[[Given], Answer], given: Iterable[Given]) -> Iterator[Answer]:
    """Results in order, a few under way at a time: hashing and the disk let go of the interpreter."""
    waiting, under_way = iter(given), deque[Future[Answer]]()
    with ThreadPoolExecutor(min(os.cpu_count() or 1, _MOST_THREADS), "exhibit backup") as pool:
        try:
            while True:
                for one in waiting:
                    under_way.append(pool.submit(work, one))
                    if len(under_way) >= _UNDER_WAY:
                        break
                if not under_way:
                    return
                yield under_way.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)
