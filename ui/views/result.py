"""The one result that grid, table, counts and acts all read: a query and the items it finds."""

from array import array
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from app.errors import CatalogueError
from app.task import Task
from ui.views.answers import AnswerColumns
from ui.work.jobs import Jobs


@dataclass(frozen=True, slots=True)
class ShownItems:
    """What a query finds, in its order; `note` says which place a name was taken to mean.

    `answers`, for a search by place, says of each item how it answers and where.
    """

    ids: "array[int]"
    answers: AnswerColumns | None = None
    total: int = 0
    """How many items there are in all, whatever the query."""
    note: str = ""


Finder = Callable[[str, Task], ShownItems]
# longer than between two letters of a quick hand, shorter than what is felt as waiting
_TYPING_MS = 120
_LANE = "search"


class Result(QObject):
    """Asks on another thread; of several questions only the last is answered.

    `answered_query` is what `found` answers; `query`, asked last, may be wrong or still under way. Under a
    question that is wrong the items of the last answer stay, and follow what changes.
    """

    answered = Signal()
    refused = Signal(Exception)
    """The query could not be understood, or the catalogue could not be read."""
    asked = Signal()

    def __init__(self, jobs: Jobs, find: Finder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._find = find
        self.query = ""
        self.found = ShownItems(array("q"))
        self.answered_query = ""
        self.known = False
        self.again = False
        """Whether `found` answers the question that was answered before it once more."""
        self._stale = True
        """Whether `found` may not be what `answered_query` finds now."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ask_now)
        self._clock = QElapsedTimer()
        self._took = 0
        self._rested = QElapsedTimer()

    @property
    def waiting(self) -> bool:
        """Whether a question is about to be asked."""
        return self._timer.isActive()

    def ask(self, query: str, *, typing: bool = False) -> None:
        """Find these items; while somebody is typing, only once the hand rests."""
        self.query = query
        # of several questions within one turn of the loop only the last is asked
        self._timer.start(_TYPING_MS if typing else 0)

    def ask_again(self) -> None:
        """The answer may have changed: the same question once more, after the one under way.

        It rests for as long as the answer took: while an ingest changes a long list all the time, half of the
        time is left for other work.
        """
        self._stale = True
        if not self._timer.isActive():
            self._jobs.after(_LANE, self._ask_rested)

    def _ask_rested(self) -> None:
        self._stale = True  # what was answered meanwhile was perhaps read before the change
        rest = self._took - self._rested.elapsed() if self._rested.isValid() else 0
        self._timer.start(max(0, rest))

    def _ask_now(self) -> None:
        query = self.query
        self._clock.start()
        self.asked.emit()
        self._jobs.start(
            lambda task: self._find(query, task),
            lambda found: self._answer(query, found),
            failed=self._refuse,
            lane=_LANE,
        )

    def _answer(self, query: str, found: ShownItems) -> None:
        self._took = self._clock.elapsed()
        self._rested.start()
        self.again = self.known and query == self.answered_query
        self.found, self.known, self.answered_query = found, True, query
        self._stale = False
        self.answered.emit()

    def _refuse(self, error: Exception) -> None:
        self.refused.emit(error)
        if self._stale:
            self._renew()

    def _renew(self) -> None:
        query = self.answered_query
        self._jobs.start(
            lambda task: self._find(query, task),
            lambda found: self._answer(query, found),
            failed=self._not_renewed,
            lane=_LANE,
        )

    def _not_renewed(self, _error: Exception) -> None:
        """What was answered once cannot be asked any more either: where nothing is on show, show all."""
        if not self.known and self.answered_query:
            self.answered_query = ""
            self._renew()


def position_of(error: Exception) -> tuple[int, int] | None:
    """Where in the query the error is, as offsets; None for an error that is not about a place in it."""
    if not isinstance(error, CatalogueError):
        return None
    start, end = getattr(error, "position", None), getattr(error, "end", None)
    return (start, end) if isinstance(start, int) and isinstance(end, int) else None
