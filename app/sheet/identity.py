"""Parts 1 to 3 of the sheet: which item this is, its picture, its files."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from app.privacy.withheld import Profile, Text
from app.sheet.facts import NOTHING_SAID, Facts

PictureState: TypeAlias = Literal["printed", "not held", "no preview", "withheld"]
FixityOutcome: TypeAlias = Literal["intact", "damaged", "missing", "unreadable"]


@dataclass(frozen=True, slots=True)
class SheetHeading:
    """Part 1. Times are UTC with offset; `serial` names this printing of the sheet."""

    exhibit: str
    item_uuid: str
    serial: str
    printed_at: datetime
    program: str
    """Name and version of the program, e.g. "Exhibit 0.1.0"."""
    profile: Profile
    cases: tuple[str, ...] = ()
    case_notes: tuple[str, ...] = ()
    """Plain sentences every sheet of the case must carry, e.g. that it is one analyst's judgement."""
    marking: Text = None
    """Handling marking, as the catalogue words it; None is printed as "none"."""
    printed_by: Text = None
    reason: str | None = None
    """Why a full profile was asked for."""
    clock_behind_s: int = 0
    """By how many seconds `printed_at` lies before a time that the log had already; 0 for no such doubt."""


@dataclass(frozen=True, slots=True)
class SheetItem:
    """Part 1, continued: what the item is said to be."""

    kind: str | None
    """Item type as said in the window: "photograph", "aerial imagery", "physical object", ..."""
    held: bool
    title: Text = None
    facts: Facts = NOTHING_SAID
    """What the field table puts into part 1, for items of every type."""
    tags: tuple[str, ...] = ()
    fields: tuple[tuple[str, Text], ...] = ()
    """Fields of the catalogue's own: name, value as text."""
    notes: tuple[Text, ...] = ()
    imagery: Facts | None = None
    """The fields that only imagery has; None for every other type."""
    withdrawn: str | None = None
    """Reason of the withdrawal, None while the item stands."""
    practice: bool = False
    """Generated or practice material: a corner band is set over the picture."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Part 2. The JPEG itself is handed to the typesetting beside the record."""

    state: PictureState
    alt: str | None = None
    """What the picture shows, in words, for readers who cannot see it."""
    note: str | None = None
    """How the derivative was made, or why there is none."""
    derived_from: str | None = None
    """SHA-256 (hex) of the file the picture for print was made from."""


@dataclass(frozen=True, slots=True)
class SheetFixity:
    """One comparison of the held bytes with the recorded SHA-256; UTC."""

    at: datetime
    outcome: FixityOutcome
    by: Text = None
    detail: Text = None


@dataclass(frozen=True, slots=True)
class SheetFile:
    """Part 3, one file. Size in bytes, hashes in lower-case hex, width and height in pixels."""

    role: str
    """"original", "working copy" or "derivative"."""
    sha256: str
    sha512: str | None = None
    original_name: Text = None
    path: Text = None
    modified: datetime | None = None
    """Modification time found on the source file; no evidence of when it was made."""
    size: int | None = None
    media_type: str | None = None
    width: int | None = None
    height: int | None = None
    tool: str | None = None
    """Program and version that hashed it at intake."""
    hashed_at: datetime | None = None
    last_fixity: SheetFixity | None = None
    """None: never checked since intake."""
