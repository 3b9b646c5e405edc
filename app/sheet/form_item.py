"""Parts 1 to 3 as a form: the item and this sheet, its picture, its files."""

from collections.abc import Iterator

from app.sheet.facts import Fact
from app.sheet.form import Block, FormRows, FormSection, Row, Span, Subhead, Value
from app.sheet.identity import Fixity, SheetFile
from app.sheet.printed_values import lines, rows, said, said_line, size, unknown, utc
from app.sheet.record import ProvenanceSheet
from resources.messages import tr


def part_1(sheet: ProvenanceSheet) -> FormSection:
    """What stands beside the picture: case, type, what the sheet is."""
    head, item = sheet.heading, sheet.item
    top = (
        Row("Case", lines(head.cases)),
        Row("Type", said(item.kind)),
        Row("State", said("held" if item.held else "referenced, not held")),
        *((Row("Withdrawn", said(item.withdrawn)),) if item.withdrawn is not None else ()),
        Row("Item id", said(head.item_uuid, "mono")),
        Row("Sheet", said(head.serial)),
        Row("Printed", said(utc(head.printed_at))),
        Row("By", said(head.printed_by)),
        Row("Program", said(head.program)),
        Row("Profile", _profile(sheet)),
        Row("Marking", said("none" if head.marking is None else head.marking)),
    )
    return FormSection(1, "Item and sheet", (FormRows(top),))


def part_1_continued(sheet: ProvenanceSheet) -> FormSection:
    """The longer statements about the item, over the whole width."""
    item = sheet.item
    parts = [
        *(_fact(fact) for fact in item.facts if fact.value or not fact.field.quiet),
        *((Row("Tags", said(", ".join(item.tags))),) if item.tags else ()),
        *(Row(name, said(value)) for name, value in item.fields),
        *(Row("Note", said(note)) for note in item.notes),
        *(Row("Case note", said(note)) for note in sheet.heading.case_notes),
    ]
    if item.imagery is not None:
        parts.extend(rows((tr(fact.field.label), fact.said) for fact in item.imagery))
    return FormSection(1, "What the item is said to be", (FormRows(tuple(parts)),))


def part_2(sheet: ProvenanceSheet) -> tuple[str, ...]:
    """The lines under the picture: what it is, and how it was made."""
    picture = sheet.picture
    first = {
        "printed": "Derivative for print, not the item itself.",
        "not held": "The item is referenced, not held.",
        "no preview": "The file is held; there is no picture of it.",
        "withheld": "The picture is withheld (safe profile).",
    }[picture.state]
    origin = f"Made from the file with SHA-256 {picture.derived_from[:16]}…" if picture.derived_from else None
    note = picture.note[:1].upper() + picture.note[1:] if picture.note else None
    return tuple(text for text in (first, note, origin) if text)


def part_3(sheet: ProvenanceSheet) -> FormSection:
    """Every file with its hashes and its last fixity check."""
    return FormSection(3, "Files", tuple(_files(sheet)))


def _files(sheet: ProvenanceSheet) -> Iterator[Block]:
    if not sheet.files:
        state = "No file is held, and none has been named by its hash." if not sheet.item.held else None
        yield FormRows((Row("File", said(state)), *_nothing_known()))
    for file in sheet.files:
        yield Subhead(file.role.capitalize(), "" if sheet.item.held else "known by its hash, not held")
        yield FormRows(_file(file, sheet.item.held))


def _nothing_known() -> tuple[Row, ...]:
    return rows(
        (("Original name", None), ("Size", None), ("Media type", None), ("SHA-256", None), ("SHA-512", None))
    )


def _file(file: SheetFile, held: bool) -> tuple[Row, ...]:
    pixels = None if file.width is None or file.height is None else f"{file.width} × {file.height} pixels"
    return (
        Row("Original name", said(file.original_name)),
        Row("SHA-256", said(file.sha256, "hash")),
        Row("SHA-512", said(file.sha512, "hash")),
        *_fixity(file.last_fixity, held),
        *rows(
            (
                ("Size", size(file.size)),
                ("Media type", file.media_type),
                ("Dimensions", pixels),
                ("Path as found", file.path),
                ("Modified", utc(file.modified)),
                ("Hashed", utc(file.hashed_at)),
                ("Hashed with", file.tool),
            )
        ),
    )


def _fixity(check: Fixity | None, held: bool) -> tuple[Row, ...]:
    if check is None:
        return (Row("Fixity", said("not checked"), "unchecked"),) if held else ()
    result = {
        "intact": "bytes equal the recorded SHA-256",
        "damaged": "DAMAGED: bytes differ from the recorded SHA-256",
        "missing": "MISSING: the file was not found",
        "unreadable": "the file could not be read",
    }[check.outcome]
    words = (
        Span("strong" if check.outcome != "intact" else "text", result),
        Span("text", f", {utc(check.at)}"),
    )
    by = (Span("text", ", by "), *said_line(check.by)) if check.by is not None else ()
    detail = (said_line(check.detail),) if check.detail is not None else ()
    return (Row("Fixity", ((*words, *by), *detail), check.outcome),)


def _profile(sheet: ProvenanceSheet) -> Value:
    if sheet.heading.profile == "safe":
        return said("safe: restricted names, paths and numbers are withheld")
    reason = sheet.heading.reason
    return (
        (
            Span("strong", "full"),
            Span("text", ", reason: "),
            *(unknown() if reason is None else said_line(reason)),
        ),
    )


def _fact(fact: Fact) -> Row:
    field = fact.field
    nothing = None if field.nothing == "unknown" else tr(field.nothing)
    return Row(tr(field.label), said(nothing if fact.said is None else fact.said))
