"""Thumbnails and perceptual hashes: made in worker processes, after the items can be found."""

import hashlib
from collections import deque
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass

from app.changes.change import THUMBNAILS_MADE, Change, Ids, Kind, Touched
from app.context import Context
from app.errors import CatalogueError, HeldFileError
from app.messages.faults import cause_of
from app.originals.drawn_again import PictureCheck, draw_all_again
from app.originals.lending import lend
from app.reading.records import Thumbnail
from app.reading.text import clean
from app.task import Task
from app.workers.pool import TaskFailedError
from db.acts.upkeep import ThumbnailState
from db.causes import cause
from db.thumbnails import SmallPicture
from resources.messages import tr
from resources.remark import Remark
from resources.remarks import remark

MADE = "made"
_MAKE = "app.reading.thumbnails:make_thumbnail"
# one commit each costs a write to the disk; more than this would be lost by a kill
_GROUP = 64
_LONGEST_REASON = 500
_UNDER_WAY = 16  # few, so that whoever else needs the workers does not wait long


@dataclass(frozen=True, slots=True)
class ThumbnailReport:
    """How many were made, and what stood against the others: SHA-256 and a sentence."""

    made: int
    problems: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Outcome:
    file_id: int
    sha256: str
    thumbnail: Thumbnail | None
    reason: str | None


class Thumbnails:
    """The small pictures of a catalogue. Their file may be deleted at any time; they are made again."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = context.database.thumbnails(context.folder)

    def get(self, sha256: str) -> bytes | None:
        """The thumbnail of a file, JPEG or WebP, upright, without metadata; None where there is none yet."""
        found = self._store.get(sha256)
        return None if found is None else found.data

    def missing(self) -> int:
        """How many are still to be made."""
        with self._context.database.read() as reader:
            return reader.files.thumbnails_to_make()

    def make_missing(self, task: Task | None = None) -> ThumbnailReport:
        """Make all that are missing. Raises Cancelled; those made until then stay."""
        task = task or Task()
        if not self._context.database.writable:
            return ThumbnailReport(0, ())
        self._forget_lost()
        made, total = 0, self.missing()
        problems: list[tuple[str, str]] = []
        group: list[_Outcome] = []
        for outcome in self._outcomes():
            task.step(made + len(problems), total, tr("thumbnails"))
            group.append(outcome)
            made += outcome.thumbnail is not None
            problems += [] if outcome.reason is None else [(outcome.sha256, outcome.reason)]
            if len(group) >= _GROUP:
                self._keep(group)
                group = []
        self._keep(group)
        task.step(total, total, tr("thumbnails"))
        return ThumbnailReport(made, tuple(problems))

    def exchanged(self, task: Task) -> Iterator[str]:
        """SHA-256 of the files whose thumbnail is not the one that was made; what is lost is made again."""
        with self._context.database.read() as reader:
            made = reader.files.thumbnail_digests()
        for done, (name, digest) in enumerate(made, 1):
            found = self._store.get(name)
            if found is not None and hashlib.sha256(found.data).hexdigest() != digest:
                yield name
            task.step(done, len(made), tr("checking thumbnails"))

    def drawn_again(self, seals: Mapping[str, str], broken: Collection[str], task: Task) -> PictureCheck:
        """What is noted of small pictures compared with the originals. See `draw_all_again`."""
        return draw_all_again(self._context, self._store, seals, broken, task)

    def make_again(self, file_ids: Collection[int]) -> None:
        """What is noted of these is not so: they are to be made again."""
        with self._context.database.upkeep() as upkeep:
            upkeep.forget_thumbnails(file_ids)

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def _outcomes(self) -> Iterator[_Outcome]:
        under_way: deque[tuple[int, str, Future[Thumbnail]]] = deque()
        for file_id, sha256 in self._to_make():
            under_way.append((file_id, sha256, self._begun(sha256)))
            if len(under_way) >= _UNDER_WAY:
                yield _outcome(*under_way.popleft())
        while under_way:
            yield _outcome(*under_way.popleft())

    def _begun(self, sha256: str) -> "Future[Thumbnail]":
        try:
            return lend(
                self._context, [sha256], lambda copies: self._context.workers.submit(_MAKE, copies[sha256])
            )
        except CatalogueError as error:  # a file that is gone, or a row that names none, costs only itself
            failed: Future[Thumbnail] = Future()
            failed.set_exception(error)
            return failed

    def _to_make(self) -> Iterator[tuple[int, str]]:
        last = 0
        while True:
            with self._context.database.read() as reader:
                page = reader.files.without_thumbnail(_GROUP, after=last)
            if not page:
                return
            yield from page
            # by id and not by offset: what is made falls out of the question meanwhile, and what fails must
            # not come again
            last = page[-1][0]

    def _keep(self, group: list[_Outcome]) -> None:
        # the picture before its state: killed in between it is made again, and never said to be there without
        # being
        self._store.put(
            SmallPicture(outcome.sha256, outcome.thumbnail.media_type, outcome.thumbnail.data)
            for outcome in group
            if outcome.thumbnail is not None
        )
        if group:
            with self._context.database.upkeep() as upkeep:
                upkeep.set_thumbnails([_state(outcome) for outcome in group])
            made = Ids.of([outcome.file_id for outcome in group])
            self._context.bus.tell(Change(THUMBNAILS_MADE, Touched({Kind.THUMBNAILS: made})))

    def _forget_lost(self) -> None:
        """What was deleted, or made by a version that kept no digest of it, is to be made again."""
        with self._context.database.read() as reader:
            made = reader.files.with_thumbnail()
        have = self._store.hashes()
        lost = [file_id for file_id, sha256, known in made if not known or sha256 not in have]
        if lost:
            with self._context.database.upkeep() as upkeep:
                upkeep.forget_thumbnails(lost)


def _outcome(file_id: int, sha256: str, future: "Future[Thumbnail]") -> _Outcome:
    try:
        return _Outcome(file_id, sha256, future.result(), None)
    except TaskFailedError as error:
        return _Outcome(file_id, sha256, None, remark("no thumbnail", why=error))
    except HeldFileError as error:
        return _Outcome(file_id, sha256, None, error.remark)
    except OSError as error:  # its text would carry the path of this machine into the catalogue
        return _Outcome(file_id, sha256, None, cause(error))
    except Exception as error:  # noqa: BLE001  (a worker passes on whatever a hostile picture provokes)
        return _Outcome(file_id, sha256, None, _why(error))


def _why(error: Exception) -> str:
    """A sentence: that of a remark as it is, round the words of a library one of ours."""
    words = str(error)
    if isinstance(words, Remark):
        return clean(words, _LONGEST_REASON)
    return remark("no thumbnail", why=cause_of(error))


def _state(outcome: _Outcome) -> ThumbnailState:
    state = MADE if outcome.reason is None else outcome.reason
    digest = hashlib.sha256(outcome.thumbnail.data).hexdigest() if outcome.thumbnail else None
    return ThumbnailState(outcome.file_id, state, _hex(outcome.thumbnail), digest)


def _hex(thumbnail: Thumbnail | None) -> str | None:
    return thumbnail.phash.hex() if thumbnail is not None and thumbnail.phash is not None else None
