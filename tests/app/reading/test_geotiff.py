"""GeoTIFF: where the picture lies, from the tags alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from app.reading.read import read_file
from app.reading.records import RecordedLocation

Draw = Callable[[tuple[int, int]], Image.Image]


def write(path: Path, image: Image.Image, epsg: int, tags: dict[int, Any], *, raster_type: int = 1) -> Path:
    projected = epsg >= 5_000 or 2_000 <= epsg < 4_000
    directory = ImageFileDirectory_v2()
    for tag, value in tags.items():
        directory[tag] = value
        directory.tagtype[tag] = 12
    keys = (1, 1, 0, 2, 1025, 0, 1, raster_type, 3072 if projected else 2048, 0, 1, epsg)
    directory[0x87AF] = keys
    directory.tagtype[0x87AF] = 3
    image.save(path, "TIFF", tiffinfo=directory)
    return path


def located(path: Path) -> RecordedLocation:
    (found,) = read_file(path, path.name).locations
    assert (found.role, found.method) == ("subject", "GeoTIFF")
    return found


def test_a_picture_in_degrees_has_its_corners(draw: Draw, tmp_path: Path) -> None:
    tags = {0x830E: (0.01, 0.01, 0.0), 0x8482: (0.0, 0.0, 0.0, 131.0, 44.0, 0.0)}
    found = located(write(tmp_path / "a.tif", draw((100, 50)), 4326, tags))
    assert (found.lat, found.lon) == pytest.approx((43.75, 131.5))
    assert found.footprint is not None
    assert [
        pytest.approx(corner) for corner in ((44.0, 131.0), (44.0, 132.0), (43.5, 132.0), (43.5, 131.0))
    ] == list(found.footprint)
    assert found.source_datum == "EPSG:4326"


def test_where_a_pixel_is_a_point_the_picture_reaches_half_a_pixel_further(
    draw: Draw, tmp_path: Path
) -> None:
    tags = {0x830E: (0.01, 0.01, 0.0), 0x8482: (0.0, 0.0, 0.0, 131.0, 44.0, 0.0)}
    found = located(write(tmp_path / "a.tif", draw((100, 50)), 4326, tags, raster_type=2))
    assert (found.lat, found.lon) == pytest.approx((43.755, 131.495))


def test_a_projected_picture_comes_back_in_degrees(draw: Draw, tmp_path: Path) -> None:
    tags = {0x830E: (1.0, 1.0, 0.0), 0x8482: (0.0, 0.0, 0.0, 500_000.0, 4_850_000.0, 0.0)}
    found = located(write(tmp_path / "a.tif", draw((200, 100)), 32653, tags))
    assert found.lon == pytest.approx(135.0 + 100 / 80_500, abs=1e-5)
    assert found.lat == pytest.approx(43.8, abs=0.01)


def test_a_turned_picture_is_placed_by_its_matrix(draw: Draw, tmp_path: Path) -> None:
    matrix = (0.0, 0.01, 0.0, 10.0, 0.01, 0.0, 0.0, 50.0, *(0.0,) * 8)
    found = located(write(tmp_path / "a.tif", draw((100, 50)), 4326, {0x85D8: matrix}))
    assert (found.lat, found.lon) == pytest.approx((50.5, 10.25))


def test_longitudes_go_on_past_the_antimeridian(draw: Draw, tmp_path: Path) -> None:
    tags = {0x830E: (1_000.0, 1_000.0, 0.0), 0x8482: (0.0, 0.0, 0.0, 650_000.0, 5_800_000.0, 0.0)}
    found = located(write(tmp_path / "a.tif", draw((200, 100)), 32660, tags))
    assert found.footprint is not None
    longitudes = [lon for _, lon in found.footprint]
    assert min(longitudes) > 178
    assert 180 < max(longitudes) < 184


def test_an_unknown_reference_system_is_said(draw: Draw, tmp_path: Path) -> None:
    tags = {0x830E: (1.0, 1.0, 0.0), 0x8482: (0.0, 0.0, 0.0, 1.0, 1.0, 0.0)}
    found = located(write(tmp_path / "a.tif", draw((20, 10)), 32767, tags))
    assert not found.valid
    assert found.lat is None
    assert "cannot be read" in found.suspect[0]


def test_corners_off_the_earth_are_no_footprint(draw: Draw, tmp_path: Path) -> None:
    tags = {0x830E: (10.0, 10.0, 0.0), 0x8482: (0.0, 0.0, 0.0, 0.0, 200.0, 0.0)}
    found = located(write(tmp_path / "a.tif", draw((100, 50)), 4326, tags))
    assert not found.valid
    assert found.footprint is None


def test_the_tags_are_kept_as_they_stand(draw: Draw, tmp_path: Path) -> None:
    tags = {0x830E: (0.5, 0.5, 0.0), 0x8482: (0.0, 0.0, 0.0, 131.0, 44.0, 0.0)}
    path = write(tmp_path / "a.tif", draw((4, 4)), 4326, tags)
    reading = read_file(path, path.name)
    assert reading.format_name == "GeoTIFF"
    found = {tag.name: tag.value for shot in reading.snapshots for tag in shot.tags if tag.group == "GeoTIFF"}
    assert found["ModelPixelScale"] == "0.5 0.5 0"
    assert found["GeoKeyDirectory"].startswith("1 1 0 2 1025")
