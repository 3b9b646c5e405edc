"""PNG and APNG: size, frames, eXIf, XMP, text and content credentials (W3C PNG, third edition)."""

import zlib
from typing import BinaryIO

from app.reading import photoshop
from app.reading.parts import MAX_BLOCK, Parts
from app.reading.text import clean
from resources.remarks import remark

MAX_CHUNKS = 20_000
MAX_TEXT = 1_000_000
"""Bytes of one text chunk after inflating; a longer one is a bomb and is left out with a problem."""
_WANTED = frozenset({b"IHDR", b"acTL", b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"caBX"})
_XMP = "XML:com.adobe.xmp"


def read(file: BinaryIO) -> Parts:
    """Walk the chunks; pixel data is stepped over."""
    parts = Parts(frames=1)
    file.seek(8)
    for _ in range(MAX_CHUNKS):
        head = file.read(8)
        if len(head) < 8 or head[4:] == b"IEND":
            break
        size = int.from_bytes(head[:4], "big")
        if head[4:] in _WANTED and size <= MAX_BLOCK:
            # its checksum is stepped over: what a damaged chunk says is evidence as well
            _take(parts, head[4:], file.read(size))
            file.seek(4, 1)
        else:
            file.seek(size + 4, 1)
    return parts


def _take(parts: Parts, kind: bytes, data: bytes) -> None:
    if kind == b"IHDR" and len(data) >= 8:
        parts.width, parts.height = int.from_bytes(data[:4], "big"), int.from_bytes(data[4:8], "big")
    elif kind == b"acTL" and len(data) >= 4:
        parts.frames = int.from_bytes(data[:4], "big")
    elif kind == b"eXIf":
        parts.exif = data.removeprefix(b"Exif\0\0")
    elif kind == b"caBX":
        parts.c2pa = True
    elif len(parts.texts) < 200:
        _text(parts, kind, data)


def _text(parts: Parts, kind: bytes, data: bytes) -> None:
    keyword, _, rest = data.partition(b"\0")
    name = clean(keyword.decode("latin-1"), 80)
    try:
        value = _value(kind, rest)
    except (ValueError, zlib.error) as error:
        parts.problems.append(remark("PNG text left out", name=name, why=error))
        return
    if name == _XMP:
        parts.xmp.append(value)
    elif name.startswith("Raw profile type "):
        _profile(parts, name, value)
    else:
        encoding = "utf-8" if kind == b"iTXt" else "latin-1"
        parts.texts.append((name, clean(value.decode(encoding, "backslashreplace"))))


def _value(kind: bytes, rest: bytes) -> bytes:
    if kind == b"tEXt":
        return rest
    if kind == b"zTXt":
        # behind a byte for the method, of which there is one
        return _inflate(rest[1:])
    # flag and method, then two texts that end in NUL: language and translated keyword
    packed, body = rest[:1] == b"\1", rest[2:]
    _language, _, body = body.partition(b"\0")
    _keyword, _, body = body.partition(b"\0")
    return _inflate(body) if packed else body


def _inflate(data: bytes) -> bytes:
    inflater = zlib.decompressobj()
    # no more than this is ever unpacked; what is left over tells that there was more
    value = inflater.decompress(data, MAX_TEXT)
    if inflater.unconsumed_tail:
        raise ValueError(remark("unpacks too large", size=MAX_TEXT))
    return value


def _profile(parts: Parts, name: str, value: bytes) -> None:
    """ImageMagick's way of keeping EXIF and IPTC: a name, a length and hexadecimal digits."""
    words = value.split(maxsplit=2)
    try:
        data = bytes.fromhex(words[2].decode("ascii")) if len(words) == 3 else b""
    except ValueError:
        parts.problems.append(remark("PNG text not hexadecimal", name=name))
        return
    if name.endswith((" exif", " APP1")) and parts.exif is None and data.startswith(b"Exif"):
        parts.exif = data[6:]
    elif name.endswith((" iptc", " 8bim")):
        photoshop.resources(data, parts)
    elif name.endswith(" xmp"):
        parts.xmp.append(data)
