"""Parts 12 to 14 as a form: claims, ratings and judgements, what is unknown."""

from collections.abc import Iterator

from app.sheet.form import Block, FormPoints, FormRows, FormSection, Line, Row, Span, Value
from app.sheet.printed_values import UNKNOWN, joined, labelled, lead, lines, said, said_line, utc
from app.sheet.reasoning import Assessment, Judgement, Rating, Review, SheetClaim, SheetOrigin
from app.sheet.record import ProvenanceSheet
from app.sheet.unknowns import unknowns
from app.sheet.wording import origins_sentence


def part_12(sheet: ProvenanceSheet) -> FormSection:
    """Every link of the item to a claim, with its reason and the origins of the claim."""
    found = tuple(_claim(claim) for claim in sheet.claims)
    nothing = Row("Claims", said("the item is linked to no claim"))
    return FormSection(12, "Claims", (FormRows(found or (nothing,)),), "stance and reason are one analyst's")


def part_13(sheet: ProvenanceSheet) -> FormSection:
    """Ratings, judgements, reviews, counter-evidence, limitations; each named even where there is none."""
    return FormSection(13, "Ratings, judgements, limits", (FormRows(tuple(_assessment(sheet.assessment))),))


def part_14(sheet: ProvenanceSheet) -> FormSection:
    """What is unknown, as sentences."""
    points = unknowns(sheet)
    nothing = "None of the facts this form asks for is missing."
    blocks: tuple[Block, ...] = (
        (FormPoints(points),) if points else (FormRows((Row("Unknown", said(nothing)),)),)
    )
    return FormSection(14, "What is unknown", blocks)


def _claim(claim: SheetClaim) -> Row:
    return Row(claim.stance.capitalize(), tuple(_claim_lines(claim)), claim.stance)


def _claim_lines(claim: SheetClaim) -> Iterator[Line]:
    yield (Span("strong", claim.label), Span("text", "  "), *said_line(claim.statement))
    yield (lead("reason"), *said_line(claim.reason))
    yield from _link(claim)
    yield (*_ring(claim), Span("text", origins_sentence(claim)))
    yield from _origins("named origin", claim.proven_origins)
    yield from _origins("origin not established", claim.unproven_origins)
    yield from labelled((("independence", claim.independence),))
    for asserted in claim.asserted_by:
        yield (lead("asserted by"), *said_line(asserted))


_LINK_STATUS = {
    "expected": "expected: the item was not examined for it",
    "held, not examined": "the item is held and was not examined for it",
    "examined": "examined",
}


def _ring(claim: SheetClaim) -> Line:
    count = len(claim.proven_origins)
    if count == 0:
        return ()
    return (Span("ring" if claim.independence is None else "filled ring", str(count)),)


def _link(claim: SheetClaim) -> tuple[Line, ...]:
    return joined(
        (
            ("link", _LINK_STATUS[claim.link_status]),
            ("strength", claim.strength),
            ("analyst", claim.analyst),
            ("region", claim.region),
            ("status of the claim", claim.status),
        )
    )


def _origins(label: str, origins: tuple[SheetOrigin, ...]) -> Iterator[Line]:
    for origin in origins:
        caveat = () if origin.caveat is None else (Span("text", " – "), *said_line(origin.caveat))
        yield (lead(label), *said_line(origin.name), *caveat)


def _assessment(assessment: Assessment) -> Iterator[Row]:
    yield from _or_none("Ratings", "none given", [_rating(rating) for rating in assessment.ratings])
    yield from _or_none("Judgements", "none made", [_judgement(each) for each in assessment.judgements])
    yield from _or_none(
        "Reviews", "none: no second person has looked", [_review(each) for each in assessment.reviews]
    )
    yield Row(
        "Counter-evidence",
        lines(assessment.counter_evidence or ("none recorded; none may have been sought",)),
    )
    yield Row("Limitations", lines(assessment.limitations or ("none recorded",)))


def _or_none(label: str, nothing: str, rows: list[Row]) -> list[Row]:
    return rows or [Row(label, said(nothing))]


def _rating(rating: Rating) -> Row:
    first = (
        *said_line(rating.subject),
        Span("text", ": "),
        Span("strong", rating.grade),
        Span("text", f", {rating.words}"),
    )
    return Row("Rating", (first, *joined((("reason", rating.reason), ("by", rating.by)))))


def _judgement(judgement: Judgement) -> Row:
    value: Value = (
        said_line(judgement.statement),
        (
            lead("likelihood"),
            *(UNKNOWN if judgement.likelihood is None else said_line(judgement.likelihood)),
        ),
        (
            lead("confidence"),
            *(UNKNOWN if judgement.confidence is None else said_line(judgement.confidence)),
        ),
        *joined((("by", judgement.by), ("at", utc(judgement.at)))),
    )
    return Row("Judgement", value)


def _review(review: Review) -> Row:
    first = (
        *said_line(review.reviewer),
        Span("text", " on the work of "),
        *said_line(review.author),
        Span("text", ": "),
    )
    rest = joined((("comment", review.comment), ("at", utc(review.at))))
    return Row("Review", ((*first, Span("strong", review.outcome)), *rest))
