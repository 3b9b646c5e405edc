"""JSON and GeoJSON (RFC 7946: WGS 84, longitude first), an item a line."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import shapely
from shapely.geometry.polygon import orient

from app.export.item_values import COLUMNS
from app.places.footprint import footprint_area


def json_chunks(head: Mapping[str, Any], items: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """One object: what `head` says of the export, and `items`."""
    yield from _listed(head, "items", items)


def geojson_chunks(head: Mapping[str, Any], items: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A FeatureCollection, a feature an item; an item without a position that may be told has none."""
    features = (_feature(item) for item in items)
    yield from _listed({"type": "FeatureCollection", **head}, "features", features)


def _feature(item: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": item["exhibit"],
        "geometry": _geometry(item),
        "properties": {name: item[name] for name in COLUMNS if name not in {"lat", "lon"}},
    }


def _geometry(item: Mapping[str, Any]) -> dict[str, Any] | None:
    """The footprint of the location that is shown, else its point."""
    if item["lat"] is None or item["lon"] is None:
        return None
    for at in item["locations"]:
        same = (at["role"], at["basis"], at["lat"], at["lon"]) == tuple(
            item[name] for name in ("role", "basis", "lat", "lon")
        )
        if same and at["footprint"]:
            area = footprint_area(json.dumps(at["footprint"]))
            if area is not None:
                return _area(area)
    return {"type": "Point", "coordinates": [item["lon"], item["lat"]]}


def _area(area: shapely.MultiPolygon) -> dict[str, Any]:
    """Rings as RFC 7946 winds them: the outer one counterclockwise."""
    rings = [
        [[list(point) for point in ring.coords] for ring in (turned.exterior, *turned.interiors)]
        for turned in (orient(part) for part in area.geoms)
    ]
    if len(rings) == 1:
        return {"type": "Polygon", "coordinates": rings[0]}
    return {"type": "MultiPolygon", "coordinates": rings}


def _listed(head: Mapping[str, Any], name: str, things: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    yield f"{_text(head)[:-1]},{json.dumps(name)}:["
    comma = "\n"
    for thing in things:
        yield comma + _text(thing)
        comma = ",\n"
    yield "\n]}\n"


def _text(document: Mapping[str, Any]) -> str:
    """JSON in UTF-8, but for lone surrogates, which UTF-8 cannot hold and which become escapes."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return "".join(f"\\u{ord(c):04x}" if "\ud800" <= c <= "\udfff" else c for c in text)
