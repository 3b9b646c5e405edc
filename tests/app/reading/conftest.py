"""Pictures that the tests make themselves."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

MakeJpeg = Callable[..., Path]


@pytest.fixture
def make_jpeg(tmp_path: Path) -> MakeJpeg:
    """Write a JPEG: `exif` is {tag: value} by directory name ("image", "exif", "gps")."""

    def make(
        name: str = "picture.jpg",
        size: tuple[int, int] = (160, 120),
        directories: dict[str, dict[int, Any]] | None = None,
        **options: Any,
    ) -> Path:
        exif = Image.Exif()
        for tag, value in (directories or {}).get("image", {}).items():
            exif[tag] = value
        exif.get_ifd(0x8769).update((directories or {}).get("exif", {}))
        exif.get_ifd(0x8825).update((directories or {}).get("gps", {}))
        path = tmp_path / name
        drawn(size).save(path, "JPEG", exif=exif, **options)
        return path

    return make


@pytest.fixture
def draw() -> Callable[[tuple[int, int]], Image.Image]:
    """A picture with a shape of its own: no mirror image or turn of it looks the same."""
    return drawn


def drawn(size: tuple[int, int]) -> Image.Image:
    width, height = size
    image = Image.new("RGB", size, (40, 90, 140))
    pen = ImageDraw.Draw(image)
    pen.rectangle((width // 10, height // 8, width // 2, height // 3), fill=(230, 220, 60))
    pen.ellipse((width // 2, height // 2, width * 9 // 10, height * 7 // 10), fill=(200, 30, 30))
    pen.line((0, height - 1, width // 3, height // 2), fill="white", width=max(2, width // 30))
    return image
