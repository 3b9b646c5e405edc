"""The values behind keys: distances and boxes. A ValueError says what was expected."""

import re

from app.places.shapes import FARTHEST_M
from db.queries.filter import InBox, Near
from resources.messages import tr

# the international mile, nautical mile and foot, in metres
_UNITS = {
    **dict.fromkeys(("m", "м", "metre", "metres", "meter", "meters"), 1.0),
    **dict.fromkeys(("km", "км"), 1000.0),
    **dict.fromkeys(("mi", "mile", "miles"), 1609.344),
    **dict.fromkeys(("nmi", "nm"), 1852.0),
    **dict.fromkeys(("ft", "feet"), 0.3048),
}
_DISTANCE = re.compile(r"(\d{1,9}(?:[.,]\d{1,9})?)\s*([^\W\d_]*)")


def near(value: str) -> Near:
    """`place~distance`, the place still without a meaning."""
    place, tilde, distance = value.rpartition("~")
    if not tilde or not distance.strip():
        raise ValueError(tr("near: needs a distance, such as near:Springfield~25km."))
    if not place.strip():
        raise ValueError(
            tr("near: needs a place before the ~, such as near:Springfield~25km or near:51.48,0.00~500m.")
        )
    return Near(place.strip(), metres(distance.strip()))


def metres(text: str) -> float:
    """A distance with its unit: m, km, mi, nmi or ft."""
    found = _DISTANCE.fullmatch(text)
    if not found or found[2].lower() not in _UNITS:
        raise ValueError(
            tr(
                "“{text}” is no distance. Write a number with m, km, mi, nmi or ft, such as 500m or 25km.",
                text=text,
            )
        )
    distance = float(found[1].replace(",", ".")) * _UNITS[found[2].lower()]
    if distance > FARTHEST_M:
        raise ValueError(tr("A distance is at most 20,004 km, half way round the earth."))
    return distance


def box(value: str) -> InBox:
    """Four numbers of degrees: south, west, north, east."""
    try:
        south, west, north, east = (float(part) for part in value.replace("−", "-").split(","))
    except ValueError:
        raise ValueError(
            tr("box: needs south, west, north, east in degrees, such as box:51.2,-0.6,51.8,0.4.")
        ) from None
    if not (-90 <= south <= north <= 90 and abs(west) <= 180 and abs(east) <= 180):
        raise ValueError(
            tr(
                "box: needs south, west, north, east in degrees, such as box:51.2,-0.6,51.8,0.4; "
                "south is not north of north, and no number leaves the earth."
            )
        )
    return InBox(south, west, north, east)
