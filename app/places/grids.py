"""Reading and writing grid references: MGRS (a square) and UTM (a point), both on WGS 84."""

import math
import re
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING
from warnings import catch_warnings

from mgrs import MGRS  # type: ignore[import-untyped]  # the wheel ships no types
from mgrs.core import MGRSError  # type: ignore[import-untyped]  # the wheel ships no types

from app.errors import CatalogueError
from app.places.position import Position, reach_m, wgs84
from resources.messages import tr

if TYPE_CHECKING:
    from pyproj import Transformer

_NUDGE = 5e-6
"""Degrees: half a metre, or less, which does not leave the metre square."""
_FILTERS = Lock()
"""Filters of warnings are those of the whole process: they are changed by one thread at a time."""
# 8 degrees each from 80° S on, X has 12; no I and no O, which look like digits
_BANDS = "CDEFGHJKLMNPQRSTUVWX"
_MGRS = re.compile(r"(\d{1,2}[C-HJ-NP-X]|[ABYZ](?=\s?[A-Z]{2}\s?\d))\s?([A-HJ-NP-Z]{2})\s?(\d*)(?:\s(\d+))?")
_UTM = re.compile(
    r"(?:UTM\s*)?(?:ZONE\s*)?(\d{1,2})\s*(NORTH|SOUTH|[A-Z])[\s,]+"
    r"(\d{5,7}(?:\.\d+)?)\s*M?\s*E?[\s,]+(\d{1,8}(?:\.\d+)?)\s*M?\s*N?"
)


