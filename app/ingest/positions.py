"""The boxes of the place index that cover a position as a file records it."""

from app.places.bounds import IndexBox, boxes_of_circle, boxes_of_outline
from app.reading.records import RecordedLocation


def index_boxes(location: RecordedLocation) -> tuple[IndexBox, ...]:
    """None for a location without a position; an unknown radius is covered as a point."""
    if location.lat is None or location.lon is None:
        return ()
    if location.footprint is None:
        return boxes_of_circle(location.lat, location.lon, location.radius_m or 0.0)
    return boxes_of_outline(location.footprint)
