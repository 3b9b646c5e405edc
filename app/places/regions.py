"""Countries, admin-1 regions and disputed areas by name in any script, with their outlines."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA
from shapely import MultiPolygon, difference, get_parts, union_all

from app.places.candidate import Match
from app.places.disputed import DisputedPlaces
from app.places.opened import OpenedOnce
from app.places.spelling import Fit, edits_allowed, keep_best, likeness, written_fit
from resources.columns import Columns
from resources.fold import fold_key
from resources.outlines import unpack_polygons
from resources.place_names import keys_of

# of equal names a country comes before a disputed area and a region: Georgia, Luxembourg
_KINDS = {"country": 0, "area": 1, "region": 2}


@dataclass(frozen=True, slots=True)
class Region:
    """A country, region or disputed area. `geometry` is in longitude and latitude, WGS 84, some 500 m exact.

    It never crosses the antimeridian: what lies on both sides is parted there. `code` is the ISO code of a
    country, the GeoNames code of a region (`RU.59`) or one of ours. `kind`: country, region or area.
    """

    name: str
    country: str
    country_code: str
    code: str
    kind: str
    geometry: MultiPolygon
    matched: str
    score: float
    match: Match
    disputed: str | None
    names: tuple[str, ...]


class Regions:
    """Opened at the first question; any thread may ask. `disputed` replaces the shipped table."""

    def __init__(self, disputed: DisputedPlaces | None = None, regions: Path | None = None) -> None:
        self._own_table = disputed is not None
        self._table = disputed
        self._file = OpenedOnce(Columns, "gazetteer/regions.bin", regions)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def find(self, name: str, limit: int = 5) -> tuple[Region, ...]:
        """Regions that may be meant by `name`, best first; misspellings only if nothing fits as it is."""
        key = fold_key(name)
        fits: dict[int, Fit] = {}
        for form in keys_of(key):
            for at in self._with_key(form):
                for known in self._names(at):
                    if form in keys_of(fold_key(known)):
                        keep_best(fits, at, written_fit(name, known))
        fits = fits or self._misspelt(key)
        best = sorted(fits, key=lambda at: (-fits[at].score, _KINDS[self._about(at)[2]], self._about(at)[0]))
        return tuple(self._region(at, fits[at]) for at in best[:limit])

    def get(self, code: str) -> Region | None:
        """The region with this code (`KP`, `KP.17`), None if there is none."""
        for at, (known, _, _) in enumerate(self._columns.texts["regions"]):
            if known == code:
                return self._region(at, Fit(self._names(at)[0], 100, Match.EXACT))
        return None

    @property
    def _columns(self) -> Columns:
        return self._file.get()

    @property
    def _disputed(self) -> DisputedPlaces:
        if self._table is None:
            self._table = DisputedPlaces.shipped()
        return self._table

    def _with_key(self, key: str) -> Iterator[int]:
        count = len(self._columns.numbers["key_region"])
        for at in range(bisect_left(range(count), key, key=self._key), count):
            if self._key(at) != key:
                return
            yield int(self._columns.numbers["key_region"][at])

    def _beginning(self, start: str) -> Iterator[tuple[int, str]]:
        """Regions with a name of several words that begins so: “Åland” is offered the Åland Islands."""
        count = len(self._columns.numbers["key_region"])
        for at in range(bisect_left(range(count), start, key=self._key), count):
            if not self._key(at).startswith(start):
                return
            region = int(self._columns.numbers["key_region"][at])
            yield (
                region,
                next(name for name in self._names(region) if self._key(at) in keys_of(fold_key(name))),
            )

    def _misspelt(self, key: str) -> dict[int, Fit]:
        fits: dict[int, Fit] = {}
        edits = edits_allowed(key)
        if not edits:
            return fits
        for region, known in self._beginning(f"{key} "):
            keep_best(fits, region, Fit(known, likeness(key, fold_key(known), 1), Match.MISSPELT))
        for found, distance, at in process.extract(
            key, self._keys(), scorer=OSA.distance, score_cutoff=edits, limit=20
        ):
            region = int(self._columns.numbers["key_region"][at])
            name = next(name for name in self._names(region) if found in keys_of(fold_key(name)))
            keep_best(fits, region, Fit(name, likeness(key, found, distance), Match.MISSPELT))
        return fits

    def _region(self, at: int, fit: Fit) -> Region:
        code, _, kind = self._about(at)
        filed = self._filed(at)
        names = self._names(at)
        row = next((row for row in self._disputed.rows if code.endswith(f"/{row.id}")), None)
        return Region(
            name=names[0],
            country=self._columns.texts["countries"].get(filed, ""),
            country_code=filed,
            code=code,
            kind=kind,
            geometry=self._geometry(at),
            matched=fit.name,
            score=fit.score,
            match=fit.match,
            disputed=row.note if row else self._disputed.note(filed, _whole(code), None, None),
            names=names,
        )

    def _about(self, at: int) -> tuple[str, str, str]:
        code, country, kind = self._columns.texts["regions"][at]
        return code, country, kind

    def _filed(self, at: int) -> str:
        """The country a region is filed under by the table in force, which may be the user's own."""
        code, country, kind = self._about(at)
        if kind == "country":
            return country
        for row in self._disputed.rows:
            if row.filed_under and (_whole(code) in row.regions or code.endswith(f"/{row.id}")):
                return row.filed_under
        return country

    def _geometry(self, at: int) -> MultiPolygon:
        """The outline; of a country, with what the table in force adds to it and takes from it."""
        own = self._shape(at)
        code, _, kind = self._about(at)
        # with the shipped table the outlines are in the file as it says: nothing is to be moved
        if kind != "country" or not self._own_table:
            return own
        moved = [
            (self._about(other)[1], self._filed(other), other)
            for other in range(len(self._columns.texts["regions"]))
            if self._filed(other) != self._about(other)[1]
        ]
        gained = [self._shape(other) for _, new, other in moved if new == code]
        lost = [self._shape(other) for old, _, other in moved if old == code]
        parts = (
            get_parts(difference(union_all([own, *gained]), union_all(lost))) if gained or lost else own.geoms
        )
        return MultiPolygon([part for part in parts if part.geom_type == "Polygon"])

    def _shape(self, at: int) -> MultiPolygon:
        return unpack_polygons(self._bytes("shape", at))

    def _names(self, at: int) -> tuple[str, ...]:
        return tuple(self._bytes("name", at).decode().split("\n"))

    def _key(self, at: int) -> str:
        return self._bytes("key", at).decode()

    def _keys(self) -> list[str]:
        """All keys; made anew each time, for it is only needed when somebody has mistyped."""
        starts = self._columns.numbers["key_start"].tolist()
        raw = self._columns.numbers["key_bytes"].tobytes()
        return [raw[start:end].decode() for start, end in pairwise(starts)]

    def _bytes(self, what: str, at: int) -> bytes:
        numbers = self._columns.numbers
        start, end = numbers[f"{what}_start"][at : at + 2]
        return bytes(numbers[f"{what}_bytes"][start:end])


def _whole(code: str) -> str:
    """The code of the region of which a piece is part: `MD.58/626` -> `MD.58`."""
    return code.partition("/")[0]
