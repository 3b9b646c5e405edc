"""The small map of a sheet: an item's locations on the shipped basemap."""

import json
from collections.abc import Sequence

from app.fields.field import Privacy
from app.places.locator import MapPoint, locator_svg
from app.privacy.classes import classes_out
from app.privacy.withheld import Profile
from app.records import Location
from app.sheet.from_statements import BASES, ROLES
from app.sheet.where_when import LocatorMap
from resources.messages import in_english, stored, trn

CREDIT = "Natural Earth; GeoNames, CC BY 4.0"


def locator_map(locations: Sequence[Location], profile: Profile) -> LocatorMap | None:
    """A map of the locations that have a position and are not kept back; None where there are none."""
    shown = [each for each in locations if Privacy.POSITION in classes_out(profile, each)]
    points = [point for location in shown if (point := _point(location))]
    if not points:
        return None
    words = "; ".join(f"{point.role}, {point.basis}" for point in points)
    caption = stored("Locations of the item, as far as this sheet tells them.")
    with in_english():
        alt = trn(
            "Map of {count} location: {locations}",
            "Map of {count} locations: {locations}",
            len(points),
            locations=words,
        )
    return LocatorMap(locator_svg(points).encode("utf-8"), alt, caption, CREDIT)


def _point(location: Location) -> MapPoint | None:
    if location.lat is None or location.lon is None:
        return None
    corners = json.loads(location.footprint) if location.footprint else None
    return MapPoint(
        ROLES[location.role],
        BASES[location.basis],
        location.lat,
        location.lon,
        location.radius_m,
        tuple((float(lat), float(lon)) for lat, lon in corners) if corners else None,
        location.place_name or "",
    )
