"""The shipped gazetteer as it lies on disk: names looked up by key, by beginning, by likeness and by box."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from resources.columns import Columns
from resources.signatures import within_edits


@dataclass(frozen=True, slots=True)
class GazetteerRow:
    """One place: WGS 84 degrees, people (0 = unknown), importance 0..255; region and country in English."""

    geonames_id: int
    name: str
    country_code: str
    country: str
    region_code: str
    region: str
    lat: float
    lon: float
    population: int
    importance: int


@dataclass(frozen=True, slots=True)
class NameHit:
    """A name of the place at position `place` that answered, and the key it answered to."""

    place: int
    name: str
    key: str


class PlaceIndex:
    """Reads `places.bin` (see `resources/build/gazetteer.py`) straight from the mapped file.

    Opening reads its head only. Nothing is ever written; any number of threads may read. Keys are what
    `resources.fold.fold_key` makes. OSError or ValueError if the file is missing or not a gazetteer.
    """

    def __init__(self, path: Path) -> None:
        self._columns = Columns(path)
        numbers = self._columns.numbers
        self._id, self._lat, self._lon = numbers["id"], numbers["lat"], numbers["lon"]
        self._population, self._importance = numbers["population"], numbers["importance"]
        self._country, self._region = numbers["country"], numbers["region"]
        self._first_name, self._name_start = numbers["first_name"], numbers["name_start"]
        self._name_bytes, self._entry = numbers["name_bytes"], numbers["entry"]
        self._entry_importance = numbers["entry_importance"]
        self._key_start, self._key_bytes = numbers["key_start"], numbers["key_bytes"]
        self._entry_length, self._entry_signature = numbers["entry_length"], numbers["entry_signature"]
        self._countries: list[list[str]] = self._columns.texts["countries"]
        self._regions: list[list[str]] = self._columns.texts["regions"]

    def __len__(self) -> int:
        return len(self._id)

    def close(self) -> None:
        """Let go of the file; the index must not be used afterwards."""
        self._columns.close()

    def named(self, key: str) -> Iterator[NameHit]:
        """Every name with exactly this key."""
        for entry in range(self._first_entry(key), len(self._entry)):
            if self._key(entry) != key:
                return
            yield self.hit(entry)

    def starting(self, key: str, limit: int) -> list[NameHit]:
        """Names whose key begins with `key`, those of the most important places first, at most `limit`."""
        # the highest code point of all: whatever begins with the key sorts before this
        low, high = self._first_entry(key), self._first_entry(key + "\U0010ffff")
        # int16, since the negative of an unsigned byte would wrap around; stable, so that equals stay in
        # their order
        first = np.argsort(-self._entry_importance[low:high].astype(np.int16), kind="stable")[:limit]
        return [self.hit(low + int(at)) for at in first]

    def alike(self, key: str, edits: int) -> dict[int, str]:
        """Entry -> key of all names within `edits` of `key`, and of some more: measure before you offer one.

        `hit(entry)` says which name and place it is.
        """
        entries = within_edits(self._entry_signature, self._entry_length, key, edits)
        starts, ends = self._key_start[entries].tolist(), self._key_start[entries + 1].tolist()
        keys = (bytes(self._key_bytes[start:end]).decode() for start, end in zip(starts, ends, strict=True))
        return dict(zip(entries.tolist(), keys, strict=True))

    def hit(self, entry: int) -> NameHit:
        """The name and place behind an entry."""
        number = self._entry[entry]  # in the type of the column: another would have all of it converted
        place = int(self._first_name.searchsorted(number, side="right")) - 1
        return NameHit(place, self._name(int(number)), self._key(entry))

    def within(self, south: float, west: float, north: float, east: float, limit: int) -> list[GazetteerRow]:
        """The most important places of a box in degrees; it crosses the antimeridian if west > east."""
        lat, lon = self._lat, self._lon
        # the columns hold whole numbers of 0.00001 degree, about a metre
        inside = (lat >= south * 1e5) & (lat <= north * 1e5)
        at_west, at_east = lon >= west * 1e5, lon <= east * 1e5
        inside &= (at_west & at_east) if west <= east else (at_west | at_east)
        places = np.flatnonzero(inside)
        first = np.argsort(-self._importance[places].astype(np.int16), kind="stable")[:limit]
        return [self.row(int(place)) for place in places[first]]

    def place_of(self, geonames_id: int) -> int | None:
        """The position of a place, None if the gazetteer does not hold it."""
        at = bisect_left(self._id, geonames_id)
        return at if at < len(self._id) and int(self._id[at]) == geonames_id else None

    def row(self, place: int) -> GazetteerRow:
        """All that is known of the place at this position, but for its other names."""
        country_code, country = self._countries[self._country[place]]
        region_code, region = self._regions[self._region[place]]
        return GazetteerRow(
            geonames_id=int(self._id[place]),
            name=self._name(int(self._first_name[place])),
            country_code=country_code,
            country=country,
            region_code=region_code,
            region=region,
            lat=int(self._lat[place]) / 1e5,
            lon=int(self._lon[place]) / 1e5,
            population=int(self._population[place]),
            importance=int(self._importance[place]),
        )

    def country(self, code: str) -> str:
        """The English name of a country by its ISO code; the code itself if it is not known."""
        return next((name for known, name in self._countries if known == code), code)

    def names(self, place: int) -> tuple[str, ...]:
        """Every name of the place, the English one first, then the tagged ones."""
        start, end = int(self._first_name[place]), int(self._first_name[place + 1])
        return tuple(self._name(number) for number in range(start, end))

    def _name(self, number: int) -> str:
        start, end = int(self._name_start[number]), int(self._name_start[number + 1])
        return bytes(self._name_bytes[start:end]).decode()

    def _key(self, entry: int) -> str:
        return bytes(self._key_bytes[self._key_start[entry] : self._key_start[entry + 1]]).decode()

    def _first_entry(self, key: str) -> int:
        return bisect_left(range(len(self._entry)), key, key=self._key)
