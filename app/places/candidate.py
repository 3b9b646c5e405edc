"""What a look-up of a name takes and gives: places of the case, and candidates."""

from dataclasses import dataclass
from enum import StrEnum

Point = tuple[float, float]
"""Latitude and longitude, WGS 84 degrees."""
ALL_NAMESAKES = 1000
"""A limit that cuts off nobody of one name: the shipped gazetteer has at most 87 (Santa Cruz)."""


class Match(StrEnum):
    """How a candidate's name answers to the name that was asked for."""

    EXACT = "exact"
    FOLDED = "folded"
    STRIPPED = "stripped suffix"
    MISSPELT = "misspelt"
    BEGINNING = "beginning"


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place of the case with names of its own, historic ones included; `key` is the caller's."""

    key: str
    name: str
    names: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None
    country: str = ""
    country_code: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place that may be meant. Degrees on WGS 84, None where unknown; metres on the ellipsoid.

    `score` 0..100 says how well the name fits; the order of candidates also weighs importance and nearness.
    `population` 0 is unknown. `distance_m` is to the nearest of the points that were given, else None.
    """

    name: str
    country: str
    country_code: str
    region: str
    lat: float | None
    lon: float | None
    geonames_id: int | None
    population: int
    matched: str
    score: float
    match: Match
    distance_m: float | None
    disputed: str | None
    names: tuple[str, ...]
    case_key: str | None = None
