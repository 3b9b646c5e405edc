"""Everything known of one evidence item, gathered at one moment."""

from dataclasses import dataclass

from app.changes.change import Kind, Touched
from app.messages.acts import in_words
from app.records import (
    Caption,
    Case,
    CustodyEvent,
    Derivation,
    File,
    Item,
    Link,
    Location,
    LogEntry,
    Note,
    PrintedSheet,
    Receipt,
    Snapshot,
    Source,
    Time,
)
from db.reader import Reader

_COUNTED = (Kind.LINKS, Kind.ORIGINS, Kind.SOURCES, Kind.CASES, Kind.FIELDS, Kind.MEMBERS)
"""What the origins of a claim are counted over: its links, and all items that are linked to it."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """One item with all that belongs to it. Lists are in the order in which things came."""

    item: Item
    publisher: Source | None
    cases: tuple[Case, ...]
    tags: tuple[str, ...]
    files: tuple[File, ...]
    snapshots: tuple[Snapshot, ...]
    captions: tuple[Caption, ...]
    receipts: tuple[Receipt, ...]
    custody: tuple[CustodyEvent, ...]
    derivations: tuple[Derivation, ...]
    locations: tuple[Location, ...]
    times: tuple[Time, ...]
    links: tuple[Link, ...]
    notes: tuple[Note, ...]
    sheets: tuple[PrintedSheet, ...]
    history: tuple[LogEntry, ...]

    @property
    def original(self) -> File | None:
        """The first file that is an original, if any is held."""
        return next((file for file in self.files if file.role == "original"), None)

    def shows(self, touched: Touched) -> bool:
        """Whether any of this stands in the dossier, or in what is counted of its claims."""
        if self.item.id in touched.of(Kind.ITEMS):
            return True
        # which items else are linked to these claims is not known here, so any of these may matter
        if self.links and touched.meets(_COUNTED):
            return True
        shown: dict[Kind, set[int | None]] = {
            Kind.FILES: {file.id for file in self.files},
            Kind.CLAIMS: {link.claim_id for link in self.links},
            Kind.CASES: {case.id for case in self.cases},
            Kind.SOURCES: {self.item.publisher_id, *(receipt.source_id for receipt in self.receipts)},
            Kind.PLACES: {location.place_id for location in self.locations},
            Kind.ACTS: {entry.sequence for entry in self.history},
        }
        return any(
            touched.of(kind).among(one for one in ids if one is not None) for kind, ids in shown.items()
        )


def gather(reader: Reader, item: Item) -> Dossier:
    """Read all that belongs to an item."""
    evidence = reader.evidence
    files = evidence.files(item.id)
    ids = [file.id for file in files]
    publishers = [] if item.publisher_id is None else reader.claims.sources([item.publisher_id])
    return Dossier(
        item=item,
        publisher=next(iter(publishers), None),
        cases=tuple(evidence.cases_of(item.id)),
        tags=evidence.tags_of([item.id])[item.id],
        files=tuple(files),
        snapshots=tuple(reader.files.snapshots(ids)),
        captions=tuple(evidence.captions(item.id)),
        receipts=tuple(evidence.receipts(item.id)),
        custody=tuple(evidence.custody(item.id)),
        derivations=tuple(reader.files.derivations(ids)),
        locations=tuple(reader.places.locations(item.id)),
        times=tuple(reader.places.times(item.id)),
        links=tuple(reader.claims.links_of_item(item.id)),
        notes=tuple(evidence.notes(item.id)),
        sheets=tuple(evidence.sheets(item.id)),
        history=tuple(map(in_words, reader.history.entries(item_id=item.id))),
    )
