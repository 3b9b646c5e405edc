"""A draft of a claim as the row that is stored, with every word and number checked."""

import math
import re
from datetime import datetime

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
from db.rows import ClaimRow, QuantityRow
from resources.messages import tr

_SHA256 = re.compile(r"[0-9a-f]{64}")


def row_of(draft: ClaimDraft, label: str, created_at: datetime) -> ClaimRow:
    """The row of a claim under a label that is free, its rating as it is. Raises CatalogueError."""
    _check_position(draft)
    return ClaimRow(
        case_id=draft.case_id,
        label=label,
        statement=needed(draft.statement, tr("A claim needs a statement.")),
        kind=_among(draft.kind, CLAIM_KINDS, tr("The kind of a claim")),
        modality=_among(draft.modality, MODALITIES, tr("The modality of a claim")),
        checkable=draft.checkable,
        origin_id=draft.origin_id,
        text_sha256=_sha256_of(draft.text_sha256),
        text_start=draft.text_start,
        text_end=draft.text_end,
        quote_exact=words(draft.quote_exact),
        quote_prefix=words(draft.quote_prefix),
        quote_suffix=words(draft.quote_suffix),
        reported_date=words(draft.reported_date),
        event_time=words(draft.event_time),
        status=_among(draft.status, CLAIM_STATUSES, tr("The status of a claim")) or CLAIM_STATUSES[0],
        credibility=words(draft.credibility),
        credibility_reason=words(draft.credibility_reason),
        likelihood=_among(draft.likelihood, LIKELIHOODS, tr("Likelihood")),
        confidence=_among(draft.confidence, CONFIDENCES, tr("Confidence")),
        independence_reason=words(draft.independence_reason),
        parent_id=draft.parent_id,
        note=words(draft.note),
        created_at=created_at,
    )


def draft_of(claim: Claim) -> ClaimDraft:
    """A claim as a draft, to be changed."""
    return ClaimDraft(**{name: getattr(claim, name) for name in ClaimDraft.__dataclass_fields__})


def quantity_row(claim_id: int, quantity: Quantity) -> QuantityRow:
    """The row of a quantity of a claim. Raises CatalogueError."""
    if quantity.value is not None and not math.isfinite(quantity.value):
        raise CatalogueError(tr("A quantity is a finite number, or unknown."))
    return QuantityRow(
        claim_id=claim_id,
        value=quantity.value,
        unit=words(quantity.unit),
        measure=words(quantity.measure),
        bound=_among(quantity.bound, QUANTITY_BOUNDS, tr("The bound of a quantity")),
        approximate=quantity.approximate,
        as_of=words(quantity.as_of),
        raw=words(quantity.raw),
    )


def _among(text: str | None, allowed: tuple[str, ...], field: str) -> str | None:
    said = words(text)
    return None if said is None else one_of(said, allowed, field)


def _sha256_of(text: str | None) -> str | None:
    """A SHA-256 in lower-case hex. Raises CatalogueError for anything else."""
    found = words(text)
    if found is not None and not _SHA256.fullmatch(found.lower()):
        raise CatalogueError(tr("A SHA-256 is 64 hexadecimal digits."))
    return None if found is None else found.lower()


def _check_position(draft: ClaimDraft) -> None:
    start, end = draft.text_start, draft.text_end
    if start is None and end is None:
        return
    if start is None or end is None or not 0 <= start <= end:
        raise CatalogueError(tr("A position in a text is a start and an end that does not come before it."))
    if draft.text_sha256 is None:
        raise CatalogueError(tr("A position needs the SHA-256 of the text that it is in."))
