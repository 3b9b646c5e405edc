"""Whether a picture can be made of a file, judged by its header alone, and if not, why not."""

from importlib.util import find_spec

from app.reading.parts import Parts
from app.reading.sniff import EMPTY, UNKNOWN, ContentKind
from resources.remarks import remark

MAX_PIXELS = 90_000_000
"""Pixels that are decoded in full: four bytes each must stay well under 500 MB."""
MAX_PIXELS_COPIED = {
    "image/webp": 24_000_000,
    "image/avif": 40_000_000,
    "image/heic": 50_000_000,
    "image/heif": 50_000_000,
    "image/jp2": 45_000_000,
    "image/x-jp2-codestream": 45_000_000,
}
"""The same for formats whose decoder holds the picture several times over, as measured."""
MAX_PIXELS_TIFF = 1_000_000_000
"""Large imagery is read block by block, or from an overview that stands in the file."""
MAX_PIXELS_JPEG = 400_000_000
"""JPEG is decoded at an eighth of its size."""
_PREVIEW_ONLY = frozenset({"raf", "crw", "cr3"})
UNKNOWN_TO_US = frozenset({"image/jxl", "image/x-sigma-x3f", "image/x-exr"})
HEIC_HINT = remark("needs HEIC")


def no_picture_reason(kind: ContentKind, parts: Parts) -> str | None:
    """None where a picture can be expected (damage inside the pixels shows only when they are decoded)."""
    if kind == EMPTY:
        return remark("empty")
    if kind == UNKNOWN:
        return remark("content unknown")
    if not kind.family:
        return remark("no picture", format=kind.format_name)
    if kind.media_type in UNKNOWN_TO_US:
        return undecodable(kind)
    if kind.media_type in ("image/heic", "image/heif") and find_spec("pillow_heif") is None:
        return HEIC_HINT
    if kind.family in _PREVIEW_ONLY:
        return None if parts.preview else remark("no preview")
    return _size_reason(kind, parts)


def undecodable(kind: ContentKind) -> str:
    """A sentence for a kind of picture that no decoder here knows."""
    return remark("kind not decoded", format=kind.format_name)


def _size_reason(kind: ContentKind, parts: Parts) -> str | None:
    if not parts.width or not parts.height:
        return remark("no picture found", format=kind.format_name)
    in_parts = kind.media_type == "image/tiff" and parts.width * parts.height <= MAX_PIXELS_TIFF
    return too_large(kind.media_type, parts.width, parts.height) if not (parts.preview or in_parts) else None


def too_large(media_type: str, width: int, height: int) -> str | None:
    """A sentence where decoding would cost too much memory; sizes in pixels."""
    limit = MAX_PIXELS_COPIED.get(media_type, MAX_PIXELS)
    limit = MAX_PIXELS_JPEG if media_type == "image/jpeg" else limit
    if width * height <= limit:
        return None
    return remark(
        "too many pixels",
        width=width,
        height=height,
        millions=limit // 1_000_000,
    )
