"""Parts 4 to 7 as a form: publication, acquisition, custody, derivation."""

from collections.abc import Iterator

from app.messages.clock import clock_doubt
from app.messages.wording import outcome_words
from app.privacy.withheld import Withheld
from app.sheet.arrival import Acquisition, Publication, SheetCustodyEvent, SheetDerivation
from app.sheet.form import (
    Block,
    FormRows,
    FormSection,
    FormTableRow,
    Row,
    Signatures,
    Span,
    Subhead,
    Table,
    Value,
)
from app.sheet.printed_values import (
    facts_lines,
    joined,
    kept_back,
    labelled,
    lead,
    lines,
    noted,
    rows,
    said,
    said_line,
    utc,
)
from app.sheet.record import ProvenanceSheet
from app.sheet.wording import custody_gaps
from resources.messages import later, tr


def part_4(sheet: ProvenanceSheet) -> FormSection:
    """Who published it, where and when; creator, uploader and collector apart."""
    people = sheet.people
    publications = people.publications or (Publication(),)
    published = tuple(Row(tr("Published"), _publication(publication)) for publication in publications)
    named = (
        *(Row(tr(fact.field.label), said(fact.said)) for fact in people.facts),
        Row(tr("Collector"), said(people.collector)),
    )
    return FormSection(4, tr("Publication and people"), (FormRows((*published, *named)),))


def part_5(sheet: ProvenanceSheet) -> FormSection:
    """Every receipt, the first one first."""
    if not sheet.acquisitions:
        nothing = (
            tr("Nothing was received: the item is referenced, not held.") if not sheet.item.held else None
        )
        return FormSection(5, tr("Acquisition"), (FormRows((Row(tr("Receipt"), said(nothing)),)),))
    return FormSection(5, tr("Acquisition"), tuple(_receipts(sheet.acquisitions)))


def part_6(sheet: ProvenanceSheet) -> FormSection:
    """The custody table, the lines for the next transfers, the gaps."""
    custody = sheet.custody
    disposal = () if custody.disposal is None else (Row(tr("Final disposal"), said(custody.disposal)),)
    gaps = FormRows(
        (Row(tr("Gaps"), lines(custody_gaps(sheet) or (tr("none found in these entries"),))), *disposal)
    )
    if not custody.events:
        none = FormRows((Row(tr("Custody"), said(tr("no custody event is recorded"))),))
        return FormSection(6, tr("Custody"), (none, gaps, *_next_transfer(sheet)))
    table = Table(
        (
            tr("When (UTC)"),
            tr("Act"),
            tr("By"),
            tr("Released by, received by"),
            tr("Purpose, place"),
            tr("Hash"),
            tr("Log"),
        ),
        (11, 16, 13, 20, 20, 11, 7),
        tuple(_custody_row(event) for event in custody.events),
    )
    return FormSection(6, tr("Custody"), (table, gaps, *_next_transfer(sheet)))


def part_7(sheet: ProvenanceSheet) -> FormSection:
    """What it was made from and what was made from it, indented."""
    found = tuple(row for node in sheet.derivations for row in _tree(node, 0))
    nothing = Row(
        tr("Derivation"), said(tr("none recorded: nothing is known to be made from it, nor it from anything"))
    )
    return FormSection(7, tr("Derivation"), (FormRows(found or (nothing,)),))


def _publication(publication: Publication) -> Value:
    known = labelled(((tr("origin"), publication.origin), (tr("note"), publication.note)))
    return (
        (lead(tr("by")), *said_line(publication.publisher)),
        (lead(tr("where")), *said_line(publication.where)),
        (lead(tr("when")), *said_line(publication.published)),
        *known,
        *facts_lines(publication.facts),
    )


def _receipts(receipts: tuple[Acquisition, ...]) -> Iterator[Block]:
    for number, receipt in enumerate(receipts, start=1):
        if len(receipts) > 1:
            yield Subhead(tr("Receipt {number}", number=number), tr("of {count}", count=len(receipts)))
        told = rows((tr(fact.field.label), fact.said) for fact in receipt.facts)
        yield FormRows((*told, Row(tr("SHA-256 on arrival"), said(receipt.sha256, "hash"))))


def _custody_row(event: SheetCustodyEvent) -> FormTableRow:
    doubt = clock_doubt(event.clock_behind_s)
    code = () if event.code is None else (Span("muted", f" {event.code}"),)
    outcome = () if event.outcome in {None, event.act} else (said_line(outcome_words(event.outcome)),)
    checked = {True: tr("verified"), False: tr("NOT verified"), None: tr("not checked")}[event.hash_verified]
    cells = (
        (said_line(_moment(event)), *((said_line(doubt, "muted"),) if doubt else ())),
        ((*said_line(event.act and tr(event.act)), *code), *outcome),
        said(event.agent),
        _hands(event),
        _purpose(event),
        said(checked, "muted" if event.hash_verified is None else "text"),
        said(None if event.log_entry is None else str(event.log_entry)),
    )
    return FormTableRow(cells)


def _moment(event: SheetCustodyEvent) -> str | None:
    moment = utc(event.at)
    # the heading of the column says it
    return None if moment is None else moment.removesuffix(" UTC")


def _hands(event: SheetCustodyEvent) -> Value:
    if event.released_by is None and event.received_by is None and event.code != "tra":
        return said(tr("no transfer"), "muted")
    return (
        said_line(event.released_by),
        (lead(tr("to")), *said_line(event.received_by)),
        *(((Span("muted", tr("signed")), Span("text", " ____________")),) if event.code == "tra" else ()),
    )


def _purpose(event: SheetCustodyEvent) -> Value:
    return tuple(said_line(noted(part)) for part in (event.purpose, event.place) if part is not None) or said(
        None
    )


def _next_transfer(sheet: ProvenanceSheet) -> tuple[Block, ...]:
    if not sheet.item.held:
        return ()
    blank: Value = ((Span("muted", tr("name, date, time, purpose")),),)
    return (
        Subhead(tr("Next transfer"), tr("to be filled in by hand")),
        Signatures(((tr("Released by"), blank), (tr("Received by"), blank))),
    )


def _tree(node: SheetDerivation, depth: int) -> Iterator[Row]:
    lead = (Span("muted", "\u2003" * (depth - 1) + "└ "),) if depth else ()
    held = () if node.held is None else (Span("muted", f"  {tr('held') if node.held else tr('not held')}"),)
    about = joined(((tr("made by"), node.activity), (tr("agent"), node.agent), (tr("at"), utc(node.at))))
    indent = (Span("text", "\u2003" * (depth + 1)),) if depth else ()
    digest = () if node.sha256 is None else ((*indent, Span("hash", node.sha256)),)
    yield Row(
        _relation(node, depth),
        ((*lead, Span("strong", node.label), *held), *((*indent, *line) for line in about), *digest),
    )
    if isinstance(node.children, Withheld):
        yield Row("", ((Span("muted", "\u2003" * depth + "└ "), *kept_back()),))
        return
    for child in node.children:
        yield from _tree(child, depth + 1)


def _relation(node: SheetDerivation, depth: int) -> str:
    if node.relation is None:
        return tr("relation unknown") if depth else tr("Item")
    return tr(_RELATIONS.get(node.relation, node.relation))


_RELATIONS = {
    "wasDerivedFrom": later("Made from it"),
    "hadPrimarySource": later("Its primary source"),
    "used": later("Used for it"),
    "wasGeneratedBy": later("Generated by"),
}
