"""No bytes whatever make a reader raise: they cost a sentence at most."""

import io
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from app.reading.pictures import NoPictureError
from app.reading.read import read_file
from app.reading.thumbnails import make_thumbnail
from app.reading.tiff import GPS_IFD, SUB_IFDS, Tiff

STARTS = [
    b"\xff\xd8\xff\xe1",
    b"\x89PNG\r\n\x1a\n",
    b"GIF89a",
    b"RIFF\0\0\1\0WEBP",
    b"II*\0\x08\0\0\0",
    b"MM\0+\0\x08\0\0",
    b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    b"\0\0\0\x0cjP  \r\n\x87\n",
    b"\0\0\0\x0cJXL \r\n\x87\n",
    b"\xff\x0a",
    b"8BPS\0\1",
    b"BM\0\0\0\0\0\0\0\0\0\0\0\0\x28\0\0\0",
    b"FUJIFILMCCD-RAW 0201",
    b"II\x1a\0\0\0HEAPCCDR",
    b"\0\0\0\x18ftypcrx \0\0\0\0",
]
FORMS = ["JPEG", "PNG", "GIF", "TIFF", "WEBP", "AVIF", "BMP", "JPEG2000"]


def judged(path: Path) -> None:
    reading = read_file(path, path.name)
    assert reading.media_type
    assert reading.picture == (reading.no_picture_reason is None)
    assert all(problem.endswith((".", ")")) for problem in reading.problems)
    with suppress(NoPictureError):
        make_thumbnail(path)


@given(st.sampled_from(STARTS), st.binary(max_size=600))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_random_bytes_after_a_true_beginning(tmp_path: Path, start: bytes, rest: bytes) -> None:
    path = tmp_path / "random"
    path.write_bytes(start + rest)
    judged(path)


@pytest.mark.parametrize("form", FORMS)
def test_a_picture_with_some_bytes_changed(
    draw: Callable[[tuple[int, int]], Image.Image], tmp_path: Path, form: str
) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Acme"
    exif.get_ifd(GPS_IFD).update({1: "N", 2: (43.0, 48.0, 0.0), 3: "E", 4: (131.0, 57.0, 0.0)})
    whole = io.BytesIO()
    options = {"exif": exif} if form in ("JPEG", "PNG", "TIFF", "WEBP", "AVIF") else {}
    draw((40, 30)).save(whole, form, **options)
    data = whole.getvalue()
    path = tmp_path / "changed"

    @given(
        st.lists(
            st.tuples(st.integers(0, min(len(data), 700) - 1), st.integers(0, 255)), min_size=1, max_size=12
        )
    )
    @settings(deadline=None, max_examples=60)
    def change(edits: list[tuple[int, int]]) -> None:
        changed = bytearray(data)
        for at, value in edits:
            changed[at] = value
        path.write_bytes(bytes(changed))
        judged(path)

    change()


@pytest.mark.parametrize("form", FORMS)
def test_a_picture_cut_at_any_point(
    draw: Callable[[tuple[int, int]], Image.Image], tmp_path: Path, form: str
) -> None:
    path = tmp_path / "cut"
    draw((40, 30)).save(path, form)
    data = path.read_bytes()
    for part in range(0, len(data), max(1, len(data) // 25)):
        path.write_bytes(data[:part])
        judged(path)


@given(st.binary(max_size=500), st.sampled_from([b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08", b"II+\0\x08\0\0\0"]))
@settings(deadline=None)
def test_directories_of_random_bytes_come_to_an_end(rest: bytes, start: bytes) -> None:
    tiff = Tiff(io.BytesIO(start + rest))
    for directory in tiff.directories():
        for entry in directory.values():
            assert len(tiff.raw(entry)) <= entry.size
            assert all(len(pair) == 2 for pair in tiff.rationals(entry))
            tiff.numbers(entry)
        tiff.sub(directory.get(SUB_IFDS))


def test_a_chain_of_directories_that_bites_its_tail_ends() -> None:
    loop = b"II*\0\x08\0\0\0" + b"\1\0" + b"\0\1\3\0\1\0\0\0\5\0\0\0" + b"\x08\0\0\0"
    assert len(list(Tiff(io.BytesIO(loop)).directories())) == 1
