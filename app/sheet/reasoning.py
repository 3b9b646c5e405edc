"""Parts 12 and 13 of the sheet: claims the item is linked to, ratings, judgements, limits."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from app.privacy.withheld import Text
from app.sheet.facts import Facts

Stance: TypeAlias = Literal["supports", "refutes", "context"]
LinkStatus: TypeAlias = Literal["expected", "held, not examined", "examined"]


@dataclass(frozen=True, slots=True)
class SheetOrigin:
    """A named origin of a claim and, where its note demands it, a caveat."""

    name: Text
    caveat: Text = None


@dataclass(frozen=True, slots=True)
class SheetClaim:
    """Part 12, one link of this item to a claim. Counts are over all items linked to the claim."""

    label: str
    statement: Text
    stance: Stance
    reason: Text
    link_status: LinkStatus
    proven_origins: tuple[SheetOrigin, ...] = ()
    unproven_origins: tuple[SheetOrigin, ...] = ()
    items_examined: int = 0
    items_linked: int = 0
    independence: Text = None
    """The reasoned judgement that the origins do not share a root; None: not shown."""
    asserted_by: tuple[Text, ...] = ()
    strength: Text = None
    analyst: Text = None
    region: str | None = None
    """Web Annotation selector of the picture's part, e.g. "xywh=pixel:10,20,300,200"."""
    status: str | None = None
    """Status of the claim itself."""
    facts: Facts = ()
    """What the field tables of claims and links put here besides."""


@dataclass(frozen=True, slots=True)
class Rating:
    """Part 13: one Admiralty grade. `subject` is a source (A to F) or a claim (1 to 6); words go with it."""

    subject: Text
    grade: str
    words: str
    reason: Text = None
    by: Text = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """Part 13: one judgement; likelihood and confidence are two axes and two lines."""

    statement: Text
    likelihood: str | None = None
    confidence: str | None = None
    by: Text = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """Part 13: a second person's look at the work on this item."""

    author: Text
    reviewer: Text
    outcome: str
    comment: Text = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """Part 13. `counter_evidence` are sentences naming item, claim and reason."""

    ratings: tuple[Rating, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    reviews: tuple[Review, ...] = ()
    counter_evidence: tuple[Text, ...] = ()
    limitations: tuple[Text, ...] = ()
