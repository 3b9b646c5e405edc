"""The boxes by which the place index finds a location, as every act that places one makes them."""

import json
from collections.abc import Sequence

import numpy as np

from app.places.bounds import IndexBox, boxes_of_circles, ways_of_outline
from db.states.indexes import PlacedShape

Ways = Sequence[tuple[IndexBox, ...]]


def cover(shapes: Sequence[PlacedShape]) -> list[Ways]:
    """Of each shape its boxes. An outline has two ways: of an analyst, and of a file."""
    circles = boxes_of_circles(
        np.array([shape.lat for shape in shapes], np.float64),
        np.array([shape.lon for shape in shapes], np.float64),
        np.array([_radius(shape) for shape in shapes], np.float64),
    )
    return [
        [circle] if shape.footprint is None else _outlined(shape.footprint)
        for shape, circle in zip(shapes, circles, strict=True)
    ]


def _radius(shape: PlacedShape) -> float:
    return float(shape.radius_m) if isinstance(shape.radius_m, int | float) else 0.0


def _outlined(footprint: str) -> Ways:
    try:
        return ways_of_outline([(float(lat), float(lon)) for lat, lon in json.loads(footprint)])
    except (TypeError, ValueError):  # what no act wrote, and its state tells
        return ()
