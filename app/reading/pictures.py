"""Pixels out of hostile files: one decoder for each kind of content, sizes judged first, colours sRGB."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import BinaryIO

from PIL import Image, ImageFile, UnidentifiedImageError

from app.reading import colours, rasters
from app.reading.containers import parts_of
from app.reading.decodable import (
    HEIC_HINT,
    UNKNOWN_TO_US,
    no_picture_reason,
    too_large,
    undecodable,
)
from app.reading.parts import Parts
from app.reading.sniff import ContentKind, Family, sniff
from app.reading.text import fault
from resources.remarks import remark

MAX_WHOLE = 24_000_000
"""Pixels that are handed over undiminished: more would not fit a worker's memory several times over."""
MAX_RASTER = 2_000
"""Edge in pixels of imagery that is read without Pillow."""
MAX_OVERVIEWS = 16
MAX_PREVIEW = 100_000_000
"""Bytes of a preview inside a raw file."""
CUT = remark("picture cut")
_SUBFILE_TYPE = 0x00FE
_FORMATS: dict[Family, tuple[str, ...]] = {
    "jpeg": ("JPEG",),
    "png": ("PNG",),
    "webp": ("WEBP",),
    "gif": ("GIF",),
    "tiff": ("TIFF",),
    "boxes": ("JPEG2000",),
    "photoshop": ("PSD",),
    "bmp": ("BMP",),
}
_TRANSPOSE = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_BY_LIBHEIF = frozenset({"image/heic", "image/heif"})
_HALVED_WHOLE = frozenset({"RGB", "L", "CMYK", "YCbCr"})
"""Modes whose reduction takes no second copy of the picture."""
_HALVABLE = frozenset({"RGB", "RGBA", "L", "CMYK", "YCbCr"})
"""Modes that can be made smaller before their colours are converted."""


class NoPictureError(Exception):
    """No picture can be made of this file: the message is a plain sentence."""


@dataclass(frozen=True, slots=True)
class Upright:
    """A decoded picture in mode RGB, RGBA or L, upright, without any metadata."""

    image: Image.Image
    note: str | None


def decoded(path: Path, edge: int | None) -> Upright:
    """The picture, neither side longer than `edge` pixels. Raises `NoPictureError`, OSError, MemoryError.

    A damaged file is tried again tolerantly; what is shown then carries a note. With `edge` None only a
    picture of more than `MAX_WHOLE` pixels is made smaller.
    """
    with path.open("rb") as file:
        source = _source(file, sniff(file))
        try:
            return Upright(_decode(source, edge), None)
        except (NoPictureError, MemoryError):  # without memory a second try in this process fails as well
            raise
        except Exception as error:  # noqa: BLE001 a hostile picture makes a decoder fail in any way
            detail = fault(error, 150)
        try:
            with _tolerant():
                return Upright(_decode(source, edge), CUT)
        except (NoPictureError, MemoryError):
            raise
        except Exception as error:
            name = source.kind.format_name
            raise NoPictureError(remark("picture undecodable", format=name, why=detail)) from error


@dataclass(frozen=True, slots=True)
class _Source:
    """Where the pixels are, and how they are turned where they do not say so themselves."""

    stream: BinaryIO
    kind: ContentKind
    orientation: int = 1
    turned: bool = False
    """True where the decoder turns the picture, as the container says."""


def _source(file: BinaryIO, kind: ContentKind) -> _Source:
    """The file itself, or the preview inside a raw file. Raises NoPictureError for what holds no picture."""
    if kind.media_type in UNKNOWN_TO_US:
        raise NoPictureError(undecodable(kind))
    if kind.family in _FORMATS and not _is_raw(kind):
        return _Source(file, kind)
    try:
        parts = parts_of(file, kind.family) if kind.family else Parts()
    except Exception as error:
        raise NoPictureError(remark("picture unreadable", format=kind.format_name)) from error
    reason = no_picture_reason(kind, parts)
    if reason:
        raise NoPictureError(reason)
    if parts.preview is None:
        turned = kind.media_type in _BY_LIBHEIF and parts.orientation is not None
        return _Source(file, kind, turned=turned)
    offset, size = parts.preview
    file.seek(offset)
    preview = ContentKind("image/jpeg", remark("preview", format=kind.format_name), "jpeg")
    return _Source(BytesIO(file.read(min(size, MAX_PREVIEW))), preview, parts.orientation or 1)


def _is_raw(kind: ContentKind) -> bool:
    return kind.family == "tiff" and kind.media_type != "image/tiff"


def _decode(source: _Source, edge: int | None) -> Image.Image:
    kind = source.kind
    source.stream.seek(0)
    with warnings.catch_warnings():
        # Pillow warns of each oddity of a file; the reading has said so already.
        warnings.simplefilter("ignore")
        with _open(source.stream, kind, edge) as image:
            reason = too_large(kind.media_type, *image.size)
            turn = 1 if source.turned else _orientation(image)
            small = _in_parts(source, image, edge, reason) if reason else _small(image, edge, kind)
            return _upright(small, turn if turn != 1 else source.orientation)


