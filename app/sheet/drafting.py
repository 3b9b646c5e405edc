"""Drafts of sheets: everything that goes onto the pages, read from the catalogue at one moment."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from app.context import Context
from app.errors import CatalogueError
from app.evidence.dossier import Dossier, gather
from app.evidence.item_checks import read_item
from app.privacy.profile import restricted_people
from app.privacy.withheld import Profile
from app.sheet.assemble import Printing, Surroundings, assemble
from app.sheet.from_claims import Reasoning
from app.sheet.identity import Picture
from app.sheet.locating import locator_map
from app.sheet.record import ProvenanceSheet
from app.sheet.typeset import Paper
from db.reader import Reader
from resources.messages import stored

_PICTURE_KEPT_BACK = "protected source"


@dataclass(frozen=True, slots=True)
class Terms:
    """How to print, and what was found out once for all sheets of a printing.

    `serial` None: each sheet gets one of its own. `log_verified` None: the chain was not recomputed.
    """

    paper: Paper
    profile: Profile
    reason: str | None
    serial: str | None = None
    log_verified: bool | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A sheet to be set, and the SHA-256 of the held file to make its picture from."""

    item_id: int
    sheet: ProvenanceSheet
    picture_of: str | None


def draft_sheets(context: Context, item_ids: Sequence[int], terms: Terms) -> list[Draft]:
    """The sheets of these items as the catalogue stands now. Raises CatalogueError for an unknown item."""
    # one reading for all, so that all sheets of a printing tell of one moment
    with context.database.read() as reader:
        identity = reader.identity.catalogue()
        head = reader.history.head()
        last = next(iter(reader.history.entries(limit=1)), None)
        people = restricted_people(reader) if terms.profile == "safe" else frozenset()
        drafts = []
        for item_id in item_ids:
            dossier = gather(reader, read_item(reader, item_id))
            now = datetime.now(UTC).replace(microsecond=0)
            printing = Printing(
                serial=terms.serial or _serial(now),
                at=now,
                by=context.agent.name,
                profile=terms.profile,
                reason=terms.reason,
                log=head,
                log_at=last.at.replace(microsecond=0) if last else None,
                log_verified=terms.log_verified,
                generated=identity.kind == "practice",
                case_notes=_notes(dossier),
                kept_back=people,
                clock_behind_s=reader.history.clock_behind_s(now),
            )
            drafts.append(_draft(context, reader, dossier, printing))
    return drafts


def _draft(context: Context, reader: Reader, dossier: Dossier, printing: Printing) -> Draft:
    safe = printing.profile == "safe"
    reasoning = Reasoning(reader, dossier, safe=safe)
    picture_of, picture = _picture(context, dossier, safe=safe)
    wanted = [location.place_id for location in dossier.locations if location.place_id is not None]
    around = Surroundings(
        places=reader.places.places(wanted),
        claims=reasoning.claims(),
        assessment=reasoning.assessment(),
        locator=locator_map(dossier.locations, printing.profile),
        picture=picture,
        publisher_origin=reasoning.origin_of_publisher(),
    )
    return Draft(dossier.item.id, assemble(dossier, printing, around), picture_of)


def _picture(context: Context, dossier: Dossier, *, safe: bool) -> tuple[str | None, Picture | None]:
    original = dossier.original
    if original is None or original.no_picture_reason:
        return None, None
    if safe and _PICTURE_KEPT_BACK in dossier.item.sensitivity.split(","):
        return None, Picture(
            "withheld", note=stored("the safe profile keeps back pictures of a protected source")
        )
    store = context.store_of(original.sha256)
    if not store.has(original.sha256):
        return None, Picture("no preview", note=stored("the held file is missing"))
    try:
        # the worker gets a path: that the file can be read is asked here, where it can be said on the sheet
        store.open(original.sha256).close()
    except CatalogueError:
        return None, Picture("no preview", note=stored("the held file cannot be read"))
    alt = dossier.item.description or dossier.item.title
    return original.sha256, Picture("printed", alt=alt, derived_from=original.sha256)


def _notes(dossier: Dossier) -> tuple[str, ...]:
    """The first paragraph of what is said of each case."""
    return tuple(case.description.split("\n", 1)[0] for case in dossier.cases if case.description)


def _serial(now: datetime) -> str:
    """`S-20261018-4F7A2C10`: needs no counter, so a sheet is set before anything is written."""
    return f"S-{now:%Y%m%d}-{secrets.token_hex(4).upper()}"
