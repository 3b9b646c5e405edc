"""WebP: size, frames, EXIF, XMP and content credentials (WebP container specification)."""

import struct
from typing import BinaryIO

from app.reading.parts import MAX_BLOCK, Parts

MAX_CHUNKS = 20_000


def read(file: BinaryIO) -> Parts:
    """Walk the RIFF chunks; frame data is stepped over."""
    parts = Parts(frames=1)
    animation = 0
    file.seek(12)
    for _ in range(MAX_CHUNKS):
        head = file.read(8)
        if len(head) < 8:
            break
        kind, size = head[:4], int.from_bytes(head[4:], "little")
        animation += kind == b"ANMF"
        wanted = min(size, MAX_BLOCK) if kind in (b"EXIF", b"XMP ") else min(size, 16)
        _take(parts, kind, file.read(wanted))
        # chunks of an odd size have a byte of padding that is not in their size
        file.seek(size - wanted + (size & 1), 1)
    parts.frames = animation or 1
    return parts


def _take(parts: Parts, kind: bytes, data: bytes) -> None:
    if kind == b"EXIF":
        parts.exif = data.removeprefix(b"Exif\0\0")
    elif kind == b"XMP ":
        parts.xmp.append(data)
    elif kind == b"C2PA":
        parts.c2pa = True
    elif parts.width is None:
        _size(parts, kind, data)


def _size(parts: Parts, kind: bytes, data: bytes) -> None:
    if kind == b"VP8X" and len(data) >= 10:
        # 24 bits, one less than the side
        parts.width = int.from_bytes(data[4:7], "little") + 1
        parts.height = int.from_bytes(data[7:10], "little") + 1
    # the start code of a key frame; the upper two bits of each side are a scale for showing
    elif kind == b"VP8 " and len(data) >= 10 and data[3:6] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", data[6:10])
        parts.width, parts.height = width & 0x3FFF, height & 0x3FFF
    elif kind == b"VP8L" and len(data) >= 5:
        bits = int.from_bytes(data[1:5], "little")
        parts.width, parts.height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
