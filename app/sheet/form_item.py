"""Parts 1 to 3 as a form: the item and this sheet, its picture, its files."""

from collections.abc import Iterator

from app.messages.clock import doubted
from app.messages.wording import word
from app.sheet.facts import Fact
from app.sheet.form import Block, FormRows, FormSection, Row, Span, Subhead, Value
from app.sheet.identity import SheetFile, SheetFixity
from app.sheet.printed_values import capital, lines, noted, rows, said, said_line, size, unknown, utc
from app.sheet.record import ProvenanceSheet
from resources.messages import shown, tr


def part_1(sheet: ProvenanceSheet) -> FormSection:
    """What stands beside the picture: case, type, what the sheet is."""
    head, item = sheet.heading, sheet.item
    top = (
        Row(tr("Case"), lines(head.cases)),
        Row(tr("Type"), said(word(item.kind))),
        Row(tr("State"), said(tr("held") if item.held else tr("referenced, not held"))),
        *((Row(tr("Withdrawn"), said(noted(item.withdrawn))),) if item.withdrawn is not None else ()),
        Row(tr("Item id"), said(head.item_uuid, "mono")),
        Row(tr("Sheet"), said(noted(head.serial))),
        Row(tr("Printed"), said(doubted(utc(head.printed_at) or "", head.clock_behind_s))),
        Row(tr("By"), said(head.printed_by)),
        Row(tr("Program"), said(head.program)),
        Row(tr("Profile"), _profile(sheet)),
        Row(tr("Marking"), said(tr("none") if head.marking is None else head.marking)),
    )
    return FormSection(1, tr("Item and sheet"), (FormRows(top),))


def part_1_continued(sheet: ProvenanceSheet) -> FormSection:
    """The longer statements about the item, over the whole width."""
    item = sheet.item
    parts = [
        *(_fact(fact) for fact in item.facts if fact.value or not fact.field.quiet),
        *((Row(tr("Tags"), said(", ".join(item.tags))),) if item.tags else ()),
        *(Row(name, said(value)) for name, value in item.fields),
        *(Row(tr("Note"), said(note)) for note in item.notes),
        *(Row(tr("Case note"), said(note)) for note in sheet.heading.case_notes),
    ]
    if item.imagery is not None:
        parts.extend(rows((tr(fact.field.label), fact.said) for fact in item.imagery))
    return FormSection(1, tr("What the item is said to be"), (FormRows(tuple(parts)),))


def part_2(sheet: ProvenanceSheet) -> tuple[str, ...]:
    """The lines under the picture: what it is, and how it was made."""
    picture = sheet.picture
    first = {
        "printed": tr("Derivative for print, not the item itself."),
        "not held": tr("The item is referenced, not held."),
        "no preview": tr("The file is held; there is no picture of it."),
        "withheld": tr("The picture is withheld (safe profile)."),
    }[picture.state]
    origin = None
    if picture.derived_from:
        origin = tr("Made from the file with SHA-256 {digits}…", digits=picture.derived_from[:16])
    note = shown(picture.note or "")
    note = note[:1].upper() + note[1:]
    return tuple(text for text in (first, note, origin) if text)


def part_3(sheet: ProvenanceSheet) -> FormSection:
    """Every file with its hashes and its last fixity check."""
    return FormSection(3, tr("Files"), tuple(_files(sheet)))


def _files(sheet: ProvenanceSheet) -> Iterator[Block]:
    if not sheet.files:
        state = tr("No file is held, and none has been named by its hash.") if not sheet.item.held else None
        yield FormRows((Row(tr("File"), said(state)), *_nothing_known()))
    for file in sheet.files:
        yield Subhead(capital(file.role), "" if sheet.item.held else tr("known by its hash, not held"))
        yield FormRows(_file(file, sheet.item.held))


def _nothing_known() -> tuple[Row, ...]:
    return rows(
        (
            (tr("Original name"), None),
            (tr("Size"), None),
            (tr("Media type"), None),
            ("SHA-256", None),
            ("SHA-512", None),
        )
    )


def _file(file: SheetFile, held: bool) -> tuple[Row, ...]:
    pixels = None
    if file.width is not None and file.height is not None:
        pixels = tr("{width} × {height} pixels", width=file.width, height=file.height)
    return (
        Row(tr("Original name"), said(file.original_name)),
        Row(tr("SHA-256"), said(file.sha256, "hash")),
        Row(tr("SHA-512"), said(file.sha512, "hash")),
        *_fixity(file.last_fixity, held),
        *rows(
            (
                (tr("Size"), size(file.size)),
                (tr("Media type"), file.media_type),
                (tr("Dimensions"), pixels),
                (tr("Path as found"), file.path),
                (tr("Modified"), utc(file.modified)),
                (tr("Hashed"), utc(file.hashed_at)),
                (tr("Hashed with"), file.tool),
            )
        ),
    )


def _fixity(check: SheetFixity | None, held: bool) -> tuple[Row, ...]:
    if check is None:
        return (Row(tr("Fixity"), said(tr("not checked")), "unchecked"),) if held else ()
    result = {
        "intact": tr("bytes equal the recorded SHA-256"),
        "damaged": tr("DAMAGED: bytes differ from the recorded SHA-256"),
        "missing": tr("MISSING: the file was not found"),
        "unreadable": tr("the file could not be read"),
    }[check.outcome]
    words = (
        Span("strong" if check.outcome != "intact" else "text", result),
        Span("text", f", {utc(check.at)}"),
    )
    by = (Span("text", f", {tr('by')} "), *said_line(check.by)) if check.by is not None else ()
    detail = (said_line(noted(check.detail)),) if check.detail is not None else ()
    return (Row(tr("Fixity"), ((*words, *by), *detail), check.outcome),)


def _profile(sheet: ProvenanceSheet) -> Value:
    if sheet.heading.profile == "safe":
        return said(tr("safe: restricted names, paths and numbers are withheld"))
    reason = sheet.heading.reason
    return (
        (
            Span("strong", tr("full")),
            Span("text", f", {tr('reason')}: "),
            *(unknown() if reason is None else said_line(reason)),
        ),
    )


def _fact(fact: Fact) -> Row:
    field = fact.field
    nothing = None if field.nothing == "unknown" else tr(field.nothing)
    return Row(tr(field.label), said(nothing if fact.said is None else fact.said))
