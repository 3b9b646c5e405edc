"""Rivers and lakes of Natural Earth 1:50m, read from TopoJSON."""

import json
from typing import Any

import numpy as np
import shapely

from resources.build.sources import PackageSources

Arcs = list[np.ndarray[tuple[int, int], np.dtype[np.float64]]]


def read_water(
    sources: PackageSources, detail: str
) -> tuple[list[shapely.LineString], list[shapely.Polygon]]:
    """Rivers and lakes; `detail` is `50m` or `110m`."""
    topology = json.loads((sources.hydrography / f"world_{detail}.json").read_text(encoding="utf-8"))
    arcs = _arcs(topology)
    rivers = [
        shapely.LineString(_joined(arcs, numbers))
        for geometry in topology["objects"]["rivers"]["geometries"]
        for numbers in ([geometry["arcs"]] if geometry["type"] == "LineString" else geometry["arcs"])
    ]
    lakes = [
        shapely.Polygon(
            _joined(arcs, geometry["arcs"][0]), [_joined(arcs, hole) for hole in geometry["arcs"][1:]]
        )
        for geometry in topology["objects"]["lakes"]["geometries"]
    ]
    return rivers, [lake for lake in lakes if lake.is_valid]


def _arcs(topology: dict[str, Any]) -> Arcs:
    scale, origin = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    return [np.cumsum(np.array(arc), axis=0) * scale + origin for arc in topology["arcs"]]


def _joined(arcs: Arcs, numbers: list[int]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """One line of several arcs; a number below zero is an arc (its complement) run backwards."""
    lines = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
    return np.vstack([lines[0], *(line[1:] for line in lines[1:])])
