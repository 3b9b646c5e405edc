"""EXIF: raw tags as ExifRead gives them (Pillow where it fails); facts decoded from the bytes themselves.

Which tag wins: DateTimeOriginal is the moment of capture; DateTimeDigitized and DateTime are recorded beside
it. OffsetTimeOriginal, OffsetTimeDigitized and OffsetTime belong to one each. Make, Model, LensModel,
BodySerialNumber and Software are the camera's. The first directory's Orientation counts, never that of the
thumbnail.
"""

import logging
import warnings
from datetime import datetime
from io import BytesIO
from typing import Any, BinaryIO, cast

import exifread
from PIL import Image, TiffTags
from PIL import __version__ as pillow_version

from app import __version__
from app.reading.bigtiff import recorded_tags
from app.reading.findings import Findings
from app.reading.gps import Gps, GpsReading
from app.reading.records import RawTag, ReadSnapshot
from app.reading.text import decoded, escaped, fault
from app.reading.tiff import EXIF_IFD, GPS_IFD, Directory, Tiff
from app.reading.times import recorded_time
from resources.remarks import remark

VERSION: str = exifread.__version__
MAX_READS = 100_000
"""Reads that ExifRead may do in one file; a chain of a million directories ends here."""
# bytes at a time; a count of four thousand million would else be asked for at once
MAX_READ = 1_000_000
# a photograph has one to two hundred
MAX_TAGS = 2_000
_USER_COMMENT, _MAKER_NOTE = 0x9286, 0x927C
_DATES = (
    # its own tag, its offset, its fraction of a second, whether it is the moment of capture
    ("EXIF DateTimeOriginal", 0x9003, 0x9011, 0x9291, True),
    ("EXIF DateTimeDigitized", 0x9004, 0x9012, 0x9292, False),
    ("EXIF DateTime", 0x0132, 0x9010, 0x9290, False),
)
_EQUIPMENT = (("make", 0x010F), ("model", 0x0110), ("software", 0x0131))
_EXIF_EQUIPMENT = (("lens", 0xA434), ("serial", 0xA431))
_WINDOWS_TEXTS = (("EXIF XPTitle", 0x9C9B), ("EXIF XPComment", 0x9C9C), ("EXIF XPSubject", 0x9C9F))
_COMMENT_CODES = {b"ASCII\0\0\0": "utf-8", b"JIS\0\0\0\0\0": "shift_jis", b"\0\0\0\0\0\0\0\0": "utf-8"}


def read_block(block: bytes, findings: Findings) -> None:
    """Read an EXIF block (TIFF header first) taken from a container."""
    read_tiff(BytesIO(block), findings)


def read_tiff(file: BinaryIO, findings: Findings) -> None:
    """Read a TIFF file or an EXIF block. Raises ValueError where there is no TIFF header."""
    tiff = Tiff(file)
    first = next(tiff.directories(), {})
    exif: Directory = next(iter(tiff.sub(first.get(EXIF_IFD))), {})
    if not tiff.big:
        findings.snapshots.append(_snapshot(file, findings))
    ours = recorded_tags(tiff, {"Image": first, "EXIF": exif}) if tiff.big else _beside(tiff, first | exif)
    if ours:
        findings.snapshots.append(
            ReadSnapshot("Exhibit EXIF reader", __version__, findings.read_at, tuple(ours), none_found=False)
        )
    findings.turned(tiff.integer(first.get(0x0112)))
    _equipment(tiff, first, _EQUIPMENT, findings)
    _equipment(tiff, exif, (*_EQUIPMENT, *_EXIF_EQUIPMENT), findings)
    _captions(tiff, first, exif, findings)
    _places_and_times(tiff, first, exif, findings)


