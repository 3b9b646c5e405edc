"""Small pictures by the SHA-256 of the file: kept apart from the catalogue, and lost without harm."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class SmallPicture:
    """One small picture: JPEG or WebP."""

    sha256: str
    media_type: str
    data: bytes


class ThumbnailStore(Protocol):
    """Where small pictures are kept. Opened when first needed; a damaged one is replaced by an empty one.

    Safe to use from several threads. Where it cannot be written it answers with what is there.
    """

    def get(self, sha256: str) -> SmallPicture | None:
        """The small picture of a file, if there is one."""

    def hashes(self) -> set[str]:
        """The files that have one."""

    def put(self, pictures: Iterable[SmallPicture]) -> None:
        """Keep small pictures. Raises DatabaseError where they cannot be written."""

    def close(self) -> None:
        """Let go of it."""
