"""What an export tells of one item, under a profile: values ready for CSV, JSON and GeoJSON alike."""

from collections.abc import Iterable

from app.evidence.dossier import Dossier
from app.fields.evidence import FILE, LINK, LOCATION, RECEIPT, TIME
from app.fields.field import Privacy
from app.fields.item import ITEM
from app.fields.kinds import Plain
from app.privacy.redaction import Redaction
from app.privacy.withheld import Profile
from app.records import Location

_OF_THE_ITEM = tuple(field for field in ITEM if field.exported)
_OF_THE_FILE = tuple(FILE[name] for name in ("sha256", "size", "media_type", "width", "height", "name"))
_OF_THE_LOCATION = tuple(LOCATION[name] for name in ("lat", "lon", "radius_m", "role", "basis"))
COLUMNS = (
    *(field.name for field in (*_OF_THE_ITEM, *_OF_THE_FILE)),
    *("tags", "cases", "claims"),
    *(field.name for field in _OF_THE_LOCATION),
    "position_withheld",
)
"""The flat fields, one value each (lists of texts for tags, cases, claims and sensitivity), in this order."""


def told(dossier: Dossier, profile: Profile, restricted: Iterable[str] = ()) -> dict[str, Plain]:
    """The flat fields and the lists of one item; None is unknown.

    Under *safe*, what its privacy class keeps back is “[withheld]” (a position: null, with
    `position_withheld`), and no `restricted` string is left inside any text.
    """
    redaction = Redaction.of(dossier, profile, restricted)
    return {**_flat(dossier, redaction), **_lists(dossier, redaction)}


def _shown(dossier: Dossier, redaction: Redaction) -> Location | None:
    """The location that stands for the item: its best subject location, else its best camera location."""
    placed = (at for at in dossier.locations if at.role != "publisher" and at.lat is not None)
    return next((at for at in placed if redaction.lets_out(Privacy.POSITION, at)), None)


def _flat(dossier: Dossier, redaction: Redaction) -> dict[str, Plain]:
    at, publisher = _shown(dossier, redaction), dossier.publisher
    item = {**ITEM.values(dossier.item), "publisher": publisher.name if publisher else None}
    return {
        **redaction.told(_OF_THE_ITEM, item, dossier),
        **redaction.told(_OF_THE_FILE, FILE.values(dossier.original), dossier.original),
        "tags": redaction.texts(dossier.tags),
        "cases": redaction.texts(case.label for case in dossier.cases),
        "claims": redaction.texts(f"{link.claim_label} {link.stance}" for link in dossier.links),
        **redaction.told(_OF_THE_LOCATION, LOCATION.values(at), at),
        "position_withheld": not all(redaction.lets_out(Privacy.POSITION, at) for at in dossier.locations),
    }


def _lists(dossier: Dossier, redaction: Redaction) -> dict[str, Plain]:
    return {
        "files": [redaction.record(FILE, file) for file in dossier.files],
        "locations": [
            {**redaction.record(LOCATION, at), "withheld": not redaction.lets_out(Privacy.POSITION, at)}
            for at in dossier.locations
        ],
        "times": [redaction.record(TIME, time) for time in dossier.times],
        "receipts": [redaction.record(RECEIPT, receipt) for receipt in dossier.receipts],
        "links": [redaction.record(LINK, link) for link in dossier.links],
    }