def read_mgrs(text: str) -> Position | None:
    """The centre of the named square with the radius that reaches its corners; None if it is not MGRS.

    A zone and square such as `52TGP` alone names 100 km. Polar references (`ZAF 19 90`) need digits.
    Raises CatalogueError when the reference names no square.
    """
    found = _MGRS.fullmatch(text.strip().upper())
    if not found:
        return None
    zone, square, east, north = found.groups(default="")
    digits = _digits(text, east, north)
    try:
        lat, lon = _middle_of(zone + square + digits)
    except (MGRSError, RuntimeWarning) as error:
        raise CatalogueError(
            tr("“{text}” names no square of the military grid. Check its letters.", text=text)
        ) from error
    return Position(
        lat, lon, _square_radius(zone, lat, lon, 100_000 / 10 ** (len(digits) // 2)), "MGRS", text
    )


def write_mgrs(lat: float, lon: float, digits: int = 5) -> str:
    """The MGRS reference of a WGS 84 position, such as `52T GP 38115 53918`.

    `digits` 0 to 5 for each axis: squares from 100 km to 1 m. The last digits are cut, not rounded. Near the
    poles there is at least one, as without digits such a reference is a word (`ZAH`) and is read as none.
    """
    digits = digits if -80 <= lat < 84 else max(digits, 1)
    whole = _readable(lat, lon, digits)
    head, tail = (whole[: -2 * digits], whole[-2 * digits :]) if digits else (whole, "")
    square = f"{head[:-2]} {head[-2:]}" if head[0].isdigit() else head
    parts = (square, tail[:digits], tail[digits:])
    return " ".join(part for part in parts if part)


def read_utm(text: str) -> Position | None:
    """A point given as zone with band or hemisphere, easting and northing in metres; None if it is not UTM.

    Raises CatalogueError outside the zone, and for `S` where it may be the band or the southern half.
    """
    found = _UTM.fullmatch(text.strip().upper())
    if not found:
        return None
    zone, letter, easting, northing = int(found[1]), found[2], float(found[3]), float(found[4])
    # At the equator, where it is widest, a zone reaches from 166,000 to 834,000 m east. Northings of the
    # southern half count down from 10,000,000 at the equator.
    if not 1 <= zone <= 60 or not 100_000 <= easting < 1_000_000 or northing > 10_000_000:
        raise CatalogueError(
            tr(
                "“{text}” lies outside the UTM grid. Write zone and hemisphere, easting and northing "
                "in metres, such as 33 north 500000 4649776.",
                text=text,
            )
        )
    lon, lat = _utm(zone, _southern(text, letter, northing)).transform(easting, northing, direction="INVERSE")
    _check_band(text, letter, lat)
    return Position(lat, lon, None, "UTM", text)


def _middle_of(reference: str) -> tuple[float, float]:
    """Latitude and longitude of the middle of a square. Raises MGRSError, or RuntimeWarning.

    The wheel (mgrs 1.6) only warns of a square that does not lie in its band, and gives a position all the
    same: `1C AA 00 00` would lie 27 km north of band C.
    """
    with _FILTERS, catch_warnings(action="error", category=RuntimeWarning):
        lat, lon = MGRS().toLatLon(reference)
    return lat, lon


def _readable(lat: float, lon: float, digits: int) -> str:
    """What the wheel writes and can read again.

    At an edge it rounds the last half metre into a square that lies nowhere: `32M PF 44669 00000` just south
    of the equator, `31V EL 00000 97014` just west of the 3rd meridian in Norway. There it is asked for the
    position half a metre back, which lies in the same square.
    """
    for north, east in ((0.0, 0.0), (-_NUDGE, 0.0), (0.0, -_NUDGE), (-_NUDGE, -_NUDGE)):
        try:
            whole = str(MGRS().toMGRS(lat + north, lon + east, MGRSPrecision=digits))
            read = _middle_of(whole)
        except (MGRSError, RuntimeWarning):
            continue
        if reach_m(lat, lon, [read]) <= 100_000 / 10**digits:
            return whole
    raise CatalogueError(
        tr("{lat}, {lon} has no reference of the military grid.", lat=f"{lat:.6f}", lon=f"{lon:.6f}")
    )


def _digits(text: str, east: str, north: str) -> str:
    whole = east + north
    if len(whole) > 10 or len(whole) % 2 or (north and len(east) != len(north)):
        raise CatalogueError(
            tr(
                "“{text}” needs as many digits for east as for north, at most five each, such as 33T "
                "TG 12345 67890.",
                text=text,
            )
        )
    return whole


def _square_radius(zone: str, lat: float, lon: float, size: float) -> float:
    grid = _ups(zone) if len(zone) == 1 else _utm(int(zone[:-1]), southern=zone[-1] < "N")
    x, y = grid.transform(lon, lat)
    # the square lies straight in its own grid, and turned in degrees
    half = size / 2
    corners = [
        grid.transform(x + a, y + b, direction="INVERSE") for a in (-half, half) for b in (-half, half)
    ]
    return reach_m(lat, lon, [(corner_lat, corner_lon) for corner_lon, corner_lat in corners])


def _southern(text: str, letter: str, northing: float) -> bool:
    """Whether the zone's southern half is meant. `S` is also the name of a band between 32 and 40 north."""
    if letter in {"NORTH", "SOUTH"}:
        return letter == "SOUTH"
    if letter not in _BANDS:
        raise CatalogueError(
            tr(
                "“{text}”: there is no UTM band {letter}. Bands go from C to X without I and O.",
                text=text,
                letter=letter,
            )
        )
    if letter != "S":
        return letter < "N"
    # 32° to 40° N, at the middle of the zone and at its edges: southern northings of so much lie at 50° to
    # 58° S
    if 3_540_000 <= northing <= 4_440_000:
        raise CatalogueError(
            tr(
                "“{text}”: S may be the band or the southern half. Write “north” or “south” in its place.",
                text=text,
            )
        )
    return True


def _check_band(text: str, letter: str, lat: float) -> None:
    """`N` and `S` may name the half as well as the band; any other letter must fit the latitude."""
    # a hundredth of a degree is a kilometre: at the very edge either band may be written
    if not -80.01 <= lat <= 84.01 or not math.isfinite(lat):
        raise CatalogueError(
            tr("“{text}” lies outside the UTM grid, which reaches from 80° S to 84° N.", text=text)
        )
    if letter in {"NORTH", "SOUTH", "N", "S"}:
        return
    south = -80 + 8 * _BANDS.index(letter)
    if not south - 0.01 <= lat <= (84 if letter == "X" else south + 8) + 0.01:
        raise CatalogueError(
            tr("“{text}”: the northing does not lie in band {letter}. Check both.", text=text, letter=letter)
        )


@cache
def _utm(zone: int, southern: bool) -> "Transformer":
    return _from_wgs84(f"EPSG:{32700 + zone if southern else 32600 + zone}")


@cache
def _ups(zone: str) -> "Transformer":
    # UPS, eastings first: the polar grids of MGRS, Y and Z in the north, A and B in the south
    return _from_wgs84("EPSG:5041" if zone in "YZ" else "EPSG:5042")


def _from_wgs84(target: str) -> "Transformer":
    from pyproj import Transformer
    from pyproj.exceptions import ProjError

    wgs84()
    try:
        return Transformer.from_crs("EPSG:4326", target, always_xy=True)
    except ProjError as error:
        raise CatalogueError(
            tr("The table of map projections is damaged. Install the program again.")
        ) from error
