"""Every shared picture, the broken and hostile ones included, goes through a worker without costing it."""

import sys
from pathlib import Path

import pytest

from app.reading.perceptual import distance
from app.reading.pictures import NoPictureError
from app.reading.records import PictureReading, Thumbnail
from app.workers.pool import Workers

READ, THUMBNAIL, PRINT = (
    "app.reading.read:read_file",
    "app.reading.thumbnails:make_thumbnail",
    "app.reading.thumbnails:print_picture",
)


@pytest.fixture(scope="module")
def files(shared_images: Path) -> list[Path]:
    return sorted(path for path in shared_images.rglob("*") if path.is_file())


def test_every_file_is_read(files: list[Path]) -> None:
    with Workers(2) as workers:
        found = [workers.submit(READ, path, path.name, None) for path in files]
        readings = [one.result() for one in found]
    assert len(readings) > 290
    assert all(isinstance(reading, PictureReading) for reading in readings)
    assert all(reading.no_picture_reason for reading in readings if not reading.picture)


def test_every_file_gives_a_thumbnail_or_a_sentence(files: list[Path]) -> None:
    with Workers(2) as workers:
        found = [(path, workers.submit(THUMBNAIL, path)) for path in files]
        made, refused = 0, 0
        for path, one in found:
            error = one.exception()
            if error is None:
                assert isinstance(one.result(), Thumbnail)
                made += 1
            else:
                assert isinstance(error, NoPictureError), (path, error)
                assert str(error).endswith(".")
                refused += 1
    assert made > 220
    assert refused > 30


def test_what_was_promised_a_picture_has_one(files: list[Path]) -> None:
    """A promise is broken only by damage inside the pixels or by a coding that Pillow does not know."""
    with Workers(2) as workers:
        pairs = [
            (path, workers.submit(READ, path, path.name, None), workers.submit(THUMBNAIL, path))
            for path in files
        ]
        kept = [
            path
            for path, reading, thumbnail in pairs
            if reading.result().picture and not thumbnail.exception()
        ]
        unasked = [
            path.name
            for path, reading, thumbnail in pairs
            if not reading.result().picture and not thumbnail.exception()
        ]
    assert unasked == []
    assert len(kept) > 220


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is told by Linux")
def test_no_file_takes_more_than_500_megabytes(files: list[Path]) -> None:
    with Workers(1) as workers:
        for path in files:
            workers.submit(READ, path, path.name, None).exception()
            workers.submit(THUMBNAIL, path).exception()
            workers.submit(PRINT, path).exception()
        status = workers.submit(Path.read_text, Path("/proc/self/status")).result()
    peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    assert peak < 500_000  # kilobytes; the system counts from this process's own start


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("c2pa/C.jpg", "valid, signer not on the trust list"),
        ("c2pa/CACA.jpg", "valid, signer not on the trust list"),
        ("c2pa/E-sig-CA.jpg", "invalid"),
        ("c2pa/XCA.jpg", "invalid"),
        ("c2pa/earth_apollo17.jpg", "none"),
        ("photo-gps/01.jpg", "none"),
    ],
)
def test_content_credentials_are_judged(shared_images: Path, name: str, state: str) -> None:
    with Workers(1) as workers:
        reading: PictureReading = workers.submit(READ, shared_images / name, name, None).result()
    assert reading.c2pa.state == state
    assert bool(reading.c2pa.detail_json) == (state != "none")


def test_failures_of_ingredients_are_told_apart(shared_images: Path) -> None:
    with Workers(1) as workers:
        path = shared_images / "c2pa/CACAE-uri-CA.jpg"
        reading: PictureReading = workers.submit(READ, path, path.name, None).result()
    assert "signingCredential.untrusted" in reading.c2pa.codes
    assert "ingredient: signingCredential.untrusted" in reading.c2pa.codes


@pytest.mark.parametrize("name", ["heic-gps/iphone_7.heic", "heic/IMG_2927.HEIC"])
def test_heic_is_upright_whether_the_container_or_exif_turns_it(shared_images: Path, name: str) -> None:
    pytest.importorskip("pillow_heif", reason="the optional part for HEIC is not installed")
    with Workers(1) as workers:
        thumbnail: Thumbnail = workers.submit(THUMBNAIL, shared_images / name, 160).result()
    assert (thumbnail.width, thumbnail.height) == (120, 160)


def test_the_claimed_near_duplicates_are_alike(shared_images: Path) -> None:
    def phash(name: str) -> bytes:
        thumbnail: Thumbnail = workers.submit(THUMBNAIL, shared_images / name).result()
        assert thumbnail.phash is not None
        return thumbnail.phash

    with Workers(1) as workers:
        parent = phash("geotiff-aerial/m_4709963_se_14_1_20090818.tif")
        for name in ("full_q90", "half_q55", "gray_contrast", "mirror", "rot90", "watermark"):
            assert distance(parent, phash(f"derived-near-duplicate/neardup_{name}.jpg")) <= 4
        assert distance(parent, phash("photo-gps/elephants.jpg")) > 10