def read_part(name: str, block: bytes, findings: Findings) -> None:
    """Read a TIFF whose first directory is the EXIF ("exif") or the GPS directory ("gps") of the file."""
    file = BytesIO(block)
    tiff = Tiff(file)
    directory = next(tiff.directories(), {})
    findings.snapshots.append(_snapshot(file, findings))
    if name == "gps":
        found = Gps(tiff, directory).read()
        findings.locations.extend(found.locations)
        _gps_time(found, findings)
        return
    _equipment(tiff, directory, _EXIF_EQUIPMENT, findings)
    findings.caption("EXIF UserComment", _comment(tiff, tiff.raw(directory.get(_USER_COMMENT))))
    _times(tiff, {}, directory, None, findings)


def _equipment(tiff: Tiff, found: Directory, tags: tuple[tuple[str, int], ...], findings: Findings) -> None:
    for name, tag in tags:
        if tag in found:
            findings.equipment(name, decoded(tiff.raw(found[tag])))


def _captions(tiff: Tiff, first: Directory, exif: Directory, findings: Findings) -> None:
    if 0x010E in first:
        findings.caption("EXIF ImageDescription", decoded(tiff.raw(first[0x010E])))
    findings.caption("EXIF UserComment", _comment(tiff, tiff.raw(exif.get(_USER_COMMENT))))
    for name, tag in _WINDOWS_TEXTS:
        if tag in first:
            # Windows writes these little-endian whatever the order of the file
            findings.caption(name, tiff.raw(first[tag]).decode("utf-16-le", "replace").split("\0", 1)[0])


def _places_and_times(tiff: Tiff, first: Directory, exif: Directory, findings: Findings) -> None:
    # some writers hang it on the EXIF directory
    pointer = first.get(GPS_IFD) or exif.get(GPS_IFD)
    gps = Gps(tiff, next(iter(tiff.sub(pointer)), {})).read()
    findings.locations.extend(gps.locations)
    _times(tiff, first, exif, gps.moment, findings)
    _gps_time(gps, findings)


def _times(
    tiff: Tiff, first: Directory, exif: Directory, satellites: datetime | None, findings: Findings
) -> None:
    for name, tag, offset, fraction, capture in _DATES:
        # DateTime belongs to the first directory, the others to EXIF; writers put each into either
        entry = exif.get(tag) or first.get(tag)
        if entry is None:
            continue
        raw = tiff.raw(entry).rstrip(b"\0").decode("utf-8", "backslashreplace")
        moment = recorded_time(
            name,
            raw,
            offset=decoded(tiff.raw(exif.get(offset) or first.get(offset))),
            fraction=decoded(tiff.raw(exif.get(fraction) or first.get(fraction))),
            capture=capture,
            gps=satellites,
            now=findings.read_at,
        )
        findings.times.append(moment)


def _gps_time(gps: GpsReading, findings: Findings) -> None:
    if gps.moment_raw:
        found = recorded_time("EXIF GPS time", gps.moment_raw, utc=True, capture=True, now=findings.read_at)
        findings.times.append(found)


def _comment(tiff: Tiff, raw: bytes) -> str:
    """UserComment: eight bytes name the character set."""
    code, body = raw[:8], raw[8:]
    if code == b"UNICODE\0":
        if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return body.decode("utf-16", "replace").rstrip("\0")
        return body.decode("utf-16-le" if _is_little(body, tiff.order) else "utf-16-be", "replace").rstrip(
            "\0"
        )
    encoding = _COMMENT_CODES.get(code)
    text = body.decode(encoding, "backslashreplace") if encoding else raw.decode("utf-8", "backslashreplace")
    return text.split("\0", 1)[0]


def _is_little(text: bytes, order: str) -> bool:
    """Whether UTF-16 is little-endian, on which writers disagree: what reads like words, else as the file.

    Zero bytes alone do not tell: the commonest Chinese sign is U+4E00.
    """
    little, big = (_wordlike(text.decode(name, "replace")) for name in ("utf-16-le", "utf-16-be"))
    return order == "<" if little == big else little > big


def _wordlike(text: str) -> tuple[int, int]:
    """More blanks, then fewer blocks of 256 signs: a script has one or a few."""
    return text.count(" ") + text.count("\n"), -len({ord(letter) >> 8 for letter in text})


