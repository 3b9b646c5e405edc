"""GIF: size, frames, comments and XMP, without decoding a pixel (GIF89a)."""

from typing import BinaryIO

from app.reading.parts import MAX_BLOCK, Parts
from app.reading.text import clean
from resources.remarks import remark

MAX_BLOCKS = 50_000
_XMP = b"XMP DataXMP"


def read(file: BinaryIO) -> Parts:
    """Walk the blocks; counts at most `MAX_BLOCKS` of them."""
    parts = Parts()
    file.seek(6)
    head = file.read(7)
    if len(head) < 7:
        parts.problems.append(remark("GIF cut"))
        return parts
    parts.width, parts.height = int.from_bytes(head[:2], "little"), int.from_bytes(head[2:4], "little")
    _skip_table(file, head[4])
    frames = 0
    for _ in range(MAX_BLOCKS):
        kind = file.read(1)
        if kind == b",":
            frames += 1
            place = file.read(9)
            # position and size in eight bytes, then flags
            _skip_table(file, place[8] if len(place) == 9 else 0)
            file.read(1)  # the LZW minimum code size
            _blocks(file, 0)
        elif kind == b"!":
            _extension(file, parts)
        else:
            break
    parts.frames = frames or None
    return parts


def _skip_table(file: BinaryIO, flags: int) -> None:
    if flags & 0x80:
        # 2^(n+1) colours of three bytes
        file.seek(3 << ((flags & 7) + 1), 1)


def _extension(file: BinaryIO, parts: Parts) -> None:
    label = file.read(1)
    if label == b"\xfe":
        text = _blocks(file, 1_000_000)
        if len(parts.texts) < 50:
            parts.texts.append(("GIF comment", clean(text.decode("utf-8", "backslashreplace"))))
        return
    first = file.read(1)
    name = file.read(first[0]) if label == b"\xff" and first else b""
    if name == _XMP:
        _xmp(file, parts)
        return
    if label != b"\xff" and first:
        file.seek(first[0], 1)
    if first != b"\0":
        _blocks(file, 0)


def _xmp(file: BinaryIO, parts: Parts) -> None:
    """XMP stands in a GIF unbroken, closed by a trailer that reads as sub-blocks."""
    start = file.tell()
    data = file.read(MAX_BLOCK)
    # the trailer runs down from 0x01 0xFF 0xFE to 0x00 0x00: a reader that knows no XMP lands on its end
    end = data.find(b"\x01\xff\xfe")
    if end >= 0:
        parts.xmp.append(data[:end])
        closing = data.find(b"\0\0", end)
        file.seek(start + (closing + 2 if closing >= 0 else len(data)))


def _blocks(file: BinaryIO, keep: int) -> bytes:
    kept = b""
    while size := file.read(1):
        if size == b"\0":
            break
        data = file.read(size[0])
        if len(kept) < keep:
            kept += data
    return kept
