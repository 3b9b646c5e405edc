"""Imagery of several or deep bands, which Pillow does not know, is shown all the same."""

import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from app.reading.pictures import NoPictureError
from app.reading.rasters import RasterError, decode
from app.reading.thumbnails import make_thumbnail

Pixels = npt.NDArray[Any]


def tiff(
    pixels: Pixels, *, tile: int = 0, predictor: int = 1, separate: bool = False, deflate: bool = True
) -> bytes:
    """A little-endian TIFF of (rows, columns, bands); `tile`: edge of its tiles, 0 for strips of 7 rows."""
    rows, columns, bands = pixels.shape
    wide, high = (tile, tile) if tile else (columns, 7)
    planes = [pixels[:, :, band : band + 1] for band in range(bands)] if separate else [pixels]
    blocks = []
    for plane in planes:
        for top in range(0, rows, high):
            for left in range(0, columns, wide):
                part = plane[top : top + high, left : left + wide]
                if tile:
                    part = np.pad(part, ((0, tile - part.shape[0]), (0, tile - part.shape[1]), (0, 0)))
                if predictor == 2:
                    part = np.diff(part, axis=1, prepend=np.zeros_like(part[:, :1])).astype(pixels.dtype)
                data = np.ascontiguousarray(part).tobytes()
                blocks.append(zlib.compress(data) if deflate else data)
    kind = {"u": 1, "i": 2, "f": 3}[pixels.dtype.kind]
    tags: dict[int, list[int]] = {
        0x0100: [columns],
        0x0101: [rows],
        0x0102: [pixels.dtype.itemsize * 8] * bands,
        0x0103: [8 if deflate else 1],
        0x0106: [1],
        0x0115: [bands],
        0x011C: [2 if separate else 1],
        0x013D: [predictor],
        0x0153: [kind] * bands,
        **({0x0142: [tile], 0x0143: [tile]} if tile else {0x0116: [high]}),
    }
    start, offsets = 8, []
    for block in blocks:
        offsets.append(start)
        start += len(block)
    tags[0x0144 if tile else 0x0111] = offsets
    tags[0x0145 if tile else 0x0117] = [len(block) for block in blocks]
    entries, far = b"", b""
    after = start + 2 + 12 * len(tags) + 4
    for tag, values in sorted(tags.items()):
        data = struct.pack(f"<{len(values)}I", *values)
        place = data if len(data) == 4 else struct.pack("<I", after + len(far))
        far += b"" if len(data) == 4 else data
        entries += struct.pack("<HHI", tag, 4, len(values)) + place
    body = b"".join(blocks)
    return (
        struct.pack("<2sHI", b"II", 42, start)
        + body
        + struct.pack("<H", len(tags))
        + entries
        + bytes(4)
        + far
    )


def scene(dtype: str, bands: int) -> Pixels:
    rows, columns = np.mgrid[0:45, 0:60]
    layers = [(rows * 3 + columns * (band + 1)) % 200 + 20 for band in range(bands)]
    return np.stack(layers, axis=2).astype(dtype)


@pytest.mark.parametrize("tile", [0, 16])
@pytest.mark.parametrize("separate", [False, True])
@pytest.mark.parametrize("predictor", [1, 2])
@pytest.mark.parametrize("deflate", [False, True])
def test_every_layout_gives_the_same_pixels(tile: int, separate: bool, predictor: int, deflate: bool) -> None:
    pixels = scene("<u1", 5)
    data = tiff(pixels, tile=tile, separate=separate, predictor=predictor, deflate=deflate)
    assert np.array_equal(np.asarray(decode(BytesIO(data), 500)), pixels[:, :, :3])


@pytest.mark.parametrize("dtype", ["<u2", "<i2", "<u4", "<f4", "<f8"])
def test_deep_bands_are_stretched(dtype: str) -> None:
    pixels = scene(dtype, 4) * 11
    made = np.asarray(decode(BytesIO(tiff(pixels)), 500))
    assert made.shape == (45, 60, 3)
    assert made.dtype == np.uint8
    assert made.min() == 0
    assert made.max() >= 254
    order = np.argsort(pixels[:, :, 0].ravel(), kind="stable")
    assert (np.diff(made[:, :, 0].ravel()[order].astype(int)) >= 0).all()


