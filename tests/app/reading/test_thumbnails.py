"""Thumbnails, print pictures and viewer pixels: upright, right in colour, without metadata."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from app.reading.pictures import CUT, NoPictureError
from app.reading.thumbnails import make_thumbnail, picture, print_picture

MakeJpeg = Callable[..., Path]
Draw = Callable[[tuple[int, int]], Image.Image]


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def unlike(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of two pictures, 0 to 255."""
    pair = [np.asarray(image.convert("RGB").resize((64, 64)), dtype=float) for image in (one, other)]
    return float(np.abs(pair[0] - pair[1]).mean())


def in_mode(source: Image.Image, mode: str) -> Image.Image:
    if mode == "I;16":
        return Image.fromarray(np.asarray(source.convert("L")).astype(np.uint16) * 40)
    if mode == "LAB":
        spaces = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
        found = ImageCms.applyTransform(source, ImageCms.buildTransform(*spaces, "RGB", "LAB"))
        assert found is not None
        return found
    return source.convert("L").convert(mode) if mode in ("1", "LA", "F") else source.convert(mode)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_comes_out_upright(
    make_jpeg: MakeJpeg, draw: Draw, orientation: int, tmp_path: Path
) -> None:
    upright = draw((160, 120))
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    stored = upright.transpose(Image.Transpose(back[orientation])) if orientation > 1 else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / "turned.jpg"
    stored.save(path, exif=exif, quality=95)
    thumbnail = make_thumbnail(path, 100)
    assert (thumbnail.width, thumbnail.height) == (100, 75)
    assert unlike(opened(thumbnail.data), upright) < 6


def test_nothing_of_the_files_metadata_is_in_a_thumbnail_or_a_print_picture(make_jpeg: MakeJpeg) -> None:
    path = make_jpeg(
        size=(2000, 1500),
        directories={
            "image": {0x010E: "SECRET"},
            "exif": {0xA431: "SECRET"},
            "gps": {1: "N", 2: (1.0, 2.0, 3.0)},
        },
        xmp=b"<x>SECRET</x>",
        comment=b"SECRET",
        icc_profile=b"SECRET" * 30,
    )
    for data in (make_thumbnail(path).data, print_picture(path)):
        assert b"SECRET" not in data
        assert not opened(data).getexif()
        assert set(opened(data).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_print_picture_is_at_most_900_pixels_of_rgb_on_white(tmp_path: Path) -> None:
    path = tmp_path / "clear.png"
    Image.new("RGBA", (1200, 300), (255, 0, 0, 0)).save(path)
    made = opened(print_picture(path))
    assert (made.format, made.mode, made.size) == ("JPEG", "RGB", (900, 225))
    assert made.getpixel((450, 100)) == (255, 255, 255)


def test_a_transparent_picture_stays_transparent_as_webp(tmp_path: Path) -> None:
    path = tmp_path / "clear.png"
    Image.new("RGBA", (400, 300), (255, 0, 0, 90)).save(path)
    thumbnail = make_thumbnail(path)
    assert thumbnail.media_type == "image/webp"
    assert opened(thumbnail.data).mode == "RGBA"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "YCbCr", "LAB", "I;16", "F"])
def test_every_kind_of_pixel_becomes_a_thumbnail(draw: Draw, tmp_path: Path, mode: str) -> None:
    path = tmp_path / "a.tif"
    source = draw((500, 400))
    in_mode(source, mode).save(path)
    thumbnail = make_thumbnail(path, 250)
    assert (thumbnail.width, thumbnail.height) == (250, 200)
    assert thumbnail.note is None
    if mode in ("RGB", "RGBA", "CMYK", "YCbCr", "P"):
        assert unlike(opened(thumbnail.data), source) < 12


def test_a_fourth_band_of_imagery_is_not_taken_for_transparency(draw: Draw, tmp_path: Path) -> None:
    path = tmp_path / "nir.tif"
    source = draw((300, 200))
    shades = Image.linear_gradient("L").resize((300, 200))
    source.putalpha(shades)
    source.save(path)
    thumbnail = make_thumbnail(path)
    assert thumbnail.media_type == "image/jpeg"
    assert unlike(opened(thumbnail.data), draw((300, 200))) < 6


def test_a_foreign_colour_profile_is_turned_into_srgb(tmp_path: Path) -> None:
    """The profile of the test exchanges red and blue."""
    own = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    foreign = own.replace(b"s\0R\0G\0B", b"o\0t\0h\0e").replace(b"rXYZ", b"----")
    foreign = foreign.replace(b"bXYZ", b"rXYZ").replace(b"----", b"bXYZ")
    path = tmp_path / "foreign.png"
    Image.new("RGB", (64, 64), (220, 30, 30)).save(path, icc_profile=foreign)
    red, _green, blue = np.asarray(opened(make_thumbnail(path).data)).mean(axis=(0, 1))
    assert blue > red + 100


def test_of_a_moving_picture_the_first_frame_is_taken(draw: Draw, tmp_path: Path) -> None:
    path = tmp_path / "a.gif"
    first = draw((64, 64))
    first.save(path, save_all=True, append_images=[Image.new("RGB", (64, 64), "black")] * 1_500)
    assert unlike(opened(make_thumbnail(path).data), first) < 20


def test_a_bomb_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    Image.new("1", (20_000, 20_000)).save(path)
    with pytest.raises(NoPictureError, match="20,000 x 20,000 pixels"):
        make_thumbnail(path)


def test_a_picture_that_is_cut_short_shows_what_there_is_and_says_so(draw: Draw, tmp_path: Path) -> None:
    path = tmp_path / "cut.jpg"
    draw((800, 600)).save(path)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 2 // 3])
    assert make_thumbnail(path).note == CUT


def test_what_is_no_picture_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n")
    with pytest.raises(NoPictureError, match="no picture"):
        make_thumbnail(path)


def test_the_viewer_gets_rows_of_rgb(draw: Draw, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    source = draw((120, 90))
    source.save(path)
    whole = picture(path)
    assert (whole.width, whole.height) == (120, 90)
    assert whole.rgb == source.tobytes()
    assert (picture(path, 60).width, picture(path, 60).height) == (60, 45)


def test_a_small_picture_is_not_blown_up(draw: Draw, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    draw((12, 9)).save(path)
    thumbnail = make_thumbnail(path)
    assert (thumbnail.width, thumbnail.height) == (12, 9)


def test_the_preview_inside_a_raw_file_is_the_picture(draw: Draw, tmp_path: Path) -> None:
    preview = BytesIO()
    draw((400, 300)).save(preview, "JPEG", quality=95)
    head = b"FUJIFILMCCD-RAW 0201".ljust(84, b"\0") + (100).to_bytes(4, "big")
    data = (head + len(preview.getvalue()).to_bytes(4, "big")).ljust(100, b"\0") + preview.getvalue()
    path = tmp_path / "a.raf"
    path.write_bytes(data)
    thumbnail = make_thumbnail(path)
    assert unlike(opened(thumbnail.data), draw((400, 300))) < 6
