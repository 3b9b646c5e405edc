"""Camera raw files: metadata and the preview inside."""

import struct
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from app.reading.read import read_file
from app.reading.thumbnails import make_thumbnail

Draw = Callable[[tuple[int, int]], Image.Image]


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + kind + body


def tiff(tags: dict[int, object]) -> bytes:
    exif = Image.Exif()
    exif.update(tags)
    return exif.tobytes().removeprefix(b"Exif\0\0")


def jpeg(image: Image.Image) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "JPEG")
    return buffer.getvalue()


def test_a_canon_cr3_tells_camera_time_position_and_shows_its_preview(draw: Draw, tmp_path: Path) -> None:
    blocks = (
        box(b"CMT1", tiff({0x010F: "Canon", 0x0110: "R5", 0x0112: 8}))
        + box(b"CMT2", tiff({0x9003: "2024:08:15 11:22:33", 0x9011: "+10:00", 0xA431: "77"}))
        + box(b"CMT4", tiff({1: "S", 2: (34.0, 30.0, 0.0), 3: "W", 4: (58.0, 15.0, 0.0)}))
    )
    metadata = box(b"uuid", bytes.fromhex("85c0b687820f11e08111f4ce462b6a48") + blocks)
    preview = box(b"PRVW", bytes(16) + jpeg(draw((160, 120))))
    shown = box(b"uuid", bytes.fromhex("eaf42b5e1c984b88b9fbb7dc406e4d16") + bytes(8) + preview)
    path = tmp_path / "a.cr3"
    path.write_bytes(box(b"ftyp", b"crx \0\0\0\1crx isom") + box(b"moov", metadata) + shown)
    reading = read_file(path, "a.cr3")
    assert reading.format_name == "Canon CR3"
    assert reading.picture
    assert reading.camera is not None
    assert (reading.camera.make, reading.camera.model, reading.camera.serial) == ("Canon", "R5", "77")
    assert (reading.locations[0].lat, reading.locations[0].lon) == pytest.approx((-34.5, -58.25))
    assert reading.times[0].earliest == datetime(2024, 8, 15, 1, 22, 33, tzinfo=UTC)
    thumbnail = make_thumbnail(path)
    assert (thumbnail.width, thumbnail.height) == (120, 160)


def test_a_nikon_nef_is_told_from_an_ordinary_tiff(draw: Draw, tmp_path: Path) -> None:
    plain = tmp_path / "scan.tif"
    draw((20, 10)).save(plain, tiffinfo={0x010F: "NIKON CORPORATION"})
    assert read_file(plain, plain.name).media_type == "image/tiff"


def test_a_raw_file_cut_in_its_header_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.raf"
    path.write_bytes(b"FUJIFILMCCD-RAW 0201FF")
    reading = read_file(path, "a.raf")
    assert not reading.picture
    assert any("middle of its header" in problem for problem in reading.problems)


def test_a_canon_cr2_shows_its_preview_and_not_its_sensor_data(draw: Draw, tmp_path: Path) -> None:
    preview, small = jpeg(draw((160, 120))), jpeg(draw((16, 12)))
    sensor = b"\xff\xd8\xff\xc3\0\x0b\x0e\0\x30\0\x40\x01\0\x11\0" + bytes(50_000)
    start = 16 + 12 * 7 + 6 + 12 * 2 + 6 + 12 * 3 + 6
    exif = start + len(preview) + len(small) + len(sensor)
    where = {"preview": start, "small": start + len(preview), "sensor": start + len(preview) + len(small)}
    directories = [
        [
            (0x0100, 160),
            (0x0101, 120),
            (0x0103, 6),
            (0x0111, where["preview"]),
            (0x0112, 6),
            (0x0117, len(preview)),
            (0x8769, exif),
        ],
        [(0x0201, where["small"]), (0x0202, len(small))],
        [(0x0103, 6), (0x0111, where["sensor"]), (0x0117, len(sensor))],
    ]
    data, at = b"II*\0\x10\0\0\0CR\2\0\0\0\0\0", 16
    for number, entries in enumerate(directories):
        at += 2 + 12 * len(entries) + 4
        data += struct.pack("<H", len(entries))
        data += b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in entries)
        data += struct.pack("<I", at if number < 2 else 0)
    path = tmp_path / "a.cr2"
    path.write_bytes(data + preview + small + sensor + struct.pack("<HHHIII", 1, 0x8827, 3, 1, 200, 0))

    reading, thumbnail = read_file(path, "a.cr2"), make_thumbnail(path)

    assert reading.format_name == "Canon CR2"
    assert reading.picture
    assert (thumbnail.width, thumbnail.height, thumbnail.note) == (120, 160, None)
