"""Parts 15 and 16 as a form: the head of the log, what the sheet does not establish, signatures."""

from app.sheet.closing import Checkpoint, SheetLogHead, SignatureLine, Timestamp
from app.sheet.form import FormPoints, FormRows, FormSection, Row, Signatures, Value
from app.sheet.printed_values import labelled, lines, rows, said, utc
from app.sheet.record import ProvenanceSheet
from app.sheet.wording import log_sentences, not_established
from resources.messages import tr, trn


def part_15(sheet: ProvenanceSheet) -> FormSection:
    """Number and hash of the last entry, checkpoint, timestamp, and what they allow to be said."""
    says = Row(tr("Which means"), lines(log_sentences(sheet.log)))
    if sheet.log is None:
        return FormSection(
            15, tr("Head of the log"), (FormRows((*rows(((tr("Entries"), None), (tr("Head"), None))), says)),)
        )
    return FormSection(15, tr("Head of the log"), (FormRows((*_head(sheet.log), says)),))


def part_16(sheet: ProvenanceSheet, replaced: tuple[str, ...]) -> FormSection:
    """The limits, the lines to sign; `replaced` are the code points that could not be printed."""
    note = (FormRows((Row(tr("Characters"), said(_replaced(replaced))),)),) if replaced else ()
    signed = Signatures(tuple((tr(line.role), _name(line)) for line in sheet.signatures), code=True)
    return FormSection(
        16, tr("What this sheet does not establish"), (FormPoints(not_established(sheet)), *note, signed)
    )


def _name(line: SignatureLine) -> Value:
    return said(tr("name, date"), "muted") if line.name is None else said(line.name)


def _head(log: SheetLogHead) -> tuple[Row, ...]:
    checked = {
        True: tr("the whole chain was recomputed for this print and holds"),
        False: tr("the chain was recomputed for this print and is BROKEN"),
        None: tr("the chain was not recomputed for this print"),
    }[log.verified]
    return (
        Row(tr("Entry"), said(f"{log.entries}, {utc(log.at) or tr('time unknown')}")),
        Row(tr("Head"), said(log.head, "hash")),
        Row(tr("Chain"), said(checked)),
        Row(tr("Checkpoint"), said(tr("none")) if log.checkpoint is None else _checkpoint(log.checkpoint)),
        Row(tr("Timestamp"), said(tr("none")) if log.timestamp is None else _timestamp(log.timestamp)),
    )


def _checkpoint(point: Checkpoint) -> Value:
    about = (
        (tr("over entries up to"), str(point.size)),
        (tr("made"), utc(point.at)),
        (tr("key"), point.key),
        (tr("kept"), point.kept),
    )
    return (*said(point.origin), *said(point.root, "hash"), *labelled(about))


def _timestamp(token: Timestamp) -> Value:
    return (
        *said(tr("{authority}: existed no later than {time}", authority=token.authority, time=utc(token.at))),
        *said(token.over, "hash"),
    )


def _replaced(codes: tuple[str, ...]) -> str:
    told, more = ", ".join(codes[:40]), len(codes) - 40
    if more > 0:
        told = trn("{codes} and {count} more", "{codes} and {count} more", more, codes=told)
    return tr(
        "Printed as code points, for want of a glyph or because they are invisible: {codes}.", codes=told
    )