def _beside(tiff: Tiff, found: Directory) -> list[RawTag]:
    """The two tags that ExifRead is told to pass over, because it reads them byte by byte."""
    tags = []
    if _USER_COMMENT in found:
        raw = tiff.raw(found[_USER_COMMENT])
        tags.append(RawTag("EXIF", "EXIF", "UserComment", escaped(_comment(tiff, raw))))
    if _MAKER_NOTE in found:
        tags.append(
            RawTag(
                "EXIF",
                "EXIF",
                "MakerNote",
                remark("not decoded", size=found[_MAKER_NOTE].size),
            )
        )
    return tags


def _snapshot(file: BinaryIO, findings: Findings) -> ReadSnapshot:
    logging.getLogger("exifread").setLevel(logging.CRITICAL)  # It reports each oddity of a file on stderr.
    try:
        found = exifread.process_file(
            # no details: of maker notes it guesses the layout, which takes longest and fails most. Its own
            # reading of GPS is not asked either: get_gps_coordinates (3.5) names a wrong tag
            cast("BinaryIO", _Bounded(file)),
            details=False,
            truncate_tags=False,
            extract_thumbnail=False,
        )
        tags = [_tag(name, value) for name, value in found.items() if hasattr(value, "printable")]
        reader, version = "ExifRead", VERSION
    except Exception as error:  # noqa: BLE001 ExifRead meets hostile bytes with any exception there is
        findings.problems.append(remark("ExifRead failed", why=_words(error)))
        tags, reader, version = _by_pillow(file, findings), "Pillow", pillow_version
    if len(tags) > MAX_TAGS:
        findings.problems.append(
            remark(
                "EXIF tags cut",
                most=MAX_TAGS,
                count=len(tags),
            )
        )
    return ReadSnapshot(reader, version, findings.read_at, tuple(tags[:MAX_TAGS]), none_found=not tags)


def _tag(name: str, tag: Any) -> RawTag:
    """The value as stored; where ExifRead knows what a number means, that stands in front of it."""
    directory, _, short = name.rpartition(" ")
    values = tag.values
    if isinstance(values, list):
        text = " ".join(str(value) for value in values)
        # printable is the number's meaning ("Flash fired"), or a list cut short in square brackets
        if len(values) == 1 and not tag.printable.startswith("[") and tag.printable != text:
            text = f"{tag.printable} ({text})"
    elif isinstance(values, bytes):
        text = values.decode("utf-8", "backslashreplace")
    else:
        text = str(values)
    return RawTag("EXIF", directory, short, escaped(text))


def _by_pillow(file: BinaryIO, findings: Findings) -> list[RawTag]:
    file.seek(0)
    block = file.read(MAX_READ)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            exif = Image.Exif()
            exif.load(b"Exif\0\0" + block)
            directories = {"Image": dict(exif), "EXIF": exif.get_ifd(EXIF_IFD), "GPS": exif.get_ifd(GPS_IFD)}
        except Exception as error:  # noqa: BLE001 Pillow meets hostile bytes with any exception there is
            findings.problems.append(remark("Pillow failed", why=_words(error)))
            return []
    return [
        RawTag("EXIF", name, TiffTags.lookup(tag).name, escaped(str(value)))
        for name, directory in directories.items()
        for tag, value in directory.items()
    ]


class _Bounded:
    """A file that hands out so much and no more, so that a hostile chain of directories ends."""

    def __init__(self, file: BinaryIO) -> None:
        self.seek = file.seek
        self.tell = file.tell
        self._read = file.read
        self._left = MAX_READS

    def read(self, size: int = -1) -> bytes:
        self._left -= 1
        if self._left < 0:
            raise ValueError("there is no end of directories")
        return self._read(min(size, MAX_READ) if size >= 0 else MAX_READ)


def _words(error: Exception) -> str:
    return fault(error, 200)
