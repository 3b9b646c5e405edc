"""Lines of a long list, fetched a page at a time on another thread and kept for a while."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.changes.change import Ids
from app.records import Line
from app.task import Task
from ui.work.jobs import Jobs

# a page is read in some 20 ms, off the window's thread, and is more than most screens show
PAGE = 200
_KEPT = 20 * PAGE  # a page has some 400 KB
# pages that were scrolled past before their turn are given up
_WANTED = 4


class Pages:
    """Hands out lines that are there, and asks for those of the page around one that is not.

    After a change lines are stale, not gone: what is shown stays until the new one has come, and of a page
    only what is stale is fetched again. Lines outlive the list that they were fetched for.
    """

    def __init__(
        self, jobs: Jobs, fetch: Callable[[Sequence[int]], list[Line]], arrived: Callable[[int, int], None]
    ) -> None:
        self._jobs = jobs
        self._fetch = fetch
        self._arrived = arrived
        self._ids = array("q")
        self._kept: OrderedDict[int, Line | None] = OrderedDict()
        """By item; None where the catalogue has no such item."""
        self._stale: set[int] = set()
        self._wanted: list[int] = []
        self._coming: list[_Fetch] = []
        self._current: _Fetch | None = None

    def show(self, ids: "array[int]") -> None:
        """Begin another list."""
        self._ids = ids
        self._wanted.clear()
        self._current = None

    def touch(self, items: Ids) -> bool:
        """These items were changed: they are fetched again when they are next looked at.

        Says whether any of them is kept or on its way.
        """
        kept = items.among(self._kept)
        self._stale |= kept
        coming = False
        for fetch in self._coming:  # their lines may have been read just before the change
            fetch.changed |= items.among(fetch.ids)
            coming = coming or bool(fetch.changed)
        return bool(kept) or coming

    def kept(self, fits: Callable[[Line], bool]) -> set[int]:
        """The items whose lines are kept and fit."""
        return {item for item, line in self._kept.items() if line is not None and fits(line)}

    def line(self, row: int) -> Line | None:
        """The line of a row, if it is there; otherwise it is on its way."""
        item = self._ids[row]
        if item not in self._kept or item in self._stale:
            self._want(row // PAGE)
        if item not in self._kept:
            return None
        self._kept.move_to_end(item)
        return self._kept[item]

    def _want(self, page: int) -> None:
        under_way = self._current is not None and self._current.page == page
        if under_way or (self._wanted and self._wanted[-1] == page):
            return
        if page in self._wanted:
            self._wanted.remove(page)
        self._wanted = [*self._wanted[-_WANTED:], page]
        self._go_on()

    def _go_on(self) -> None:
        if self._current is not None or not self._wanted:
            return
        page = self._wanted.pop()
        wanted = self._ids[page * PAGE : (page + 1) * PAGE]
        fetch = _Fetch(page, tuple(item for item in wanted if item not in self._kept or item in self._stale))
        self._current = fetch
        self._coming.append(fetch)

        def work(_task: Task) -> list[Line]:
            return self._fetch(fetch.ids)

        self._jobs.start(work, lambda lines: self._keep(fetch, lines), finished=lambda: self._finish(fetch))

    def _keep(self, fetch: "_Fetch", lines: list[Line]) -> None:
        found = {line.id: line for line in lines}
        for item in fetch.ids:
            self._kept[item] = found.get(item)
            self._kept.move_to_end(item)
        self._stale.difference_update(fetch.ids)
        self._stale |= fetch.changed
        while len(self._kept) > _KEPT:
            gone, _ = self._kept.popitem(last=False)
            self._stale.discard(gone)
        last = len(self._ids) - 1
        if fetch is self._current:
            self._arrived(fetch.page * PAGE, min(last, (fetch.page + 1) * PAGE - 1))
        else:  # meant for the list before this one, which may have the same items in other rows
            self._arrived(0, last)

    def _finish(self, fetch: "_Fetch") -> None:
        self._coming.remove(fetch)
        if fetch is self._current:
            self._current = None
            self._go_on()


@dataclass(slots=True, eq=False)
class _Fetch:
    """Lines on their way; `changed` are those that were changed since they were asked for."""

    page: int
    ids: tuple[int, ...]
    changed: set[int] = field(default_factory=set)
