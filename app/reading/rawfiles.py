"""Camera raw files that are no TIFF: Fujifilm RAF, Canon CRW (CIFF) and CR3."""

import struct
from datetime import UTC, datetime
from io import BytesIO
from typing import BinaryIO

from app.reading import jpeg
from app.reading.boxes import MediaBox, body, length, walk
from app.reading.parts import Parts
from app.reading.text import clean, decoded
from app.reading.tiff import Tiff
from resources.remarks import remark

_CR3_METADATA = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
_CR3_PREVIEW = bytes.fromhex("eaf42b5e1c984b88b9fbb7dc406e4d16")
_CR3_PARTS = {b"CMT2": "exif", b"CMT4": "gps"}
MAX_RECORDS = 200
_HEADER = 4_000_000
"""Bytes of a preview that are looked at for its metadata."""


def raf(file: BinaryIO) -> Parts:
    """Fujifilm RAF: a whole JPEG stands at an offset that the header names, with the EXIF."""
    # offset and length of the JPEG, big-endian
    file.seek(84)
    head = file.read(8)
    if len(head) < 8:
        return Parts(problems=[remark("raw file cut")])
    offset, size = struct.unpack(">II", head)
    file.seek(offset)
    preview = file.read(min(size, _HEADER))
    if preview[:2] != b"\xff\xd8":
        return Parts(problems=[remark("raw file without preview")])
    parts = jpeg.read(BytesIO(preview))
    # the preview's size is not that of the picture, which is not read here
    parts.preview, parts.width, parts.height = (offset, size), None, None
    return parts


def crw(file: BinaryIO) -> Parts:
    """Canon CRW: a heap of records (CIFF 1.0); the preview, camera, size and time are taken from it."""
    parts = Parts(frames=1)
    file.seek(0)
    head = file.read(14)
    order = "<" if head[:2] == b"II" else ">"
    start = struct.unpack(order + "I", head[2:6])[0]
    _heap(file, order, start, length(file), parts, 0)
    return parts


def cr3(file: BinaryIO) -> Parts:
    """Canon CR3: camera, EXIF and GPS as three TIFF blocks, and the preview."""
    parts = Parts(frames=1)
    for box in walk(file, 0, length(file)):
        if box.kind == b"moov":
            for child in walk(file, box.start, box.end):
                if child.kind == b"uuid" and body(file, child, 16) == _CR3_METADATA:
                    _cr3_blocks(file, child, parts)
        elif box.kind == b"uuid" and body(file, box, 16) == _CR3_PREVIEW:
            # behind the UUID and eight bytes of no known meaning
            for inner in walk(file, box.start + 24, box.end):
                if inner.kind == b"PRVW":
                    at = body(file, inner, 64).find(b"\xff\xd8")
                    parts.preview = (inner.start + at, inner.size - at) if at >= 0 else None
    return parts


def _cr3_blocks(file: BinaryIO, box: MediaBox, parts: Parts) -> None:
    for inner in walk(file, box.start + 16, box.end):
        if inner.kind == b"CMT1":
            parts.exif = body(file, inner, _HEADER)
            tiff = Tiff(BytesIO(parts.exif))
            parts.orientation = tiff.integer(next(tiff.directories(), {}).get(0x0112))
        elif inner.kind in _CR3_PARTS:
            parts.exif_parts[_CR3_PARTS[inner.kind]] = body(file, inner, _HEADER)


def _heap(file: BinaryIO, order: str, start: int, end: int, parts: Parts, depth: int) -> None:
    # the last four bytes of a heap say where, from its start, the table of its records begins
    file.seek(max(end - 4, 0))
    table = start + int.from_bytes(file.read(4), "little" if order == "<" else "big")
    # real files have two or three levels
    if depth > 5 or not start <= table < end:
        return
    file.seek(table)
    count = int.from_bytes(file.read(2), "little" if order == "<" else "big")
    records = file.read(min(count, MAX_RECORDS) * 10)
    for kind, size, offset in struct.iter_unpack(order + "HII", records[: len(records) // 10 * 10]):
        if kind & 0x4000:  # The value stands in the record itself.
            continue
        at = start + offset
        # types of records that are heaps of their own
        if kind & 0x3800 in (0x2800, 0x3000) and at + size <= end:
            _heap(file, order, at, at + size, parts, depth + 1)
        else:
            _record(file, order, kind, at, size, parts)


def _record(file: BinaryIO, order: str, kind: int, at: int, size: int, parts: Parts) -> None:
    # JpgFromRaw; 0x080A: make and model, 0x1810: image info, 0x180E: time stamp (CIFF 1.0)
    if kind == 0x2007:
        parts.preview = (at, size)
        return
    file.seek(at)
    data = file.read(min(size, 1_000))
    if kind == 0x080A:
        make, _, model = data.partition(b"\0")
        parts.texts += [("CIFF Make", clean(decoded(make))), ("CIFF Model", clean(decoded(model)))]
    elif kind == 0x1810 and len(data) >= 8:
        parts.width, parts.height = struct.unpack_from(order + "II", data)
    elif kind == 0x180E and len(data) >= 4:
        # Seconds since 1970 of the camera's own clock: a wall-clock time without a zone.
        wall = datetime.fromtimestamp(struct.unpack_from(order + "I", data)[0], UTC)
        parts.texts.append(("CIFF DateTimeOriginal", f"{wall:%Y:%m:%d %H:%M:%S}"))
