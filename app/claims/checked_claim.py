"""A draft of a claim as the row that is stored, with every word and number checked."""

import math
import re
from datetime import datetime

from app.claims.drafts import ClaimDraft
from app.errors import CatalogueError
from app.fields.claims import CLAIM
from app.fields.terms import CLAIM_STATUSES, QUANTITY_BOUNDS, one_of
from app.messages.wording import words
from app.records import Claim, Quantity
from db.rows import ClaimRow, QuantityRow
from resources.messages import tr

_SHA256 = re.compile(r"[0-9a-f]{64}")


def row_of(draft: ClaimDraft, label: str, created_at: datetime) -> ClaimRow:
    """The row of a claim under a label that is free, its rating as it is. Raises CatalogueError."""
    _check_position(draft)
    values = CLAIM.checked_of(draft)
    values["label"] = label
    values["status"] = values["status"] or CLAIM_STATUSES[0]
    return ClaimRow(
        **values,
        case_id=draft.case_id,
        origin_id=draft.origin_id,
        text_sha256=_sha256_of(draft.text_sha256),
        text_start=draft.text_start,
        text_end=draft.text_end,
        quote_exact=words(draft.quote_exact),
        quote_prefix=words(draft.quote_prefix),
        quote_suffix=words(draft.quote_suffix),
        credibility=words(draft.credibility),
        credibility_reason=words(draft.credibility_reason),
        independence_reason=words(draft.independence_reason),
        parent_id=draft.parent_id,
        created_at=created_at,
    )


def draft_of(claim: Claim) -> ClaimDraft:
    """A claim as a draft, to be changed."""
    return ClaimDraft(**{name: getattr(claim, name) for name in ClaimDraft.__dataclass_fields__})


def quantity_row(claim_id: int, quantity: Quantity) -> QuantityRow:
    """The row of a quantity of a claim. Raises CatalogueError."""
    if quantity.value is not None and not math.isfinite(quantity.value):
        raise CatalogueError(tr("A quantity is a finite number, or unknown."))
    bound = words(quantity.bound)
    return QuantityRow(
        claim_id=claim_id,
        value=quantity.value,
        unit=words(quantity.unit),
        measure=words(quantity.measure),
        bound=bound and one_of(bound, QUANTITY_BOUNDS, tr("The bound of a quantity")),
        approximate=quantity.approximate,
        as_of=words(quantity.as_of),
        raw=words(quantity.raw),
    )


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
