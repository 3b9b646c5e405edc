"""Parts 4 to 7 of the sheet: publication, acquisition, custody, derivation."""

from dataclasses import dataclass
from datetime import datetime

from app.privacy.withheld import Text, Withheld
from app.sheet.facts import NOBODY_NAMED, NOTHING_RECEIVED, Facts


@dataclass(frozen=True, slots=True)
class Publication:
    """One publication of the item. `published` is the time as it was stated, in words."""

    publisher: Text = None
    where: Text = None
    """URL, issue, channel, or place of the announcement."""
    published: Text = None
    origin: Text = None
    """Name of the publisher's origin, as the catalogue has it."""
    note: Text = None
    facts: Facts = ()
    """What the field table of sources puts here of the publisher."""


@dataclass(frozen=True, slots=True)
class People:
    """Part 4. Creator, uploader and collector are three people, each known or unknown by itself."""

    facts: Facts = NOBODY_NAMED
    collector: Text = None
    publications: tuple[Publication, ...] = ()


@dataclass(frozen=True, slots=True)
class Acquisition:
    """Part 5, one receipt: the fields of the table, and the SHA-256 (hex) of what arrived."""

    facts: Facts = NOTHING_RECEIVED
    sha256: str | None = None

    @property
    def received_at(self) -> datetime | None:
        """When it arrived, UTC."""
        # may be withheld or unknown, and is then no time
        told = next(fact.value for fact in self.facts if fact.field.name == "received_at")
        return told if isinstance(told, datetime) else None


@dataclass(frozen=True, slots=True)
class SheetCustodyEvent:
    """Part 6, one line. `code` is one of PREMIS' codes in use (cap, ing, tra, prt, ...), `act` its words."""

    at: datetime | None
    code: str | None
    act: str
    outcome: str | None = None
    agent: Text = None
    released_by: Text = None
    received_by: Text = None
    purpose: Text = None
    place: Text = None
    hash_verified: bool | None = None
    log_entry: int | None = None
    clock_behind_s: int = 0
    """By how many seconds `at` lies before the time of an act before it; 0 for no such doubt."""


@dataclass(frozen=True, slots=True)
class Custody:
    """Part 6. `disposal` is the final disposal in words; None while there has been none."""

    events: tuple[SheetCustodyEvent, ...] = ()
    gaps: tuple[str, ...] = ()
    """Gaps that people have noted; those that follow from the events are added by `custody_gaps`."""
    disposal: Text = None


@dataclass(frozen=True, slots=True)
class SheetDerivation:
    """Part 7, one node: a file or item, how it was made, and what was made from it."""

    label: str
    """Exhibit number, file name or words for a primary source."""
    relation: str | None = None
    """PROV relation to the node above: wasDerivedFrom, hadPrimarySource, used, ..."""
    activity: Text = None
    agent: Text = None
    at: datetime | None = None
    sha256: str | None = None
    held: bool | None = None
    children: tuple["SheetDerivation", ...] | Withheld = ()
