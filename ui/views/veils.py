"""Which graphic pictures are shown and which are veiled: one truth for all views of a window."""

from collections.abc import Callable, Collection, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.changes.change import Kind, Touched
from app.records import Line
from app.task import Task
from ui.views.sensitive import is_graphic
from ui.work.jobs import Jobs

# lines read at one go: between two the window may be closed
_AT_ONCE = 200


class Veils(QObject):
    """A picture flagged graphic is veiled until somebody asks to see it, and again once the flag was off.

    The flag of what views watch is read again whenever an act, by whatever door, touches the item.
    """

    changed = Signal()
    """A veil fell, or was lifted."""

    def __init__(self, jobs: Jobs, fetch: Callable[[Sequence[int]], list[Line]], parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._fetch = jobs, fetch
        self._revealed: set[int] = set()
        self._plain: set[int] = set()
        """Items of which it is known that they are not flagged: they were asked for all the same."""
        self._watched: dict[int, bool | None] = {}

    def is_revealed(self, item: int) -> bool:
        """Whether somebody asked to see this picture, should it be flagged."""
        return item in self._revealed

    def reveal(self, item: int) -> None:
        """Show the picture of this item."""
        self._revealed.add(item)
        self._after({item})

    def turn(self, items: Collection[int]) -> None:
        """Show the graphic pictures of these items, or veil them again if all were shown."""
        chosen = set(items) - self._plain
        if chosen and chosen <= self._revealed:
            self._revealed -= chosen
        else:
            self._revealed |= chosen
        self._after(chosen)

    def watch(self, item: int, sensitivity: str | None = None) -> None:
        """Follow the flag of an item that is on show by itself; `sensitivity` is what is known of it."""
        self._watched[item] = None if sensitivity is None else is_graphic(sensitivity)
        self._learn({item})

    def leave(self, item: int) -> None:
        """It is on show by itself no longer."""
        self._watched.pop(item, None)

    def veiled(self, item: int) -> bool | None:
        """Whether the picture of a watched item is veiled; None while its flag is not known."""
        graphic = self._watched.get(item)
        return None if graphic is None else graphic and item not in self._revealed

    def follow(self, touched: Touched) -> None:
        """An act touched these: what was flagged may be so no more, and the other way round."""
        items = touched.of(Kind.FIELDS).among({*self._revealed, *self._plain, *self._watched})
        self._plain -= items
        self._learn(items)

    def _after(self, items: set[int]) -> None:
        self.changed.emit()
        self._learn(items)

    def _learn(self, items: set[int]) -> None:
        if items:
            self._jobs.start(partial(self._flags, sorted(items)), self._know)

    def _flags(self, items: Sequence[int], task: Task) -> dict[int, bool]:
        flags: dict[int, bool] = {}
        for start in range(0, len(items), _AT_ONCE):
            task.step(start, len(items))
            lines = self._fetch(items[start : start + _AT_ONCE])
            flags.update((line.id, is_graphic(line.sensitivity)) for line in lines)
        return flags

    def _know(self, flags: dict[int, bool]) -> None:
        plain = {item for item, graphic in flags.items() if not graphic}
        self._plain |= plain & self._revealed
        self._revealed -= plain
        self._watched.update((item, flags[item]) for item in self._watched if item in flags)
        self.changed.emit()
