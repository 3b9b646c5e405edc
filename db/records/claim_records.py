"""Records of what is said: sources, origins, claims, their relations and links."""

from dataclasses import dataclass
from datetime import datetime

from db.field_columns import ClaimFields, LinkFields, SourceFields
from db.records.evidence_records import exhibit_number


@dataclass(frozen=True, slots=True)
class Source(SourceFields):
    """Who says or publishes something; `native_names` one a line."""

    id: int
    uuid: str
    label: str | None
    name: str
    native_names: str | None
    origin_id: int | None
    restricted: bool
    case_id: int | None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where information truly starts; `counts` is yes, own acts only, unproven or no."""

    id: int
    uuid: str
    label: str | None
    name: str
    counts: str
    note: str | None
    case_id: int | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that a claim states; `raw` is how the text puts it."""

    value: float | None
    unit: str | None
    measure: str | None
    bound: str | None
    approximate: bool | None
    as_of: str | None
    raw: str | None


@dataclass(frozen=True, slots=True)
class Claim(ClaimFields):
    """One checkable statement; `asserted_by` and `reported_via` are source ids, `places` place ids."""

    id: int
    uuid: str
    case_id: int
    case_label: str
    label: str
    statement: str
    origin_id: int | None
    text_sha256: str | None
    text_start: int | None
    text_end: int | None
    quote_exact: str | None
    quote_prefix: str | None
    quote_suffix: str | None
    status: str
    parent_id: int | None
    asserted_by: tuple[int, ...]
    reported_via: tuple[int, ...]
    places: tuple[int, ...]
    quantities: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """How one claim stands to another, and why."""

    id: int
    uuid: str
    from_id: int
    to_id: int
    kind: str
    reason: str
    label: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Link(LinkFields):
    """Item to claim. `held` and `examined` are the item's, for the link's status."""

    id: int
    uuid: str
    item_id: int
    item_title: str
    claim_id: int
    claim_label: str
    claim_statement: str
    case_label: str
    stance: str
    reason: str
    agent: str
    at: datetime
    label: str | None
    note: str | None
    held: bool
    examined: bool

    @property
    def status(self) -> str:
        """`examined`; `expected` while the item is neither held nor examined; else `held, not examined`."""
        if self.examined:
            return "examined"
        return "held, not examined" if self.held else "expected"

    @property
    def exhibit(self) -> str:
        return exhibit_number(self.item_id)
