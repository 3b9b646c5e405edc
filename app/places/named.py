"""Places by name: those of the catalogue and of the gazetteer together; and taking one in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import name as unicode_name

from app.context import Context
from app.errors import CatalogueError
from app.messages.acts import act_label
from app.messages.wording import needed, sentences, short, words
from app.places.candidate import ALL_NAMESAKES, Candidate, Match
from app.places.own import as_named, described, geonames_number, lies_in, points
from app.places.shapes import check_position
from app.records import Place, PlaceName
from db.acts.unit import Unit
from db.reader import Reader
from db.rows import PlaceNameRow, PlaceRow
from resources.fold import fold_key
from resources.messages import tr
from resources.remarks import remark
from resources.sort_key import in_order

if TYPE_CHECKING:
    from app.places.gazetteer import Gazetteer

_WRITTEN = frozenset({Match.EXACT, Match.FOLDED})
_SCRIPTS = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "HANGUL": "Hang",
    "CJK": "Hani",
    "ARABIC": "Arab",
    "HEBREW": "Hebr",
    "GREEK": "Grek",
    "HIRAGANA": "Kana",
    "KATAKANA": "Kana",
}


@dataclass(frozen=True, slots=True)
class PlaceDraft:
    """A place of a case, before it has a number. Degrees WGS 84, None while it is named but not placed.

    `radius_m` is how far from the point the place may reach; `names` are all its names, in any script.
    """

    name: str
    names: tuple[PlaceName, ...] = ()
    label: str | None = None
    kind: str | None = None
    country: str | None = None
    region: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_m: float | None = None
    precision: str | None = None
    coordinate_source: str | None = None
    geonames_id: int | None = None
    note: str | None = None
    case_id: int | None = None


class NamedPlaces:
    """Places of the catalogue and of the gazetteer, which is opened when a name is first looked for."""

    def __init__(self, context: Context, gazetteer: "Callable[[], Gazetteer]") -> None:
        self._context = context
        self._gazetteer = gazetteer

    def all(self) -> list[Place]:
        """Every place that the catalogue took in, with all its names, in the order of their first."""
        with self._context.database.read() as reader:
            return in_order(reader.places.places(), lambda place: place.name)

    def show(self, place_id: int) -> Place:
        """One place of the catalogue."""
        with self._context.database.read() as reader:
            return place_not_withdrawn(reader, place_id)

    def find(self, name: str, limit: int = 10) -> tuple[Candidate, ...]:
        """Places that may be meant by a name in any script, best first; misspellings are candidates too.

        The catalogue's own places are among them (`case_key` is their number); what lies near those that
        items and claims speak of comes before what lies far away. A candidate is offered, never applied.
        """
        with self._context.database.read() as reader:
            own, used = reader.places.places(), reader.places.places_in_use()
        near = [place for place in own if place.id in used]
        return self._gazetteer().find(name, points(near), limit, [as_named(place) for place in own])

    def complete(self, prefix: str, limit: int = 10) -> tuple[Candidate, ...]:
        """Places with a name that begins so, the catalogue's own first."""
        return self._gazetteer().complete(prefix, limit, [as_named(place) for place in self.all()])

    def meant(self, text: str) -> Candidate:
        """The one place that bears this name as it is written, folding case and accents.

        `Name, Region` and `Name, Country` tell namesakes apart, `geonames:2014006` names one. Raises
        CatalogueError with candidates for several, and for a name that only resembles others.
        """
        number = geonames_number(text)
        if number is not None:
            return self._numbered(number, text)
        found = self.find(text, ALL_NAMESAKES)
        fits = _fitting(found)
        head, comma, tail = text.partition(",")
        if not fits and comma:
            found = self.find(head, ALL_NAMESAKES)
            fits = tuple(one for one in _fitting(found) if lies_in(one, tail))
        if len(fits) == 1:
            return fits[0]
        offered = tuple(described(one) for one in (fits or found)[:10])
        if fits:
            raise CatalogueError(
                tr("“{text}” is the name of {count} places. Say which is meant.", text=text, count=len(fits)),
                offered,
            )
        hint = tr("Perhaps one of these is meant?") if offered else ""
        raise CatalogueError(sentences(tr("No place is called “{name}”.", name=text), hint), offered)

    def adopt(self, candidate: Candidate, case_id: int | None = None) -> int:
        """Make a candidate a place of the catalogue, with all its names; gives the place's number.

        One that is a place of the catalogue already is not taken in twice.
        """
        with self._context.act("place", act_label("take in place", name=short(candidate.name))) as unit:
            return adopt(unit, candidate, case_id)

    def add(self, draft: PlaceDraft) -> int:
        """Add a place of the catalogue's own; gives its number."""
        return self.add_all([draft])[0]

    def add_all(self, drafts: Sequence[PlaceDraft]) -> list[int]:
        """Add places in one act; gives their numbers."""
        label = (
            act_label("add place", name=short(drafts[0].name))
            if len(drafts) == 1
            else act_label("add places", count=len(drafts))
        )
        with self._context.act("place", label) as unit:
            return [_insert(unit, draft) for draft in drafts]

    def _numbered(self, geonames_id: int, text: str) -> Candidate:
        with self._context.database.read() as reader:
            own = reader.places.place_of_geonames(geonames_id)
        if own is not None:
            found = self._gazetteer().find(own.name, (), ALL_NAMESAKES, [as_named(own)])
            for one in found:
                if one.case_key == str(own.id):
                    return one
        known = self._gazetteer().place(geonames_id)
        if known is None:
            raise CatalogueError(tr("The gazetteer has no place “{text}”.", text=text))
        return known


