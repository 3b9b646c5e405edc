"""Part 14 of the sheet: what is unknown, as plain sentences that follow from the data alone."""

from collections.abc import Iterable, Mapping

from app.fields.evidence import RECEIPT
from app.sheet.arrival import Acquisition
from app.sheet.facts import Facts
from app.sheet.identity import SheetFile
from app.sheet.record import ProvenanceSheet
from resources.messages import tr


def unknowns(sheet: ProvenanceSheet) -> tuple[str, ...]:
    """Everything the sheet leaves open, in the order of its parts, then what people noted as unknown.

    A withheld value is known and is not listed.
    """
    parts = (_item, _files, _people, _acquisitions, _embedded, _places, _times, _claims, _second_eyes)
    found = [sentence for part in parts for sentence in part(sheet)]
    return tuple(dict.fromkeys((*found, *_noted(sheet.noted_unknowns))))


def _noted(notes: tuple[str, ...]) -> Iterable[str]:
    if notes:
        yield f"Noted as unknown: {'; '.join(note.rstrip('. ') for note in notes)}."


def _item(sheet: ProvenanceSheet) -> Iterable[str]:
    item = sheet.item
    yield from _list(
        "Of the item",
        {
            "case": sheet.heading.cases or None,
            "title": item.title,
            "type": item.kind,
            **_missed(item.facts),
        },
    )
    if item.imagery is not None:
        yield from _list("Of the imagery", _missed(item.imagery))


def _missed(facts: Facts) -> Mapping[str, object]:
    return {tr(fact.field.noun): fact.value for fact in facts if fact.field.missed}


def _files(sheet: ProvenanceSheet) -> Iterable[str]:
    if not sheet.item.held:
        yield "The file is not held: its name, size, media type, hash and metadata are unknown here."
    for number, file in enumerate(sheet.files, start=1):
        name = f"Of file {number} ({file.role})" if len(sheet.files) > 1 else "Of the file"
        yield from _list(name, _file_facts(file))
        if sheet.item.held and file.last_fixity is None:
            yield f"{name[3:].capitalize()}: whether the bytes are still those received was not checked."


def _file_facts(file: SheetFile) -> Mapping[str, object]:
    return {
        "original name": file.original_name,
        "size": file.size,
        "media type": file.media_type,
        "SHA-512": file.sha512,
    }


def _people(sheet: ProvenanceSheet) -> Iterable[str]:
    people = sheet.people
    if not people.publications:
        yield "Who published it, where and when is unknown."
    for publication in people.publications:
        facts = {
            "publisher": publication.publisher,
            "where": publication.where,
            "when": publication.published,
        }
        yield from _list("Of its publication", facts)
    yield from _list("Of the people", {**_missed(people.facts), "collector": people.collector})


def _acquisitions(sheet: ProvenanceSheet) -> Iterable[str]:
    if sheet.item.held and not sheet.acquisitions:
        yield "How the file came here is unknown: no receipt is recorded."
    for number, receipt in enumerate(sheet.acquisitions, start=1):
        name = f"Of receipt {number}" if len(sheet.acquisitions) > 1 else "Of its receipt"
        yield from _list(name, _receipt_facts(receipt))


def _receipt_facts(receipt: Acquisition) -> Mapping[str, object]:
    missed = (field for field in RECEIPT.part(5) if field.missed)
    return {tr(field.noun): getattr(receipt, field.name) for field in missed}


def _embedded(sheet: ProvenanceSheet) -> Iterable[str]:
    if not sheet.item.held:
        return
    if not sheet.metadata:
        yield "Whether the file carries metadata is unknown: no reader has looked."
    if sheet.c2pa.state is None:
        yield "Whether the file carries a C2PA manifest is unknown: it was not examined."


def _places(sheet: ProvenanceSheet) -> Iterable[str]:
    roles = {location.role for location in sheet.locations}
    if "camera" not in roles:
        yield "Where the camera stood is unknown."
    if "subject" not in roles:
        yield "Where the subject is, is unknown."
    without = sum(location.position is None and location.footprint is None for location in sheet.locations)
    if without:
        yield f"Locations without coordinates: {without} of {len(sheet.locations)}."
    unsure = sum(location.position is not None and location.radius_m is None for location in sheet.locations)
    if unsure:
        yield f"Locations without a known radius of uncertainty: {unsure} of {len(sheet.locations)}."


def _times(sheet: ProvenanceSheet) -> Iterable[str]:
    if not any(time.what == "captured" for time in sheet.times):
        yield "When it was captured is unknown."
    zoneless = sum(time.zone_basis is None for time in sheet.times)
    if zoneless:
        yield f"Times without a known time zone: {zoneless} of {len(sheet.times)}."


def _claims(sheet: ProvenanceSheet) -> Iterable[str]:
    if not sheet.claims:
        yield "Which claims the item bears on is unknown: it is linked to none."
    for claim in sheet.claims:
        if not claim.proven_origins:
            yield f"Claim {claim.label}: where the information starts is unknown."
    expected = sum(claim.link_status != "examined" for claim in sheet.claims)
    if expected:
        yield f"Links to claims for which the item was not examined: {expected} of {len(sheet.claims)}."


def _second_eyes(sheet: ProvenanceSheet) -> Iterable[str]:
    if not sheet.assessment.reviews:
        yield "No second person has reviewed this item."
    if sheet.log is None:
        yield "The head of the log is unknown."


def _list(subject: str, facts: Mapping[str, object]) -> Iterable[str]:
    missing = [name for name, value in facts.items() if value is None]
    if missing:
        yield f"{subject}, unknown: {', '.join(missing)}."
