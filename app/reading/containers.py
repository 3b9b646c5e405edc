"""One door to the container readers: what a picture file holds besides pixels."""

import struct
from collections.abc import Callable
from io import BytesIO
from typing import BinaryIO

from app.reading import gif, heif, jpeg, jpeg2000, photoshop, png, rawfiles, riff
from app.reading.parts import Parts
from app.reading.sniff import Family
from app.reading.tiff import SUB_IFDS, Directory, Tiff
from resources.remarks import remark

_READERS: dict[Family, Callable[[BinaryIO], Parts]] = {
    "jpeg": jpeg.read,
    "png": png.read,
    "webp": riff.read,
    "gif": gif.read,
    "heif": heif.read,
    "boxes": jpeg2000.read,
    "photoshop": photoshop.read,
    "raf": rawfiles.raf,
    "crw": rawfiles.crw,
    "cr3": rawfiles.cr3,
}
# TIFF 6.0 tags; 0xCD41 holds the JUMBF box of C2PA in DNG and TIFF
_XMP, _IPTC, _JUMBF = 0x02BC, 0x83BB, 0xCD41
_WIDTH, _HEIGHT, _SUBFILE, _COMPRESSION, _ORIENTATION = 0x0100, 0x0101, 0x00FE, 0x0103, 0x0112


def parts_of(file: BinaryIO, family: Family) -> Parts:
    """Walk the container. Hostile bytes provoke ValueError, IndexError, KeyError or struct.error."""
    if family == "tiff":
        return _tiff(file)
    if family == "bmp":
        return _bmp(file)
    reader = _READERS.get(family)
    return reader(file) if reader else Parts()


def _bmp(file: BinaryIO) -> Parts:
    # behind the file header of 14 bytes comes a header that begins with its own size
    file.seek(14)
    head = file.read(12)
    parts = Parts(frames=1)
    # BITMAPCOREHEADER: two bytes a side
    if head[:4] == b"\x0c\0\0\0" and len(head) >= 8:
        parts.width, parts.height = struct.unpack("<HH", head[4:8])
    elif len(head) == 12:
        width, height = struct.unpack("<ii", head[4:12])
        # a negative height means that the first row is the upper one
        parts.width, parts.height = width, abs(height)
    return parts


def _tiff(file: BinaryIO) -> Parts:
    """Sizes, XMP, IPTC and previews of TIFF and of the raw formats built on it."""
    tiff = Tiff(file)
    main = list(tiff.directories())
    parts = Parts(frames=sum(not _is_extra(tiff, found) for found in main) or len(main) or None)
    if not main:
        parts.problems.append(remark("TIFF directory unreadable"))
        return parts
    first = main[0]
    everything = main + [sub for found in main for sub in tiff.sub(found.get(SUB_IFDS))]
    _size(tiff, everything, parts)
    parts.xmp = [value for value in [tiff.raw(first.get(_XMP))] if value]
    parts.iptc = tiff.raw(first.get(_IPTC)) or None
    parts.c2pa = _JUMBF in first
    parts.orientation = tiff.integer(first.get(_ORIENTATION))
    # the image resources of Photoshop, which hold another copy of the IPTC text
    if 0x8649 in first:
        photoshop.resources(tiff.raw(first[0x8649]), parts)
    previews = [found for directory in everything if (found := _preview(tiff, directory, file))]
    # the one of most bytes: raw files hold a thumbnail, a screen preview and one of full size
    parts.preview = max(previews, key=lambda found: found[1], default=None)
    return parts


def _is_extra(tiff: Tiff, directory: Directory) -> bool:
    """True for overviews and masks (NewSubfileType bits 1 and 4)."""
    return bool((tiff.integer(directory.get(_SUBFILE)) or 0) & 0b101)


def _size(tiff: Tiff, directories: list[Directory], parts: Parts) -> None:
    """The first full picture; where every directory calls itself reduced, the largest."""
    sizes = []
    for directory in directories:
        width, height = tiff.integer(directory.get(_WIDTH)), tiff.integer(directory.get(_HEIGHT))
        if width and height:
            sizes.append((_is_extra(tiff, directory), width, height))
    full = [size for size in sizes if not size[0]]
    chosen = full[0] if full else max(sizes, key=lambda size: size[1], default=None)
    if chosen:
        parts.width, parts.height = chosen[1], chosen[2]


def _preview(tiff: Tiff, directory: Directory, file: BinaryIO) -> tuple[int, int] | None:
    """A whole JPEG named by JPEGInterchangeFormat, by JpgFromRaw, or as the only strip."""
    # JpgFromRaw of Panasonic
    if 0x002E in directory:
        return directory[0x002E].offset, directory[0x002E].size
    offset, size = tiff.integer(directory.get(0x0201)), tiff.integer(directory.get(0x0202))
    if offset is None and tiff.integer(directory.get(_COMPRESSION)) in (6, 7):
        strips, sizes = tiff.numbers(directory.get(0x0111)), tiff.numbers(directory.get(0x0117))
        offset, size = (int(strips[0]), int(sizes[0])) if len(strips) == len(sizes) == 1 else (None, None)
    if not offset or not size:
        return None
    # beyond 2**63 - 1 seek raises OverflowError, and no file is that long
    file.seek(min(offset, 2**62))
    if file.read(3) != b"\xff\xd8\xff":
        return None
    # as a lossless JPEG raw files keep what the sensor saw, which is larger than any preview
    return None if jpeg.is_lossless(file, offset) else (offset, size)


def geotiff_source(file: BinaryIO, family: Family, parts: Parts) -> BinaryIO | None:
    """Where GeoTIFF tags may stand: the TIFF itself, or the small one inside a JPEG 2000."""
    if parts.geotiff:
        return BytesIO(parts.geotiff)
    return file if family == "tiff" else None
