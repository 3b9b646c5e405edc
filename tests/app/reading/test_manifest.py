"""The shared pictures read as exiftool reads them; where they differ, a table in tests/data says why."""

import csv
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from unicodedata import normalize

from app.reading.read import read_file
from app.reading.records import PictureReading, RecordedLocation

Row = dict[str, str]
Same = Callable[[Row, PictureReading], bool]
Reasons = dict[tuple[str, str], str]


def test_sizes_agree(shared_images: Path, manifest_differs: Reasons) -> None:
    agreed(shared_images, manifest_differs, "size", same_size)


def test_orientations_agree(shared_images: Path, manifest_differs: Reasons) -> None:
    agreed(shared_images, manifest_differs, "orientation", same_orientation)


def test_cameras_agree(shared_images: Path, manifest_differs: Reasons) -> None:
    agreed(shared_images, manifest_differs, "camera", same_camera)


def test_moments_of_capture_agree(shared_images: Path, manifest_differs: Reasons) -> None:
    agreed(shared_images, manifest_differs, "taken", same_moment)


def test_positions_agree_to_a_metre(shared_images: Path, manifest_differs: Reasons) -> None:
    agreed(shared_images, manifest_differs, "position", same_position)


def test_captions_agree(shared_images: Path, manifest_differs: Reasons) -> None:
    agreed(shared_images, manifest_differs, "caption", same_captions)


def test_the_ground_that_imagery_covers_agrees(shared_images: Path, manifest_differs: Reasons) -> None:
    agreed(shared_images, manifest_differs, "ground", same_ground)


def test_media_types_are_told_from_the_content(shared_images: Path) -> None:
    wrong = [
        (row["file"], reading.format_name, row["filetype"])
        for row, reading in readings(shared_images)
        if row["filetype"] in FORMATS and reading.media_type not in FORMATS[row["filetype"]]
    ]
    assert wrong == []


FORMATS = {
    "JPEG": ("image/jpeg",),
    "PNG": ("image/png",),
    "GIF": ("image/gif",),
    "TIFF": ("image/tiff",),
    "BMP": ("image/bmp",),
    "WEBP": ("image/webp",),
    "Extended WEBP": ("image/webp",),
    "HEIC": ("image/heic",),
    "AVIF": ("image/avif",),
    "JP2": ("image/jp2",),
    "JXL": ("image/jxl",),
    "PSD": ("image/vnd.adobe.photoshop",),
    "CRW": ("image/x-canon-crw",),
    "ARW": ("image/x-sony-arw",),
    "NEF": ("image/x-nikon-nef",),
    "DNG": ("image/x-adobe-dng",),
    "HTML": ("text/html",),
}


def agreed(folder: Path, differs: Reasons, what: str, same: Same) -> None:
    differ = {(row["file"], what) for row, reading in readings(folder) if not same(row, reading)}
    expected = {key for key in differs if key[1] == what}
    assert differ == expected, f"newly different {differ - expected}, no longer different {expected - differ}"


def same_size(row: Row, reading: PictureReading) -> bool:
    return (row["width"], row["height"]) == (str(reading.width or ""), str(reading.height or ""))


def same_orientation(row: Row, reading: PictureReading) -> bool:
    return row["orientation"] == str(reading.orientation or "")


def same_camera(row: Row, reading: PictureReading) -> bool:
    camera = reading.camera
    found = ((camera.make or ""), (camera.model or "")) if camera else ("", "")
    return found == (row["make"].strip(), row["model"].strip())


def same_moment(row: Row, reading: PictureReading) -> bool:
    stated = row["datetime_original"].strip(" :")
    names = ("EXIF DateTimeOriginal", "XMP exif:DateTimeOriginal", "CIFF DateTimeOriginal")
    texts = [time.raw.strip(" :") for time in reading.times if time.tag in names]
    if not stated:
        return not any(texts)
    found = next(time for time in reading.times if time.tag in names) if texts else None
    if found is None or found.raw.replace("-", ":").replace("T", " ") != row["datetime_original"]:
        return False
    return not row["offset_original"] or found.zone_basis == "offset tag"


def same_position(row: Row, reading: PictureReading) -> bool:
    places = [place for place in reading.locations if place.role == "camera"]
    if not row["gps_lat"] and not row["gps_lon"]:
        return not places
    return any(near(place, row["gps_lat"], row["gps_lon"]) for place in places)


def near(place: RecordedLocation, lat: str, lon: str) -> bool:
    if place.lat is None or place.lon is None or not lat or not lon:
        return False
    return abs(place.lat - float(lat)) < 1e-5 and abs(place.lon - float(lon)) < 1e-5


def same_captions(row: Row, reading: PictureReading) -> bool:
    texts = {" ".join(caption.text.split()) for caption in reading.captions}
    names = ("image_description", "iptc_caption", "xmp_description", "title")
    stated = {normalize("NFC", " ".join(row[name].split())) for name in names}
    return all(
        text in texts or text.replace("?", "") in {one[: len(text)] for one in texts}
        for text in stated
        if text
    )


def same_ground(row: Row, reading: PictureReading) -> bool:
    places = [place for place in reading.locations if place.method == "GeoTIFF"]
    if not row["geo_crs"]:
        return not places
    if len(places) != 1 or places[0].lat is None or places[0].lon is None or not row["geo_bounds_wgs84"]:
        return False
    (place,) = places
    assert place.footprint is not None
    west, south, east, north = (float(part) for part in row["geo_bounds_wgs84"].split(","))
    lats, lons = zip(*place.footprint, strict=True)
    pairs = [
        (min(lats), south),
        (max(lats), north),
        (min(lons), min(west, east)),
        (max(lons), max(west, east)),
    ]
    off = max(abs(one - other) for one, other in pairs)
    return off < 1e-4 and near_centre(places[0], row)


def near_centre(place: RecordedLocation, row: Row) -> bool:
    return near(place, row["geo_center_lat"], row["geo_center_lon"])


def readings(folder: Path) -> Iterator[tuple[Row, PictureReading]]:
    with (folder / "MANIFEST.tsv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    assert len(rows) > 250
    for row in rows:
        yield row, reading_of(folder / row["file"])


@lru_cache(maxsize=1_000)
def reading_of(path: Path) -> PictureReading:
    return read_file(path, path.name)
