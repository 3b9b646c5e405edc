"""The media type of any file by its content; a name or an extension is never asked."""

import re
import struct
from dataclasses import dataclass
from typing import BinaryIO, Literal

from app.reading.tiff import SUB_IFDS, Directory, Tiff
from resources.remarks import remark

Family = Literal[
    "jpeg",
    "png",
    "webp",
    "gif",
    "tiff",
    "heif",
    "boxes",
    "photoshop",
    "bmp",
    "raf",
    "crw",
    "cr3",
    "other picture",
    "",
]
HEAD = 4_096
"""Bytes from the start that are enough to decide."""


@dataclass(frozen=True, slots=True)
class ContentKind:
    """What a file is; `family` names the reader of its container, "" where it is no picture."""

    media_type: str
    format_name: str
    family: Family = ""


EMPTY = ContentKind("application/x-empty", remark("empty file"))
UNKNOWN = ContentKind("application/octet-stream", remark("unknown"))

_STARTS: tuple[tuple[bytes, ContentKind], ...] = (
    (b"\xff\xd8\xff", ContentKind("image/jpeg", "JPEG", "jpeg")),
    (b"\x89PNG\r\n\x1a\n", ContentKind("image/png", "PNG", "png")),
    (b"GIF87a", ContentKind("image/gif", "GIF", "gif")),
    (b"GIF89a", ContentKind("image/gif", "GIF", "gif")),
    (b"FUJIFILMCCD-RAW", ContentKind("image/x-fuji-raf", "Fujifilm RAF", "raf")),
    (b"8BPS", ContentKind("image/vnd.adobe.photoshop", "Photoshop", "photoshop")),
    (b"\0\0\0\x0cjP  \r\n\x87\n", ContentKind("image/jp2", "JPEG 2000", "boxes")),
    (b"\xff\x4f\xff\x51", ContentKind("image/x-jp2-codestream", remark("JPEG 2000 code stream"), "boxes")),
    (b"\0\0\0\x0cJXL \r\n\x87\n", ContentKind("image/jxl", "JPEG XL", "boxes")),
    (b"\xff\x0a", ContentKind("image/jxl", "JPEG XL", "boxes")),
    (b"FOVb", ContentKind("image/x-sigma-x3f", "Sigma X3F", "other picture")),
    (b"v/1\x01", ContentKind("image/x-exr", "OpenEXR", "other picture")),
    (b"%PDF-", ContentKind("application/pdf", "PDF")),
    (b"%!PS", ContentKind("application/postscript", "PostScript")),
    (b"SQLite format 3\0", ContentKind("application/vnd.sqlite3", remark("SQLite database"))),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        ContentKind("application/x-ole-storage", remark("old Office file")),
    ),
    (b"{\\rtf", ContentKind("application/rtf", "RTF")),
    (b"\x1f\x8b", ContentKind("application/gzip", "gzip")),
    (b"BZh", ContentKind("application/x-bzip2", "bzip2")),
    (b"\xfd7zXZ\0", ContentKind("application/x-xz", "xz")),
    (b"\x28\xb5\x2f\xfd", ContentKind("application/zstd", "Zstandard")),
    (b"7z\xbc\xaf\x27\x1c", ContentKind("application/x-7z-compressed", "7-Zip")),
    (b"Rar!\x1a\x07", ContentKind("application/vnd.rar", "RAR")),
    (b"ID3", ContentKind("audio/mpeg", "MP3")),
    (b"OggS", ContentKind("audio/ogg", "Ogg")),
    (b"fLaC", ContentKind("audio/flac", "FLAC")),
    (b"#!AMR", ContentKind("audio/amr", "AMR")),
    (b"FLV\x01", ContentKind("video/x-flv", remark("Flash video"))),
    (b"0&\xb2u\x8ef\xcf\x11", ContentKind("video/x-ms-asf", "Windows Media")),
    (b"\0\0\x01\xba", ContentKind("video/mpeg", remark("MPEG video"))),
    (b"\0\0\x01\xb3", ContentKind("video/mpeg", remark("MPEG video"))),
    (b"\x7fELF", ContentKind("application/x-elf", remark("ELF program"))),
    (b"WARC/", ContentKind("application/warc", remark("WARC archive"))),
)
_RIFF = {
    b"WEBP": ContentKind("image/webp", "WebP", "webp"),
    b"WAVE": ContentKind("audio/wav", "WAV"),
    b"AVI ": ContentKind("video/x-msvideo", "AVI"),
}
_HEIF = ContentKind("image/heif", "HEIF", "heif")
_HEIC = ContentKind("image/heic", "HEIC", "heif")
_AVIF = ContentKind("image/avif", "AVIF", "heif")
_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"), _HEIC),
    **dict.fromkeys((b"mif1", b"msf1", b"mif2", b"mif3", b"heif"), _HEIF),
    **dict.fromkeys((b"avif", b"avis"), _AVIF),
    b"crx ": ContentKind("image/x-canon-cr3", "Canon CR3", "cr3"),
    b"qt  ": ContentKind("video/quicktime", "QuickTime"),
    **dict.fromkeys((b"M4A ", b"M4B "), ContentKind("audio/mp4", "MPEG-4 audio")),
    **dict.fromkeys((b"3gp4", b"3gp5", b"3gp6"), ContentKind("video/3gpp", "3GPP")),
}
_MP4 = ContentKind("video/mp4", "MPEG-4")
_ZIPS: tuple[tuple[bytes, ContentKind], ...] = (
    (
        b"word/",
        ContentKind(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document", remark("Word document")
        ),
    ),
    (
        b"xl/",
        ContentKind(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", remark("Excel workbook")
        ),
    ),
    (
        b"ppt/",
        ContentKind(
            "application/vnd.openxmlformats-officedocument.presentationml.presentation", "PowerPoint"
        ),
    ),
    (b"mimetypeapplication/epub+zip", ContentKind("application/epub+zip", "EPUB")),
    (
        b"mimetypeapplication/vnd.oasis.opendocument",
        ContentKind("application/vnd.oasis.opendocument", "OpenDocument"),
    ),
    (b"doc.kml", ContentKind("application/vnd.google-earth.kmz", "KMZ")),
)
_ZIP = ContentKind("application/zip", "ZIP")
_MARKUP: tuple[tuple[re.Pattern[str], ContentKind], ...] = (
    (re.compile(r"<x:xmpmeta|<rdf:RDF"), ContentKind("application/rdf+xml", "XMP")),
    (re.compile(r"<svg[\s>]"), ContentKind("image/svg+xml", "SVG")),
    (re.compile(r"<kml[\s>]"), ContentKind("application/vnd.google-earth.kml+xml", "KML")),
    (re.compile(r"<gpx[\s>]"), ContentKind("application/gpx+xml", "GPX")),
    (
        re.compile(r"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE),
        ContentKind("text/html", "HTML"),
    ),
    (re.compile(r"\A\s*<\?xml"), ContentKind("application/xml", "XML")),
    (
        re.compile(r"\A(?:From |Return-Path:|Received:|Delivered-To:|MIME-Version:)"),
        ContentKind("message/rfc822", "e-mail"),
    ),
    (re.compile(r'\A\s*[{\[]\s*(?:["{\[\d\]}]|true|false|null)'), ContentKind("application/json", "JSON")),
)
_TEXT = ContentKind("text/plain", "text")


def sniff(file: BinaryIO) -> ContentKind:
    """What the open file is; reads its first bytes, and the directories where they say TIFF."""
    file.seek(0)
    head = file.read(HEAD)
    if not head:
        return EMPTY
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    return _container(head, file) or _stream(head) or _text(head) or UNKNOWN


def _container(head: bytes, file: BinaryIO) -> ContentKind | None:
    if head[4:8] == b"ftyp":
        return _brand(head)
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12])
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return next((kind for mark, kind in _ZIPS if mark in head), _ZIP)
    if head[6:14] == b"HEAPCCDR":
        return ContentKind("image/x-canon-crw", "Canon CRW", "crw")
    # 42, 43 (BigTIFF) and the numbers of Panasonic and Olympus
    if (
        head[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"IIU\0", b"IIRO", b"IIRS", b"MMOR")
        and len(head) >= 8
    ):
        return _tiff(head, file)
    return None


