"""Writing a small group of arrivals in one transaction: all rows of each file, or none."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from app.context import Context
from app.errors import DatabaseError
from app.evidence.custody import custody
from app.evidence.item_checks import not_withdrawn
from app.ingest.copying import Copied
from app.ingest.journal import Journal
from app.ingest.kinds import camera_name, item_type, source_type
from app.ingest.names import shown, title_of
from app.ingest.records import Arrival, Problem, SharedFields
from app.ingest.rows import insert_facts, insert_file, insert_later_facts, insert_receipt, insert_role, told
from app.ingest.storable import storable
from app.messages.acts import act_label
from app.reading.records import PictureReading
from app.records import exhibit_number
from db.acts.unit import Unit
from db.json_value import Json
from db.queries.file_queries import Holder
from db.rows import ItemCaseRow, ItemRow
from resources.fold import fold_key
from resources.remarks import remark


@dataclass(frozen=True, slots=True)
class Target:
    """The item that a file is attached to, and the role that the file will have in it."""

    item_id: int
    role: str = "original"


@dataclass(frozen=True, slots=True)
class Ready:
    """A file that is copied and read, and waits to be recorded; `sidecar` is the copy of its sidecar.

    `given_up`: what was read could not be recorded, and is left out for a second try.
    """

    copied: Copied
    reading: PictureReading
    sidecar: Copied | None = None
    given_up: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a group."""

    added: list[Arrival] = field(default_factory=list)
    receipts: list[Arrival] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def record(
    context: Context, journal: Journal, shared: SharedFields, group: Sequence[Ready], target: Target | None
) -> Recorded:
    """Write the rows of a group and put its originals in place.

    Raises with nothing of either left; the copies are then where they were, for another try.
    """
    copies = [copy for ready in group for copy in (ready.copied, ready.sidecar) if copy is not None]
    # before the act: from here on a kill leaves names that the next opening settles
    journal.announce(copies)
    try:
        act = "attach" if target else "ingest"
        with context.act(act, _label(group, target), undoable=False) as unit:
            writing = _Writing(context, unit, shared, target, [copy.sha256 for copy in copies])
            for ready in group:
                writing.take(ready)
            writing.finish()
    except BaseException:
        with suppress(DatabaseError):  # otherwise whoever opens the catalogue next does it
            journal.take_back(copies)
        raise
    # after the commit: as long as it stands there, bytes without a row are taken for half done
    journal.forget()
    for copy in copies:
        copy.copy.unlink(missing_ok=True)
    return writing.recorded


def _label(group: Sequence[Ready], target: Target | None) -> str:
    name = shown(group[0].copied.source.name)
    if target:
        return act_label("attach", name=name, exhibit=exhibit_number(target.item_id))
    if len(group) == 1:
        return act_label("take in file", name=name)
    return act_label("take in files", count=len(group))


