"""JPEG: the segments before the first scan (ITU-T T.81, EXIF 3.0, XMP part 3, C2PA)."""

import struct
from typing import BinaryIO

from app.reading import photoshop
from app.reading.parts import Parts
from app.reading.text import clean
from resources.remarks import remark

MAX_SEGMENTS = 5_000
_EXIF, _XMP, _EXTENDED = b"Exif\0", b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0"
_PHOTOSHOP, _MPF = b"Photoshop 3.0\0", b"MPF\0"
# frame headers; C4, C8 and CC of that range are tables and an extension (T.81, table B.1)
_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# markers without a length: TEM, RST0 to RST7
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_LOSSLESS = frozenset({0xC3, 0xC7, 0xCB, 0xCF})


def read(file: BinaryIO) -> Parts:
    """Walk the segments up to the first scan; stops quietly where the file is cut, with a problem."""
    parts = Parts(frames=1)
    extended: dict[int, bytes] = {}
    resources: list[bytes] = []
    file.seek(2)
    for _ in range(MAX_SEGMENTS):
        marker = _marker(file)
        if marker in (None, 0xD9, 0xDA):
            break
        if marker in _ALONE:
            continue
        data = _segment(file)
        if data is None:
            parts.problems.append(remark("JPEG cut"))
            break
        _take(parts, marker or 0, data, extended, resources)
    if extended and parts.xmp:
        parts.xmp.append(b"".join(extended[offset] for offset in sorted(extended)))
    if resources:
        photoshop.resources(b"".join(resources), parts)
    return parts


def is_lossless(file: BinaryIO, start: int) -> bool:
    """Whether the JPEG at an offset is coded without loss (T.81, annex H), which no decoder here shows."""
    file.seek(start + 2)
    for _ in range(MAX_SEGMENTS):
        marker = _marker(file)
        if marker in _SIZES:
            return marker in _LOSSLESS
        if marker in (None, 0xD9, 0xDA) or (marker not in _ALONE and _segment(file) is None):
            return False
    return False


def _marker(file: BinaryIO) -> int | None:
    byte = file.read(1)
    skipped = 0
    # stray bytes between segments are stepped over, up to as many as a segment can have
    while byte and byte != b"\xff" and skipped < 65_536:
        byte, skipped = file.read(1), skipped + 1
    while byte == b"\xff":
        byte = file.read(1)
    return byte[0] if byte else None


def _segment(file: BinaryIO) -> bytes | None:
    head = file.read(2)
    size = int.from_bytes(head, "big") - 2
    if len(head) < 2 or size < 0:
        return None
    data = file.read(size)
    return data if len(data) == size else None


def _take(parts: Parts, marker: int, data: bytes, extended: dict[int, bytes], resources: list[bytes]) -> None:
    if marker in _SIZES and len(data) >= 5 and parts.width is None:
        parts.height, parts.width = struct.unpack(">HH", data[1:5])
    elif marker == 0xE1:
        _app1(parts, data, extended)
    elif marker == 0xE2 and data.startswith(_MPF):
        parts.frames = _frames(data[4:])
    elif marker == 0xEB and b"jumb" in data[:32]:
        parts.c2pa = True
    elif marker == 0xED and data.startswith(_PHOTOSHOP):
        resources.append(data[len(_PHOTOSHOP) :])
    elif marker == 0xFE and len(parts.texts) < 50:
        parts.texts.append(("JPEG comment", clean(data.decode("utf-8", "backslashreplace"))))


def _app1(parts: Parts, data: bytes, extended: dict[int, bytes]) -> None:
    if data.startswith(_EXIF) and parts.exif is None:
        # the second NUL of the mark is another byte with some Kodak cameras
        parts.exif = data[6:]
    elif data.startswith(_XMP):
        parts.xmp.append(data[len(_XMP) :])
    # 500 pieces of 64 KB: 32 MB. They may come in any order, so they are put together at the end
    elif data.startswith(_EXTENDED) and len(extended) < 500:
        # GUID (32), full length (4), offset of this piece (4), the piece.
        head = len(_EXTENDED) + 32
        if len(data) > head + 8:
            extended[int.from_bytes(data[head + 4 : head + 8], "big")] = data[head + 8 :]


def _frames(block: bytes) -> int:
    """NumberOfImages (0xB001) of the multi-picture index (CIPA DC-007)."""
    order = "<" if block[:2] == b"II" else ">"
    at = block.find(struct.pack(order + "HHI", 0xB001, 4, 1))
    number = struct.unpack_from(order + "I", block, at + 8)[0] if 0 <= at <= len(block) - 12 else 1
    return number if 1 <= number <= 1_000 else 1
