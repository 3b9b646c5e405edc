"""Item -> ProvenanceSheet: every part of the sheet from the catalogue's data, under a profile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app import __version__
from app.dossier import Dossier
from app.errors import CatalogueError
from app.profile import Profile, keeps_back_position, keeps_back_tag, restricted_strings
from app.records import CustodyEvent, File, Item, Location, LogHead, Place, Receipt, Snapshot, Time
from app.places.coordinates import dms, mgrs
from app.sheet import arrival, closing, embedded, identity, where_when
from app.sheet.reasoning import Assessment, SheetClaim
from app.sheet.record import ProvenanceSheet
from app.sheet.withheld import WITHHELD, Text
from app.sheet.withholding import withhold

PREMIS = {
    "cap": "captured",
    "ing": "taken in",
    "mes": "message digest calculated",
    "fix": "fixity check",
    "mod": "metadata modified",
    "red": "redacted",
    "rep": "replicated",
    "tra": "transferred",
    "dis": "disseminated",
    "exp": "exported",
    "prt": "printed",
    "dsg": "signature checked",
    "dig": "digitised",
    "val": "examined",
    "vir": "virus check",
    "del": "deleted",
}
_LONGEST_VALUE = 2000


@dataclass(frozen=True, slots=True)
class Printing:
    """What is true of this printing and not of the item. `log_verified`: the chain was recomputed for it."""

    serial: str
    at: datetime
    by: str
    profile: Profile
    reason: str | None
    log: LogHead
    log_verified: bool


def assemble(
    dossier: Dossier,
    printing: Printing,
    *,
    places: Sequence[Place] = (),
    claims: Sequence[SheetClaim] = (),
    assessment: Assessment | None = None,
    locator: where_when.LocatorMap | None = None,
    picture_note: str | None = None,
) -> ProvenanceSheet:
    """The sheet of one item. Under *safe*, what is restricted is WITHHELD wherever it stands."""
    safe = printing.profile == "safe"
    named = {place.id: place for place in places}
    sheet = ProvenanceSheet(
        heading=_heading(dossier, printing),
        item=_item(dossier),
        picture=_picture(dossier, picture_note),
        files=tuple(_file(dossier, file) for file in dossier.files),
        people=_people(dossier),
        acquisitions=tuple(_acquisition(receipt, safe) for receipt in dossier.receipts),
        custody=arrival.Custody(tuple(_custody(event) for event in dossier.custody)),
        derivations=_derivations(dossier),
        metadata=tuple(part for snapshot in dossier.snapshots for part in _metadata(snapshot, safe)),
        c2pa=_c2pa(dossier),
        locations=tuple(_location(location, named, safe) for location in dossier.locations),
        locator_map=locator,
        times=tuple(_time(time) for time in dossier.times),
        claims=tuple(claims),
        assessment=assessment or Assessment(),
        noted_unknowns=tuple(line for line in (dossier.item.unknowns or "").splitlines() if line),
        log=closing.LogHead(
            entries=printing.log.sequence, head=printing.log.hash.hex(), verified=printing.log_verified
        ),
    )
    return withhold(sheet, restricted_strings(dossier)) if safe else sheet
