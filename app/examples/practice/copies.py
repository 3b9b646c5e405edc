"""Pictures that are nearly another one: cropped, pressed, mirrored, brighter, as channels pass them on."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PIL import Image, ImageEnhance, ImageOps

Change = Callable[[Image.Image], Image.Image]


@dataclass(frozen=True, slots=True)
class Copy:
    """A picture made from that of the file name `of`; its camera, time and place are gone."""

    name: str
    of: str
    change: Change
    quality: int


def copies() -> list[Copy]:
    """Ten copies of four pictures."""
    ferry, yard = "Ferry at the pier, Mariehamn.jpg", "Full container yard, Reykjavík.jpg"
    day, light = "West harbour 2024-06-14.jpg", "Lighthouse in the evening, Akureyri.jpg"
    return [
        Copy("Re-posted 01, cropped.jpg", ferry, _cropped, 80),
        Copy("Re-posted 02, mirrored.jpg", ferry, ImageOps.mirror, 80),
        Copy("Re-posted 03, pressed hard.jpg", ferry, _unchanged, 28),
        Copy("Re-posted 04, brighter.jpg", yard, partial(_brighter, 1.3), 80),
        Copy("Re-posted 05, darker.jpg", yard, partial(_brighter, 0.7), 80),
        Copy("Re-posted 06, small.jpg", yard, _smaller, 80),
        Copy("Re-posted 07, as PNG.png", day, _unchanged, 80),
        Copy("Re-posted 08, grey.jpg", day, _grey, 80),
        Copy("Re-posted 09, cropped and mirrored.jpg", day, _cropped_mirror, 80),
        Copy("Re-posted 10, warmer.webp", light, _warmer, 70),
    ]


def _cropped(picture: Image.Image) -> Image.Image:
    width, height = picture.size
    part = picture.crop(
        (round(width * 0.06), round(height * 0.04), round(width * 0.97), round(height * 0.95))
    )
    return part.resize((width, height), Image.Resampling.LANCZOS)


def _brighter(factor: float, picture: Image.Image) -> Image.Image:
    return ImageEnhance.Brightness(picture).enhance(factor)


def _smaller(picture: Image.Image) -> Image.Image:
    return picture.resize((480, 320), Image.Resampling.LANCZOS)


def _unchanged(picture: Image.Image) -> Image.Image:
    return picture


def _grey(picture: Image.Image) -> Image.Image:
    return ImageOps.grayscale(picture).convert("RGB")


def _cropped_mirror(picture: Image.Image) -> Image.Image:
    return ImageOps.mirror(_cropped(picture))


def _warmer(picture: Image.Image) -> Image.Image:
    return ImageEnhance.Color(picture).enhance(1.4)
