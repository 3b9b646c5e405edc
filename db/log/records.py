"""What is known of the log: its head, and what checking it found."""

from dataclasses import dataclass
from typing import Literal

GENESIS = bytes(32)
"""What stands before the first entry."""

DISPOSAL = "dispose"
"""The kind of an entry that may erase content, and after which salts of its items may go."""
ACCEPTANCE = "accept"
"""The kind of an entry that goes on with what is not as the log says."""
UPGRADE = "upgrade"
"""The kind of the entry that ends the first version of the log."""

Problem = Literal[
    "missing", "types", "hash", "number", "content", "gone", "erasure", "version", "shorter", "other"
]
"""What is wrong with an entry.

- missing: it is not there, though a later one is, or traces of it are
- types: it is not kept as it was written
- hash: it does not follow from its text and the entry before it
- number: it carries another number inside
- content: its content is not what it committed to
- gone: its content is gone, and no entry names it as erased
- erasure: it is marked as erased by an entry that does not name it
- version: it is written as the first version wrote, after the upgrade
- shorter: the log ends before it, though it was seen here
- other: another entry was seen here under its number
"""


@dataclass(frozen=True, slots=True)
class LogHead:
    """The last entry: its number (0 for an empty log) and its hash."""

    sequence: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class LogBreak:
    """An entry that is not as it was written. `found` is a digest of what was found in its place.

    Whoever accepts a break accepts what was `found`: another change of the same entry is another break.
    """

    at: int
    problem: Problem
    found: str


@dataclass(frozen=True, slots=True)
class LogCheck:
    """What checking the chain found.

    `accepted` has pairs: the entry at which the log is broken, and the entry by which that was accepted.
    `erased` lists entries whose content was lawfully erased, `acceptances` those by which somebody went on
    with what was not as the log says.
    """

    entries: int
    breaks: tuple[LogBreak, ...] = ()
    accepted: tuple[tuple[int, int], ...] = ()
    erased: tuple[int, ...] = ()
    acceptances: tuple[int, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the chain is whole. A break that was accepted is a break all the same."""
        return not self.breaks

    @property
    def broken_at(self) -> int | None:
        """The number of the first entry that is not as it was written, accepted or not."""
        return self.breaks[0].at if self.breaks else None

    @property
    def open_breaks(self) -> tuple[LogBreak, ...]:
        """The breaks that nobody accepted: nothing may be built upon them."""
        accepted = {at for at, _ in self.accepted}
        return tuple(each for each in self.breaks if each.at not in accepted)

    @property
    def open_break(self) -> LogBreak | None:
        """The first of them."""
        return next(iter(self.open_breaks), None)
