"""Parts 8 and 9 as a form: embedded metadata as recorded, the state of the C2PA manifest."""

from collections.abc import Iterator

from app.sheet.embedded import C2pa, Metadata, SheetMetadataTag
from app.sheet.form import Block, FormRows, FormSection, Row, Span, Subhead
from app.sheet.printed_values import lead, rows, said, said_line, unknown, utc
from app.sheet.record import ProvenanceSheet
from resources.messages import later, number, shown, tr


def part_8(sheet: ProvenanceSheet) -> FormSection:
    """Every snapshot, tag by tag, nothing corrected."""
    if not sheet.metadata:
        state = tr("no file was read: the item is not held") if not sheet.item.held else None
        blocks: tuple[Block, ...] = (FormRows((Row(tr("Metadata"), said(state)),)),)
    else:
        blocks = tuple(block for snapshot in sheet.metadata for block in _snapshot(snapshot))
    return FormSection(8, tr("Embedded metadata"), blocks, tr("as recorded, not verified"))


def part_9(sheet: ProvenanceSheet) -> FormSection:
    """The state of the manifest in the words of the catalogue, and what the state does not mean."""
    c2pa = sheet.c2pa
    if c2pa.state is None:
        state = tr("not examined: the item is not held") if not sheet.item.held else None
        return FormSection(9, tr("Content credentials (C2PA)"), (FormRows((Row(tr("State"), said(state)),)),))
    state_row = Row(tr("State"), ((Span("strong", tr(_STATES[c2pa.state])),),))
    return FormSection(
        9,
        tr("Content credentials (C2PA)"),
        (FormRows((state_row, *_details(c2pa), Row(tr("Reading"), said(tr(_CAUTION))))),),
    )


_STATES = {
    "none": later("none found"),
    "remote manifest not fetched": later("remote manifest not fetched"),
    "invalid": later("invalid"),
    "valid, signer not on the trust list": later("valid, signer not on the trust list"),
    "trusted": later("trusted: valid, signer on the trust list"),
}
_CAUTION = later("Invalid is not forged, untrusted is not faked, and a missing manifest shows nothing.")


def _snapshot(snapshot: Metadata) -> Iterator[Block]:
    at = utc(snapshot.read_at)
    reader = snapshot.reader or tr("reader unknown")
    yield Subhead(
        tr(snapshot.block),
        tr("{reader}, read {at}", reader=reader, at=at)
        if at
        else tr("{reader}, time of reading unknown", reader=reader),
    )
    found = list(_tags(snapshot.tags))
    if snapshot.problem is not None:
        found.append(Row(tr("Problem"), said(shown(snapshot.problem))))
    if not snapshot.tags and snapshot.problem is None:
        none = (Span("text", tr("none found") if not snapshot.found else tr("found, no tag printed")),)
        found.append(Row(tr("Tags"), (none,)))
    if snapshot.omitted:
        words = tr("{count} more in the catalogue, e.g. binary values", count=number(snapshot.omitted))
        found.append(Row(tr("Not printed"), said(words)))
    yield FormRows(tuple(found), dense=True)


def _tags(tags: tuple[SheetMetadataTag, ...]) -> Iterator[Row]:
    by_namespace: dict[str | None, list[SheetMetadataTag]] = {}
    for tag in tags:
        by_namespace.setdefault(tag.namespace, []).append(tag)
    for namespace, members in by_namespace.items():
        if namespace:
            yield Row("", ((Span("muted", namespace),),))
        yield from (Row(tag.name, said(tag.value)) for tag in members)


def _details(c2pa: C2pa) -> tuple[Row, ...]:
    trust = (
        (said_line(c2pa.trust_list), (lead(tr("dated")), *said_line(c2pa.trust_list_date)))
        if c2pa.trust_list is not None
        else (unknown(),)
    )
    known = tuple(
        (label, value)
        for label, value in (
            (tr("Signer"), c2pa.signer),
            (tr("Generator"), c2pa.generator),
            (tr("Manifest URL"), c2pa.manifest_url),
            (tr("Codes"), ", ".join(c2pa.codes) or None),
            (tr("Ingredient failures"), "; ".join(c2pa.ingredient_failures) or None),
            (tr("Read with"), c2pa.reader),
            (tr("Read"), utc(c2pa.read_at)),
        )
        if value is not None
    )
    return (*rows(known), *((Row(tr("Trust list"), trust),) if c2pa.state in _JUDGED else ()))


_JUDGED = {"trusted", "valid, signer not on the trust list"}
