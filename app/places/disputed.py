"""Places over which states disagree: how we file them, and the words that go with them. Data, not code."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from app.errors import CatalogueError
from app.messages.faults import cause_of
from resources import read_text
from resources.messages import shown, tr

if TYPE_CHECKING:
    from shapely import MultiPolygon

Ring = tuple[tuple[float, float], ...]
"""Corners as longitude and latitude, WGS 84 degrees, the first repeated at the end."""


@dataclass(frozen=True, slots=True)
class DisputedPlace:
    """One row of the table, as its file describes it (`resources/gazetteer/disputed.json`).

    `regions` are GeoNames admin-1 codes, `countries` ISO codes, `rings` the outlines of the area;
    any of them may be empty. `filed_under` is an ISO code, None where the filing is left as it is.
    """

    id: str
    place: str
    claimed_by: tuple[str, ...]
    administered_by: str
    names: tuple[tuple[str, tuple[str, ...]], ...]
    drawn: str
    filed: str
    filed_under: str | None
    note: str
    source: str
    regions: frozenset[str]
    countries: frozenset[str]
    rings: tuple[Ring, ...]

    @property
    def area(self) -> "MultiPolygon":
        """The area, in longitude and latitude; empty where codes alone say what is meant."""
        from shapely import MultiPolygon, Polygon

        return MultiPolygon([Polygon(ring) for ring in self.rings])


class DisputedPlaces:
    """The reviewed table."""

    def __init__(self, rows: Sequence[DisputedPlace]) -> None:
        self.rows = tuple(rows)
        self._areas = [(_bounds(row.rings), row) for row in rows if row.rings]
        self._by_code: dict[str, list[DisputedPlace]] = {}
        for row in rows:
            for code in row.regions | row.countries:
                self._by_code.setdefault(code, []).append(row)

    @classmethod
    def shipped(cls) -> Self:
        """The table the program brings along."""
        return cls(_rows(json.loads(read_text("gazetteer/disputed.json"))))

    @classmethod
    def read(cls, path: Path) -> Self:
        """The user's own table, which replaces the shipped one. CatalogueError if it is not one."""
        try:
            rows = _rows(json.loads(path.read_text(encoding="utf-8")))
            for row in rows:
                _ = row.area  # an outline that is none says so here, not at the first question
            return cls(rows)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise CatalogueError(_refusal(path.name, error)) from error

    def note(self, country: str, region: str, lat: float | None, lon: float | None) -> str | None:
        """What must be said with a place: all disputes that concern it, None if there is none.

        `country` is an ISO code, `region` a GeoNames admin-1 code; either may be empty.
        """
        notes = [row.note for row in self.at(country, region, lat, lon)]
        return " ".join(notes) or None

    def filed_under(self, country: str, region: str, lat: float | None, lon: float | None) -> str:
        """The ISO code of the country a place is filed under: `country` unless the table says otherwise."""
        for row in self.at(country, region, lat, lon):
            if row.filed_under:
                return row.filed_under
        return country

    def at(
        self, country: str, region: str, lat: float | None, lon: float | None
    ) -> tuple[DisputedPlace, ...]:
        """The rows that concern a place."""
        found = [*self._by_code.get(region, ()), *self._by_code.get(country, ())]
        if lat is not None and lon is not None:
            found += self._around(lat, lon)
        return tuple({row.id: row for row in found}.values())

    def _around(self, lat: float, lon: float) -> Iterator[DisputedPlace]:
        for (west, south, east, north), row in self._areas:
            # the box before the outline: geometry is only loaded near a dispute
            if south <= lat <= north and west <= lon <= east and _covers(row, lat, lon):
                yield row


def _refusal(name: str, error: Exception) -> str:
    """Why a file is no such table, as far as whoever wrote it can mend it."""
    if isinstance(error, OSError):
        return tr("{name} cannot be read: {why}.", name=name, why=shown(cause_of(error)))
    if isinstance(error, json.JSONDecodeError):
        return tr(
            "{name} is no JSON: the fault is at line {line}, column {column}. Copy ours and change that.",
            name=name,
            line=error.lineno,
            column=error.colno,
        )
    if isinstance(error, UnicodeDecodeError):
        return tr("{name} is not written in UTF-8. Copy ours and change that.", name=name)
    if isinstance(error, KeyError):
        return tr(
            "{name} is not a table of disputed places: “{key}” is missing. Copy ours and change that.",
            name=name,
            key=error.args[0],
        )
    return tr(
        "{name} is not a table of disputed places: a value is not of the form that ours has. "
        "Copy ours and change that.",
        name=name,
    )


def _covers(row: DisputedPlace, lat: float, lon: float) -> bool:
    from shapely import Point

    return bool(row.area.covers(Point(lon, lat)))


def _bounds(rings: Sequence[Ring]) -> tuple[float, float, float, float]:
    """West, south, east, north."""
    lons, lats = zip(*(corner for ring in rings for corner in ring), strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def _rows(table: Any) -> list[DisputedPlace]:
    return [_row(row) for row in table["places"]]


def _row(row: dict[str, Any]) -> DisputedPlace:
    return DisputedPlace(
        id=row["id"],
        place=row["place"],
        claimed_by=tuple(row["claimed_by"]),
        administered_by=row["administered_by"],
        names=tuple((side, tuple(names)) for side, names in row["names"].items()),
        drawn=row["drawn"],
        filed=row["filed"],
        filed_under=row.get("filed_under"),
        note=row["note"],
        source=row["source"],
        regions=frozenset(row.get("regions", ())),
        countries=frozenset(row.get("countries", ())),
        rings=tuple(tuple((lon, lat) for lon, lat in ring) for ring in row.get("area", ())),
    )
