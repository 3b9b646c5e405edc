"""Integrity: the held bytes, the log and the rows of a catalogue checked against what it says of itself."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from app.changes.change import Change
from app.context import Context
from app.errors import DatabaseError
from app.evidence.custody import custody
from app.evidence.item_checks import read_item
from app.integrity.acceptance import Acceptance, accept_as_found
from app.integrity.checkpoint import CheckpointOutcome, LogCheckpoint, write_checkpoint
from app.integrity.derived_check import text_index_difference
from app.integrity.fixity import FileCheck, Fixity, FixityResult, held_files
from app.integrity.handing_on import demand_rows
from app.integrity.row_check import MOST_NAMED, RowCheck, compare_rows
from app.integrity.row_progress import RowProgress
from app.integrity.seen_head import SeenHead
from app.messages.acts import act_label
from app.originals.drawn_again import SEALS, PictureCheck
from app.originals.thumbnails import Thumbnails
from app.records import LogCheck, LogHead, SchemaDifference, exhibit_number
from app.task import Task
from db.acts.unit import Unit
from db.json_value import Json
from db.log.records import ACCEPTANCE
from db.reader import Reader
from db.states.checks import ALL_UP_TO
from db.states.difference import RowDifference
from resources.messages import tr
from resources.remark import Remark
from resources.remarks import kept, remark, remarks_together


@dataclass(frozen=True, slots=True)
class Verification:
    """What a verification found. `unknown` are paths below the catalogue folder that no entry knows.

    `rows` are compared with what the log says of them, `schema` with the one that we make; `thumbnails` are
    the SHA-256 of files whose small picture is not the one that was made. `against` says how the log compares
    with what was seen outside. `database_problem` is what the database finds wrong with its own file.
    `recorded` is False where nothing of this was written down: the catalogue could only be read, or its log
    is broken and is left as it was found. `later_elsewhere` is a doubt: the number of an entry that was seen
    of this catalogue in another folder, and that is not in this log.
    """

    checked: int
    damaged: tuple[FileCheck, ...]
    missing: tuple[FileCheck, ...]
    unknown: tuple[str, ...]
    thumbnails: tuple[str, ...]
    log: LogCheck
    rows: RowCheck
    schema: tuple[SchemaDifference, ...]
    against: tuple[tuple[LogCheckpoint, CheckpointOutcome], ...]
    database_problem: str | None
    recorded: bool
    later_elsewhere: int | None = None

    @property
    def ok(self) -> bool:
        """Whether all is well."""
        files = self.damaged or self.missing or self.unknown or self.thumbnails
        seen = all(outcome == "stands" for _, outcome in self.against)
        return self.log.ok and self.rows.ok and seen and not (files or self.schema or self.database_problem)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the database file tells, without a look at the held files."""

    log: LogCheck
    rows: RowCheck
    schema: tuple[SchemaDifference, ...]
    against: tuple[tuple[LogCheckpoint, CheckpointOutcome], ...]
    problem: str | None
    later_elsewhere: int | None


