"""Whether a small picture shows what its original shows."""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image

from app.reading.thumbnails import make_thumbnail

_BLOCK = 8
_MOST = 16
"""Levels of 255 by which the mean of a block may differ: those of another version do by a few."""


@dataclass(frozen=True, slots=True)
class DrawnAgain:
    """A small picture as it is drawn now. `alike`: whether another shows the same; None: there is none."""

    sha256: str
    perceptual_hash: str | None
    alike: bool | None


def draw_again(path: Path, kept: bytes | None) -> DrawnAgain:
    """Draw the small picture of a file, and compare it with the one that was kept. Raises as drawing does."""
    made = make_thumbnail(path)
    phash = None if made.phash is None else made.phash.hex()
    alike = None if kept is None else kept == made.data or _alike(made.data, kept)
    return DrawnAgain(hashlib.sha256(made.data).hexdigest(), phash, alike)


def _alike(one: bytes, other: bytes) -> bool:
    try:
        own, kept = (_blocks(data) for data in (one, other))
    except (OSError, ValueError, Image.DecompressionBombError):  # it is no picture
        return False
    if own.size != kept.size:
        return False
    levels, others = (np.asarray(picture, np.int16) for picture in (own, kept))
    return bool(np.abs(levels - others).max() <= _MOST)


def _blocks(data: bytes) -> Image.Image:
    with Image.open(BytesIO(data), formats=("JPEG", "WEBP")) as image:
        size = (-(-image.width // _BLOCK), -(-image.height // _BLOCK))
        return image.convert("RGB").resize(size, Image.Resampling.BOX)
