"""JPEG 2000 (JP2) and JPEG XL: size, EXIF, XMP, GeoJP2 and content credentials from their boxes."""

from typing import BinaryIO

from app.reading import heif
from app.reading.boxes import MediaBox, body, length, walk
from app.reading.parts import MAX_BLOCK, Parts

_XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_GEO = bytes.fromhex("b14bf8bd083d4b43a5ae8cd7d5a6ce03")
_EXIF = bytes.fromhex("4a706754694666457869662d3e4a5032")
"""The letters `JpgTiffExif->JP2`."""
_RATIOS = ((1, 1), (12, 10), (4, 3), (3, 2), (16, 9), (5, 4), (2, 1))


def read(file: BinaryIO) -> Parts:
    """Read either format; a bare code stream of either is known by its first bytes."""
    parts = Parts(frames=1)
    file.seek(0)
    head = file.read(64)
    if head[:2] == b"\xff\x0a":
        _jxl_size(head[2:], parts)
    elif head[:4] == b"\xff\x4f\xff\x51":
        parts.width, parts.height = _siz(head[4:])
    else:
        for box in walk(file, 0, length(file)):
            _box(file, box, parts)
    return parts


def _box(file: BinaryIO, box: MediaBox, parts: Parts) -> None:
    if box.kind == b"jp2h":
        for child in walk(file, box.start, box.end):
            if child.kind == b"ihdr":
                data = body(file, child, 8)
                parts.height, parts.width = int.from_bytes(data[:4], "big"), int.from_bytes(data[4:], "big")
    elif box.kind == b"uuid":
        _uuid(body(file, box, MAX_BLOCK), parts)
    elif box.kind == b"jumb":
        parts.c2pa = parts.c2pa or b"c2pa" in body(file, box, 64)
    elif box.kind == b"Exif":
        parts.exif = heif.exif_block(body(file, box, MAX_BLOCK))
    elif box.kind == b"xml " and b"xmpmeta" in (text := body(file, box, MAX_BLOCK)):
        parts.xmp.append(text)
    elif box.kind in (b"jxlc", b"jxlp") and parts.width is None:
        stream = body(file, box, 64)
        # a part (`jxlp`) has its number in four bytes before the code stream's two
        _jxl_size(stream[2:] if box.kind == b"jxlc" else stream[6:], parts)


def _uuid(data: bytes, parts: Parts) -> None:
    kind, value = data[:16], data[16:]
    if kind == _XMP:
        parts.xmp.append(value)
    elif kind == _GEO:
        parts.geotiff = value
    elif kind == _EXIF:
        # writers differ in whether they keep the mark of the JPEG segment
        parts.exif = value.removeprefix(b"EXIF\0\0").removeprefix(b"Exif\0\0")


def _siz(data: bytes) -> tuple[int | None, int | None]:
    """Size of the reference grid less its offset (T.800, A.5.1)."""
    if len(data) < 20:
        return None, None
    right, bottom, left, top = (int.from_bytes(data[at : at + 4], "big") for at in (4, 8, 12, 16))
    return right - left, bottom - top


def _jxl_size(stream: bytes, parts: Parts) -> None:
    """SizeHeader of ISO/IEC 18181-1: bits from the lowest up."""
    if len(stream) < 10:
        return
    bits = int.from_bytes(stream[:16], "little")

    def take(count: int) -> int:
        nonlocal bits
        value = bits & ((1 << count) - 1)
        bits >>= count
        return value

    small = take(1)

    def side() -> int:
        return (take(5) + 1) * 8 if small else take((9, 13, 18, 30)[take(2)]) + 1

    height = side()
    ratio = take(3)
    parts.height = height
    parts.width = height * _RATIOS[ratio - 1][0] // _RATIOS[ratio - 1][1] if ratio else side()
