"""How the item came: its files, every receipt of them, and the chain of custody."""

from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.evidence.dossier import Dossier
from app.fields.evidence import RECEIPT
from app.fields.terms import CUSTODY_EVENTS
from app.messages.clock import clock_doubt
from app.messages.wording import outcome_words
from app.records import CustodyEvent, File, Receipt
from resources.messages import number, shown, tr
from ui.inspector.fixity import fixity
from ui.inspector.section import SectionRows, none_yet
from ui.look import readable as wording
from ui.look.labels import Hash, PlainLabel, muted, small, unknown
from ui.look.theme import Theme


def files(dossier: Dossier, theme: Theme, now: datetime) -> QWidget:
    """Every file with its hash, its size, and when it was last found unchanged; `now` is in UTC."""
    if not dossier.files:
        return none_yet(tr("Referenced, not held: no file has been taken in."))
    rows = SectionRows()
    for file in dossier.files:
        arrivals = [each.received_at for each in dossier.receipts if each.sha256 == file.sha256]
        _file(rows, file)
        rows.fact(tr("Fixity"), fixity(file, min(arrivals, default=None), theme, now))
        _reading(rows, file)
    return rows


def receipts(dossier: Dossier) -> QWidget:
    """Every arrival, also of bytes that were here already."""
    if not dossier.receipts:
        return none_yet(tr("Nothing has been received."))
    rows = SectionRows()
    for receipt in dossier.receipts:
        _receipt(rows, receipt)
    return rows


def custody(dossier: Dossier) -> QWidget:
    """Who did what with it, when and why."""
    if not dossier.custody:
        return none_yet(tr("No custody event yet."))
    rows = SectionRows()
    for event in dossier.custody:
        rows.fact(wording.day(event.at), _event(event))
    return rows


def _file(rows: SectionRows, file: File) -> None:
    rows.fact(wording.sentence(tr(file.role)), file.name)
    facts = [file.media_type, wording.size(file.size)]
    if file.width and file.height:
        facts.append(tr("{width} × {height} pixels", width=number(file.width), height=number(file.height)))
    rows.fact("", muted(", ".join(facts)))
    rows.fact("SHA-256", Hash(file.sha256))
    rows.fact("SHA-512", Hash(file.sha512))


def _reading(rows: SectionRows, file: File) -> None:
    if file.no_picture_reason:
        rows.fact(tr("Picture"), shown(file.no_picture_reason))
    if file.c2pa_state:
        rows.fact("C2PA", tr(file.c2pa_state) + (f": {file.c2pa_codes}" if file.c2pa_codes else ""))
    if file.c2pa_url:
        rows.fact(tr("Manifest at"), file.c2pa_url)


def _receipt(rows: SectionRows, receipt: Receipt) -> None:
    rows.fact(tr("Received"), f"{wording.moment(receipt.received_at)} ({shown(receipt.clock_basis)})")
    rows.fact(tr("Name"), receipt.name)
    rows.fact(tr("Path"), receipt.path)
    source = tr("restricted source") if receipt.source_restricted else receipt.source_name
    rows.fact(tr("Source"), source)
    for field in RECEIPT.given:
        told = field.kind.said(field.of(receipt))
        if told:
            rows.fact(tr(field.label), told)
    rows.fact(tr("Collector"), tr("{person} on {machine}", person=receipt.collector, machine=receipt.machine))
    rows.fact(tr("Hash"), Hash(receipt.sha256[:16]) if receipt.sha256 else unknown())
    rows.fact("", small(f"{receipt.tool} {receipt.tool_version}"))


def _event(event: CustodyEvent) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 4)
    column.setSpacing(0)
    words = tr(CUSTODY_EVENTS.get(event.event, event.event))
    column.addWidget(
        PlainLabel(f"{words}, {event.agent}" + (f": {outcome_words(event.outcome)}" if event.outcome else ""))
    )
    doubt = clock_doubt(event.clock_behind_s)
    if doubt:
        column.addWidget(small(wording.sentence(doubt)))
    handed = [
        tr("released by {person}", person=event.released_by) if event.released_by else "",
        tr("received by {person}", person=event.received_by) if event.received_by else "",
        event.purpose or "",
        event.place or "",
        shown(event.detail or ""),
    ]
    told = " · ".join(part for part in handed if part)
    if told:
        column.addWidget(small(told))
    return made
