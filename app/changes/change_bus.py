"""The bus of changes: whoever shows something of a catalogue hears of what was committed."""

import logging
import threading
import weakref
from collections import deque
from collections.abc import Callable, Collection
from inspect import ismethod

from app.changes.change import Change, Kind

Listener = Callable[[Change], None]
_LOG = logging.getLogger("exhibit.changes")


class Subscription:
    """One listener of the bus, until `end` or until its owner is gone."""

    def __init__(self, owner: object, listener: Listener, kinds: Collection[Kind] | None) -> None:
        self._owner = weakref.ref(owner)
        # a method would keep its object alive, and with it the subscription that is to end with the object
        self._listener: Callable[[], Listener | None] = (
            weakref.WeakMethod(listener) if ismethod(listener) else lambda: listener
        )
        self._kinds = kinds
        self._ended = False
        # reentrant: a listener may act, and so be told again within its own call, or end itself
        self._calling = threading.RLock()

    @property
    def over(self) -> bool:
        """Whether it will never be told anything again."""
        return self._ended or self._owner() is None or self._listener() is None

    def end(self) -> None:
        """Tell it nothing any more. A call that is under way on another thread is waited for."""
        with self._calling:
            self._ended = True

    def tell(self, change: Change) -> None:
        """Call the listener if the change concerns it. Raises whatever it raises."""
        if self._kinds is not None and not change.touched.meets(self._kinds):
            return
        with self._calling:
            listener = self._listener()
            if listener is not None and not self.over:
                listener(change)


class ChangeBus:
    """Tells of every change after its commit, on the thread that made it, first to whoever came first.

    A listener may be called from several threads, never from two at once. It may act: what it changes is told
    when everybody has heard of the change before. One that fails is reported to `failed`, by default in the
    program's log, and fails nothing else: neither the act, which is committed, nor the other listeners.
    """

    def __init__(self, failed: Callable[[Exception], None] | None = None) -> None:
        self.failed = failed or _report
        self._subscriptions: tuple[Subscription, ...] = ()
        self._changing = threading.Lock()
        self._here = _Here()

    def subscribe(
        self, owner: object, listener: Listener, kinds: Collection[Kind] | None = None
    ) -> Subscription:
        """Tell `listener` of changes that touch any of `kinds` (None: of all), as long as `owner` lives.

        Owner and, if it is a method, its object are not kept alive. A function must not hold on to the owner.
        """
        made = Subscription(owner, listener, kinds)
        with self._changing:
            # a new tuple each time: whoever is telling goes through the one that he began with
            self._subscriptions = (*(one for one in self._subscriptions if not one.over), made)
        return made

    def tell(self, change: Change) -> None:
        """Tell everybody who wants to hear. Never raises what a listener raises."""
        here = self._here
        here.waiting.append(change)
        if here.telling:  # a listener acts: those before it hear of its act after this one, too
            return
        here.telling = True
        try:
            while here.waiting:
                self._tell_all(here.waiting.popleft())
        finally:
            here.telling = False

    @property
    def listeners(self) -> int:
        """How many there are that still hear."""
        return sum(not one.over for one in self._subscriptions)

    def _tell_all(self, change: Change) -> None:
        for subscription in self._subscriptions:
            try:
                subscription.tell(change)
            except Exception as error:  # noqa: BLE001  (what is committed must not be reported as failed)
                self.failed(error)


class _Here(threading.local):
    """What is under way on one thread."""

    def __init__(self) -> None:
        self.waiting: deque[Change] = deque()
        self.telling = False


def _report(error: Exception) -> None:
    """Where it broke, without its words: they may be evidence."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = "" if trace is None else f" in {trace.tb_frame.f_code.co_qualname}, line {trace.tb_lineno}"
    _LOG.error("A listener of changes failed: %s%s", type(error).__name__, where)