def place_not_withdrawn(reader: Reader, place_id: int) -> Place:
    """A place that is not withdrawn. Raises CatalogueError."""
    place = reader.places.place(place_id)
    if place is None:
        raise CatalogueError(tr("There is no place number {number}, or it was withdrawn.", number=place_id))
    return place


def adopt(unit: Unit, candidate: Candidate, case_id: int | None = None) -> int:
    """The number of the candidate's place in the catalogue, which is made if there is none."""
    # what this act wrote so far must be found below, or a place would be taken in twice
    unit.flush()
    if candidate.case_key is not None:
        return place_not_withdrawn(unit, int(candidate.case_key)).id
    if candidate.geonames_id is not None:
        known = unit.places.place_of_geonames(candidate.geonames_id)
        if known is not None:
            return known.id
    return _insert(
        unit,
        PlaceDraft(
            name=candidate.name,
            names=tuple(PlaceName(text, None, None, None) for text in candidate.names),
            country=words(candidate.country),
            region=words(candidate.region),
            lat=candidate.lat,
            lon=candidate.lon,
            precision=remark("point of the gazetteer"),
            coordinate_source="GeoNames" if candidate.geonames_id is not None else None,
            geonames_id=candidate.geonames_id,
            case_id=case_id,
        ),
    )


def _insert(unit: Unit, draft: PlaceDraft) -> int:
    name = needed(draft.name, tr("A place needs a name."))
    if (draft.lat is None) != (draft.lon is None):
        raise CatalogueError(tr("A place has both latitude and longitude, or neither."))
    if draft.lat is not None and draft.lon is not None:
        check_position(draft.lat, draft.lon)
    place = unit.insert(
        PlaceRow(
            label=draft.label,
            name=name,
            kind=draft.kind,
            country=draft.country,
            region=draft.region,
            lat=draft.lat,
            lon=draft.lon,
            radius_m=draft.radius_m,
            precision=draft.precision,
            coordinate_source=draft.coordinate_source,
            geonames_id=draft.geonames_id,
            note=draft.note,
            case_id=draft.case_id,
        )
    )
    given = {known.text: known for known in (PlaceName(name, None, None, None), *draft.names)}
    for known in given.values():
        unit.insert(
            PlaceNameRow(
                place_id=place,
                text=known.text,
                folded=fold_key(known.text),
                language=known.language,
                script=known.script or _script(known.text),
                status=known.status,
            )
        )
    return place


def _script(text: str) -> str | None:
    """ISO 15924 code of the first letter; None for a script that is not in the table."""
    letter = next((character for character in text if character.isalpha()), "")
    # the names of Unicode begin with the script: CYRILLIC SMALL LETTER A, CJK UNIFIED IDEOGRAPH-4E00
    return _SCRIPTS.get(unicode_name(letter, "").split(" ")[0].split("-")[0]) if letter else None


def _fitting(found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    return tuple(one for one in found if one.match in _WRITTEN)
