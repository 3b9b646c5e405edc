"""Fixity: the held bytes hashed again and compared with what was recorded when they came."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal

from app.context import Context
from app.errors import HeldFileError
from app.originals.store import StoredName
from app.records import exhibit_number
from app.task import Task
from db.causes import cause
from db.reader import Reader
from resources.messages import tr
from resources.remarks import remark

Outcome = Literal["intact", "damaged", "missing"]
_Stored = tuple[str, StoredName]
"""The name of a store, and something in it."""
# files ahead of the one that is reported: all cores stay busy behind one large file
_UNDER_WAY = 64


@dataclass(frozen=True, slots=True)
class FileCheck:
    """A fixity check of one held file: its SHA-256 as recorded, its name, and the items that hold it."""

    sha256: str
    name: str
    exhibits: tuple[str, ...]
    outcome: Outcome
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file that should be held."""

    file_id: int
    sha256: str


@dataclass(frozen=True, slots=True)
class FixityResult:
    """What hashing a held file gave."""

    held: HeldFile
    outcome: Outcome
    detail: str | None


class Fixity:
    """Hashing what is held. Nothing is recorded here."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def hash(self, held: Sequence[HeldFile], task: Task) -> Iterator[FixityResult]:
        """Results in the order of the files; hashing lets go of the interpreter, so threads are enough."""
        waiting, under_way = iter(held), deque[Future[FixityResult]]()
        done = 0
        with ThreadPoolExecutor(os.cpu_count() or 1, "exhibit fixity") as pool:
            try:
                while True:
                    for file in waiting:
                        under_way.append(pool.submit(self._check, file))
                        if len(under_way) >= _UNDER_WAY:
                            break
                    if not under_way:
                        return
                    yield under_way.popleft().result()
                    done += 1
                    task.step(done, len(held), tr("checking files"))
            finally:
                pool.shutdown(cancel_futures=True)

    def named(self, results: Sequence[FixityResult]) -> tuple[FileCheck, ...]:
        """The results with the names of the files and the items that hold them."""
        with self._context.database.read() as reader:
            names = reader.files.names_of_files([result.held.file_id for result in results])
        return tuple(
            FileCheck(
                result.held.sha256,
                next((name for _, name in names[result.held.file_id]), ""),
                tuple(exhibit_number(item) for item, _ in names[result.held.file_id]),
                result.outcome,
                result.detail,
            )
            for result in results
        )

    def unknown(self) -> tuple[str, ...]:
        """Files in the stores that no row knows, once more between two acts of an ingest under way."""
        stores = {"originals": self._context.originals, "derivatives": self._context.derivatives}
        # names first, rows after: what is taken in in between has a row by then, and is not called unknown
        found = [(folder, stored) for folder, store in stores.items() for stored in store.names()]
        with self._context.database.read() as reader:
            strange = _strange(reader, found)
        if strange and self._context.database.writable:
            with self._context.database.upkeep() as upkeep:  # between two acts of whoever takes files in
                strange = _strange(upkeep, strange)
        return tuple(f"{folder}/{stored.name}" for folder, stored in strange)

    def _check(self, held: HeldFile) -> FixityResult:
        try:
            found = self._context.store_of(held.sha256).digest(held.sha256)
        except FileNotFoundError:
            return FixityResult(held, "missing", None)
        except OSError as error:
            return FixityResult(held, "damaged", remark("held file unreadable", why=cause(error)))
        except HeldFileError as error:
            return FixityResult(held, "damaged", error.remark)
        if found == held.sha256:
            return FixityResult(held, "intact", None)
        return FixityResult(held, "damaged", remark("bytes changed", digest=found))


def held_files(reader: Reader, items: Sequence[int] | None) -> list[HeldFile]:
    """What should be held: of these items, or altogether."""
    if items is None:
        return [HeldFile(file_id, sha256) for file_id, sha256 in reader.files.held_files()]
    files = {file.id: file.sha256 for item in items for file in reader.evidence.files(item)}
    return [HeldFile(file_id, sha256) for file_id, sha256 in files.items()]


def _strange(reader: Reader, found: Iterable[_Stored]) -> list[_Stored]:
    known = {sha256 for _, sha256 in reader.files.held_files()}
    return [(folder, stored) for folder, stored in found if stored.digest not in known]
