"""Item -> ProvenanceSheet: every part of the sheet from the catalogue's data, under a profile."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from app import __version__
from app.evidence.dossier import Dossier
from app.fields.evidence import FILE
from app.fields.item import ITEM
from app.fields.terms import IMAGERY_TYPES
from app.messages.wording import cut_short
from app.privacy.redaction import Redaction
from app.privacy.withheld import Profile
from app.records import File, LogHead, Place
from app.sheet import identity
from app.sheet.closing import SheetLogHead as SheetLogHead
from app.sheet.facts import IMAGERY, facts, of_item
from app.sheet.from_reading import c2pa, metadata
from app.sheet.from_receipts import acquisition, custody, derivations, people, to_second
from app.sheet.from_statements import location, time
from app.sheet.reasoning import Assessment, SheetClaim
from app.sheet.record import ProvenanceSheet
from app.sheet.where_when import LocatorMap
from app.sheet.withholding import withhold
from resources.messages import stored

_LONGEST_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Printing:
    """What is true of this printing and not of the item.

    `log_verified` says whether the chain, recomputed for it, holds; None: it was not recomputed.

    `kept_back` are the restricted strings of the whole catalogue, beside those of the item.
    """

    serial: str
    at: datetime
    by: str
    profile: Profile
    reason: str | None
    log: LogHead
    log_at: datetime | None
    log_verified: bool | None
    generated: bool
    """The whole catalogue is practice material."""
    case_notes: tuple[str, ...] = ()
    kept_back: frozenset[str] = frozenset()
    clock_behind_s: int = 0
    """By how many seconds `at` lies before a time that the log has already; 0 for no such doubt."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the sheet says of an item that stands elsewhere in the catalogue, and what was drawn for it."""

    places: Sequence[Place] = ()
    claims: Sequence[SheetClaim] = ()
    assessment: Assessment = field(default_factory=Assessment)
    locator: LocatorMap | None = None
    picture: identity.Picture | None = None
    publisher_origin: str | None = None


def assemble(dossier: Dossier, printing: Printing, around: Surroundings) -> ProvenanceSheet:
    """The sheet of one item. Under *safe*, what is restricted is WITHHELD wherever it stands."""
    redaction = Redaction.of(dossier, printing.profile, printing.kept_back)
    places = {place.id: place for place in around.places}
    sheet = ProvenanceSheet(
        heading=_heading(dossier, printing),
        item=_item(dossier, printing, redaction),
        picture=around.picture or _no_picture(dossier),
        files=tuple(_file(dossier, file, redaction) for file in dossier.files),
        people=people(dossier, around.publisher_origin, redaction),
        acquisitions=tuple(acquisition(receipt, redaction) for receipt in dossier.receipts),
        custody=custody(dossier),
        derivations=derivations(dossier),
        metadata=metadata(dossier.snapshots, redaction),
        c2pa=c2pa(dossier),
        locations=tuple(location(each, places, redaction) for each in dossier.locations),
        locator_map=around.locator,
        times=tuple(time(each, redaction) for each in dossier.times),
        claims=tuple(around.claims),
        assessment=around.assessment,
        noted_unknowns=tuple(line for line in (dossier.item.unknowns or "").splitlines() if line),
        log=SheetLogHead(
            entries=printing.log.sequence,
            head=printing.log.hash.hex(),
            at=printing.log_at,
            verified=printing.log_verified,
        ),
    )
    return withhold(sheet, redaction.restricted)


def _heading(dossier: Dossier, printing: Printing) -> identity.SheetHeading:
    return identity.SheetHeading(
        exhibit=dossier.item.exhibit,
        item_uuid=dossier.item.uuid,
        serial=printing.serial,
        printed_at=printing.at,
        program=f"Exhibit {__version__}",
        profile=printing.profile,
        cases=tuple(f"{case.label}: {case.title}" for case in dossier.cases),
        case_notes=printing.case_notes,
        printed_by=printing.by,
        reason=printing.reason,
        clock_behind_s=printing.clock_behind_s,
    )


def _item(dossier: Dossier, printing: Printing, redaction: Redaction) -> identity.SheetItem:
    item = dossier.item
    values = redaction.values(ITEM, ITEM.values(item), dossier)
    told = {name: _not_endless(value) if isinstance(value, str) else value for name, value in values.items()}
    withdrawn = (
        None
        if item.withdrawn is None
        else stored("withdrawn by entry {number} of the log", number=item.withdrawn_entry)
    )
    return identity.SheetItem(
        kind=item.type,
        held=item.held,
        title=item.title,
        facts=facts(of_item(item.type), told),
        tags=dossier.tags,
        notes=tuple(_not_endless(note.text) for note in dossier.notes),
        imagery=facts(IMAGERY, told) if item.type in IMAGERY_TYPES else None,
        withdrawn=withdrawn,
        practice=printing.generated,
    )


def _not_endless(text: str) -> str:
    """A text of a book's length would keep the typesetter busy for minutes."""
    if len(text) <= _LONGEST_TEXT:
        return text
    return cut_short(text, _LONGEST_TEXT, f"{len(text):,}")


def _no_picture(dossier: Dossier) -> identity.Picture:
    original = dossier.original
    if original is None:
        return identity.Picture("not held")
    return identity.Picture(
        "no preview", note=original.no_picture_reason or stored("no preview could be made")
    )


def _file(dossier: Dossier, file: File, redaction: Redaction) -> identity.SheetFile:
    # the first arrival of these bytes: later ones tell of themselves in part 5
    receipt = next((receipt for receipt in dossier.receipts if receipt.file_id == file.id), None)
    return identity.SheetFile(
        role=file.role,
        sha256=file.sha256,
        sha512=file.sha512,
        original_name=file.name,
        path=redaction.value(FILE["path"], receipt.path if receipt else None),
        modified=to_second(receipt.modified_at) if receipt and receipt.modified_at else None,
        size=file.size,
        media_type=file.media_type,
        width=file.width,
        height=file.height,
        tool=f"{receipt.tool} {receipt.tool_version}" if receipt else None,
        hashed_at=to_second(receipt.received_at) if receipt else None,
        last_fixity=_fixity(file),
    )


def _fixity(file: File) -> identity.SheetFixity | None:
    if file.checked_at is None:
        return None
    outcomes: dict[str | None, identity.FixityOutcome] = {
        "intact": "intact",
        "damaged": "damaged",
        "missing": "missing",
    }
    return identity.SheetFixity(to_second(file.checked_at), outcomes.get(file.check_outcome, "unreadable"))
