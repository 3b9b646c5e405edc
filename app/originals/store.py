"""Where the held bytes are kept: under their SHA-256, written once and whole, never changed.

Nobody else knows a path of it, so that the bytes may lie in a folder, in an archive, or on another machine.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol


@dataclass(frozen=True, slots=True)
class StoredName:
    """Something that a store holds, as it is told to a person; `digest` None: it lies where no bytes lie."""

    name: str
    digest: str | None


class Originals(Protocol):
    """Bytes under their SHA-256 in lower-case hex.

    Any number of threads and processes may use it. Every method raises CatalogueError for a digest that is
    none: in a catalogue that was tampered with it may be a path.
    """

    def has(self, digest: str) -> bool:
        """Whether bytes are held under this digest, whatever they are by now."""

    def size(self, digest: str) -> int | None:
        """How many bytes are held under this digest; None where there are none."""

    def open(self, digest: str) -> BinaryIO:
        """The bytes, for reading. Raises CatalogueError where they are missing or cannot be read."""

    def local_copy(self, digest: str) -> AbstractContextManager[Path]:
        """A file with these bytes, for whoever needs a path; it is there until the block ends.

        It is only ever read. Raises CatalogueError where the bytes are missing or cannot be read.
        """

    def digest(self, digest: str) -> str:
        """The SHA-256 of the bytes as they are now. Raises OSError where they are missing."""

    def names(self) -> Iterator[StoredName]:
        """Everything that lies in it, whoever put it there."""

    def prepare(self, complete: Path, digest: str) -> None:
        """Do what of `put` takes time and can be done before the write lock is held. Raises OSError."""

    def put(self, complete: Path, digest: str) -> None:
        """Hold the bytes of a complete file in `incoming`, which was synced and read back.

        The file is moved or left, and the caller clears it away. For bytes that the database does not know,
        or knows and misses: whatever else is held under the digest is replaced. Raises OSError.
        """

    def take_back(self, digest: str, complete: Path) -> None:
        """Let go of bytes that were put in but never recorded; `complete` has them again. Raises OSError."""

    def remove(self, digest: str) -> None:
        """Let go of bytes that were put in but never recorded, if they are there. Raises OSError."""