def _brand(head: bytes) -> ContentKind:
    """The major brand of `ftyp`, or a compatible one where the major brand is general."""
    size = min(int.from_bytes(head[:4], "big"), 256)
    # at 12 stands a version; compatible brands follow from 16 on
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, size, 4))]
    known = [_BRANDS[brand] for brand in brands if brand in _BRANDS]
    if not known:
        return _MP4
    return (
        next((kind for kind in known if kind in (_HEIC, _AVIF)), known[0]) if known[0] is _HEIF else known[0]
    )


def _stream(head: bytes) -> ContentKind | None:
    """Formats whose mark is short or stands further in."""
    if head[:2] == b"BM" and len(head) > 18 and head[14:18] in _BMP_HEADERS:
        return ContentKind("image/bmp", "BMP", "bmp")
    if head[:4] == b"\x1aE\xdf\xa3":
        webm = b"webm" in head[:64]
        return ContentKind("video/webm", "WebM") if webm else ContentKind("video/x-matroska", "Matroska")
    # tar has no mark at its beginning
    if head[257:262] == b"ustar":
        return ContentKind("application/x-tar", "tar")
    if head[:2] == b"MZ" and len(head) > 64:
        return ContentKind("application/vnd.microsoft.portable-executable", remark("Windows program"))
    if head[4:8] in (b"moov", b"mdat", b"wide", b"free"):
        return ContentKind("video/quicktime", "QuickTime")
    # packets of 188 bytes, each of which begins with a G: three in a row are no chance
    if len(head) > 188 * 3 and head[0] == head[188] == head[376] == 0x47:
        return ContentKind("video/mp2t", remark("MPEG stream"))
    # eleven bits of sync, layer III, and a bit rate that is neither free nor forbidden
    if head[0] == 0xFF and len(head) > 4 and head[1] & 0xE6 == 0xE2 and head[2] & 0xF0 not in (0, 0xF0):
        return ContentKind("audio/mpeg", "MP3")
    return None