class Integrity:
    """Checking a catalogue against what it says of itself."""

    def __init__(self, context: Context, thumbnails: Thumbnails) -> None:
        self._context = context
        self._thumbnails = thumbnails
        self._fixity = Fixity(context)

    def verify(
        self,
        items: Sequence[int] | None = None,
        task: Task | None = None,
        against: Sequence[LogCheckpoint] = (),
    ) -> Verification:
        """Check the log, and the rows and held files of these items (None: of all).

        One entry of the log records it, unless the log itself is broken; each item that was asked for, or
        has a file that is not as it was, gets a custody event. Raises Cancelled, and CatalogueError for an
        unknown item. A comparison of all rows that was cancelled goes on where it stopped.
        """
        work = task or Task()
        with self._context.database.read() as reader:
            for item in items or ():
                read_item(reader, item)
        unknown = self._fixity.unknown() if items is None else ()
        index = text_index_difference(self._context.database) if items is None else []
        mark = (
            self._context.database.written_mark()
        )  # before anything is read: what comes later is not missed
        with self._context.database.read() as reader:
            held = held_files(reader, items)
            told = self._told(reader, items, work, against, index, mark)
        # told at once: from here on acts refuse, though hashing may go on for hours
        self._context.database.chain.checked(told.log)
        results = list(self._fixity.hash(held, work))
        wrong = self._fixity.named([result for result in results if result.outcome != "intact"])
        pictures = self._pictures(wrong, work) if items is None else PictureCheck((), {})
        found = Verification(
            checked=len(results),
            damaged=tuple(check for check in wrong if check.outcome == "damaged"),
            missing=tuple(check for check in wrong if check.outcome == "missing"),
            unknown=unknown,
            thumbnails=tuple(self._thumbnails.exchanged(work)) if items is None else (),
            log=told.log,
            rows=self._with(told.rows, pictures),
            schema=told.schema,
            against=told.against,
            database_problem=told.problem,
            recorded=False,
            later_elsewhere=told.later_elsewhere,
        )
        recorded = self._record(found, results, items, pictures.seals)
        if recorded:  # the entry tells of them
            self._make_again(found.thumbnails, pictures, work)
        return replace(found, recorded=recorded)

    def fixity(self, item_id: int, task: Task | None = None) -> tuple[FileCheck, ...]:
        """Hash the files of one item again, as before it is printed or handed over: a custody event.

        Raises CatalogueError for an unknown item.
        """
        with self._context.database.read() as reader:
            read_item(reader, item_id)
            held = held_files(reader, [item_id])
        results = list(self._fixity.hash(held, task or Task()))
        checks = self._fixity.named(results)
        if results and self._context.database.writable:
            with self._context.act(
                "verify", act_label("check files", exhibit=exhibit_number(item_id)), undoable=False
            ) as unit:
                _set_outcomes(unit, results)
                _fix(unit, item_id, [check for check in checks if check.outcome != "intact"])
                unit.details["files"] = [_in_log(check) for check in checks]
        return checks

    def demand_as_logged(self, items: Sequence[int], *, safe: bool) -> None:
        """Raises where the log is broken, or where a row that their sheets read is not what the log says.

        Whoever owns it: a claim, a source, an analyst as well as the item.
        """
        self._context.database.demand_whole_log()
        with self._context.database.read() as reader:
            refusal = tr("Nothing of it is printed.")
            demand_rows(reader, items, Task(), refusal, around=True, people=safe)

    def checkpoint(self, destination: Path | None = None) -> LogCheckpoint:
        """The head of the log, to be kept outside the catalogue; written to a new file where one is named.

        Raises CatalogueError for a file that is there already or would lie in a catalogue, DatabaseError
        where the log is broken.
        """
        self._context.database.demand_whole_log()
        with self._context.database.read() as reader:
            head = reader.history.head()
            made = LogCheckpoint(head.sequence, head.hash.hex(), reader.identity.catalogue().uuid)
        if destination is not None:
            write_checkpoint(made, destination, self._context.folder)
        return made

    def accept(self, reason: str) -> Acceptance | None:
        """Go on with what is not as the log says; None if there is nothing. See `accept_as_found`."""
        accepted = accept_as_found(self._context.database, self._context.agent.name, reason)
        if accepted is not None:
            self._context.bus.tell(Change(ACCEPTANCE, accepted.touched, self._context.agent.id))
        return accepted

    def check_log(self) -> LogCheck:
        """Check the whole chain and every content, as the window does once an opening.

        Where it is broken, acts, prints and exports are refused from then on.
        """
        with self._context.database.read() as reader:
            found = reader.history.check(
                SeenHead(reader.identity.catalogue().uuid, self._context.folder).known()
            )
        self._context.database.chain.checked(found)
        return found

    def _told(
        self,
        reader: Reader,
        items: Sequence[int] | None,
        task: Task,
        against: Sequence[LogCheckpoint],
        index: Sequence[RowDifference],
        mark: Sequence[int] | None,
    ) -> _Told:
        everything = items is None
        seen = SeenHead(reader.identity.catalogue().uuid, self._context.folder)
        progress = RowProgress(reader.history.head(), seen.beside(".rows.json") if everything else None, mark)
        log = reader.history.check(seen.known())
        return _Told(
            log=log,
            rows=compare_rows(reader, items, task, progress, index, log.acceptances),
            schema=tuple(reader.history.schema_differences()) if everything else (),
            against=tuple((each, _compared(reader, each)) for each in against),
            problem=reader.history.damaged() if everything else None,
            later_elsewhere=_later(reader, seen.elsewhere()),
        )

    def _pictures(self, wrong: Sequence[FileCheck], task: Task) -> PictureCheck:
        with self._context.database.read() as reader:
            seals = reader.states.last_full_check().get(SEALS, {})
        return self._thumbnails.drawn_again(seals, {check.sha256 for check in wrong}, task)

    def _make_again(self, exchanged: Sequence[str], pictures: PictureCheck, task: Task) -> None:
        with self._context.database.read() as reader:
            files = set(reader.files.file_ids(exchanged).values())
        wrong = files | {each.key[0] for each in pictures.differences}
        if wrong:  # now, not at the next intake: until then each verification would find them again
            self._thumbnails.make_again(wrong)
            self._thumbnails.make_missing(task)

    def _with(self, rows: RowCheck, pictures: PictureCheck) -> RowCheck:
        """The comparison of rows, with what the originals say of small pictures."""
        with self._context.database.read() as reader:
            named = tuple(reader.states.named(each) for each in pictures.differences[:MOST_NAMED])
        return replace(
            rows,
            differing=rows.differing + len(pictures.differences),
            differences=(*rows.differences, *named),
        )

    def _record(
        self,
        found: Verification,
        results: Sequence[FixityResult],
        items: Sequence[int] | None,
        seals: Mapping[str, str],
    ) -> bool:
        if not self._context.database.writable or found.log.open_break is not None:
            return False  # to write on after a break would cover it up
        try:
            with self._context.act("verify", _label(found, items), undoable=False) as unit:
                _set_outcomes(unit, results)
                self._custody(unit, found, items)
                unit.details["verification"] = {**_told(found), **_which(results, items), SEALS: dict(seals)}
        except DatabaseError:  # the catalogue file may be what is wrong
            return False
        return True

    def _custody(self, unit: Unit, found: Verification, items: Sequence[int] | None) -> None:
        wrong: dict[int, list[FileCheck]] = {item: [] for item in items or ()}
        for check in (*found.damaged, *found.missing):
            for exhibit in check.exhibits:
                wrong.setdefault(int(exhibit.removeprefix("EX-")), []).append(check)
        for item, checks in wrong.items():
            _fix(unit, item, checks)


