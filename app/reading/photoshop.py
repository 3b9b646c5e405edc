"""Photoshop image resources (8BIM): in PSD files and in the APP13 segment of JPEG."""

import struct
from typing import BinaryIO

from app.reading.parts import MAX_BLOCK, Parts
from resources.remarks import remark

MAX_RESOURCES = 2_000
_IPTC, _EXIF, _XMP = 0x0404, 0x0422, 0x0424


def read(file: BinaryIO) -> Parts:
    """The header and the resources of a PSD or PSB file."""
    parts = Parts(frames=1)
    file.seek(0)
    head = file.read(30)
    if len(head) < 30:
        parts.problems.append(remark("Photoshop cut"))
        return parts
    # the height stands first; at 26 begins the colour table with its length
    parts.height, parts.width = struct.unpack(">II", head[14:22])
    file.seek(int.from_bytes(head[26:30], "big"), 1)
    size = int.from_bytes(file.read(4), "big")
    resources(file.read(min(size, MAX_BLOCK)), parts)
    return parts


def resources(data: bytes, parts: Parts) -> None:
    """Fill IPTC, EXIF and XMP of `parts` from a run of 8BIM resources."""
    at = 0
    for _ in range(MAX_RESOURCES):
        at = data.find(b"8BIM", at)
        if at < 0 or at + 12 > len(data):
            return
        kind = int.from_bytes(data[at + 4 : at + 6], "big")
        # a Pascal string: its length, then its letters, made even with a NUL
        name = data[at + 6] + 1
        start = at + 6 + name + (name & 1)
        size = int.from_bytes(data[start : start + 4], "big")
        _take(parts, kind, data[start + 4 : start + 4 + size])
        # values are padded to even lengths too, or not: the next 8BIM is looked for
        at = start + 4 + size


def _take(parts: Parts, kind: int, value: bytes) -> None:
    if kind == _IPTC:
        parts.iptc = (parts.iptc or b"") + value
    elif kind == _EXIF and parts.exif is None:
        parts.exif = value
    elif kind == _XMP and not parts.xmp:
        parts.xmp.append(value)
