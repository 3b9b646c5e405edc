"""Writes `regions.bin`: countries, admin-1 regions and disputed areas with their names and outlines.

Columns (see `resources/columns.py`), R regions, K keys:

* `shape_start` (R + 1), `shape_bytes`: the outline of each region (`resources/outlines.py`);
* `name_start` (R + 1), `name_bytes`: its names, one a line, the one to show first;
* `key_start` (K + 1), `key_bytes`, `key_region`: every key of every name, sorted, and whose it is.

The text `regions` holds, for each region, its code, the country it is filed under and its kind (`country`,
`region`, `area`); the text `countries` the English name of each country.
"""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from resources.build.admin import display_name, region_names
from resources.build.cldr import country_names
from resources.build.land import LandPiece, disputed_rows, polygons
from resources.build.sources import PackageSources
from resources.columns import write_columns
from resources.fold import fold_key
from resources.outlines import STEPS, pack_polygons
from resources.place_names import keys_of

TOLERANCE = 0.004
"""Degrees; some 400 m. The source is hardly finer."""
SLIVER = 1e-4
"""Square degrees: a hole as small as this is where neighbours do not quite meet."""


@dataclass(frozen=True, slots=True)
class _Region:
    code: str
    country: str
    kind: str
    names: tuple[str, ...]
    geometry: shapely.MultiPolygon


def build_regions(
    sources: PackageSources, pieces: list[LandPiece], areas: list[LandPiece], target: Path
) -> None:
    """Write `target` from the pieces of land and the disputed areas that lie within them."""
    countries = country_names(sources)
    regions = sorted(
        [*_regions(pieces, countries, region_names(sources)), *_areas(areas)],
        key=lambda one: (one.kind, one.code),
    )
    shape_bytes, shape_start = _packed(pack_polygons(region.geometry) for region in regions)
    name_bytes, name_start = _packed("\n".join(region.names).encode() for region in regions)
    keys = sorted(
        {(key, at) for at, one in enumerate(regions) for name in one.names for key in keys_of(fold_key(name))}
    )
    key_bytes, key_start = _packed(key.encode() for key, _ in keys)
    columns: dict[str, NDArray[Any]] = {
        "shape_start": shape_start,
        "shape_bytes": shape_bytes,
        "name_start": name_start,
        "name_bytes": name_bytes,
        "key_start": key_start,
        "key_bytes": key_bytes,
        "key_region": np.array([at for _, at in keys], "u2"),
    }
    known = {region.country for region in regions}
    texts = {
        "regions": [[region.code, region.country, region.kind] for region in regions],
        "countries": {code: names[0] for code, names in countries.items() if code in known},
    }
    write_columns(target, columns, texts)
    print(f"{len(regions)} regions, {len(keys)} keys, {target.stat().st_size} bytes")


def _regions(
    pieces: list[LandPiece], countries: dict[str, list[str]], admin: dict[str, list[str]]
) -> Iterable[_Region]:
    """Every piece, every admin-1 region that is made of several pieces, every country."""
    shapes = shapely.coverage_simplify([piece.geometry for piece in pieces], TOLERANCE)
    by_code: dict[str, list[BaseGeometry]] = {}
    by_country: dict[str, list[BaseGeometry]] = {}
    for piece, shape in zip(pieces, shapes, strict=True):
        by_country.setdefault(piece.country, []).append(shape)
        by_code.setdefault(piece.code, []).append(shape)
    own_names = _disputed_names()
    alone = {
        country
        for country, names in countries.items()
        if all(_same(piece, names[0]) for piece in pieces if piece.country == country)
    }
    for at, (piece, shape) in enumerate(zip(pieces, shapes, strict=True)):
        if piece.country in alone or not piece.names:
            continue
        whole = bool(piece.code) and len(by_code[piece.code]) == 1
        given = [*admin.get(piece.code, ()), *own_names.get(piece.code, ())] if whole else []
        names = _named([*given, *own_names.get(piece.area, ()), *piece.names])
        code = piece.code if whole else f"{piece.code or piece.country}/{piece.area or at}"
        yield _Region(code, piece.country, "area" if piece.area else "region", names, _rounded(shape))
    for code, parts in by_code.items():
        if code in admin and len(parts) > 1:
            names = _named([*admin[code], *own_names.get(code, ())])
            yield _Region(code, code[:2], "region", names, _joined(parts))
    for country, parts in by_country.items():
        names = (*countries.get(country, ()), *own_names.get(country, ()))
        if names:
            yield _Region(country, country, "country", tuple(dict.fromkeys(names)), _joined(parts))


def _areas(areas: list[LandPiece]) -> Iterator[_Region]:
    own_names = _disputed_names()
    for area in areas:
        names = _named([*own_names[area.area], *area.names])
        yield _Region(f"{area.country}/{area.area}", area.country, "area", names, _rounded(area.geometry))


def _named(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in (display_name(names), *names) if name))


def _same(piece: LandPiece, country: str) -> bool:
    return any(fold_key(name) == fold_key(country) for name in piece.names) or not piece.names


def _joined(parts: list[BaseGeometry]) -> shapely.MultiPolygon:
    """The union of the parts, without the slivers between them."""
    return _rounded(shapely.MultiPolygon([_without_slivers(part) for part in _whole(parts).geoms]))


def _whole(parts: list[BaseGeometry]) -> shapely.MultiPolygon:
    return polygons(shapely.union_all(parts))


def _without_slivers(polygon: shapely.Polygon) -> shapely.Polygon:
    holes = [hole for hole in polygon.interiors if shapely.Polygon(hole).area > SLIVER]
    return shapely.Polygon(polygon.exterior, holes)


def _rounded(geometry: BaseGeometry) -> shapely.MultiPolygon:
    return polygons(shapely.set_precision(geometry, 1 / STEPS))


def _disputed_names() -> dict[str, list[str]]:
    """The names each side uses, by the code or id of what they name."""
    names: dict[str, list[str]] = {}
    for row in disputed_rows():
        sides = [row["place"], *itertools.chain(*row["names"].values())]
        owners = [row["id"], *row.get("regions", ()), *row.get("countries", ())]
        for owner in owners:
            names.setdefault(owner, []).extend(sides)
    return names


def _packed(texts: Iterable[bytes]) -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    pieces = list(texts)
    return np.frombuffer(b"".join(pieces), np.uint8), np.cumsum([0, *map(len, pieces)]).astype(np.uint32)
