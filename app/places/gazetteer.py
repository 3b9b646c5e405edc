"""Which place may be meant by a name: candidates from the gazetteer and the case, never a choice."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.places.candidate import Candidate, Match, NamedPlace, Point
from app.places.disputed import DisputedPlaces
from app.places.opened import OpenedOnce
from app.places.ranking import ranked
from app.places.spelling import (
    Fit,
    edits_allowed,
    keep_best,
    likeness,
    own_fits,
    own_misspelt,
    written_fit,
)
from db.gazetteer import NameHit, PlaceIndex
from resources.fold import fold_key
from resources.place_names import keys_of


class Gazetteer:
    """Towns of the world by name in any script. Opened at the first question; any thread may ask.

    `disputed` replaces the shipped table of disputed places; `places` the shipped gazetteer (tests).
    """

    def __init__(self, disputed: DisputedPlaces | None = None, places: Path | None = None) -> None:
        self._table = disputed
        self._file = OpenedOnce(PlaceIndex, "gazetteer/places.bin", places)

    def close(self) -> None:
        """Let go of the files."""
        self._file.close()

    def find(
        self, name: str, near: Sequence[Point] = (), limit: int = 10, extra: Sequence[NamedPlace] = ()
    ) -> tuple[Candidate, ...]:
        """Places that may be meant by `name`, best first, at most `limit`; empty if nothing comes close.

        `near` are points the case is about, `extra` the case's own places. Misspellings are looked for only
        where no name fits as it is written.
        """
        key = fold_key(name)
        if not key:
            return ()
        fits = self._written(name, key)
        own = own_fits(name, extra)
        if not fits and not own:
            fits, own = self._misspelt(key), own_misspelt(key, extra)
        merged = self._candidates(fits, own, extra)
        return ranked(merged, near)[:limit]

    def complete(
        self, prefix: str, limit: int = 10, extra: Sequence[NamedPlace] = ()
    ) -> tuple[Candidate, ...]:
        """Places with a name that begins with `prefix`, the case's own first, then the most important."""
        key = fold_key(prefix)
        if not key:
            return ()
        own = {
            place.key: Fit(name, 100, Match.BEGINNING)
            for place in extra
            # the last one stays, and that is its own name before its others
            for name in reversed((place.name, *place.names))
            if fold_key(name).startswith(key)
        }
        fits: dict[int, Fit] = {}
        # a place has five names in the mean, of which several may begin alike
        for hit in self._index.starting(key, limit * 8):
            fits.setdefault(hit.place, Fit(hit.name, 100, Match.BEGINNING))
        merged = self._candidates(fits, own, extra)
        return tuple(sorted(merged, key=lambda one: one.case_key is None)[:limit])

    def place(self, geonames_id: int) -> Candidate | None:
        """The place with this GeoNames id, None if the gazetteer does not hold it."""
        at = self._index.place_of(geonames_id)
        if at is None:
            return None
        name = self._index.row(at).name
        return self._candidate(at, Fit(name, 100, Match.EXACT))

    def within(
        self, south: float, west: float, north: float, east: float, limit: int = 50
    ) -> tuple[Candidate, ...]:
        """The most important places of a box in degrees, crossing the antimeridian if west > east."""
        index = self._index
        rows = index.within(south, west, north, east, limit)
        places = (self.place(row.geonames_id) for row in rows)
        return tuple(place for place in places if place)

    @property
    def _index(self) -> PlaceIndex:
        return self._file.get()

    @property
    def _disputed(self) -> DisputedPlaces:
        if self._table is None:
            self._table = DisputedPlaces.shipped()
        return self._table

    def _written(self, name: str, key: str) -> dict[int, Fit]:
        fits: dict[int, Fit] = {}
        for form in keys_of(key):
            for hit in self._index.named(form):
                keep_best(fits, hit.place, written_fit(name, self._closest(name, hit)))
        return fits

    def _closest(self, asked: str, hit: NameHit) -> str:
        """Of the names that share the hit's key, the very one that was asked for, if the place bears it."""
        return asked if hit.name != asked and asked in self._index.names(hit.place) else hit.name

    def _misspelt(self, key: str) -> dict[int, Fit]:
        fits: dict[int, Fit] = {}
        for form in keys_of(key):
            edits = edits_allowed(form)
            if not edits:
                continue
            alike = self._index.alike(form, edits)
            for found, distance, entry in process.extract(
                # the places behind these names are ranked afterwards; more than sixty are never shown
                form,
                alike,
                scorer=OSA.distance,
                score_cutoff=edits,
                limit=60,
            ):
                hit = self._index.hit(entry)
                keep_best(fits, hit.place, Fit(hit.name, likeness(form, found, distance), Match.MISSPELT))
        self._add_namesakes(fits, key)
        return fits

    def _add_namesakes(self, fits: dict[int, Fit], key: str) -> None:
        """Whoever bears the name of one of the best candidates may be meant as well."""
        # each asks the index once more, and only the best are likely to be meant
        best = sorted(fits, key=lambda place: -fits[place].score)[:5]
        for place in best:
            namesake = fold_key(self._index.row(place).name)
            score = likeness(key, namesake, OSA.distance(key, namesake))
            for hit in self._index.named(namesake):
                keep_best(fits, hit.place, Fit(hit.name, score, Match.MISSPELT))

    def _candidates(
        self, fits: dict[int, Fit], own: dict[str, Fit], extra: Sequence[NamedPlace]
    ) -> list[Candidate]:
        """One candidate a place: a place of the case that has a GeoNames id is one with the gazetteer's."""
        found: list[Candidate] = []
        for place in extra:
            at = None if place.geonames_id is None else self._index.place_of(place.geonames_id)
            fit = own.get(place.key)
            other = fits.pop(at, None) if at is not None else None
            best = max((one for one in (fit, other) if one), key=lambda one: one.score, default=None)
            if best:
                found.append(self._of_the_case(place, at, best))
        return found + [self._candidate(at, fit) for at, fit in fits.items()]

    def _of_the_case(self, place: NamedPlace, at: int | None, fit: Fit) -> Candidate:
        if at is None:
            return self._without_gazetteer(place, fit)
        known = self._candidate(at, fit)
        names = tuple(dict.fromkeys((place.name, *place.names, *known.names)))
        has_point = place.lat is not None and place.lon is not None
        return replace(
            known,
            name=place.name,
            lat=place.lat if has_point else known.lat,
            lon=place.lon if has_point else known.lon,
            names=names,
            case_key=place.key,
        )

    def _without_gazetteer(self, place: NamedPlace, fit: Fit) -> Candidate:
        return Candidate(
            name=place.name,
            country=place.country,
            country_code=place.country_code,
            region=place.region,
            lat=place.lat,
            lon=place.lon,
            geonames_id=place.geonames_id,
            population=0,
            matched=fit.name,
            score=fit.score,
            match=fit.match,
            distance_m=None,
            disputed=self._disputed.note(place.country_code, "", place.lat, place.lon),
            names=tuple(dict.fromkeys((place.name, *place.names))),
            case_key=place.key,
        )

    def _candidate(self, at: int, fit: Fit) -> Candidate:
        row = self._index.row(at)
        filed = self._disputed.filed_under(row.country_code, row.region_code, row.lat, row.lon)
        country = self._index.country(filed) if filed != row.country_code else row.country
        return Candidate(
            name=row.name,
            country=country,
            country_code=filed,
            region=row.region,
            lat=row.lat,
            lon=row.lon,
            geonames_id=row.geonames_id,
            population=row.population,
            matched=fit.name,
            score=fit.score,
            match=fit.match,
            distance_m=None,
            disputed=self._disputed.note(row.country_code, row.region_code, row.lat, row.lon),
            names=self._index.names(at),
        )