def test_two_bands_are_shown_as_grey() -> None:
    pixels = scene("<u1", 2)
    made = decode(BytesIO(tiff(pixels, tile=16)), 500)
    assert made.mode == "L"
    assert np.array_equal(np.asarray(made), pixels[:, :, 0])


@pytest.mark.parametrize("tile", [0, 16])
def test_only_every_few_pixels_of_a_large_scene_are_kept(tile: int) -> None:
    pixels = scene("<u1", 5)
    made = np.asarray(decode(BytesIO(tiff(pixels, tile=tile)), 10))
    assert np.array_equal(made, pixels[::3, ::3, :3])


def test_a_scene_becomes_a_thumbnail(tmp_path: Path) -> None:
    path = tmp_path / "scene.tif"
    path.write_bytes(tiff(np.kron(scene("<u2", 6), np.ones((10, 10, 1), dtype="<u2")), tile=64))
    thumbnail = make_thumbnail(path, 200)
    assert (thumbnail.width, thumbnail.height) == (200, 150)
    with Image.open(BytesIO(thumbnail.data)) as image:
        assert image.mode == "RGB"


def test_a_scene_too_large_to_decode_at_once_is_read_in_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.reading.decodable.MAX_PIXELS", 1_000)
    path = tmp_path / "large.tif"
    pixels = np.kron(scene("<u1", 3), np.ones((8, 8, 1), dtype="<u1"))
    path.write_bytes(tiff(pixels, tile=64))
    thumbnail = make_thumbnail(path, 120)
    assert (thumbnail.width, thumbnail.height) == (120, 90)
    with Image.open(BytesIO(thumbnail.data)) as image:
        shown = np.asarray(image.resize((60, 45))).astype(float)
    assert np.abs(shown - scene("<u1", 3)).mean() < 12


def test_the_overview_of_a_large_scene_is_enough_and_another_page_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.reading.decodable.MAX_PIXELS", 1_000)
    path = tmp_path / "packed.tif"
    whole = Image.fromarray(np.kron(scene("<u1", 3), np.ones((8, 8, 1), dtype="<u1")))
    page = whole.resize((240, 180))
    whole.save(path, compression="tiff_lzw", save_all=True, append_images=[page])
    with pytest.raises(NoPictureError, match="too much memory"):
        make_thumbnail(path, 120)
    page.encoderinfo = {"tiffinfo": {0x00FE: 1}}
    whole.save(path, compression="tiff_lzw", save_all=True, append_images=[page])
    thumbnail = make_thumbnail(path, 120)
    assert (thumbnail.width, thumbnail.height) == (120, 90)


def test_an_absent_block_is_black() -> None:
    pixels = scene("<u1", 5)
    data = tiff(pixels, deflate=True)
    head = data.index(zlib.compress(np.ascontiguousarray(pixels[:7]).tobytes()))
    broken = data[:head] + b"\0" * 20 + data[head + 20 :]
    made = np.asarray(decode(BytesIO(broken), 500))
    assert not made[:7].any()
    assert np.array_equal(made[7:], pixels[7:, :, :3])


def test_a_scene_that_claims_to_be_boundless_is_refused(tmp_path: Path) -> None:
    data = bytearray(tiff(scene("<u2", 5)))
    at = data.index(struct.pack("<HHII", 0x0100, 4, 1, 60))
    data[at + 8 : at + 12] = struct.pack("<I", 3_000_000_000)
    with pytest.raises(RasterError):
        decode(BytesIO(bytes(data)), 500)
    path = tmp_path / "scene.tif"
    path.write_bytes(data)
    with pytest.raises(NoPictureError, match="cannot be decoded here"):
        make_thumbnail(path)
