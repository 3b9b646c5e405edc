"""One ingest under way: several threads copy, worker processes read, this thread records in groups."""

import errno
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import Any

from app.context import Context
from app.errors import Cancelled, DatabaseError, Unstorable
from app.ingest.copying import Copied, CopyFailed, take_copy
from app.ingest.journal import Journal
from app.ingest.names import shown
from app.ingest.recording import Ready, Recorded, Target, record
from app.ingest.records import Problem, SharedFields
from app.ingest.unread import unread
from app.ingest.walk import FoundFile
from app.messages.faults import cause_of
from app.reading.records import PictureReading
from app.task import Task
from db.causes import cause
from resources.remarks import remark

# four threads and groups of 32 take in 630 to 1,130 files/s, as much as a bare loop of hash, copy and sync
_COPIERS = 4
# files ahead of the one that is recorded: enough for the workers, and few copies in `incoming` after a kill
_UNDER_WAY = 64
# files to a commit, or what came in a quarter of a second. A commit for each takes in 420 to 540 files/s;
# larger groups hold the write lock for longer
_GROUP = 32
_GROUP_SECONDS = 0.25
# how long a cancel may go unnoticed
_GLANCE_SECONDS = 0.1
# what no other file can escape: then all that is left is told at once
_NO_ROOM = {errno.ENOSPC, errno.EROFS, getattr(errno, "EDQUOT", errno.ENOSPC)}
_DISK = _NO_ROOM | {errno.EIO}


class _StoreFailed(Exception):
    """The catalogue's own disk or database fails; the text is a sentence."""


@dataclass(frozen=True, slots=True)
class _Carried:
    """A file on its way: its copy, that of its sidecar, and what is being read from them."""

    copied: Copied
    sidecar: Copied | None
    problem: Problem | None
    reading: "Future[PictureReading]"


