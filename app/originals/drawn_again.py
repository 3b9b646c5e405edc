"""Small pictures drawn once more from the originals, and compared with those that were made.

What no act states is held to the original itself. To draw takes as long as making did, so that it is done
once: a verification keeps in its entry of the log a digest of what is noted of each range of files, and where
the next one finds that digest, nothing is drawn.
"""

from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from app.context import Context
from app.errors import CatalogueError
from app.originals.lending import lend
from app.task import Task
from db.queries.file_queries import PictureNote
from db.states.difference import RowDifference
from db.thumbnails import ThumbnailStore
from resources.messages import tr

if TYPE_CHECKING:
    from app.reading.likeness import DrawnAgain  # it imports what draws

SEALS = "small_pictures"
"""In what a verification tells: digests of what is noted of the small pictures, by range of files."""
_DRAW = "app.reading.likeness:draw_again"
_FILES_TO_A_SEAL = 1000
_UNDER_WAY = 16
_MADE = "made"


@dataclass(frozen=True, slots=True)
class PictureCheck:
    """What drawing again found, and the seals to be kept: none of a range in which anything is open."""

    differences: tuple[RowDifference, ...]
    seals: Mapping[str, str]


def draw_all_again(
    context: Context, store: ThumbnailStore, seals: Mapping[str, str], broken: Collection[str], task: Task
) -> PictureCheck:
    """Compare what is noted of the small pictures with the originals, but of ranges that are sealed.

    Of the files in `broken` nothing can be said. Raises Cancelled.
    """
    found: list[RowDifference] = []
    kept: dict[str, str] = {}
    for number, notes in _ranges(context):
        digest = _seal(notes)
        if seals.get(str(number)) != digest:
            wrong, is_open = _drawn(context, store, notes, broken, task)
            found += wrong
            if wrong or is_open:
                continue
        kept[str(number)] = digest
    return PictureCheck(tuple(found), kept)


def _ranges(context: Context) -> Iterator[tuple[int, Sequence[PictureNote]]]:
    number = 0
    while True:
        with context.database.read() as reader:
            first = number * _FILES_TO_A_SEAL
            notes = reader.files.picture_notes(first, first + _FILES_TO_A_SEAL)
            following = reader.files.picture_notes(first + _FILES_TO_A_SEAL, None)
        if notes:
            yield number, notes
        if not following:
            return
        # not the next number: somebody may have written a file of an absurdly high one
        number = (following[0].file_id - 1) // _FILES_TO_A_SEAL


def _seal(notes: Sequence[PictureNote]) -> str:
    told = "".join(
        f"{one.sha256} {one.state!r} {one.perceptual_hash} {one.thumbnail_sha256}\n" for one in notes
    )
    return sha256(told.encode("utf-8", "backslashreplace")).hexdigest()


def _drawn(
    context: Context,
    store: ThumbnailStore,
    notes: Sequence[PictureNote],
    broken: Collection[str],
    task: Task,
) -> tuple[list[RowDifference], bool]:
    """What differs, and whether anything is left open: not made yet, not to be drawn, of another version."""
    found: list[RowDifference] = []
    is_open = False
    waiting: deque[tuple[PictureNote, Future[DrawnAgain]]] = deque()

    def judge() -> None:
        nonlocal is_open
        note, future = waiting.popleft()
        columns = _differing(note, future)
        if columns is None:
            is_open = True
        elif columns:
            found.append(RowDifference("file", (note.file_id,), "derived", None, note.file_id, columns))

    for done, note in enumerate(notes, 1):
        if note.has_no_picture:
            columns = note.given
            if columns:
                found.append(RowDifference("file", (note.file_id,), "derived", None, note.file_id, columns))
        elif note.state is None or note.sha256 in broken:
            is_open = True
        else:
            waiting.append((note, _begun(context, store, note)))
            if len(waiting) >= _UNDER_WAY:
                judge()
        task.step(done, len(notes), tr("drawing small pictures again"))
    while waiting:
        judge()
    return found, is_open


def _begun(context: Context, store: ThumbnailStore, note: PictureNote) -> "Future[DrawnAgain]":
    kept = store.get(note.sha256)
    data = None if kept is None else kept.data
    try:
        return lend(
            context,
            [note.sha256],
            lambda copies: context.workers.submit(_DRAW, copies[note.sha256], data),
        )
    except CatalogueError as error:
        failed: Future[DrawnAgain] = Future()
        failed.set_exception(error)
        return failed


def _differing(note: PictureNote, future: "Future[DrawnAgain]") -> tuple[str, ...] | None:
    """Columns that are not what the original says; None where that cannot be told."""
    try:
        drawn = future.result()
    except Exception:  # noqa: BLE001  (a worker passes on whatever a hostile picture provokes)
        return None
    if note.state != _MADE:
        return ("thumbnail_state",)
    if drawn.sha256 == note.thumbnail_sha256:
        return () if drawn.perceptual_hash == note.perceptual_hash else ("perceptual_hash",)
    if drawn.alike is None:  # it is lost, and will be made again
        return None
    # another version of the program draws a little otherwise
    return None if drawn.alike else ("thumbnail_sha256",)
