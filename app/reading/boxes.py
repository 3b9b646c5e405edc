"""Boxes of ISO base media files (ISO/IEC 14496-12), which HEIF, AVIF, JPEG 2000, JPEG XL and CR3 share."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

# on one level: a hostile file of empty boxes, eight bytes each, would have millions
MAX_BOXES = 2_000


@dataclass(frozen=True, slots=True)
class MediaBox:
    """One box: `start` to `end` is its body, as offsets in the file."""

    kind: bytes
    start: int
    end: int

    @property
    def size(self) -> int:
        return self.end - self.start


def walk(file: BinaryIO, start: int, end: int) -> Iterator[MediaBox]:
    """The boxes between two offsets; a box that claims to be longer than its parent ends with it."""
    at = start
    for _ in range(MAX_BOXES):
        if at + 8 > end:
            return
        file.seek(at)
        head = file.read(16)
        if len(head) < 8:
            return
        size, body = int.from_bytes(head[:4], "big"), at + 8
        # 4.2: a size of 1 means that the true one follows in eight bytes, 0 that the box goes on to the end
        if size == 1 and len(head) == 16:
            size, body = int.from_bytes(head[8:], "big"), at + 16
        elif size == 0:
            size = end - at
        # smaller than its own head: the walk would stand still or go back
        if size < body - at:
            return
        yield MediaBox(head[4:8], body, min(at + size, end))
        at += size


def body(file: BinaryIO, box: MediaBox, limit: int) -> bytes:
    """At most `limit` bytes of the box's body."""
    file.seek(box.start)
    return file.read(min(box.size, limit))


def length(file: BinaryIO) -> int:
    """Bytes of the whole file."""
    return file.seek(0, 2)
