"""What is written down of a source, an origin, a claim or a link before it has a number.

The row of the same noun beside it in `db.rows` is what becomes of it: checked, with an id of its own, and
without what hangs on it in rows of their own.
"""

from dataclasses import dataclass, replace
from typing import Any, TypeVar

from app.errors import CatalogueError
from app.records import Quantity
from db.field_columns import ClaimFields, LinkFields, SourceFields
from resources.messages import tr


@dataclass(frozen=True, slots=True)
class SourceDraft(SourceFields):
    """A person, office or outlet. `reliability` is Admiralty A to F and needs its reason.

    `native_names` are its names in its own languages; `restricted` keeps it out of every *safe* output.
    """

    name: str
    label: str | None = None
    native_names: tuple[str, ...] = ()
    origin_id: int | None = None
    restricted: bool = False
    case_id: int | None = None


@dataclass(frozen=True, slots=True)
class OriginDraft:
    """Where information truly starts. `counts`: yes, own acts only (its note is the caveat), unproven, no."""

    name: str
    counts: str
    label: str | None = None
    note: str | None = None
    case_id: int | None = None


@dataclass(frozen=True, slots=True)
class ClaimDraft(ClaimFields):
    """One checkable statement in a case.

    `asserted_by` and `reported_via` are source ids, `places` place ids. The position in a text is the SHA-256
    of the file (lower-case hex) and half-open offsets in code points of its decoded UTF-8. Without a label
    the claim gets the next free one of its case: C01, C02 ... `credibility` is Admiralty 1 to 6, with reason.
    """

    case_id: int
    statement: str
    label: str | None = None
    origin_id: int | None = None
    asserted_by: tuple[int, ...] = ()
    reported_via: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    text_sha256: str | None = None
    text_start: int | None = None
    text_end: int | None = None
    quote_exact: str | None = None
    quote_prefix: str | None = None
    quote_suffix: str | None = None
    status: str = "unassessed"
    parent_id: int | None = None


@dataclass(frozen=True, slots=True)
class RelationDraft:
    """How one claim stands to another, and why."""

    from_id: int
    to_id: int
    kind: str
    reason: str
    label: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class LinkDraft(LinkFields):
    """An item supports, refutes or is context of a claim, and why. No reason, no link."""

    item_id: int
    claim_id: int
    stance: str
    reason: str
    label: str | None = None
    note: str | None = None


Draft = TypeVar("Draft", SourceDraft, OriginDraft, ClaimDraft, LinkDraft)


def edited(draft: Draft, fields: dict[str, Any]) -> Draft:
    """The draft with other values. Raises CatalogueError for a field that it does not have."""
    unknown = [name for name in fields if name not in draft.__dataclass_fields__]
    if unknown:
        raise CatalogueError(tr("There is no field {names}.", names=", ".join(unknown)))
    return replace(draft, **fields)
