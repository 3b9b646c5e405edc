"""Fixed sentences of the sheet, made from its data: origins, custody gaps, the log, the limits."""

from itertools import pairwise

from app.messages.wording import counted
from app.privacy.withheld import WITHHELD
from app.sheet.arrival import SheetCustodyEvent
from app.sheet.closing import SheetLogHead
from app.sheet.reasoning import SheetClaim
from app.sheet.record import ProvenanceSheet

NO_CHECKPOINT = "no outside checkpoint: a complete rewrite of the log would not be detected"


def origins_sentence(claim: SheetClaim) -> str:
    """E.g. "2 named origins; independence not shown; 0 of 4 items examined"."""
    named = len(claim.proven_origins)
    judged = claim.independence is not None and named > 1
    return "; ".join(
        (
            counted(named, "named origin") if named else "no named origin",
            "independence judged, with reason" if judged else "independence not shown",
            f"{claim.items_examined} of {claim.items_linked} items examined",
        )
    )


def custody_gaps(sheet: ProvenanceSheet) -> tuple[str, ...]:
    """Stretches for which the catalogue does not know who held the item, noted and computed."""
    if not sheet.item.held and not sheet.acquisitions:
        nowhere = "The item is not held here; nothing is recorded of its custody elsewhere."
        return (nowhere, *sheet.custody.gaps)
    return (*_before_receipt(sheet), *_between_transfers(sheet.custody.events), *sheet.custody.gaps)


def log_sentences(log: SheetLogHead | None) -> tuple[str, ...]:
    """What the head of the log does and does not allow to be said."""
    if log is None:
        return ("The head of the log is unknown.", _as_sentence(NO_CHECKPOINT))
    if log.checkpoint is None:
        return (_as_sentence(NO_CHECKPOINT),)
    point = log.checkpoint
    if point.agrees:
        return (f"No entry of the log up to {point.size} has changed since checkpoint {point.origin}.",)
    if point.agrees is None:
        return (f"The log was not compared with checkpoint {point.origin}.",)
    return (
        f"The log disagrees with checkpoint {point.origin}: an entry up to {point.size} was changed or lost.",
    )


def not_established(sheet: ProvenanceSheet) -> tuple[str, ...]:
    """What a reader must not take from this sheet, whatever else it says."""
    held = (
        "Equal hashes say that the bytes held now are those received, nothing of what came before."
        if sheet.item.held
        else "The item is not held here: what is printed about it rests on what others say of it."
    )
    return (held, *_LIMITS)


_LIMITS = (
    "Embedded metadata can be absent, wrong or written by anyone; it is printed as recorded.",
    "A location or time is no better than its basis: a claim, a device's record, an analyst's judgement.",
    "A link to a claim is one analyst's reasoning. It does not settle the claim.",
    "Named origins are counted, not weighed. They may share a root that is not known here.",
    "A signature says which key signed, a timestamp a latest date; neither vouches for the content.",
    "Whether a court or an editor may rely on the item is for them to decide.",
)


def _before_receipt(sheet: ProvenanceSheet) -> tuple[str, ...]:
    received = [receipt.received_at for receipt in sheet.acquisitions if receipt.received_at is not None]
    if not received:
        return ("When and from whom the file was received is unknown.",)
    return (f"Before {min(received):%Y-%m-%d %H:%M} UTC, when it was received here: custody unknown.",)


def _between_transfers(events: tuple[SheetCustodyEvent, ...]) -> tuple[str, ...]:
    transfers = [event for event in events if event.code == "tra"]
    gaps = []
    for earlier, later in pairwise(transfers):
        if _hands_differ(earlier, later):
            gaps.append(
                f"Between {_when(earlier)} and {_when(later)}: received by {earlier.received_by}, "
                f"later released by {later.released_by}; the way between is unknown."
            )
    return tuple(gaps)


def _hands_differ(earlier: SheetCustodyEvent, later: SheetCustodyEvent) -> bool:
    hands = (earlier.received_by, later.released_by)
    return WITHHELD not in hands and None not in hands and hands[0] != hands[1]


def _when(event: SheetCustodyEvent) -> str:
    return "an unknown time" if event.at is None else f"{event.at:%Y-%m-%d %H:%M} UTC"


def _as_sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
