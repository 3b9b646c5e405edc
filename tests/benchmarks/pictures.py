"""Pictures for measurements: 1600x1200 JPEGs of 0.3 to 0.6 MB with EXIF and a position, each different."""

from pathlib import Path

import numpy as np
from PIL import Image

_SIZE = (1600, 1200)


def draw_jpegs(folder: Path, count: int, seed: int = 1) -> list[Path]:
    """Draw `count` pictures; the same number and seed give the same pixels."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = np.random.default_rng(seed)
    ground = Image.fromarray(chance.integers(0, 255, (120, 160, 3), dtype=np.uint8)).resize(_SIZE)
    grain = np.asarray(ground, dtype=np.int16) + chance.integers(-14, 14, (_SIZE[1], _SIZE[0], 3))
    picture = Image.fromarray(np.clip(grain, 0, 255).astype(np.uint8))
    paths = []
    for number in range(count):
        path = folder / f"IMG_{number:05d}.jpg"
        picture.putpixel((number % 1600, number // 1600), (255, 0, 0))
        picture.save(path, "JPEG", quality=80, exif=_exif(number))
        paths.append(path)
    return paths


def _exif(number: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Nordkamera", "Nordkamera N1"
    exif[0x010E] = f"Picture {number}"
    exif.get_ifd(0x8769)[0x9003] = f"2024:10:{1 + number % 28:02d} 12:34:{number % 60:02d}"
    exif.get_ifd(0x8825).update({1: "N", 2: (64.0, 8.0, float(number % 60)), 3: "W", 4: (21.0, 56.0, 0.0)})
    return exif
