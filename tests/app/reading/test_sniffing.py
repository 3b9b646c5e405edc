"""What a file is, by its content alone."""

import io
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from app.reading.read import read_file
from app.reading.sniff import sniff


def media_type(data: bytes) -> str:
    return sniff(io.BytesIO(data)).media_type


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "application/x-empty"),
        (b"%PDF-1.7\n", "application/pdf"),
        ("Порт Дунай\n".encode(), "text/plain"),
        ("длинный текст ".encode() * 600, "text/plain"),
        ("\ufeffПорт".encode("utf-16"), "text/plain"),
        (b"<!DOCTYPE html><html></html>", "text/html"),
        (b'<?xml version="1.0"?><kml xmlns="x">', "application/vnd.google-earth.kml+xml"),
        (b'<?xml version="1.0"?><a/>', "application/xml"),
        (b'{"a": 1}', "application/json"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
        (b"Received: from a\nSubject: b\n", "message/rfc822"),
        (b"\0\0\0\x18ftypisom\0\0\0\0isommp42", "video/mp4"),
        (b"\0\0\0\x18ftypqt  \0\0\0\0qt  ", "video/quicktime"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "image/heic"),
        (b"\x1aE\xdf\xa3\x01webm", "video/webm"),
        (b"RIFF\0\0\0\0WAVEfmt ", "audio/wav"),
        (b"ID3\x04", "audio/mpeg"),
        (b"SQLite format 3\0", "application/vnd.sqlite3"),
        (b"\x00\x01\x02\x03nothing known", "application/octet-stream"),
    ],
)
def test_a_file_is_what_its_first_bytes_say(data: bytes, expected: str) -> None:
    assert media_type(data) == expected


def test_an_office_file_is_told_from_a_plain_archive() -> None:
    document, plain, tar = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(document, "w") as archive:
        archive.writestr("[Content_Types].xml", "")
        archive.writestr("word/document.xml", "")
    with zipfile.ZipFile(plain, "w") as archive:
        archive.writestr("a.txt", "")
    with tarfile.open(fileobj=tar, mode="w") as bundle:
        bundle.addfile(tarfile.TarInfo("a.txt"))
    assert "wordprocessingml" in media_type(document.getvalue())
    assert media_type(plain.getvalue()) == "application/zip"
    assert media_type(tar.getvalue()) == "application/x-tar"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP", "JPEG2000", "AVIF"])
def test_size_and_frames_are_read_without_decoding(
    draw: Callable[[tuple[int, int]], Image.Image], tmp_path: Path, form: str
) -> None:
    path = tmp_path / "picture"
    draw((61, 47)).save(path, form)
    reading = read_file(path, path.name)
    assert (reading.width, reading.height, reading.frames) == (61, 47, 1)
    assert reading.picture
    assert reading.problems == ()


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG", "TIFF"])
def test_frames_are_counted(
    draw: Callable[[tuple[int, int]], Image.Image], tmp_path: Path, form: str
) -> None:
    path = tmp_path / "moving"
    frames = [draw((16 + step, 16)).resize((16, 16)) for step in range(5)]
    frames[0].save(path, form, save_all=True, append_images=frames[1:], duration=50)
    assert read_file(path, path.name).frames == 5


def test_a_name_that_promises_something_else_is_said(
    draw: Callable[[tuple[int, int]], Image.Image], tmp_path: Path
) -> None:
    path = tmp_path / "a.jpg"
    draw((8, 8)).save(path, "PNG")
    reading = read_file(path, "a.jpg")
    assert reading.media_type == "image/png"
    assert reading.problems == ("The name ends in “.jpg”, but the content is PNG.",)


def test_what_is_no_picture_says_so(tmp_path: Path) -> None:
    path = tmp_path / "page.jpg"
    path.write_bytes(b"<html>404</html>")
    reading = read_file(path, "page.jpg")
    assert not reading.picture
    assert reading.no_picture_reason == "This is no picture (content: HTML)."
    assert reading.snapshots == ()


def test_a_zero_byte_file_is_said_to_be_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.touch()
    reading = read_file(path, "a.jpg")
    assert reading.no_picture_reason == "The file is empty."
    assert reading.media_type == "application/x-empty"


@given(st.binary(max_size=300))
@example(b"II*\0")
@settings(deadline=None)
def test_any_bytes_are_of_some_kind(data: bytes) -> None:
    assert "/" in media_type(data)


def test_heic_without_its_decoder_is_held_and_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.reading.decodable.find_spec", lambda name: None)
    path = tmp_path / "a.heic"
    path.write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")
    reading = read_file(path, "a.heic")
    assert reading.media_type == "image/heic"
    assert not reading.picture
    assert "optional part “heic”" in (reading.no_picture_reason or "")


def test_text_in_an_older_encoding_is_text() -> None:
    words = "Штаб третьей армии, склад боеприпасов\n".encode("cp1251") * 3
    assert media_type(words) == "text/plain"
