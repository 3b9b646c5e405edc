"""Reading plus codes: the Open Location Code, from its public specification (full codes only)."""

import re

from app.errors import CatalogueError
from app.places.position import Position, reach_m
from resources.messages import tr

# Twenty digits without vowels and look-alikes; ten of them are pairs, each twenty times finer, the rest rows
# and columns of a grid in one (Open Location Code, its specification).
_ALPHABET = "23456789CFGHJMPQRVWX"
_SHAPE = re.compile(rf"[{_ALPHABET}0]{{2,8}}\+[{_ALPHABET}]{{0,7}}")
_PAIRS = 10
_ROWS, _COLUMNS = 5, 4


def read_plus_code(text: str) -> Position | None:
    """The centre of the named cell with the radius that reaches its corners; None if `text` is no plus code.

    Raises CatalogueError for a short code, which means nothing without a place, and for a malformed one.
    """
    code = text.strip().upper()
    if not _SHAPE.fullmatch(code.split(" ")[0].rstrip(",")):
        return None
    _check(code)
    south, west, height, width = _cell(code.replace("+", "").rstrip("0"))
    lat, lon = south + height / 2, west + width / 2
    corners = [(y, x) for y in (south, south + height) for x in (west, west + width)]
    return Position(lat, lon, reach_m(lat, lon, corners), "plus code", text)


def _check(code: str) -> None:
    before, _, after = code.partition("+")
    # zeros fill up a code that names a larger cell: it is short, and whole all the same
    if len(before) < 8 and "0" not in before:
        raise CatalogueError(
            tr(
                "“{code}” is a short plus code: it means nothing without its place. Write the full "
                "code, with eight characters before the plus sign.",
                code=code,
            )
        )
    digits = before.rstrip("0")
    padding_wrong = len(before) != 8 or "0" in digits or len(digits) % 2 or not digits
    if padding_wrong or (after and len(digits) < 8) or len(after) == 1:
        raise CatalogueError(
            tr("“{code}” is not a whole plus code. A full one looks like 8FVC9G8F+6X.", code=code)
        )
    # 180 degrees are nine rows of twenty, 360 are eighteen columns
    if _ALPHABET.index(code[0]) > 8 or _ALPHABET.index(code[1]) > 17:
        raise CatalogueError(
            tr("“{code}” lies outside the earth. Check its first two characters.", code=code)
        )


def _cell(digits: str) -> tuple[float, float, float, float]:
    """South and west edge, height and width of the cell, in degrees.

    Counted in whole units of the finest cell (25,000,000 and 8,192,000 to the degree), so that nothing is
    lost before the one division at the end.
    """
    south = west = 0
    height, width = 20**5 * _ROWS**5, 20**5 * _COLUMNS**5
    for place, digit in enumerate(digits[:_PAIRS]):
        if place % 2 == 0:
            height //= 20
            south += _ALPHABET.index(digit) * height
        else:
            width //= 20
            west += _ALPHABET.index(digit) * width
    for digit in digits[_PAIRS:]:
        height, width = height // _ROWS, width // _COLUMNS
        row, column = divmod(_ALPHABET.index(digit), _COLUMNS)
        south, west = south + row * height, west + column * width
    per_lat, per_lon = 8000 * _ROWS**5, 8000 * _COLUMNS**5
    return south / per_lat - 90, west / per_lon - 180, height / per_lat, width / per_lon
