"""Parts 4 to 7 of the sheet from the catalogue: people, acquisition, custody, derivation."""

from datetime import datetime

from app.evidence.dossier import Dossier
from app.fields.claims import SOURCE
from app.fields.evidence import RECEIPT
from app.fields.item import ITEM
from app.fields.terms import CUSTODY_EVENTS
from app.privacy.redaction import Redaction
from app.records import CustodyEvent, Receipt, Source
from app.sheet import arrival
from app.sheet.facts import Facts, facts


def people(dossier: Dossier, publisher_origin: str | None, redaction: Redaction) -> arrival.People:
    """Who published it, and creator, uploader, collector: three people."""
    item, publisher = dossier.item, dossier.publisher
    publications: tuple[arrival.Publication, ...] = ()
    if publisher is not None or item.published_at or item.published_url:
        publications = (
            arrival.Publication(
                publisher=redaction.value(ITEM["publisher"], publisher.name if publisher else None, dossier),
                where=redaction.value(ITEM["published_url"], item.published_url, dossier),
                published=redaction.value(ITEM["published_at"], item.published_at, dossier),
                origin=publisher_origin,
                facts=_of_publisher(publisher, redaction),
            ),
        )
    collectors = ", ".join(dict.fromkeys(receipt.collector for receipt in dossier.receipts))
    return arrival.People(
        facts=facts(ITEM.part(4), redaction.values(ITEM, ITEM.values(item), dossier)),
        collector=redaction.value(RECEIPT["collector"], collectors or None),
        publications=publications,
    )


def _of_publisher(publisher: Source | None, redaction: Redaction) -> Facts:
    fields = SOURCE.part(4) if publisher else ()
    return facts(fields, redaction.values(fields, SOURCE.values(publisher), publisher))


def acquisition(receipt: Receipt, redaction: Redaction) -> arrival.Acquisition:
    """One receipt."""
    values = RECEIPT.values(receipt) | {
        "received_at": to_second(receipt.received_at),
        # from whom, as it was said; else the source that the receipt names
        "obtained_from": receipt.obtained_from or receipt.source_name,
    }
    told = redaction.values(RECEIPT, values, receipt)
    return arrival.Acquisition(facts(RECEIPT.part(5), told), receipt.sha256)


def custody(dossier: Dossier) -> arrival.Custody:
    """The custody events in the order in which they were recorded."""
    return arrival.Custody(tuple(_event(event) for event in dossier.custody))


def derivations(dossier: Dossier) -> tuple[arrival.SheetDerivation, ...]:
    """Each original with what was made from it, as far as the catalogue knows."""
    names = {file.sha256: file.name for file in dossier.files}
    return tuple(
        arrival.SheetDerivation(
            label=file.name,
            sha256=file.sha256,
            held=True,
            children=tuple(
                arrival.SheetDerivation(
                    label=names.get(made.made_sha256, made.made_sha256[:16]),
                    relation="wasDerivedFrom",
                    activity=made.activity,
                    agent=made.agent,
                    at=made.at,
                    sha256=made.made_sha256,
                )
                for made in dossier.derivations
                if made.used_sha256 == file.sha256
            ),
        )
        for file in dossier.files
        if file.role == "original"
    )


def _event(event: CustodyEvent) -> arrival.SheetCustodyEvent:
    return arrival.SheetCustodyEvent(
        at=to_second(event.at),
        log_entry=event.sequence,
        code=event.event,
        act=CUSTODY_EVENTS.get(event.event, event.event),
        outcome=event.outcome,
        agent=event.agent,
        released_by=event.released_by,
        received_by=event.received_by,
        purpose=event.purpose or event.detail,
        place=event.place,
        hash_verified=event.hash_verified,
        clock_behind_s=event.clock_behind_s,
    )


def to_second(at: datetime) -> datetime:
    """A time of our own clock; its fractions say nothing on paper."""
    return at.replace(microsecond=0)
