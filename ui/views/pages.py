"""Lines of a long list, fetched a page at a time on another thread and kept for a while."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence

from app.records import Line
from app.task import Task
from ui.work.jobs import Jobs

PAGE = 200
_KEPT = 20  # of some 400 KB each
_WANTED = 4


class Pages:
    """Hands out lines that are there and asks for the page of those that are not.

    After a change pages are stale, not gone: what is shown stays until the new page has come.
    """

    def __init__(
        self, jobs: Jobs, fetch: Callable[[Sequence[int]], list[Line]], arrived: Callable[[int, int], None]
    ) -> None:
        self._jobs = jobs
        self._fetch = fetch
        self._arrived = arrived
        self._ids = array("q")
        self._kept: OrderedDict[int, dict[int, Line]] = OrderedDict()
        self._stale: set[int] = set()
        self._wanted: list[int] = []
        self._under_way: int | None = None
        self._generation = 0

    def show(self, ids: "array[int]") -> None:
        """Begin a list; everything kept is dropped."""
        self._ids = ids
        self._generation += 1
        self._kept.clear()
        self._stale.clear()
        self._wanted.clear()
        self._under_way = None

    def touch(self) -> None:
        """Something changed: every page is fetched again when it is next looked at."""
        self._stale = set(self._kept)

    def line(self, row: int) -> Line | None:
        """The line of a row, if it is there; otherwise it is on its way."""
        page = row // PAGE
        lines = self._kept.get(page)
        if lines is None or page in self._stale:
            self._want(page)
        if lines is None:
            return None
        self._kept.move_to_end(page)
        return lines.get(self._ids[row])

    def _want(self, page: int) -> None:
        if page == self._under_way or (self._wanted and self._wanted[-1] == page):
            return
        if page in self._wanted:
            self._wanted.remove(page)
        self._wanted = [*self._wanted[-_WANTED:], page]
        self._go_on()

    def _go_on(self) -> None:
        if self._under_way is not None or not self._wanted:
            return
        page, generation = self._wanted.pop(), self._generation
        ids = self._ids[page * PAGE : (page + 1) * PAGE]
        self._under_way = page

        def fetch(_task: Task) -> list[Line]:
            return self._fetch(ids)

        def keep(lines: list[Line]) -> None:
            self._keep(page, generation, lines)

        self._jobs.start(fetch, keep, finished=lambda: self._finish(page, generation))

    def _keep(self, page: int, generation: int, lines: list[Line]) -> None:
        if generation != self._generation:
            return
        self._kept[page] = {line.id: line for line in lines}
        self._kept.move_to_end(page)
        self._stale.discard(page)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self._arrived(page * PAGE, min(len(self._ids), (page + 1) * PAGE) - 1)

    def _finish(self, page: int, generation: int) -> None:
        if generation == self._generation and self._under_way == page:
            self._under_way = None
            self._go_on()