def _in_parts(source: _Source, image: Image.Image, edge: int | None, reason: str) -> Image.Image:
    """Imagery too large to decode at once: block by block, else from an overview. Raises NoPictureError."""
    if source.kind.family != "tiff":
        raise NoPictureError(reason)
    wanted = edge or MAX_RASTER
    try:
        result = rasters.decode(source.stream, wanted)
    except (rasters.RasterError, ValueError):
        if not _overview(image, wanted):
            raise NoPictureError(reason) from None
        return _small(image, wanted, source.kind)
    result.thumbnail((wanted, wanted), Image.Resampling.BICUBIC, reducing_gap=2.0)
    return result


def _overview(image: Image.Image, edge: int) -> bool:
    """Go to the first smaller version of the picture that is large enough and small enough to decode."""
    shape = image.width / image.height
    for frame in range(1, MAX_OVERVIEWS):
        try:
            image.seek(frame)
        except (EOFError, OSError, SyntaxError):
            return False
        # sides are rounded to whole pixels, so that the shape of a small overview is off by some percent
        alike = abs(image.width / image.height / shape - 1) < 0.05
        reduced = getattr(image, "tag_v2", {}).get(_SUBFILE_TYPE) == 1  # else it is another page
        if reduced and alike and max(image.size) >= edge and image.width * image.height <= MAX_WHOLE:
            return True
    return False


def _open(source: BinaryIO, kind: ContentKind, edge: int | None) -> Image.Image:
    # The limit of all processes and files; ours is kind by kind, and tells before anything is decoded.
    Image.MAX_IMAGE_PIXELS = None
    if kind.media_type in _BY_LIBHEIF:
        return _open_heif(source)
    formats = ("AVIF",) if kind.media_type == "image/avif" else _FORMATS.get(kind.family, ())
    try:
        return Image.open(source, formats=formats)
    except UnidentifiedImageError:
        if kind.family != "tiff":
            raise NoPictureError(undecodable(kind)) from None
    try:
        return rasters.decode(source, edge or MAX_RASTER)
    except (rasters.RasterError, ValueError) as error:
        raise NoPictureError(f"{undecodable(kind).removesuffix('.')}: {error}.") from None


def _open_heif(source: BinaryIO) -> Image.Image:
    try:
        import pillow_heif  # An optional part, under another licence.
    except ImportError:
        raise NoPictureError(HEIC_HINT) from None
    return pillow_heif.open_heif(source).to_pillow()


def _orientation(image: Image.Image) -> int:
    try:
        # Where the decoder of HEIC has turned nothing, it puts the EXIF orientation aside under this name.
        return int(image.info.get("original_orientation") or image.getexif().get(0x0112, 1))
    except Exception:  # noqa: BLE001 damaged EXIF must not cost the picture
        return 1


def _small(image: Image.Image, edge: int | None, kind: ContentKind) -> Image.Image:
    """Decode at the size needed, then sRGB in eight bits."""
    profile = image.info.get("icc_profile")
    if edge is None and image.width * image.height > MAX_WHOLE:
        edge = int(max(image.size) * (MAX_WHOLE / (image.width * image.height)) ** 0.5)
    if edge is not None and image.mode not in _HALVED_WHOLE and image.width * image.height > MAX_WHOLE:
        image = _every_few(image, edge)
    if kind.family == "tiff" and image.mode == "RGBA":
        image = colours.without_fourth_band(image)
    if edge is not None and image.mode in _HALVABLE:
        # JPEG: decoded at a half, a quarter or an eighth, at least as large as is needed.
        part = min(1.0, edge / max(image.size))
        image.draft(None, (ceil(image.width * part), ceil(image.height * part)))
        image.thumbnail((edge, edge), Image.Resampling.BICUBIC, reducing_gap=2.0)
    image.load()
    result = colours.to_srgb(image, profile, edge)
    if edge is not None and max(result.size) > edge:
        result.thumbnail((edge, edge), Image.Resampling.BICUBIC, reducing_gap=2.0)
    return result


def _every_few(image: Image.Image, edge: int) -> Image.Image:
    """A very large picture thinned at once, where a proper reduction would first copy it whole."""
    step = max(1, max(image.size) // (edge * 2))
    return image.resize((max(1, image.width // step), max(1, image.height // step)), Image.Resampling.NEAREST)


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    turn = _TRANSPOSE.get(orientation)
    result = image.transpose(turn) if turn is not None else image
    # Pillow writes a comment that it finds here into the JPEG that is made of the picture
    result.info = {}
    return result


@contextmanager
def _tolerant() -> Iterator[None]:
    # a switch of the whole process, which is why only workers decode: one picture at a time
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
