"""The land in pieces: Natural Earth's regions, filed and cut as the table of disputed places says."""

import importlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from resources import read_text
from resources.build.geonames import GeonamesTown
from resources.build.sources import PackageSources

REACH = 0.08
"""Degrees by which a line of claims may end short of the border it belongs to."""
ACROSS = 0.001
"""Degrees by which such a line is led across that border, so that the two cut each other."""
ROUGH = 0.05
"""Square degrees by which a rough area may fall short of the piece of land it means."""
SIACHEN = "KAS"
"""Natural Earth calls the glacier Kashmir, which it is but a small part of."""
HOMES = {"KAS": "IN", "IOA": "AU", "CLP": "FR", "PGA": ""}
"""Natural Earth's own codes of places that have no ISO code: the country we file them under, "" for none."""
EDGE = 179.89
"""Natural Earth's regions stop at 179.9 degrees and at the latitude -89.9; what lies beyond is drawn out."""


@dataclass(frozen=True, slots=True)
class LandPiece:
    """One region of land. `code` is GeoNames' (`RU.59`) or, where that has several such pieces, "".

    `area` is the id of the row of the table of disputed places that cut this piece out, else "".
    """

    country: str
    code: str
    names: tuple[str, ...]
    geometry: shapely.MultiPolygon
    area: str = ""


def read_pieces(
    sources: PackageSources, towns: list[GeonamesTown]
) -> tuple[list[LandPiece], list[LandPiece]]:
    """All land, each piece once, filed as the table of disputed places says; and areas within pieces."""
    pieces = _coded(_states(sources), towns)
    lines = disputed_lines(sources)
    for row in disputed_rows():
        pieces = _filed(pieces, row)
        pieces = _cut(pieces, row, lines)
    within = {row["id"] for row in disputed_rows() if not _moves(row)}
    return [one for one in pieces if one.area not in within], [one for one in pieces if one.area in within]


def disputed_rows() -> list[dict[str, Any]]:
    """The rows of the shipped table of disputed places."""
    rows: list[dict[str, Any]] = json.loads(read_text("gazetteer/disputed.json"))["places"]
    return rows


def disputed_lines(sources: PackageSources) -> BaseGeometry:
    """Natural Earth's lines of claims, without those that history has overtaken."""
    rows = _layer(sources.world, "disputed_borders")
    gone = ("Former USSR oblast in 1991", "Ceasefire Line 1994", "Ukrainian claim")
    return shapely.union_all([geometry for fields, geometry in rows if fields["name"] not in gone])


def _states(sources: PackageSources) -> list[LandPiece]:
    return [
        LandPiece(
            str(fields["iso_a2"]),
            str(fields["adm0_a3"]),
            _names(fields),
            _to_the_edge(geometry),
        )
        for fields, geometry in _layer(sources.world, "states_provinces")
    ]


def _names(fields: dict[str, Any]) -> tuple[str, ...]:
    if fields["adm0_a3"] == SIACHEN:
        return ("Siachen Glacier",)
    return tuple(str(fields[name]) for name in ("name", "gn_name", "woe_name") if fields[name])


def _layer(path: Path, layer: str) -> list[tuple[dict[str, Any], BaseGeometry]]:
    pyogrio = importlib.import_module("pyogrio.raw")
    about, _, geometries, columns = pyogrio.read(path, layer=layer)
    names = [str(name) for name in about["fields"]]
    rows = zip(zip(*columns, strict=True), geometries, strict=True)
    return [(dict(zip(names, row, strict=True)), shapely.from_wkb(wkb)) for row, wkb in rows]