class IngestRun:
    """Takes files in, in order. One run for one ingest."""

    def __init__(
        self,
        context: Context,
        journal: Journal,
        shared: SharedFields,
        task: Task,
        target: Target | None = None,
    ) -> None:
        self.recorded = Recorded()
        self._context = context
        self._journal = journal
        self._shared = shared
        self._task = task
        self._target = target
        self._workers = context.workers
        self._copiers = ThreadPoolExecutor(_COPIERS, "exhibit copy")
        self._over = False
        self._group: list[Ready] = []
        self._due = 0.0
        self._done, self._total, self._name = 0, 0, ""

    def take_in(self, files: Sequence[FoundFile]) -> None:
        """Take in all that can be; `recorded` says what became of each. Raises Cancelled."""
        self._total = len(files)
        try:
            self._take_in(files)
        except _StoreFailed as error:
            self._give_up(files, str(error))
        finally:
            self._over = True
            self._copiers.shutdown(cancel_futures=True)

    def _take_in(self, files: Sequence[FoundFile]) -> None:
        for found, flight in self._flights(files):
            self._name = shown(found.path.name)
            self._land(found, flight)
            self._record_if_due()
            self._done += 1
        self._record()

    def _flights(self, files: Sequence[FoundFile]) -> "Iterator[tuple[FoundFile, Future[_Carried]]]":
        """Each file with its copying, some of them ahead."""
        waiting, flights = iter(files), deque[tuple[FoundFile, Future[_Carried]]]()
        for found in waiting:
            flights.append((found, self._copiers.submit(self._carry, found)))
            if len(flights) >= _UNDER_WAY:
                yield flights.popleft()
        while flights:
            yield flights.popleft()

    def _carry(self, found: FoundFile) -> _Carried:
        """On a thread of the copiers."""
        copied = take_copy(found.path, self._journal.new_copy(), self._stopped)
        self._context.originals.prepare(copied.copy, copied.sha256)
        sidecar, problem = None, None
        if found.sidecar is not None:
            try:
                sidecar = take_copy(found.sidecar, self._journal.new_copy(), self._stopped)
            except Cancelled:
                raise
            except Exception as error:  # noqa: BLE001  (a sidecar that cannot be copied costs itself alone)
                problem = Problem(shown(found.sidecar), _sentence(error))
        beside = None if sidecar is None else sidecar.copy
        reading = self._workers.submit("app.reading.read:read_file", copied.copy, found.path.name, beside)
        return _Carried(copied, sidecar, problem, reading)

    def _land(self, found: FoundFile, flight: "Future[_Carried]") -> None:
        """Wait for one file and put it into the group. Raises _StoreFailed where the own disk fails."""
        self._await(flight)
        try:
            carried = flight.result()
        except Cancelled:
            raise
        except Exception as error:
            # EIO is left out here: while copying it may be the source's disk, one file of which cannot be
            # read
            if isinstance(error, OSError) and error.errno in _NO_ROOM:
                raise _StoreFailed(_sentence(error)) from error
            self._problem(found.path, _sentence(error))
            return
        if carried.problem is not None:
            self.recorded.problems.append(carried.problem)
        reading = self._read(carried)  # meanwhile the group may be recorded and another begun
        if not self._group:
            self._due = monotonic() + _GROUP_SECONDS
        self._group.append(Ready(carried.copied, reading, carried.sidecar))

    def _read(self, carried: _Carried) -> PictureReading:
        self._await(carried.reading)
        try:
            return carried.reading.result()
        except Exception as error:  # noqa: BLE001  (a worker passes on whatever a hostile file provokes)
            return unread(cause_of(error))

    def _await(self, future: "Future[Any]") -> None:
        """Until it is done, noticing a cancel and the time of the group meanwhile."""
        self._task.step(self._done, self._total, self._name)
        while not wait([future], _GLANCE_SECONDS).done:
            self._record_if_due()
            self._task.step(self._done, self._total, self._name)

    def _record_if_due(self) -> None:
        if len(self._group) >= _GROUP or (self._group and monotonic() >= self._due):
            self._record()

    def _record(self) -> None:
        group, self._group = self._group, []
        if group:
            self._record_all(group)

    def _record_all(self, group: Sequence[Ready]) -> None:
        """In one act; where that fails, without the file at fault. Raises _StoreFailed."""
        try:
            done = record(self._context, self._journal, self._shared, group, self._target)
        except Exception as error:
            if _is_of_the_store(error):
                raise _StoreFailed(_sentence(error)) from error
            self._record_apart(group, error)
            return
        self.recorded.added.extend(done.added)
        self.recorded.receipts.extend(done.receipts)
        self.recorded.problems.extend(done.problems)

    def _record_apart(self, group: Sequence[Ready], error: Exception) -> None:
        """Halves of the group, down to the one file that fails: it is held as one that cannot be read."""
        # halves: one file at fault among 32 costs ten tries instead of 32
        middle = len(group) // 2
        if middle:
            self._record_all(group[:middle])
            self._record_all(group[middle:])
        elif group[0].given_up:
            self._problem(group[0].copied.source, remark("not taken in", why=cause_of(error)))
        else:
            self._record_all([replace(group[0], reading=unread(cause_of(error)), given_up=True)])

    def _give_up(self, files: Sequence[FoundFile], why: str) -> None:
        """The catalogue's own disk fails: a line for each file that is not in, and none is tried any more."""
        self._over = True
        settled = {arrival.path for arrival in [*self.recorded.added, *self.recorded.receipts]}
        settled |= {problem.path for problem in self.recorded.problems}
        self.recorded.problems.extend(
            Problem(shown(found.path), remark("not taken in either", why=why))
            for found in files
            if shown(found.path) not in settled
        )

    def _problem(self, path: Path, message: str) -> None:
        self.recorded.problems.append(Problem(shown(path), message))

    def _stopped(self) -> bool:
        return self._over or self._task.cancelled


def _is_of_the_store(error: Exception) -> bool:
    """Whether the next file would fail in the same way: the disk or the database, and no single value."""
    if isinstance(error, OSError):
        return error.errno in _DISK
    return isinstance(error, DatabaseError) and not isinstance(error, Unstorable)


def _sentence(error: Exception) -> str:
    if isinstance(error, CopyFailed | DatabaseError):
        return str(error)
    if not isinstance(error, OSError):
        return remark("cannot be read", why=cause_of(error))
    if error.errno == errno.ENOSPC:
        return remark("disk full")
    if isinstance(error, FileNotFoundError):
        return remark("gone")
    return remark("cannot be read", why=cause(error))
