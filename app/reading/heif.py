"""HEIF, HEIC and AVIF: the primary picture's size and turn, and its EXIF and XMP items (ISO/IEC 23008-12)."""

from dataclasses import dataclass, field
from typing import BinaryIO

from app.reading.boxes import MediaBox, body, length, walk
from app.reading.parts import MAX_BLOCK, Parts

MAX_ITEMS = 5_000
_C2PA = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
_TURNS = {0: 1, 1: 8, 2: 3, 3: 6}
"""`irot` turns anticlockwise in quarter turns; EXIF orientations that show the same."""


@dataclass(slots=True)
class _Meta:
    primary: int = 0
    kinds: dict[int, tuple[bytes, bytes]] = field(default_factory=dict)
    """Item number -> its type and, for `mime` items, its media type."""
    extents: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    """Item number -> offsets and lengths in the file."""
    properties: list[MediaBox] = field(default_factory=list)
    uses: dict[int, list[int]] = field(default_factory=dict)
    """Item number -> numbers of its properties, from 1."""


def read(file: BinaryIO) -> Parts:
    """Read the `meta` box; damaged tables leave what could be read."""
    parts, meta = Parts(frames=1), _Meta()
    for box in walk(file, 0, length(file)):
        if box.kind == b"meta":
            _meta(file, box, meta)
        elif box.kind == b"uuid" and body(file, box, 16) == _C2PA:
            parts.c2pa = True
    _picture(file, meta, parts)
    for item, (kind, media_type) in meta.kinds.items():
        if kind == b"Exif" and parts.exif is None:
            parts.exif = exif_block(_item(file, meta, item))
        elif kind == b"mime" and b"rdf+xml" in media_type:
            parts.xmp.append(_item(file, meta, item))
    return parts


def _meta(file: BinaryIO, box: MediaBox, meta: _Meta) -> None:
    data_start = 0
    locations = None
    # behind version and flags: `meta`, `iinf` and `infe` are full boxes
    for child in walk(file, box.start + 4, box.end):
        if child.kind == b"pitm":
            data = body(file, child, 8)
            # version 0 has numbers of two bytes, later ones of four
            meta.primary = int.from_bytes(data[4:] if data[:1] != b"\0" else data[4:6], "big")
        elif child.kind == b"iinf":
            _items(file, child, meta)
        elif child.kind == b"iloc":
            locations = body(file, child, 1_000_000)
        elif child.kind == b"idat":
            data_start = child.start
        elif child.kind == b"iprp":
            _properties(file, child, meta)
    if locations:
        _Locations(locations, data_start).read(meta)


def _items(file: BinaryIO, box: MediaBox, meta: _Meta) -> None:
    # the count of entries has two bytes in version 0, then four
    head = 6 if body(file, box, 1) == b"\0" else 8
    for child in walk(file, box.start + head, box.end):
        data = body(file, child, 300)
        # entries before version 2 name no type of item
        if child.kind != b"infe" or len(data) < 12 or data[0] < 2 or len(meta.kinds) >= MAX_ITEMS:
            continue
        wide = 4 if data[0] > 2 else 2
        number, at = int.from_bytes(data[4 : 4 + wide], "big"), 4 + wide + 2
        _name, _, media_type = data[at + 4 :].partition(b"\0")
        meta.kinds[number] = (data[at : at + 4], media_type.split(b"\0", 1)[0])


