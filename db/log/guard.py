"""Keeping everybody from building upon a broken chain."""

from collections.abc import Collection
from threading import Lock
from typing import Protocol

from sqlalchemy import Connection

from db.errors import NotAsLogged
from db.log.chain import check
from db.log.records import GENESIS, LogBreak, LogCheck, LogHead
from db.log.tail import hash_of, head
from resources.messages import tr

AT_FIRST = 50_000
"""Entries before the head seen last that the first act follows again, in 0.15 s; `verify` follows all."""


class BrokenLogError(NotAsLogged):
    """The log is broken, and nobody accepted that."""

    def __init__(self, broken: LogBreak) -> None:
        super().__init__(
            tr(
                "The log is broken at entry {entry}: nothing is written, printed or exported until somebody "
                "accepts that with a reason. “verify” tells what is wrong.",
                entry=broken.at,
            )
        )
        self.broken = broken


class LogMemory(Protocol):
    """What is known of a log outside the catalogue, from one opening to the next."""

    def read(self) -> LogHead | None:
        """The head that was seen last."""

    def write(self, head: LogHead) -> None:
        """Keep a head."""

    def is_broken(self) -> bool:
        """Whether a check found a break that nobody had accepted."""

    def tell(self, broken: LogBreak | None) -> None:
        """Keep what a check found: such a break, or none."""


class ChainGuard:
    """Follows the chain while it grows. `memory` has the head that was seen when it was last used.

    Only the hashes are followed, not the contents: these are checked when they are read, and by `verify`.
    What `verify` found broken is remembered, whichever process it was, and looked at again before every act.
    """

    def __init__(self, memory: LogMemory | None = None) -> None:
        self._memory = memory
        self._seen = None if memory is None else memory.read()
        self._verified: LogHead | None = None
        self._broken: LogBreak | None = None
        self._lock = Lock()

    def demand_whole(self, connection: Connection, accepts: Collection[LogBreak] = ()) -> None:
        """Raises BrokenLogError for a chain that does not hold, unless the act `accepts` that very break."""
        with self._lock:
            # once broken, nothing is followed any further: to add to a chain mends nothing
            if self._broken is None:
                self._follow(connection)
            if self._broken is None:
                self._look_again(connection)
            if self._broken is not None and self._broken not in accepts:
                raise BrokenLogError(self._broken)

    def added(self, entry: LogHead, accepts: Collection[LogBreak] = ()) -> None:
        """An entry was added and committed, and with it accepted what it accepts."""
        with self._lock:
            # only after the commit: an act that was rolled back must not become a head that must be there
            self._verified = self._seen = entry
            if self._broken in accepts:
                self._broken = None
        # outside the lock: it writes a file, and no reader should wait for a disk
        if self._memory is not None:
            self._memory.write(entry)

    def checked(self, found: LogCheck) -> None:
        """The whole chain was checked by somebody else: by `verify`, or in the background."""
        with self._lock:
            self._broken = found.open_break
        if self._memory is not None:
            self._memory.tell(found.open_break)

    def _look_again(self, connection: Connection) -> None:
        """Check everything, contents as well, where somebody found a break; it may be accepted or mended."""
        if self._memory is None or not self._memory.is_broken():
            return
        seen = () if self._seen is None else (self._seen,)
        self._broken = check(connection, seen=seen).open_break
        if self._broken is None:
            self._memory.tell(None)

    def _follow(self, connection: Connection) -> None:
        """Look at what was added since. Costs nothing where nothing was."""
        last = head(connection)
        if last == self._verified:
            return
        since = self._verified or self._start(connection)
        seen = [each for each in (self._seen, self._verified) if each is not None]
        self._broken = check(connection, contents=False, since=since, seen=seen).open_break
        if self._broken is None:
            self._verified = last

    def _start(self, connection: Connection) -> LogHead:
        """An entry some way before the head seen last: from there the chain must lead to that head."""
        if self._seen is None or self._seen.sequence <= AT_FIRST:
            return LogHead(0, GENESIS)
        sequence = self._seen.sequence - AT_FIRST
        digest = hash_of(connection, sequence)
        return LogHead(0, GENESIS) if digest is None else LogHead(sequence, digest)
