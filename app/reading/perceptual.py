"""A perceptual hash: 64 bits of a picture's coarse shape, and those of its mirror images and quarter turns.

The picture is reduced to 32 x 32 greys; the lowest 8 x 8 frequencies of its cosine transform (DCT-II),
without the average, are compared with their median. Mirroring a picture flips the sign of every other
frequency and turning it by a quarter transposes them, so all eight views come from one transform. Likeness
is a hint, never a verdict.
"""

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PIL import Image

SIZE = 32
BITS = 64
VIEWS = 8
_LOW = 8
_FLAT = 2.0
"""Standard deviation of grey (0 to 255) below which a picture has no shape to compare."""

Matrix = npt.NDArray[np.float64]


def perceptual_hash(image: Image.Image) -> bytes | None:
    """64 bytes: the picture's own 8 first, then its seven other views; None for a featureless picture."""
    # plain averages, which do not ring at edges as other filters do
    small = image.convert("L").resize((SIZE, SIZE), Image.Resampling.BOX)
    grey = np.asarray(small, dtype=np.float64)
    if float(grey.std()) < _FLAT:
        return None
    cosines = _cosines()
    low = cosines @ grey @ cosines.T
    return b"".join(_bits(view) for view in _views(low))


def distance(one: bytes, other: bytes) -> int:
    """How many of 64 bits differ, at best, between one picture and any view of the other (0 is alike)."""
    own = int.from_bytes(one[:8], "big")
    views = (int.from_bytes(other[at : at + 8], "big") for at in range(0, len(other), 8))
    return min((own ^ view).bit_count() for view in views)


def _views(low: Matrix) -> list[Matrix]:
    """Itself, mirrored left to right, top to bottom, both; then the same four transposed."""
    sign = np.where(np.arange(_LOW) % 2, -1.0, 1.0)
    upright = [low, low * sign, low * sign[:, None], low * sign * sign[:, None]]
    return upright + [view.T for view in upright]


def _bits(view: Matrix) -> bytes:
    """One bit for each frequency above the median; the average itself (0, 0) is always 0."""
    flat = view.ravel()
    above = flat > np.median(flat[1:])
    above[0] = False
    return np.packbits(above).tobytes()


@lru_cache(maxsize=1)
def _cosines() -> Matrix:
    rows, columns = np.arange(_LOW)[:, None], np.arange(SIZE)[None, :]
    return np.cos(np.pi * (2 * columns + 1) * rows / (2 * SIZE))
