"""A copy of a catalogue's database in a file, as backups hold it: what is asked of it without opening it."""

from collections.abc import Iterator
from typing import Protocol

from db.log import LogHead


class DatabaseCopy(Protocol):
    """A copy that nobody writes to. What is asked is the same in the schema of every version."""

    def files(self) -> Iterator[tuple[str, int]]:
        """SHA-256 and size of every held file, as the rows say."""

    def head(self) -> LogHead:
        """The last entry of its log."""

    def hash_of(self, sequence: int) -> str | None:
        """The hash of an entry of its log, in hex; None where there is no such entry."""

    def damage(self) -> str | None:
        """What the engine's own check finds wrong, or None."""