_BMP_HEADERS = frozenset(struct.pack("<I", size) for size in (12, 16, 40, 52, 56, 64, 108, 124))


def _text(head: bytes) -> ContentKind | None:
    """UTF-8 or UTF-16 with a byte order mark, without controls, is text of some kind."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = head.decode("utf-16", "replace")
    else:
        try:
            # A character may be cut in two where the head ends.
            text = head.decode("utf-8-sig") if len(head) < HEAD else head[:-4].decode("utf-8-sig", "strict")
        except UnicodeDecodeError as error:
            if error.start < len(head) - 8:
                return _legacy(head)
            text = head[: error.start].decode("utf-8-sig")
    if re.search(r"[\0-\x08\x0e-\x1a\x1c-\x1f]", text):
        return None
    return next((kind for pattern, kind in _MARKUP if pattern.search(text)), _TEXT)


def _legacy(head: bytes) -> ContentKind | None:
    """Text in an older encoding: many bytes above ASCII, hardly a control, and words between spaces."""
    controls = sum((byte < 0x20 and byte not in b"\t\n\r\f") or byte == 0x7F for byte in head)
    # a blank or line feed in every twenty bytes at least: random bytes have one in 128
    spaced = sum(head.count(byte) for byte in (b" ", b"\n")) * 20 > len(head)
    return ContentKind("text/plain", remark("text")) if not controls and spaced else None


def _tiff(head: bytes, file: BinaryIO) -> ContentKind:
    """TIFF, or one of the raw and imagery formats that are TIFF inside."""
    if head[:4] in (b"IIRO", b"IIRS", b"MMOR"):
        return ContentKind("image/x-olympus-orf", "Olympus ORF", "tiff")
    if head[:4] == b"IIU\0":
        return ContentKind("image/x-panasonic-rw2", "Panasonic RW2", "tiff")
    # behind the header, where TIFF has its first directory at the earliest
    if head[8:10] == b"CR":
        return ContentKind("image/x-canon-cr2", "Canon CR2", "tiff")
    tiff = Tiff(file)
    first = next(tiff.directories(), {})
    if 0xC612 in first:
        return ContentKind("image/x-adobe-dng", "DNG", "tiff")
    raw = _raw_maker(tiff, first)
    if raw:
        return raw
    return ContentKind("image/tiff", "GeoTIFF" if 0x87AF in first else "TIFF", "tiff")


def _raw_maker(tiff: Tiff, first: Directory) -> ContentKind | None:
    """Nikon, Sony and Pentax write raw files as TIFF with the sensor data in a sub-directory."""
    if SUB_IFDS not in first:
        return None
    make = tiff.raw(first.get(0x010F))[:20].upper()
    for name, kind in _MAKERS:
        if make.startswith(name):
            return kind
    return None


_MAKERS = (
    (b"NIKON", ContentKind("image/x-nikon-nef", "Nikon NEF", "tiff")),
    (b"SONY", ContentKind("image/x-sony-arw", "Sony ARW", "tiff")),
    (b"PENTAX", ContentKind("image/x-pentax-pef", "Pentax PEF", "tiff")),
    (b"SAMSUNG", ContentKind("image/x-samsung-srw", "Samsung SRW", "tiff")),
)
