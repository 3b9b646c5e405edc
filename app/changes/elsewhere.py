"""Acts of other processes on the same catalogue: found in its log, and told on the bus like one's own."""

from threading import Lock

from app.changes.change import ALL, EVERYTHING, THUMBNAILS_MADE, Change, Kind, Touched
from app.changes.change_bus import ChangeBus
from db.session import Database

_MOST = 200
"""From more acts between two looks on, everything is read again instead of each of them."""


class ActsElsewhere:
    """Looks when it is asked to, from whatever thread. What was there when it was made is not told."""

    def __init__(self, database: Database, bus: ChangeBus) -> None:
        self._database = database
        self._bus = bus
        self._looking = Lock()
        self._version: int | None = None
        with database.read() as reader:
            self._sequence = reader.history.head().sequence

    def look(self) -> None:
        """Tell what others did since the last look; where nobody did anything, this costs next to nothing.

        While an act of our own is under way nothing is looked at: the next look finds what there was.
        """
        with self._looking:  # two windows may look at once, and each act is told once
            changes = self._changes()
        for change in changes:
            self._bus.tell(change)

    def _changes(self) -> list[Change]:
        version = self._database.version_elsewhere()
        if version is None or version == self._version:
            return []
        # the version before the acts: what is committed in between is found once more, never missed
        self._version, first = version, self._version is None
        acts = self._acts()
        # thumbnails are in no entry of the log: whoever waits for some looks again
        made = Change(THUMBNAILS_MADE, Touched({Kind.THUMBNAILS: ALL}), elsewhere=True)
        # the first number tells nothing: it was never compared with one before
        return acts if first else [*acts, made]

    def _acts(self) -> list[Change]:
        with self._database.read() as reader:
            entries = reader.history.hashes_after(self._sequence)
            own = self._database.take_own(entries)
            theirs = [number for digest, number in entries.items() if digest not in own]
            self._sequence = max(entries.values(), default=self._sequence)
            if len(theirs) > _MOST:
                return [Change("", EVERYTHING, elsewhere=True)]
            found = reader.history.acts(theirs) if theirs else []
        return [Change(one.act, one.touched, one.agent_id, elsewhere=True) for one in found]
