"""Writes `basemap.bin`: land, coast, borders, rivers, lakes at three levels of detail, and towns.

Columns (see `resources/columns.py`), L lines of at most 128 points, T towns:

* `x`, `y`: points of all lines in steps of 1/1000 degree, each but a line's first as the difference from
  the one before; `start` (L + 1) where a line begins; `first_x`, `first_y` its first point;
* `west`, `south`, `east`, `north`: its box in steps; `layer`: its place in the text `layers`; `level`:
  0 (fine) to 2 (coarse). Lines of the layers `land` and `lake` are closed rings, cut up by a grid: drawn
  as one path with the even-odd rule they fill the land and the lakes;
* `town_x`, `town_y` (1/1000 degree), `town_importance` (0..255), `town_start` (T + 1) into `town_bytes`: the
  names, the most important town first.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from resources.build.borders import GRID, Line, border_lines, coast_lines, lines_of
from resources.build.geonames import GeonamesTown
from resources.build.land import LandPiece, disputed_lines, polygons
from resources.build.sources import PackageSources
from resources.build.water import read_water
from resources.columns import write_columns

LAYERS = ("land", "lake", "coast", "country", "disputed", "region", "river")
LEVELS = ((0.004, 0.0, 10), (0.05, 0.002, 30), (0.25, 0.1, 30))
"""Of each level: tolerance in degrees, least island in square degrees, grid of the land (30 at most)."""
POINTS = 128
TOWNS_FROM = 5000


def build_basemap(
    sources: PackageSources, pieces: list[LandPiece], towns: list[GeonamesTown], target: Path
) -> None:
    """Write `target` from the pieces of land, the rivers and lakes, and the towns."""
    lines: list[tuple[int, str, Line]] = []
    for level, (tolerance, least, cell) in enumerate(LEVELS):
        shapes = [
            _without_islets(shape, least)
            for shape in shapely.coverage_simplify([p.geometry for p in pieces], tolerance)
        ]
        lines += _level(sources, level, pieces, shapes, cell)
    lines = [one for one in lines if np.ptp(np.rint(one[2] * GRID), axis=0).any()]
    columns = {**_line_columns(lines), **_town_columns(towns)}
    write_columns(target, columns, {"layers": list(LAYERS), "grid": GRID})
    print(f"{len(lines)} lines, {len(columns['x'])} points, {target.stat().st_size} bytes")


def _level(
    sources: PackageSources, level: int, pieces: list[LandPiece], shapes: list[BaseGeometry], cell: int
) -> Iterator[tuple[int, str, Line]]:
    tolerance = LEVELS[level][0]
    rivers, lakes = read_water(sources, "110m" if level == 2 else "50m")
    layers = border_lines(pieces, shapes)
    layers.setdefault("disputed", []).extend(lines_of(shapely.simplify(disputed_lines(sources), tolerance)))
    land = polygons(shapely.union_all(shapely.set_precision(shapes, 1 / GRID)))
    layers["coast"] = coast_lines(land, tolerance**2 * 4)
    layers["river"] = [shapely.get_coordinates(river) for river in shapely.simplify(rivers, tolerance)]
    for layer, of_layer in layers.items():
        for line in of_layer:
            for start in range(0, len(line) - 1, POINTS - 1):
                yield level, layer, line[start : start + POINTS]
    for ring in _filled(land, cell):
        yield level, "land", ring
    for lake in lakes:
        for ring in shapely.get_rings(shapely.simplify(lake, tolerance)):
            yield level, "lake", shapely.get_coordinates(ring)


def _filled(land: BaseGeometry, cell: int) -> Iterator[Line]:
    """Rings that fill the land, cut at a grid so that a part of the world needs only a part of them."""
    parts = shapely.get_parts(land)
    tree = shapely.STRtree(parts)
    for west in range(-180, 180, cell):
        for south in range(-90, 90, cell):
            box = shapely.box(west, south, west + cell, south + cell)
            for part in parts[tree.query(box)]:
                for ring in shapely.get_rings(
                    shapely.get_parts(polygons(shapely.clip_by_rect(part, *box.bounds)))
                ):
                    yield shapely.get_coordinates(ring)


def _without_islets(shape: BaseGeometry, least: float) -> BaseGeometry:
    return shapely.MultiPolygon([part for part in polygons(shape).geoms if part.area >= least])


def _line_columns(lines: list[tuple[int, str, Line]]) -> dict[str, NDArray[Any]]:
    steps = [np.rint(line * GRID).astype(np.int32) for _, _, line in lines]
    first = np.array([line[0] for line in steps])
    low, high = np.array([line.min(axis=0) for line in steps]), np.array([line.max(axis=0) for line in steps])
    points = np.concatenate([np.diff(line, axis=0, prepend=line[:1]) for line in steps])
    assert np.abs(points).max() < 2**15, "a line is too long for its column"
    return {
        "x": points[:, 0].astype(np.int16),
        "y": points[:, 1].astype(np.int16),
        "start": np.cumsum([0, *map(len, steps)]).astype(np.uint32),
        "first_x": first[:, 0],
        "first_y": first[:, 1],
        "west": low[:, 0],
        "south": low[:, 1],
        "east": high[:, 0],
        "north": high[:, 1],
        "layer": np.array([LAYERS.index(layer) for _, layer, _ in lines], np.uint8),
        "level": np.array([level for level, _, _ in lines], np.uint8),
    }


def _town_columns(towns: list[GeonamesTown]) -> dict[str, NDArray[Any]]:
    kept = [town for town in towns if town.population >= TOWNS_FROM or town.feature in ("PPLC", "PPLA")]
    kept.sort(key=lambda town: (-town.importance, town.geonames_id))
    names = [town.names[0].encode() for town in kept]
    return {
        "town_x": np.array([round(town.lon * GRID) for town in kept], np.int32),
        "town_y": np.array([round(town.lat * GRID) for town in kept], np.int32),
        "town_importance": np.array([town.importance for town in kept], np.uint8),
        "town_start": np.cumsum([0, *map(len, names)]).astype(np.uint32),
        "town_bytes": np.frombuffer(b"".join(names), np.uint8),
    }