class _Locations:
    """The item location table, a stream of fields of variable width."""

    def __init__(self, data: bytes, idat: int) -> None:
        self._data, self._at, self._idat = data, 4, idat
        self._version = data[0]

    def read(self, meta: _Meta) -> None:
        sizes = self._number(2)
        # (8.11.3) four nibbles: bytes to an offset, a length, a base offset and, from version 1 on, an index
        self._offset, self._length = sizes >> 12 & 15, sizes >> 8 & 15
        self._base, self._index = sizes >> 4 & 15, sizes & 15 if self._version else 0
        for _ in range(min(self._number(4 if self._version > 1 else 2), MAX_ITEMS)):
            if self._at >= len(self._data):
                return
            number = self._number(4 if self._version > 1 else 2)
            meta.extents[number] = self._extents()

    def _extents(self) -> list[tuple[int, int]]:
        # 1: offsets are counted from the `idat` box, else from the beginning of the file
        method = self._number(2) & 15 if self._version else 0
        self._number(2)  # the data reference: only this file, 0, is in use
        base = self._number(self._base) + (self._idat if method == 1 else 0)
        found = []
        for _ in range(min(self._number(2), 1_000)):
            self._number(self._index)
            found.append((base + self._number(self._offset), self._number(self._length)))
        return found

    def _number(self, size: int) -> int:
        self._at += size
        return int.from_bytes(self._data[self._at - size : self._at], "big")


def _properties(file: BinaryIO, box: MediaBox, meta: _Meta) -> None:
    for child in walk(file, box.start, box.end):
        if child.kind == b"ipco":
            meta.properties.extend(walk(file, child.start, child.end))
        elif child.kind == b"ipma":
            _uses(body(file, child, 1_000_000), meta)


def _uses(data: bytes, meta: _Meta) -> None:
    if len(data) < 8:
        return
    wide_item, wide_index = 4 if data[0] else 2, 2 if data[3] & 1 else 1
    at = 8
    for _ in range(min(int.from_bytes(data[4:8], "big"), MAX_ITEMS)):
        item, count = (
            int.from_bytes(data[at : at + wide_item], "big"),
            data[at + wide_item : at + wide_item + 1],
        )
        if not count:
            return
        at += wide_item + 1
        step = range(at, at + count[0] * wide_index, wide_index)
        # the highest bit says only that a reader must understand the property
        mask = 0x7FFF if wide_index == 2 else 0x7F
        meta.uses[item] = [int.from_bytes(data[here : here + wide_index], "big") & mask for here in step]
        at = step.stop


def _picture(file: BinaryIO, meta: _Meta, parts: Parts) -> None:
    """Size and turn of the primary item (`ispe`, `irot`, `imir`); a turn by nothing is a statement too."""
    for number in meta.uses.get(meta.primary, []):
        if not 0 < number <= len(meta.properties):
            continue
        box = meta.properties[number - 1]
        data = body(file, box, 16)
        if box.kind == b"ispe" and len(data) >= 12:
            parts.width, parts.height = int.from_bytes(data[4:8], "big"), int.from_bytes(data[8:12], "big")
        elif box.kind == b"irot" and data:
            parts.orientation = _TURNS[data[0] & 3]
        elif box.kind == b"imir":
            # the decoder mirrors: that the container says anything is enough (`pictures._source`)
            parts.orientation = parts.orientation or 1
    if parts.width is None:
        _largest(file, meta, parts)


def _largest(file: BinaryIO, meta: _Meta, parts: Parts) -> None:
    """Where the tables are damaged, the largest picture that the file speaks of."""
    sizes = [body(file, box, 12) for box in meta.properties if box.kind == b"ispe" and box.size >= 12]
    pairs = [(int.from_bytes(data[4:8], "big"), int.from_bytes(data[8:12], "big")) for data in sizes]
    if pairs:
        parts.width, parts.height = max(pairs)


def _item(file: BinaryIO, meta: _Meta, item: int) -> bytes:
    data = b""
    for offset, size in meta.extents.get(item, []):
        file.seek(min(offset, 2**62))
        data += file.read(min(size, MAX_BLOCK - len(data)))
    return data


def exif_block(data: bytes) -> bytes | None:
    """The item starts with the offset of the TIFF header within it."""
    start = 4 + int.from_bytes(data[:4], "big")
    block = data[start:].removeprefix(b"Exif\0\0")
    if block[:2] not in (b"II", b"MM"):
        at = max(data.find(b"II*\0"), data.find(b"MM\0*"))
        block = data[at:] if at >= 0 else b""
    return block or None