class _Writing:
    """One group under way: the files known by their hash, and what the log is told."""

    def __init__(
        self,
        context: Context,
        unit: Unit,
        shared: SharedFields,
        target: Target | None,
        digests: Sequence[str],
    ) -> None:
        self.recorded = Recorded()
        self._context = context
        self._unit = unit
        self._shared = shared
        self._target = target
        self._known = unit.files.holders(digests)
        self._awaited = unit.evidence.awaited(digests)
        self._told: list[dict[str, Json]] = []
        self._items: dict[int, None] = {}
        self._to_place: dict[str, Copied] = {}

    def take(self, arrived: Ready) -> None:
        """Record one arrival, with its sidecar."""
        # before any row: nothing that the file says can be refused later
        ready = replace(arrived, reading=storable(arrived.reading))
        copied = ready.copied
        held_already = copied.sha256 in self._known
        file = self._stored(copied, ready.reading)
        item, first = self._holding(ready, file)
        self._arrived(copied, item, file, first=first and not held_already, sidecar_of=None)
        if ready.sidecar is not None:
            self._sidecar(ready.sidecar, item, file, ready.reading, read=first)
        if first:
            self._problems(ready)

    def finish(self) -> None:
        """Put the items under their tags and cases, tell the log, and put the bytes in place.

        The bytes come last: a row that the database refuses has then moved none of them.
        """
        for tag in self._shared.tags:
            self._unit.tag(tag, self._items)
        if self._shared.case_ids:
            self._put_in_cases()
        self._unit.details.update({"files": self._told, "shared": told(self._shared)})
        self._unit.flush()
        for copied in self._to_place.values():
            self._put_in_place(copied)

    def _stored(self, copied: Copied, reading: PictureReading | None) -> int:
        """The file row of these bytes; the bytes themselves are put in place at the end."""
        known = self._known.get(copied.sha256)
        if known is not None:
            # the row is there, the bytes are not: somebody deleted them, or a loss of power took them
            missing = not self._context.store_of(copied.sha256).has(copied.sha256)
            if missing and copied.sha256 not in self._to_place:
                self._to_place[copied.sha256] = copied
                self._problem(copied, remark("put back"))
            return known.file_id
        self._to_place[copied.sha256] = copied
        file = insert_file(self._unit, copied, reading)
        self._known[copied.sha256] = Holder(file, None)
        return file

    def _put_in_place(self, copied: Copied) -> None:
        made = self._target is not None and self._target.role in {"working copy", "derivative"}
        store = self._context.derivatives if made else self._context.originals
        store.put(copied.copy, copied.sha256)

    def _holding(self, ready: Ready, file: int) -> tuple[int, bool]:
        """The item that holds the file from now on, and whether it did not before."""
        if self._target is not None:
            return self._target.item_id, self._attach(ready, file, self._target)
        known = self._known[ready.copied.sha256]
        item = known.item_id
        if item is None:
            item = self._awaiting(ready) or self._new_item(ready)
            self._hold(ready, item, file, "original")
            self._known[ready.copied.sha256] = Holder(file, item)
        elif known.withdrawn:
            self._problem(
                ready.copied,
                remark("held by withdrawn item", exhibit=exhibit_number(item)),
            )
        return item, known.item_id is None

    def _attach(self, ready: Ready, file: int, target: Target) -> bool:
        item = not_withdrawn(self._unit, target.item_id)
        if any(held.id == file and held.role == target.role for held in self._unit.evidence.files(item.id)):
            return False
        if target.role == "original":
            self._now_held(item.id, ready.reading)
        self._hold(ready, item.id, file, target.role)
        return True

    def _awaiting(self, ready: Ready) -> int | None:
        """The item that waited for these bytes; it holds them now."""
        item = self._awaited.pop(ready.copied.sha256, None)
        if item is not None:
            self._now_held(item, ready.reading)
        return item

    def _now_held(self, item: int, reading: PictureReading) -> None:
        row = self._unit.row(ItemRow, item)
        held = replace(row, held=True, received_at=row.received_at or self._unit.now)
        camera = row.camera or camera_name(reading)
        self._unit.save(item, replace(held, camera=camera, camera_folded=_folded(camera)))

    def _new_item(self, ready: Ready) -> int:
        camera = camera_name(ready.reading)
        row = ItemRow(
            type=item_type(ready.reading),
            title=title_of(ready.copied.source),
            digital_source_type=source_type(ready.reading),
            held=True,
            received_at=self._unit.now,
            camera=camera,
            camera_folded=_folded(camera),
            created_at=self._unit.now,
            created_by=self._unit.agent_id,
        )
        return self._unit.insert(replace(row, **self._shared.item), tracked=False)

    def _hold(self, ready: Ready, item: int, file: int, role: str) -> None:
        insert_role(self._unit, ready.copied, item, file, role)
        if role == "original":
            insert_facts(self._unit, item, file, ready.reading)

    def _sidecar(
        self, copied: Copied, item: int, picture: int, reading: PictureReading, *, read: bool
    ) -> None:
        """Keep a sidecar with its picture; where the picture was held before, take over what it says."""
        before = self._known.get(copied.sha256)
        file = self._stored(copied, None)
        self._unit.flush()
        if before is None or item not in self._unit.files.items_of_file(file):
            insert_role(self._unit, copied, item, file, "sidecar")
            if not read:
                insert_later_facts(self._unit, item, picture, reading)
        self._known[copied.sha256] = Holder(file, item)
        self._arrived(copied, item, file, first=before is None, sidecar_of=picture)

    def _put_in_cases(self) -> None:
        self._unit.flush()
        standing = {case.id for case in self._unit.identity.cases()}
        for case in self._shared.case_ids:
            if case not in standing:  # withdrawn since this ingest began, which goes on without it
                self._withdrawn_case(case)
                continue
            had = self._unit.evidence.among_case(case, self._items)
            for item in self._items:
                if item not in had:
                    self._unit.insert(ItemCaseRow(item_id=item, case_id=case), tracked=False)

    def _withdrawn_case(self, case: int) -> None:
        for arrival in self.recorded.added:
            message = remark("case withdrawn", number=str(case))
            self.recorded.problems.append(Problem(arrival.path, message))

    def _arrived(self, copied: Copied, item: int, file: int, *, first: bool, sidecar_of: int | None) -> None:
        insert_receipt(self._unit, copied, self._shared, item, file, sidecar_of)
        name = shown(copied.source.name)
        custody(
            self._unit,
            item,
            "ing",
            outcome="taken in" if first else "received again",
            detail=remark("file taken in", name=name, digest=copied.sha256),
            hash_verified=True,
        )
        self._items[item] = None
        arrival = Arrival(item, exhibit_number(item), copied.sha256, shown(copied.source))
        (self.recorded.added if first else self.recorded.receipts).append(arrival)
        self._told.append(
            {
                "exhibit": arrival.exhibit,
                "sha256": copied.sha256,
                "sha512": copied.sha512,
                "size": copied.size,
                "name": name,
                "path": arrival.path,
                "first": first,
                **({} if sidecar_of is None else {"sidecar_of": sidecar_of}),
            }
        )

    def _problems(self, ready: Ready) -> None:
        if ready.copied.size == 0:
            self._problem(ready.copied, remark("empty"))
        for message in ready.reading.problems:
            self._problem(ready.copied, message)

    def _problem(self, copied: Copied, message: str) -> None:
        self.recorded.problems.append(Problem(shown(copied.source), message))


def _folded(camera: str | None) -> str | None:
    return None if camera is None else fold_key(camera)
