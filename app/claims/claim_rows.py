"""A draft of a claim as the row that is stored, with every word and number checked."""

import math
import re
from typing import Any

from app.claims.drafts import ClaimDraft
from app.errors import CatalogueError
from app.messages.wording import needed, words
from app.records import Claim, Quantity
from app.terms import (
    CLAIM_KINDS,
    CLAIM_STATUSES,
    CONFIDENCES,
    LIKELIHOODS,
    MODALITIES,
    QUANTITY_BOUNDS,
    one_of,
)

_SHA256 = re.compile(r"[0-9a-f]{64}")
_ELSEWHERE = {"asserted_by", "reported_via", "places", "quantities"}
_CLOSED = {
    "kind": (CLAIM_KINDS, "The kind of a claim"),
    "modality": (MODALITIES, "The modality of a claim"),
    "status": (CLAIM_STATUSES, "The status of a claim"),
    "likelihood": (LIKELIHOODS, "Likelihood"),
    "confidence": (CONFIDENCES, "Confidence"),
}


def row_of(draft: ClaimDraft) -> dict[str, Any]:
    """The columns of a claim, label and rating as they are. Raises CatalogueError."""
    fields = {
        name: getattr(draft, name) for name in ClaimDraft.__dataclass_fields__ if name not in _ELSEWHERE
    }
    row: dict[str, Any] = {
        name: words(value) if isinstance(value, str) else value for name, value in fields.items()
    }
    row["statement"] = needed(draft.statement, "A claim needs a statement")
    row["text_sha256"] = _sha256_of(draft.text_sha256)
    for name, (allowed, field) in _CLOSED.items():
        if row[name] is not None:
            row[name] = one_of(row[name], allowed, field)
    row["status"] = row["status"] or CLAIM_STATUSES[0]
    _check_position(draft)
    return row


def draft_of(claim: Claim) -> ClaimDraft:
    """A claim as a draft, to be changed."""
    return ClaimDraft(**{name: getattr(claim, name) for name in ClaimDraft.__dataclass_fields__})


def quantity_row(quantity: Quantity) -> dict[str, Any]:
    """The columns of a quantity. Raises CatalogueError."""
    if quantity.value is not None and not math.isfinite(quantity.value):
        raise CatalogueError("A quantity is a finite number, or unknown.")
    bound = words(quantity.bound)
    return {
        "value": quantity.value,
        "unit": words(quantity.unit),
        "measure": words(quantity.measure),
        "bound": None if bound is None else one_of(bound, QUANTITY_BOUNDS, "The bound of a quantity"),
        "approximate": quantity.approximate,
        "as_of": words(quantity.as_of),
        "raw": words(quantity.raw),
    }


def _sha256_of(text: str | None) -> str | None:
    """A SHA-256 in lower-case hex. Raises CatalogueError for anything else."""
    found = words(text)
    if found is not None and not _SHA256.fullmatch(found.lower()):
        raise CatalogueError("A SHA-256 is 64 hexadecimal digits.")
    return None if found is None else found.lower()


def _check_position(draft: ClaimDraft) -> None:
    start, end = draft.text_start, draft.text_end
    if start is None and end is None:
        return
    if start is None or end is None or not 0 <= start <= end:
        raise CatalogueError("A position in a text is a start and an end that does not come before it.")
    if draft.text_sha256 is None:
        raise CatalogueError("A position needs the SHA-256 of the text that it is in.")
