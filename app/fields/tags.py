"""The privacy classes of embedded metadata, by what tags are called: there is no end of tags to list."""

import re

from app.fields.field import Privacy

_SERIAL = re.compile(
    r"serial|owner|unique_?id|imei|mac_?addr|host_?computer|maker_?note|device_?id|instance_?id|user_?name",
    re.IGNORECASE,
)
_POSITION = re.compile(r"gps|latitude|longitude|geo_?tag|location_?created", re.IGNORECASE)


def tag_class(group: str, namespace: str, name: str) -> Privacy:
    """The class of a tag's value. The corners of imagery in a GeoTIFF are no position of somebody."""
    words = name if namespace.startswith("http") else f"{namespace} {name}"
    if _SERIAL.search(words):
        return Privacy.SERIAL
    return Privacy.POSITION if _POSITION.search(words) and group != "GeoTIFF" else Privacy.TEXT


def names_a_device(name: str) -> bool:
    """Whether a tag of this name tells a device or its owner, wherever it stands."""
    return bool(_SERIAL.search(name))