def _later(reader: Reader, head: LogHead | None) -> int | None:
    """The number of a head that was seen elsewhere, where this log does not have it."""
    if head is None or reader.history.hash_of(head.sequence) == head.hash.hex():
        return None
    # an earlier one is of a copy that went its own way: no doubt about this log
    return head.sequence if head.sequence > reader.history.head().sequence else None


def _compared(reader: Reader, seen: LogCheckpoint) -> CheckpointOutcome:
    catalogue, last = reader.identity.catalogue().uuid, reader.history.head().sequence
    return seen.against(catalogue, last, reader.history.hash_of(seen.entry))


def _which(results: Sequence[FixityResult], items: Sequence[int] | None) -> dict[str, Json]:
    """Which files were checked: what is noted of each file is held to it later."""
    if items is None:
        return {ALL_UP_TO: max((result.held.file_id for result in results), default=0)}
    return {"files": sorted(result.held.sha256 for result in results)}


def _set_outcomes(unit: Unit, results: Sequence[FixityResult]) -> None:
    unit.set_checked({result.held.file_id: result.outcome for result in results})


def _fix(unit: Unit, item: int, wrong: Sequence[FileCheck]) -> None:
    """The custody event of a fixity check."""
    said = remarks_together([_remark_of(check) for check in wrong])
    custody(
        unit,
        item,
        "fix",
        outcome=", ".join(sorted({check.outcome for check in wrong})) or "intact",
        detail=said or remark("every file intact"),
        hash_verified=not wrong,
    )


def _remark_of(check: FileCheck) -> Remark:
    why = check.detail or remark("missing" if check.outcome == "missing" else "damaged")
    return remark("file wrong", name=check.name, digest=check.sha256, why=why)


def _in_log(check: FileCheck) -> dict[str, Json]:
    return {**asdict(check), "detail": check.detail and kept(check.detail)}


def _label(found: Verification, items: Sequence[int] | None) -> str:
    if items is not None and len(items) == 1:
        return act_label("verify item", exhibit=exhibit_number(items[0]), count=found.checked)
    return act_label("verify, well" if found.ok else "verify, not well", count=found.checked)


def _told(found: Verification) -> dict[str, Json]:
    return {
        "checked": found.checked,
        "damaged": [_in_log(check) for check in found.damaged],
        "missing": [_in_log(check) for check in found.missing],
        "unknown": list(found.unknown),
        "thumbnails": list(found.thumbnails),
        "log": {"entries": found.log.entries, "ok": found.log.ok, "broken_at": found.log.broken_at},
        "rows": {"compared": found.rows.compared, "differing": found.rows.differing},
        "schema": [asdict(each) for each in found.schema],
    }
