"""Any mode and colour profile that Pillow decodes to -> eight bits of sRGB (RGB, RGBA or grey)."""

from functools import lru_cache
from io import BytesIO
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageCms

_DEEP = frozenset({"I", "F", "I;16", "I;16B", "I;16L", "I;16N"})
_ALPHA = frozenset({"LA", "PA", "La", "RGBa"})
# as the profile's description spells it, in ASCII or UTF-16: to convert sRGB to sRGB changes nothing
_SRGB_MARKS = (b"sRGB", b"s\0R\0G\0B\0")
NODATA = 0xA481
"""GDAL's TIFF tag."""
# bytes; some profiles of printers have two million
MAX_PROFILE = 4_000_000


def to_srgb(image: Image.Image, profile: bytes | None, edge: int | None) -> Image.Image:
    """A picture of mode RGB, RGBA or L. Deep pictures are thinned to about twice `edge` (pixels) first."""
    if image.mode in _DEEP:
        return _scaled(image, edge)
    if profile and image.mode in ("RGB", "CMYK", "RGBA") and _is_foreign(profile):
        converted = _converted(image, profile)
        if converted is not None:
            return converted
    return _plain(image)


def without_fourth_band(image: Image.Image) -> Image.Image:
    """RGBA of a TIFF as RGB where the fourth band holds many shades: near infrared, whatever its tag says."""
    histogram = image.getchannel("A").histogram()
    # a mask is nearly all 0 or 255; near infrared is a picture of its own
    shades = sum(histogram[1:255])
    return image.convert("RGB") if shades > 0.2 * image.width * image.height else image


def _plain(image: Image.Image) -> Image.Image:
    if image.mode in ("RGB", "L", "RGBA"):
        if image.mode == "RGB" and "transparency" in image.info:
            return image.convert("RGBA")
        return image
    if image.mode in _ALPHA or (image.mode in ("P", "L") and "transparency" in image.info):
        return image.convert("RGBA")
    return image.convert("L" if image.mode == "1" else "RGB")


def _scaled(image: Image.Image, edge: int | None) -> Image.Image:
    step = max(1, max(image.size) // (edge * 2)) if edge else 1
    # The tags of a TIFF that Pillow opened; other formats have no such value.
    tags = getattr(image, "tag_v2", {})
    nodata = nodata_value(str(tags.get(NODATA, "")))
    return Image.fromarray(stretched(np.asarray(image)[::step, ::step], nodata))


def nodata_value(text: str) -> float | None:
    """The value that means "nothing here" in imagery, as GDAL writes it; None where there is none."""
    try:
        return float(text.strip("\0 "))
    except ValueError:
        return None


def stretched(values: npt.NDArray[Any], nodata: float | None) -> npt.NDArray[np.uint8]:
    """16 bits and more: the middle 99 % of the values over 256 shades; NaN and `nodata` are black."""
    numbers = values.astype(np.float32)
    usable = np.isfinite(numbers)
    if nodata is not None:
        usable &= numbers != np.float32(nodata)
    known = numbers[usable]
    low, high = np.percentile(known, (0.5, 99.5)) if known.size else (0.0, 1.0)
    # nearly all of one value: a few others would else be cut off at both ends
    if high <= low and known.size:
        low, high = known.min(), known.max()
    shades = (numbers - float(low)) / (float(high - low) or 1.0)
    return np.where(usable, np.clip(np.nan_to_num(shades), 0.0, 1.0) * 255, 0).astype(np.uint8)


def _is_foreign(profile: bytes) -> bool:
    return len(profile) <= MAX_PROFILE and not any(mark in profile for mark in _SRGB_MARKS)


def _converted(image: Image.Image, profile: bytes) -> Image.Image | None:
    """None where the profile is damaged or does not fit; the numbers are then taken for sRGB."""
    try:
        return ImageCms.applyTransform(image, _transform(profile, image.mode))
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


# to build one takes as long as to use it on a thumbnail; the pictures of an intake come from a few cameras
@lru_cache(maxsize=8)
def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform:
    source = ImageCms.ImageCmsProfile(BytesIO(profile))
    result = "RGBA" if mode == "RGBA" else "RGB"  # the alpha goes through as it is
    return ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), mode, result)
