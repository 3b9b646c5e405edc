"""Part 14 of the sheet: what is unknown, as plain sentences that follow from the data alone."""

from collections.abc import Iterable, Mapping

from app.sheet.facts import Facts
from app.sheet.identity import SheetFile
from app.sheet.record import ProvenanceSheet
from resources.messages import later, tr


def unknowns(sheet: ProvenanceSheet) -> tuple[str, ...]:
    """Everything the sheet leaves open, in the order of its parts, then what people noted as unknown.

    A withheld value is known and is not listed.
    """
    parts = (_item, _files, _people, _acquisitions, _embedded, _places, _times, _claims, _second_eyes)
    found = [sentence for part in parts for sentence in part(sheet)]
    return tuple(dict.fromkeys((*found, *_noted(sheet.noted_unknowns))))


def _noted(notes: tuple[str, ...]) -> Iterable[str]:
    if notes:
        yield tr("Noted as unknown: {notes}.", notes="; ".join(note.rstrip(". ") for note in notes))


def _item(sheet: ProvenanceSheet) -> Iterable[str]:
    item = sheet.item
    yield from _list(
        later("Of the item, unknown: {facts}."),
        {
            tr("case"): sheet.heading.cases or None,
            tr("title"): item.title,
            tr("type"): item.kind,
            **_missed(item.facts),
        },
    )
    if item.imagery is not None:
        yield from _list(later("Of the imagery, unknown: {facts}."), _missed(item.imagery))


def _missed(facts: Facts) -> Mapping[str, object]:
    return {tr(fact.field.noun): fact.value for fact in facts if fact.field.missed}


def _files(sheet: ProvenanceSheet) -> Iterable[str]:
    if not sheet.item.held:
        yield tr("The file is not held: its name, size, media type, hash and metadata are unknown here.")
    for number, file in enumerate(sheet.files, start=1):
        if len(sheet.files) > 1:
            open_, unchecked = (
                later("Of file {number} ({role}), unknown: {facts}."),
                later("File {number} ({role}): whether the bytes are still those received was not checked."),
            )
        else:
            open_, unchecked = (
                later("Of the file, unknown: {facts}."),
                later("The file: whether the bytes are still those received was not checked."),
            )
        yield from _list(open_, _file_facts(file), number=number, role=tr(file.role))
        if sheet.item.held and file.last_fixity is None:
            yield tr(unchecked, number=number, role=tr(file.role))


def _file_facts(file: SheetFile) -> Mapping[str, object]:
    return {
        tr("original name"): file.original_name,
        tr("size"): file.size,
        tr("media type"): file.media_type,
        tr("SHA-512"): file.sha512,
    }


def _people(sheet: ProvenanceSheet) -> Iterable[str]:
    people = sheet.people
    if not people.publications:
        yield tr("Who published it, where and when is unknown.")
    for publication in people.publications:
        facts = {
            tr("publisher"): publication.publisher,
            tr("where"): publication.where,
            tr("when"): publication.published,
        }
        yield from _list(later("Of its publication, unknown: {facts}."), facts)
    yield from _list(
        later("Of the people, unknown: {facts}."),
        {**_missed(people.facts), tr("collector"): people.collector},
    )


def _acquisitions(sheet: ProvenanceSheet) -> Iterable[str]:
    if sheet.item.held and not sheet.acquisitions:
        yield tr("How the file came here is unknown: no receipt is recorded.")
    for number, receipt in enumerate(sheet.acquisitions, start=1):
        several = len(sheet.acquisitions) > 1
        said = (
            later("Of receipt {number}, unknown: {facts}.")
            if several
            else later("Of its receipt, unknown: {facts}.")
        )
        yield from _list(said, _missed(receipt.facts), number=number)


def _embedded(sheet: ProvenanceSheet) -> Iterable[str]:
    if not sheet.item.held:
        return
    if not sheet.metadata:
        yield tr("Whether the file carries metadata is unknown: no reader has looked.")
    if sheet.c2pa.state is None:
        yield tr("Whether the file carries a C2PA manifest is unknown: it was not examined.")


def _places(sheet: ProvenanceSheet) -> Iterable[str]:
    roles = {location.role for location in sheet.locations}
    if "camera" not in roles:
        yield tr("Where the camera stood is unknown.")
    if "subject" not in roles:
        yield tr("Where the subject is, is unknown.")
    without = sum(location.position is None and location.footprint is None for location in sheet.locations)
    if without:
        yield tr(
            "Locations without coordinates: {number} of {all}.", number=without, all=len(sheet.locations)
        )
    unsure = sum(location.position is not None and location.radius_m is None for location in sheet.locations)
    if unsure:
        yield tr(
            "Locations without a known radius of uncertainty: {number} of {all}.",
            number=unsure,
            all=len(sheet.locations),
        )


def _times(sheet: ProvenanceSheet) -> Iterable[str]:
    if not any(time.what == "captured" for time in sheet.times):
        yield tr("When it was captured is unknown.")
    zoneless = sum(time.zone_basis is None for time in sheet.times)
    if zoneless:
        yield tr("Times without a known time zone: {number} of {all}.", number=zoneless, all=len(sheet.times))


def _claims(sheet: ProvenanceSheet) -> Iterable[str]:
    if not sheet.claims:
        yield tr("Which claims the item bears on is unknown: it is linked to none.")
    for claim in sheet.claims:
        if not claim.proven_origins:
            yield tr("Claim {claim}: where the information starts is unknown.", claim=claim.label)
    expected = sum(claim.link_status != "examined" for claim in sheet.claims)
    if expected:
        yield tr(
            "Links to claims for which the item was not examined: {number} of {all}.",
            number=expected,
            all=len(sheet.claims),
        )


def _second_eyes(sheet: ProvenanceSheet) -> Iterable[str]:
    if not sheet.assessment.reviews:
        yield tr("No second person has reviewed this item.")
    if sheet.log is None:
        yield tr("The head of the log is unknown.")


def _list(message: str, facts: Mapping[str, object], **arguments: object) -> Iterable[str]:
    missing = [name for name, value in facts.items() if value is None]
    if missing:
        yield tr(message, facts=", ".join(missing), **arguments)
