"""Fixed sentences of the sheet, made from its data: origins, custody gaps, the log, the limits.

In the reader's language on paper; what is attached for programs asks for them `in_english`.
"""

from itertools import pairwise

from app.privacy.withheld import WITHHELD
from app.sheet.arrival import SheetCustodyEvent
from app.sheet.closing import SheetLogHead
from app.sheet.reasoning import SheetClaim
from app.sheet.record import ProvenanceSheet
from app.times.moments import utc_words
from resources.messages import later, tr, trn


def origins_sentence(claim: SheetClaim) -> str:
    """E.g. "2 named origins; independence not shown; 0 of 4 items examined"."""
    named = len(claim.proven_origins)
    judged = claim.independence is not None and named > 1
    return "; ".join(
        (
            trn("{count} named origin", "{count} named origins", named) if named else tr("no named origin"),
            tr("independence judged, with reason") if judged else tr("independence not shown"),
            tr(
                "{examined} of {linked} items examined",
                examined=claim.items_examined,
                linked=claim.items_linked,
            ),
        )
    )


def custody_gaps(sheet: ProvenanceSheet) -> tuple[str, ...]:
    """Stretches for which the catalogue does not know who held the item, noted and computed."""
    if not sheet.item.held and not sheet.acquisitions:
        nowhere = tr("The item is not held here; nothing is recorded of its custody elsewhere.")
        return (nowhere, *sheet.custody.gaps)
    return (*_before_receipt(sheet), *_between_transfers(sheet.custody.events), *sheet.custody.gaps)


def log_sentences(log: SheetLogHead | None) -> tuple[str, ...]:
    """What the head of the log does and does not allow to be said."""
    if log is None:
        return (tr("The head of the log is unknown."), tr(_NO_CHECKPOINT))
    if log.checkpoint is None:
        return (tr(_NO_CHECKPOINT),)
    point = log.checkpoint
    if point.agrees:
        return (
            tr(
                "No entry of the log up to {number} has changed since checkpoint {checkpoint}.",
                number=point.size,
                checkpoint=point.origin,
            ),
        )
    if point.agrees is None:
        return (tr("The log was not compared with checkpoint {checkpoint}.", checkpoint=point.origin),)
    return (
        tr(
            "The log disagrees with checkpoint {checkpoint}: an entry up to {number} was changed or lost.",
            checkpoint=point.origin,
            number=point.size,
        ),
    )


def not_established(sheet: ProvenanceSheet) -> tuple[str, ...]:
    """What a reader must not take from this sheet, whatever else it says."""
    held = (
        tr("Equal hashes say that the bytes held now are those received, nothing of what came before.")
        if sheet.item.held
        else tr("The item is not held here: what is printed about it rests on what others say of it.")
    )
    return (held, *map(tr, _LIMITS))


_NO_CHECKPOINT = later("No outside checkpoint: a complete rewrite of the log would not be detected.")
_LIMITS = (
    later("Embedded metadata can be absent, wrong or written by anyone; it is printed as recorded."),
    later(
        "A location or time is no better than its basis: a claim, a device's record, an analyst's judgement."
    ),
    later("A link to a claim is one analyst's reasoning. It does not settle the claim."),
    later("Named origins are counted, not weighed. They may share a root that is not known here."),
    later("A signature says which key signed, a timestamp a latest date; neither vouches for the content."),
    later("Whether a court or an editor may rely on the item is for them to decide."),
)


def _before_receipt(sheet: ProvenanceSheet) -> tuple[str, ...]:
    received = [receipt.received_at for receipt in sheet.acquisitions if receipt.received_at is not None]
    if not received:
        return (tr("When and from whom the file was received is unknown."),)
    return (
        tr(
            "Before {time}, when it was received here: custody unknown.",
            time=utc_words(min(received), "minutes"),
        ),
    )


def _between_transfers(events: tuple[SheetCustodyEvent, ...]) -> tuple[str, ...]:
    transfers = [event for event in events if event.code == "tra"]
    gaps = []
    for before, after in pairwise(transfers):
        if _hands_differ(before, after):
            gaps.append(
                tr(
                    "Between {earlier} and {later}: received by {receiver}, later released by {releaser}; "
                    "the way between is unknown.",
                    earlier=_when(before),
                    later=_when(after),
                    receiver=before.received_by,
                    releaser=after.released_by,
                )
            )
    return tuple(gaps)


def _hands_differ(earlier: SheetCustodyEvent, later: SheetCustodyEvent) -> bool:
    hands = (earlier.received_by, later.released_by)
    # of a name that is kept back nobody can say whether it differs
    return WITHHELD not in hands and None not in hands and hands[0] != hands[1]


def _when(event: SheetCustodyEvent) -> str:
    return tr("an unknown time") if event.at is None else utc_words(event.at, "minutes")
