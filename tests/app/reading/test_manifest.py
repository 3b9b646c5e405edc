"""The shared pictures read as exiftool reads them; where they differ, a table says why."""

import csv
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from unicodedata import normalize

from app.reading.read import read_file
from app.reading.records import PictureReading, RecordedLocation

Row = dict[str, str]
Same = Callable[[Row, PictureReading], bool]

DIFFERENT: dict[tuple[str, str], str] = {
    ("derived-corrupt/header_only.jpg", "size"): "cut inside the header, after the size: exiftool gives none",
    (
        "derived-sidecar/with_sidecar.xmp",
        "size",
    ): "the sidecar's text names the size of its picture, not its own",
    ("heic-corrupt/IllegalArgumentException.HeifReader.processBoxes.heif", "size"): (
        "the table of properties is damaged; of several sizes we take the largest, exiftool the last"
    ),
    ("jxl/JXL2.jxl", "size"): "a bare JPEG XL code stream: exiftool reads no size from it",
    ("photo-gps/test_0001.jxl", "size"): "JPEG XL in several parts: exiftool reads no size from it",
    ("raw/testDNG_bigtiff.dng", "size"): "BigTIFF: exiftool reads no size from it",
    ("raw/testDNG_bigtiff.dng", "camera"): "BigTIFF: exiftool reads no camera from it",
    ("corrupt/zero_width.gif", "size"): "a width of 0 is no width",
    ("webp/issue_2270_poc.webp", "size"): "a width of 0 is no width",
    ("orientation/Landscape_0.jpg", "orientation"): "0 is no orientation: EXIF has 1 to 8",
    ("photo-gps/huawei-gps-error.jpg", "orientation"): "0 is no orientation: EXIF has 1 to 8",
    (
        "tiff-corrupt/bad-offsets-lengths.tiff",
        "camera",
    ): "the make points back at the file's first bytes: II*",
    ("photo-gps/geodegrees_as_string.jpg", "camera"): (
        "the make is empty in the first directory and stands in the EXIF directory, where we look too"
    ),
    ("photo-camera/Issue 154.jpg", "taken"): "exiftool composes the moment of capture from XMP CreateDate",
    ("photo-gps/FLIR Vue Pro 640.jpg", "taken"): "stands in FLIR's own data block, which is not read",
    ("derived-gps-edge/gps_lat_only.jpg", "position"): "a latitude alone is no position",
    ("derived-gps-edge/gps_out_of_range.jpg", "position"): "latitude 97: kept as text, not as a point",
    ("photo-gps/buggy_panorama.jpg", "position"): "latitude 213: kept as text, not as a point",
    ("raw/CanonRaw.crw", "caption"): "XMP at the end of CIFF, which is not read",
    **{
        (f"c2pa/{name}", "caption"): "the title stands in the content credentials; it is kept there"
        for name in (
            "C.jpg",
            "CACA.jpg",
            "CACAE-uri-CA.jpg",
            "E-sig-CA.jpg",
            "XCA.jpg",
            "adobe-20220124-C.jpg",
            "adobe-20220124-CACA.jpg",
            "adobe-20220124-CICACACA.jpg",
            "adobe-20220124-CIE-sig-CA.jpg",
            "adobe-20220124-E-sig-CA.jpg",
            "adobe-20220124-XCA.jpg",
            "adobe-20220124-XCI.jpg",
            "no_hard_binding.jpg",
        )
    },
    ("photo-gps/nikon-20221019-building.jpeg", "caption"): "the title stands in the content credentials",
    (
        "geotiff-satellite/image_geos.tif",
        "ground",
    ): "a reference system of its own; exiftool gives no bounds either",
    ("geotiff-satellite/cog_dateline.tif", "ground"): (
        "across the antimeridian the manifest's bounds are the least and greatest of wrapped longitudes"
    ),
    ("jp2/img-8bit.jp2", "ground"): "placed by GML inside JPEG 2000, which is not read",
}


def test_sizes_agree(shared_images: Path) -> None:
    agreed(shared_images, "size", same_size)


def test_orientations_agree(shared_images: Path) -> None:
    agreed(shared_images, "orientation", same_orientation)


def test_cameras_agree(shared_images: Path) -> None:
    agreed(shared_images, "camera", same_camera)


def test_moments_of_capture_agree(shared_images: Path) -> None:
    agreed(shared_images, "taken", same_moment)


def test_positions_agree_to_a_metre(shared_images: Path) -> None:
    agreed(shared_images, "position", same_position)


def test_captions_agree(shared_images: Path) -> None:
    agreed(shared_images, "caption", same_captions)


def test_the_ground_that_imagery_covers_agrees(shared_images: Path) -> None:
    agreed(shared_images, "ground", same_ground)


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


def agreed(folder: Path, what: str, same: Same) -> None:
    differ = {(row["file"], what) for row, reading in readings(folder) if not same(row, reading)}
    expected = {key for key in DIFFERENT if key[1] == what}
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
