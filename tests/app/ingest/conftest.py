"""Pictures that the tests draw, with what a camera writes into them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

Draw = Callable[..., Path]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder outside the catalogue from which files are taken in."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def draw(inbox: Path) -> Draw:
    """Draw a small JPEG into the inbox; `shade` (0 to 12) makes its bytes, `lat` and `lon` its position."""

    def made(name: str, shade: int = 0, lat: float | None = None, lon: float | None = None) -> Path:
        path = inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        exif = Image.Exif()
        exif[0x010F], exif[0x0110] = "Nordkamera", "Nordkamera N1"
        exif.get_ifd(0x8769)[0x9003] = "2024:10:17 12:34:56"
        if lat is not None and lon is not None:
            exif.get_ifd(0x8825).update(_gps(lat, lon))
        Image.new("RGB", (32, 24), (shade * 20 % 256, 99, 12)).save(path, "JPEG", exif=exif)
        return path

    return made


def _gps(lat: float, lon: float) -> dict[int, object]:
    return {1: "N" if lat >= 0 else "S", 2: _dms(abs(lat)), 3: "E" if lon >= 0 else "W", 4: _dms(abs(lon))}


def _dms(degrees: float) -> tuple[IFDRational, IFDRational, IFDRational]:
    millionths = round(degrees * 3600 * 1_000_000)
    whole, rest = divmod(millionths, 3600 * 1_000_000)
    minutes, seconds = divmod(rest, 60 * 1_000_000)
    return IFDRational(whole), IFDRational(minutes), IFDRational(seconds, 1_000_000)
