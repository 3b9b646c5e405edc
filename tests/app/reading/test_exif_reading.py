"""EXIF: positions with their real sign, times, camera, captions."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL.TiffImagePlugin import IFDRational

from app.reading.read import read_file
from app.reading.records import PictureReading, RecordedLocation

MakeJpeg = Callable[..., Path]


def gps(lat: str, lon: str, **more: Any) -> dict[str, dict[int, Any]]:
    """ "43 48 16.8 N" -> the GPS directory of a file; a letter may be missing."""
    found: dict[int, Any] = {}
    for tag, text in ((0x02, lat), (0x04, lon)):
        words = text.split()
        if words and words[-1].isalpha():
            found[tag - 1] = words.pop()
        found[tag] = tuple(IFDRational(round(float(word) * 10_000), 10_000) for word in words)
    return {"gps": found | more.get("tags", {})}


def read(path: Path) -> PictureReading:
    return read_file(path, path.name)


def only(reading: PictureReading) -> RecordedLocation:
    assert len(reading.locations) == 1
    return reading.locations[0]


@pytest.mark.parametrize(
    ("lat", "lon", "expected"),
    [
        ("43 48 16.8 N", "131 57 26.4 E", (43.804667, 131.957333)),
        ("34 36 13.4 S", "58 22 53.7 W", (-34.603722, -58.381583)),
        ("33 52 4.3 S", "151 12 26.4 E", (-33.867861, 151.207333)),
        ("89 59 59.64 N", "0 0 0.36 W", (89.9999, -0.0001)),
        ("51 54 0 N", "179 59 59.64 E", (51.9, 179.9999)),
    ],
)
def test_a_position_has_the_sign_of_its_hemisphere(
    make_jpeg: MakeJpeg, lat: str, lon: str, expected: tuple[float, float]
) -> None:
    found = only(read(make_jpeg(directories=gps(lat, lon))))
    assert (found.lat, found.lon) == pytest.approx(expected, abs=1e-5)
    assert found.valid
    assert found.suspect == ()
    assert (found.role, found.method) == ("camera", "EXIF GPS")


def test_altitude_direction_error_and_datum_are_read(make_jpeg: MakeJpeg) -> None:
    tags = {
        0x05: b"\1",
        0x06: IFDRational(125, 10),
        0x10: "M",
        0x11: IFDRational(2715, 10),
        0x12: "WGS-84",
        0x1F: IFDRational(47, 10),
    }
    found = only(read(make_jpeg(directories=gps("43 48 16.8 N", "131 57 26.4 E", tags=tags))))
    assert found.altitude_m == -12.5
    assert (found.bearing_deg, found.bearing_reference) == (271.5, "magnetic")
    assert found.radius_m == 4.7
    assert found.source_datum == "WGS-84"
    assert "GPSLatitude 43/1 48/1" in found.raw


def test_a_missing_hemisphere_is_said(make_jpeg: MakeJpeg) -> None:
    found = only(read(make_jpeg(directories=gps("34 36 13.4", "58 22 53.7"))))
    assert len([doubt for doubt in found.suspect if "hemisphere reference missing" in doubt]) == 2


def test_null_island_is_suspect(make_jpeg: MakeJpeg) -> None:
    found = only(read(make_jpeg(directories=gps("0 0 0 N", "0 0 0 E"))))
    assert found.valid
    assert found.suspect[0].startswith("0,0")


def test_a_position_out_of_range_is_kept_as_text_only(make_jpeg: MakeJpeg) -> None:
    found = only(read(make_jpeg(directories=gps("97 15 0 N", "431 30 0 E"))))
    assert not found.valid
    assert found.lat is None
    assert "431/1" in found.raw
    assert "out of range" in found.suspect[0]


def test_a_latitude_alone_is_no_position(make_jpeg: MakeJpeg) -> None:
    found = only(read(make_jpeg(directories={"gps": {1: "N", 2: (43.0, 48.0, 0.0)}})))
    assert not found.valid
    assert "no longitude" in found.suspect


def test_another_datum_is_converted_and_said(make_jpeg: MakeJpeg) -> None:
    found = only(read(make_jpeg(directories=gps("35 0 0 N", "139 0 0 E", tags={0x12: "TOKYO"}))))
    assert found.lat is not None
    assert 0.001 < abs(found.lat - 35.0) < 0.01
    assert found.source_datum == "TOKYO"
    assert "TOKYO" in found.suspect[0]


def test_what_the_camera_looked_at_is_a_location_of_the_subject(make_jpeg: MakeJpeg) -> None:
    tags = {0x13: "N", 0x14: (44.0, 0.0, 0.0), 0x15: "E", 0x16: (132.0, 0.0, 0.0)}
    reading = read(make_jpeg(directories=gps("43 48 0 N", "131 57 0 E", tags=tags)))
    assert [found.role for found in reading.locations] == ["camera", "subject"]
    assert reading.locations[1].lat == 44.0


def test_capture_digitizing_and_change_are_three_times(make_jpeg: MakeJpeg) -> None:
    path = make_jpeg(
        directories={
            "image": {0x0132: "2024:03:01 10:00:00"},
            "exif": {
                0x9003: "2024:02:29 23:59:59",
                0x9004: "2024:02:29 23:59:59",
                0x9011: "+10:00",
                0x9291: "123",
            },
        }
    )
    found = {time.tag: time for time in read(path).times}
    assert found["EXIF DateTimeOriginal"].capture
    assert found["EXIF DateTimeOriginal"].earliest == datetime(2024, 2, 29, 13, 59, 59, 123_000, UTC)
    assert not found["EXIF DateTimeDigitized"].capture
    assert found["EXIF DateTimeDigitized"].zone_basis == "unknown"
    assert not found["EXIF DateTime"].capture


def test_the_satellites_time_is_recorded_and_gives_the_zone(make_jpeg: MakeJpeg) -> None:
    directories = gps("43 48 0 N", "131 57 0 E", tags={0x07: (7.0, 8.0, 9.0), 0x1D: "2024:05:06"})
    directories["exif"] = {0x9003: "2024:05:06 17:08:10"}
    found = {time.tag: time for time in read(make_jpeg(directories=directories)).times}
    assert found["EXIF GPS time"].earliest == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert found["EXIF DateTimeOriginal"].zone_basis == "GPS UTC"
    assert found["EXIF DateTimeOriginal"].earliest == datetime(2024, 5, 6, 7, 8, 10, tzinfo=UTC)


def test_camera_orientation_and_captions_in_any_script(make_jpeg: MakeJpeg) -> None:
    path = make_jpeg(
        directories={
            "image": {
                0x010E: "청진항 부두".encode(),
                0x010F: "Acme",
                0x0110: "One\0junk",
                0x0112: 6,
                0x0131: "Firm 1",
            },
            "exif": {
                0x9286: b"UNICODE\0" + "Порт Дунай".encode("utf-16-le"),
                0xA434: "50 mm",
                0xA431: "S-123",
            },
        }
    )
    reading = read(path)
    assert reading.camera is not None
    camera = reading.camera
    assert (camera.make, camera.model, camera.lens) == ("Acme", "One", "50 mm")
    assert (camera.serial, camera.software) == ("S-123", "Firm 1")
    assert reading.orientation == 6
    assert {caption.text for caption in reading.captions} == {"청진항 부두", "Порт Дунай"}


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["Порт Дунай", "Порт", "一月 一日", "Harbour7", "청진항 一"])
def test_a_comment_is_read_in_the_byte_order_that_its_writer_chose(
    make_jpeg: MakeJpeg, text: str, encoding: str
) -> None:
    reading = read(make_jpeg(directories={"exif": {0x9286: b"UNICODE\0" + text.encode(encoding)}}))
    assert [caption.text for caption in reading.captions] == [text]


def test_a_comment_that_does_not_tell_its_byte_order_has_that_of_the_file(make_jpeg: MakeJpeg) -> None:
    comment = b"UNICODE\0" + "一月一日".encode("utf-16-be")
    assert [
        caption.text for caption in read(make_jpeg(directories={"exif": {0x9286: comment}})).captions
    ] == ["一月一日"]


def test_decomposed_text_is_composed_in_the_parsed_value_and_kept_in_the_raw_tag(make_jpeg: MakeJpeg) -> None:
    decomposed = "Cafe\u0301"
    reading = read(make_jpeg(directories={"image": {0x010E: decomposed.encode()}}))
    assert reading.captions[0].text == "Caf\u00e9"
    raw = [tag.value for shot in reading.snapshots for tag in shot.tags if tag.name == "ImageDescription"]
    assert raw == [decomposed]


def test_raw_tags_name_their_reader_and_version(make_jpeg: MakeJpeg) -> None:
    shot = read(make_jpeg(directories={"image": {0x010F: "Acme"}})).snapshots[0]
    assert shot.reader == "ExifRead"
    assert shot.version[0].isdigit()
    assert shot.read_at.tzinfo is UTC
    assert ("Image", "Make", "Acme") in {(tag.namespace, tag.name, tag.value) for tag in shot.tags}


def test_no_metadata_is_a_finding_too(draw: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "plain.png"
    draw((40, 30)).save(path)
    reading = read(path)
    assert [shot.none_found for shot in reading.snapshots] == [True]
    assert (reading.camera, reading.locations, reading.times) == (None, (), ())
    assert (reading.width, reading.height, reading.frames) == (40, 30, 1)


def test_a_control_character_is_escaped_in_the_raw_tag_and_gone_from_the_caption(make_jpeg: MakeJpeg) -> None:
    reading = read(make_jpeg(directories={"image": {0x010E: "one\x07two"}}))
    assert reading.captions[0].text == "onetwo"
    raw = [tag.value for shot in reading.snapshots for tag in shot.tags if tag.name == "ImageDescription"]
    assert raw == ["one\\x07two"]


def test_a_huge_caption_is_cut_with_a_note(make_jpeg: MakeJpeg) -> None:
    reading = read(make_jpeg(directories={"image": {0x010E: "x" * 50_000}}))
    assert reading.captions[0].text.endswith("(cut)")
    assert any("cut: 50,000 characters" in tag.value for tag in reading.snapshots[0].tags)


def test_a_very_large_picture_keeps_its_metadata(make_jpeg: MakeJpeg) -> None:
    path = make_jpeg(size=(12_000, 9_000), directories={"image": {0x010F: "Acme"}}, quality=20)
    reading = read(path)
    assert reading.picture
    assert (reading.width, reading.height) == (12_000, 9_000)
    assert reading.camera is not None


def test_the_tags_of_a_bigtiff_are_recorded_as_they_stand(draw: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "large.tif"
    info = {0x010F: "Acme", 0x0110: "Box 1", 0x011A: IFDRational(300, 1)}
    draw((40, 30)).save(path, big_tiff=True, tiffinfo=info)
    (shot,) = read(path).snapshots
    recorded = {tag.name: tag.value for tag in shot.tags}
    assert (shot.reader, recorded["Make"], recorded["Model"]) == ("Exhibit EXIF reader", "Acme", "Box 1")
    assert (recorded["ImageWidth"], recorded["XResolution"]) == ("40", "300/1")
