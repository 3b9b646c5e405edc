"""Writing a small group of arrivals in one transaction: all rows of each file, or none."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from app.context import Context
from app.evidence import custody, insert_item
from app.ingest.copying import Copied
from app.ingest.journal import Journal
from app.ingest.kinds import camera_name, item_type, source_type
from app.ingest.names import shown, title_of
from app.ingest.records import Arrival, Problem, SharedFields
from app.ingest.rows import insert_facts, insert_file, insert_receipt, insert_role, told
from app.reading.records import PictureReading
from app.records import exhibit_number
from db.unit import Unit
from resources.fold import fold_key


@dataclass(frozen=True, slots=True)
class Ready:
    """A file that is copied and read, and waits to be recorded; `sidecar` is the copy of its sidecar."""

    copied: Copied
    reading: PictureReading
    sidecar: Copied | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a group."""

    added: list[Arrival] = field(default_factory=list)
    receipts: list[Arrival] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def record(context: Context, journal: Journal, shared: SharedFields, group: Sequence[Ready]) -> Recorded:
    """Put the originals of a group in place and write its rows. Raises with nothing of either left."""
    copies = [copy for ready in group for copy in (ready.copied, ready.sidecar) if copy is not None]
    digests = [copy.sha256 for copy in copies]
    journal.announce(digests)
    try:
        with context.act("ingest", _label(group), undoable=False) as unit:
            writing = _Writing(context, unit, shared, digests)
            for ready in group:
                writing.take(ready)
            writing.finish()
    except BaseException:
        journal.remove_unrecorded(digests)
        raise
    journal.forget()
    for copy in copies:
        copy.copy.unlink(missing_ok=True)
    return writing.recorded


def _label(group: Sequence[Ready]) -> str:
    if len(group) == 1:
        return f"Take in “{shown(group[0].copied.source.name)}”"
    return f"Take in {len(group)} files"


class _Writing:
    """One group under way: the files known by their hash, and what the log is told."""

    def __init__(self, context: Context, unit: Unit, shared: SharedFields, digests: Sequence[str]) -> None:
        self.recorded = Recorded()
        self._context = context
        self._unit = unit
        self._shared = shared
        self._known: dict[str, tuple[int, int | None]] = unit.evidence.holders(digests)
        self._awaited = unit.evidence.awaited(digests)
        self._put: list[str] = []
        self._told: list[dict[str, Any]] = []
        self._new: list[int] = []

    def take(self, ready: Ready) -> None:
        """Record one arrival, with its sidecar."""
        copied = ready.copied
        file, item = self._known.get(copied.sha256, (None, None))
        first = file is None or item is None
        file = self._stored(copied, file, ready.reading)
        if item is None:
            item = self._item(ready, file)
            self._known[copied.sha256] = (file, item)
        self._arrived(copied, item, file, first=first, sidecar_of=None)
        if ready.sidecar is not None:
            self._sidecar(ready.sidecar, item, file)
        if first:
            self._problems(ready)

    def finish(self) -> None:
        """Make the originals last, tag the new items and tell the log."""
        self._context.originals.sync(self._put)
        for tag in self._shared.tags:
            self._unit.tag(tag, self._new)
        self._unit.details.update({"files": self._told, "shared": told(self._shared)})

    def _stored(self, copied: Copied, file: int | None, reading: PictureReading | None) -> int:
        """The file row of these bytes, and the bytes themselves in place."""
        if file is None:
            self._put_in_place(copied)
            return insert_file(self._unit, copied, reading)
        if not self._context.originals.has(copied.sha256) and not self._context.derivatives.has(
            copied.sha256
        ):
            self._put_in_place(copied)
            self._problem(copied, "Its held bytes had gone missing and were put back from this file.")
        return file

    def _put_in_place(self, copied: Copied) -> None:
        self._context.originals.put(copied.copy, copied.sha256)
        self._put.append(copied.sha256)

    def _item(self, ready: Ready, file: int) -> int:
        """The item that waited for these bytes, or a new one."""
        item = self._awaited.pop(ready.copied.sha256, None)
        if item is None:
            item = self._new_item(ready)
        else:
            self._unit.update("item", item, held=True, received_at=self._unit.now)
        self._new.append(item)
        for case in self._shared.case_ids:
            self._unit.insert("item_case", tracked=False, item_id=item, case_id=case)
        insert_role(self._unit, ready.copied, item, file, "original")
        insert_facts(self._unit, item, file, ready.reading)
        return item

    def _new_item(self, ready: Ready) -> int:
        camera = camera_name(ready.reading)
        return insert_item(
            self._unit,
            tracked=False,
            type=self._shared.type or item_type(ready.reading),
            title=title_of(ready.copied.source),
            digital_source_type=source_type(ready.reading),
            held=True,
            received_at=self._unit.now,
            camera=camera,
            camera_folded=None if camera is None else fold_key(camera),
        )

    def _sidecar(self, copied: Copied, item: int, picture: int) -> None:
        file, holder = self._known.get(copied.sha256, (None, None))
        first = file is None
        file = self._stored(copied, file, None)
        if holder != item:
            insert_role(self._unit, copied, item, file, "sidecar")
        self._known[copied.sha256] = (file, item if holder is None else holder)
        self._arrived(copied, item, file, first=first, sidecar_of=picture)

    def _arrived(self, copied: Copied, item: int, file: int, *, first: bool, sidecar_of: int | None) -> None:
        insert_receipt(self._unit, copied, self._shared, item, file, sidecar_of)
        custody(
            self._unit,
            item,
            "ing",
            outcome="taken in" if first else "received again",
            detail=f"{shown(copied.source.name)}, SHA-256 {copied.sha256}",
            hash_verified=True,
        )
        arrival = Arrival(item, exhibit_number(item), copied.sha256, shown(copied.source))
        (self.recorded.added if first else self.recorded.receipts).append(arrival)
        self._told.append(
            {
                "exhibit": arrival.exhibit,
                "sha256": copied.sha256,
                "sha512": copied.sha512,
                "size": copied.size,
                "name": shown(copied.source.name),
                "path": arrival.path,
                "first": first,
                **({} if sidecar_of is None else {"sidecar_of": sidecar_of}),
            }
        )

    def _problems(self, ready: Ready) -> None:
        if ready.copied.size == 0:
            self._problem(ready.copied, "The file is empty.")
        for message in ready.reading.problems:
            self._problem(ready.copied, message)

    def _problem(self, copied: Copied, message: str) -> None:
        self.recorded.problems.append(Problem(shown(copied.source), message))