def _to_the_edge(geometry: BaseGeometry) -> shapely.MultiPolygon:
    def move(points: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> Any:
        moved = points.copy()
        moved[:, 0] = np.where(np.abs(points[:, 0]) > EDGE, np.sign(points[:, 0]) * 180, points[:, 0])
        moved[:, 1] = np.where(points[:, 1] < -89.85, -90, points[:, 1])
        return moved

    return polygons(shapely.make_valid(shapely.transform(geometry, move)))


def polygons(geometry: BaseGeometry) -> shapely.MultiPolygon:
    """The polygons among the parts of a geometry."""
    parts = shapely.get_parts(geometry)
    nested = [part for one in parts for part in shapely.get_parts(one)]
    return shapely.MultiPolygon([part for part in nested if part.geom_type == "Polygon" and part.area > 0])


def _coded(states: list[LandPiece], towns: list[GeonamesTown]) -> list[LandPiece]:
    """Give each state the GeoNames code that most of its towns bear, if no other state has it as well."""
    tree = shapely.STRtree([state.geometry for state in states])
    points = shapely.points([(town.lon, town.lat) for town in towns])
    votes: dict[int, dict[str, int]] = {}
    for point, state in tree.query(points, predicate="intersects").T.tolist():
        town = towns[point]
        ballot = votes.setdefault(state, {})
        code = f"{town.country}.{town.admin1}"
        ballot[code] = ballot.get(code, 0) + 1
    winners = {state: max(ballot, key=lambda code: (ballot[code], code)) for state, ballot in votes.items()}
    coded = []
    for at, state in enumerate(states):
        code = winners.get(at, "")
        country = state.country if state.country.isalpha() else code[:2] or HOMES.get(state.code, "")
        coded.append(replace(state, country=country, code=code))
    return coded


def _filed(pieces: list[LandPiece], row: dict[str, Any]) -> list[LandPiece]:
    country = row.get("filed_under")
    regions = row.get("regions", ())
    if not country:
        return pieces
    return [replace(piece, country=country) if piece.code in regions else piece for piece in pieces]


def _cut(pieces: list[LandPiece], row: dict[str, Any], lines: BaseGeometry) -> list[LandPiece]:
    """Cut the row's rough area out of the pieces, along lines of claims where there are any near it."""
    area = shapely.MultiPolygon([shapely.Polygon(ring) for ring in row.get("area", ())])
    if area.is_empty:
        return pieces
    kept: list[LandPiece] = []
    taken: list[BaseGeometry] = []
    for piece in pieces:
        if piece.country not in row["cut_from"] or not piece.geometry.intersects(area):
            kept.append(piece)
            continue
        inside, outside = _parted(piece.geometry, area, lines)
        taken += inside
        if not _moves(row):
            kept.append(piece)
        elif outside:
            kept.append(replace(piece, geometry=polygons(shapely.union_all(outside))))
    if taken:
        country = row.get("filed_under") or row["cut_from"][0]
        kept.append(LandPiece(country, "", (row["place"],), polygons(shapely.union_all(taken)), row["id"]))
    return kept


def _moves(row: dict[str, Any]) -> bool:
    """Whether the row files its area under another country than the source does."""
    return bool(row.get("filed_under")) and row["filed_under"] not in row.get("cut_from", ())


def _parted(
    geometry: BaseGeometry, area: BaseGeometry, lines: BaseGeometry
) -> tuple[list[BaseGeometry], list[BaseGeometry]]:
    """The parts inside and outside; a part that is half and half is cut along the rough edge."""
    inside: list[BaseGeometry] = []
    outside: list[BaseGeometry] = []
    for part in shapely.get_parts(geometry):
        mesh = _with_lines(part.boundary, lines, area) if part.intersects(area) else part.boundary
        for face in shapely.get_parts(shapely.polygonize([mesh])):
            if not part.contains(face.representative_point()):
                continue
            inner = face.intersection(area).area
            if inner > 0.7 * face.area and face.area - inner < ROUGH:
                inside.append(face)
            elif inner < 0.02 * face.area:
                outside.append(face)
            else:
                inside.append(face.intersection(area))
                outside.append(face.difference(area))
    return inside, outside


def _with_lines(boundary: BaseGeometry, lines: BaseGeometry, area: BaseGeometry) -> BaseGeometry:
    """The boundary with the lines of claims near the area, their ends drawn out to it where it is close."""
    near = shapely.get_parts(shapely.line_merge(lines.intersection(area.buffer(3 * REACH))))
    longer = [
        line for one in near for line in (_drawn_out(one, boundary), _drawn_out(one.reverse(), boundary))
    ]
    return shapely.union_all([boundary, *longer])


def _drawn_out(line: shapely.LineString, boundary: BaseGeometry) -> shapely.LineString:
    """The line with its end led to the boundary and a little across it, if it ends that close to it."""
    end = shapely.get_point(line, -1)
    if shapely.distance(end, boundary) > REACH:
        return line
    points = shapely.get_coordinates(line)
    target = shapely.get_coordinates(shapely.shortest_line(end, boundary))[1]
    course = target - points[-1] if np.hypot(*(target - points[-1])) > ACROSS else points[-1] - points[-2]
    return shapely.LineString([*points, target + course / np.hypot(*course) * ACROSS])
