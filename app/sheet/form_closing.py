"""Parts 15 and 16 as a form: the head of the log, what the sheet does not establish, signatures."""

from app.sheet.closing import Checkpoint, SheetLogHead, SignatureLine, Timestamp
from app.sheet.form import FormPoints, FormRows, FormSection, Row, Signatures, Value
from app.sheet.printed_values import labelled, lines, rows, said, utc
from app.sheet.record import ProvenanceSheet
from app.sheet.wording import log_sentences, not_established


def part_15(sheet: ProvenanceSheet) -> FormSection:
    """Number and hash of the last entry, checkpoint, timestamp, and what they allow to be said."""
    says = Row("Which means", lines(log_sentences(sheet.log)))
    if sheet.log is None:
        return FormSection(
            15, "Head of the log", (FormRows((*rows((("Entries", None), ("Head", None))), says)),)
        )
    return FormSection(15, "Head of the log", (FormRows((*_head(sheet.log), says)),))


def part_16(sheet: ProvenanceSheet, replaced: tuple[str, ...]) -> FormSection:
    """The limits, the lines to sign; `replaced` are the code points that could not be printed."""
    note = (FormRows((Row("Characters", said(_replaced(replaced))),)),) if replaced else ()
    signed = Signatures(tuple((line.role, _name(line)) for line in sheet.signatures), code=True)
    return FormSection(
        16, "What this sheet does not establish", (FormPoints(not_established(sheet)), *note, signed)
    )


def _name(line: SignatureLine) -> Value:
    return said("name, date", "muted") if line.name is None else said(line.name)


def _head(log: SheetLogHead) -> tuple[Row, ...]:
    checked = {
        True: "the whole chain was recomputed for this print and holds",
        False: "the chain was recomputed for this print and is BROKEN",
        None: "the chain was not recomputed for this print",
    }[log.verified]
    return (
        Row("Entry", said(f"{log.entries}, {utc(log.at) or 'time unknown'}")),
        Row("Head", said(log.head, "hash")),
        Row("Chain", said(checked)),
        Row("Checkpoint", said("none") if log.checkpoint is None else _checkpoint(log.checkpoint)),
        Row("Timestamp", said("none") if log.timestamp is None else _timestamp(log.timestamp)),
    )


def _checkpoint(point: Checkpoint) -> Value:
    about = (
        ("over entries up to", str(point.size)),
        ("made", utc(point.at)),
        ("key", point.key),
        ("kept", point.kept),
    )
    return (*said(point.origin), *said(point.root, "hash"), *labelled(about))


def _timestamp(token: Timestamp) -> Value:
    return (*said(f"{token.authority}: existed no later than {utc(token.at)}"), *said(token.over, "hash"))


def _replaced(codes: tuple[str, ...]) -> str:
    shown = ", ".join(codes[:40]) + (f" and {len(codes) - 40} more" if len(codes) > 40 else "")
    return f"Printed as code points, for want of a glyph or because they are invisible: {shown}."
