"""What an act touches, told to whoever shows it: kinds of things, and which of them."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MANY = 10_000
"""From more ids than this all things of the kind are told: to name them would cost more than to read them."""


class Kind(StrEnum):
    """Kinds of things. Unless it says otherwise, a kind is told where rows of it were written."""

    ITEMS = "items"
    """Every item that the act concerns, whatever of it was changed."""
    MEMBERS = "members"
    """Items that came into the catalogue, were withdrawn, or came back."""
    FIELDS = "fields"
    """Items whose own fields were changed: title, type, sensitivity and the like."""
    TAGS = "tags"
    CASES = "cases"
    CLAIMS = "claims"
    """Also claims that a changed link or relation speaks of."""
    LINKS = "links"
    SOURCES = "sources"
    ORIGINS = "origins"
    PLACES = "places"
    LOCATIONS = "locations"
    TIMES = "times"
    NOTES = "notes"
    CAPTIONS = "captions"
    FILES = "files"
    """Files that were recorded or checked, and files that came to an item once more."""
    THUMBNAILS = "thumbnails"
    """Files whose thumbnail was made, or found to be impossible. No act of a person tells of it."""
    CUSTODY = "custody"
    SHEETS = "sheets"
    SEARCHES = "searches"
    IDENTITY = "identity"
    """Agents, and what the catalogue says of itself."""
    ACTS = "acts"
    """Told with every act; the ids are the numbers of those that were taken back."""


@dataclass(frozen=True, slots=True)
class Ids:
    """Which things of one kind: their ids, sorted; or all of them, where they are too many to name."""

    named: tuple[int, ...] = ()
    all: bool = False

    @classmethod
    def of(cls, ids: Collection[int]) -> "Ids":
        """These, each given once."""
        return ALL if len(ids) > MANY else cls(tuple(sorted(ids)))

    def __contains__(self, one: object) -> bool:
        if self.all:
            return True
        if not isinstance(one, int):
            return False
        at = bisect_left(self.named, one)
        return at < len(self.named) and self.named[at] == one

    def __or__(self, other: "Ids") -> "Ids":
        return ALL if self.all or other.all else Ids.of({*self.named, *other.named})

    def among(self, ids: Iterable[int]) -> set[int]:
        """Those of these ids that are meant."""
        return set(ids) if self.all else set(ids).intersection(self.named)


NONE, ALL = Ids(), Ids(all=True)


@dataclass(frozen=True, slots=True)
class Touched:
    """The things that an act touches, a kind at a time; a kind that it leaves alone is not there."""

    kinds: Mapping[Kind, Ids] = field(default_factory=dict)

    def __contains__(self, kind: object) -> bool:
        return kind in self.kinds

    def __bool__(self) -> bool:
        return bool(self.kinds)

    def __or__(self, other: "Touched") -> "Touched":
        both = {**self.kinds, **other.kinds}
        return Touched({kind: self.of(kind) | other.of(kind) for kind in both})

    def of(self, kind: Kind) -> Ids:
        """Which things of a kind."""
        return self.kinds.get(kind, NONE)

    def meets(self, kinds: Iterable[Kind]) -> bool:
        """Whether anything of these kinds is touched."""
        return any(kind in self.kinds for kind in kinds)


EVERYTHING = Touched(dict.fromkeys(Kind, ALL))
