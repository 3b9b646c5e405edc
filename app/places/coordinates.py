"""Reading coordinates in every usual notation, and writing them as decimal degrees, DMS and MGRS."""

import re

from app.errors import CatalogueError
from app.messages.wording import sentences
from app.places.angles import read_angles
from app.places.datums import from_sk42
from app.places.grids import read_mgrs, read_utm, write_mgrs
from app.places.pluscode import read_plus_code
from app.places.position import Position
from resources.messages import later, tr

__all__ = ["Position", "decimal", "dms", "mgrs", "read_coordinates"]

_SK42 = re.compile(
    r"\s*(?:(?:sk|ск)[\s\-‐‑–]*42|pulkovo[\s\-]*1942|пулково[\s\-]*1942)(?!\d)[\s:,]*", re.IGNORECASE
)
# characters: the patterns are tried on every text of a search box, and nobody writes a position so long
_LONGEST = 200


def read_coordinates(text: str) -> Position:
    """The position that `text` names, in degrees on WGS 84.

    Reads decimal degrees (also with decimal commas), degrees with minutes and seconds, MGRS, UTM, full plus
    codes, and angles on SK-42 behind the prefix `SK-42`. A bare word is never read as coordinates.
    Raises CatalogueError saying what was expected.
    """
    if len(text) > _LONGEST:
        raise CatalogueError(
            sentences(tr("A position is at most {longest} characters long.", longest=_LONGEST), tr(_EXPECTED))
        )
    prefix = _SK42.match(text)
    if prefix:
        return _read_sk42(text, text[prefix.end() :])
    # in the order of how little else they may be: a plus code has its plus sign, UTM its two long numbers
    found = read_plus_code(text) or read_utm(text) or read_mgrs(text) or _read_angles(text)
    if found is None:
        raise CatalogueError(sentences(tr("“{text}” is no position.", text=text), tr(_EXPECTED)))
    return found


def decimal(lat: float, lon: float, digits: int = 6) -> str:
    """Decimal degrees such as `43.800000, 131.960000`; six digits are about 0.1 m."""
    return f"{_rounded(lat, digits):.{digits}f}, {_rounded(lon, digits):.{digits}f}"


def dms(lat: float, lon: float, digits: int = 1) -> str:
    """Degrees, minutes and seconds such as `43°48'00.0"N 131°57'36.0"E`; `digits` of the seconds."""
    return f"{_dms(lat, 'NS', digits)} {_dms(lon, 'EW', digits)}"


def mgrs(lat: float, lon: float, digits: int = 5) -> str:
    """The MGRS square that holds the position, such as `33T TG 12345 67890`; `digits` 5 is a metre."""
    return write_mgrs(lat, lon, digits)


def _read_sk42(text: str, rest: str) -> Position:
    angles = read_angles(rest)
    if angles is None:
        raise CatalogueError(
            tr("“{text}”: write latitude and longitude after SK-42, such as SK-42 50.1, 36.2.", text=text)
        )
    lat, lon = from_sk42(angles[0], angles[1])
    return Position(lat, lon, None, "DMS" if angles[2] else "decimal", text, "SK-42")


def _read_angles(text: str) -> Position | None:
    angles = read_angles(text)
    if angles is None:
        return None
    return Position(angles[0], angles[1], None, "DMS" if angles[2] else "decimal", text)


def _rounded(value: float, digits: int) -> float:
    """Rounded, with no minus sign before a zero."""
    return round(value, digits) + 0.0


def _dms(value: float, letters: str, digits: int) -> str:
    # rounded once, in the smallest unit: minutes and seconds rounded apart may come to 60
    units = round(abs(value) * 3600 * 10**digits)
    whole, fraction = divmod(units, 10**digits)
    minutes, seconds = divmod(whole, 60)
    degrees, minutes = divmod(minutes, 60)
    tail = f".{fraction:0{digits}d}" if digits else ""
    letter = letters[1] if value < 0 and units else letters[0]
    return f"{degrees}°{minutes:02d}'{seconds:02d}{tail}\"{letter}"


_EXPECTED = later(
    "Write decimal degrees such as 50.1234, 36.4321, degrees and minutes such as 50°07.4'N 36°25.9'E, "
    "or an MGRS, UTM or full plus code reference."
)
