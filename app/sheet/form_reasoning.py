"""Parts 12 to 14 as a form: claims, ratings and judgements, what is unknown."""

from collections.abc import Iterator

from app.messages.wording import word
from app.sheet.form import Block, FormPoints, FormRows, FormSection, Line, Row, Span, Value
from app.sheet.printed_values import (
    capital,
    facts_lines,
    joined,
    labelled,
    lead,
    lines,
    noted,
    said,
    said_line,
    unknown,
    utc,
)
from app.sheet.reasoning import Assessment, Judgement, Rating, Review, SheetClaim, SheetOrigin
from app.sheet.record import ProvenanceSheet
from app.sheet.unknowns import unknowns
from app.sheet.wording import origins_sentence
from resources.messages import later, tr


def part_12(sheet: ProvenanceSheet) -> FormSection:
    """Every link of the item to a claim, with its reason and the origins of the claim."""
    found = tuple(_claim(claim) for claim in sheet.claims)
    nothing = Row(tr("Claims"), said(tr("the item is linked to no claim")))
    return FormSection(
        12, tr("Claims"), (FormRows(found or (nothing,)),), tr("stance and reason are one analyst's")
    )


def part_13(sheet: ProvenanceSheet) -> FormSection:
    """Ratings, judgements, reviews, counter-evidence, limitations; each named even where there is none."""
    return FormSection(
        13, tr("Ratings, judgements, limits"), (FormRows(tuple(_assessment(sheet.assessment))),)
    )


def part_14(sheet: ProvenanceSheet) -> FormSection:
    """What is unknown, as sentences."""
    points = unknowns(sheet)
    nothing = tr("None of the facts this form asks for is missing.")
    blocks: tuple[Block, ...] = (
        (FormPoints(points),) if points else (FormRows((Row(tr("Unknown"), said(nothing)),)),)
    )
    return FormSection(14, tr("What is unknown"), blocks)


def _claim(claim: SheetClaim) -> Row:
    return Row(capital(claim.stance), tuple(_claim_lines(claim)), claim.stance)


def _claim_lines(claim: SheetClaim) -> Iterator[Line]:
    yield (Span("strong", claim.label), Span("text", "  "), *said_line(claim.statement))
    yield (lead(tr("reason")), *said_line(claim.reason))
    yield from _link(claim)
    yield (*_ring(claim), Span("text", origins_sentence(claim)))
    yield from _origins(tr("named origin"), claim.proven_origins)
    yield from _origins(tr("origin not established"), claim.unproven_origins)
    yield from labelled(((tr("independence"), claim.independence),))
    for asserted in claim.asserted_by:
        yield (lead(tr("asserted by")), *said_line(asserted))
    yield from facts_lines(claim.facts)


_LINK_STATUS = {
    "expected": later("expected: the item was not examined for it"),
    "held, not examined": later("the item is held and was not examined for it"),
    "examined": later("examined"),
}


def _ring(claim: SheetClaim) -> Line:
    count = len(claim.proven_origins)
    if count == 0:
        return ()
    return (Span("ring" if claim.independence is None else "filled ring", str(count)),)


def _link(claim: SheetClaim) -> tuple[Line, ...]:
    return joined(
        (
            (tr("link"), tr(_LINK_STATUS[claim.link_status])),
            (tr("strength"), claim.strength),
            (tr("analyst"), claim.analyst),
            (tr("region"), claim.region),
            (tr("status of the claim"), word(claim.status)),
        )
    )


def _origins(label: str, origins: tuple[SheetOrigin, ...]) -> Iterator[Line]:
    for origin in origins:
        caveat = () if origin.caveat is None else (Span("text", " – "), *said_line(origin.caveat))
        yield (lead(label), *said_line(origin.name), *caveat)


def _assessment(assessment: Assessment) -> Iterator[Row]:
    yield from _or_none(tr("Ratings"), tr("none given"), [_rating(rating) for rating in assessment.ratings])
    yield from _or_none(
        tr("Judgements"), tr("none made"), [_judgement(each) for each in assessment.judgements]
    )
    yield from _or_none(
        tr("Reviews"), tr("none: no second person has looked"), [_review(each) for each in assessment.reviews]
    )
    yield Row(
        tr("Counter-evidence"),
        lines(
            map(noted, assessment.counter_evidence)
            if assessment.counter_evidence
            else (tr("none recorded; none may have been sought"),)
        ),
    )
    yield Row(tr("Limitations"), lines(assessment.limitations or (tr("none recorded"),)))


def _or_none(label: str, nothing: str, rows: list[Row]) -> list[Row]:
    return rows or [Row(label, said(nothing))]


def _rating(rating: Rating) -> Row:
    first = (
        *said_line(rating.subject),
        Span("text", ": "),
        Span("strong", rating.grade),
        Span("text", f", {tr(rating.words)}"),
    )
    return Row(tr("Rating"), (first, *joined(((tr("reason"), rating.reason), (tr("by"), rating.by)))))


def _judgement(judgement: Judgement) -> Row:
    value: Value = (
        said_line(judgement.statement),
        (
            lead(tr("likelihood")),
            *(unknown() if judgement.likelihood is None else said_line(word(judgement.likelihood))),
        ),
        (
            lead(tr("confidence")),
            *(unknown() if judgement.confidence is None else said_line(word(judgement.confidence))),
        ),
        *joined(((tr("by"), judgement.by), (tr("at"), utc(judgement.at)))),
    )
    return Row(tr("Judgement"), value)


def _review(review: Review) -> Row:
    first = (
        *said_line(review.reviewer),
        Span("text", f" {tr('on the work of')} "),
        *said_line(review.author),
        Span("text", ": "),
    )
    rest = joined(((tr("comment"), review.comment), (tr("at"), utc(review.at))))
    return Row(tr("Review"), ((*first, Span("strong", review.outcome)), *rest))
