"""The boxes of the place index that cover a position as a file records it."""

from app.places.bounds import IndexBox, boxes_of_circle, boxes_of_edges
from app.reading.records import RecordedLocation


def index_boxes(location: RecordedLocation) -> tuple[IndexBox, ...]:
    """None for a location without a position; an unknown radius is covered as a point."""
    if location.lat is None or location.lon is None:
        return ()
    if location.footprint is None:
        return boxes_of_circle(location.lat, location.lon, location.radius_m or 0.0)
    lats = [lat for lat, _ in location.footprint]
    lons = [lon for _, lon in location.footprint]
    # once around: west and east would be the same
    if max(lons) - min(lons) >= 360:
        return boxes_of_edges(min(lats), -180.0, max(lats), 180.0)
    return boxes_of_edges(min(lats), _wrapped(min(lons)), max(lats), _wrapped(max(lons)))


def _wrapped(lon: float) -> float:
    """Footprints go on past 180 where they cross the antimeridian."""
    return lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180
