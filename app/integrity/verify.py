"""Integrity: the held bytes hashed again and compared, and the log checked from its first entry."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from app.context import Context
from app.errors import CatalogueError, DatabaseError
from app.evidence.custody import custody
from app.evidence.item_checks import read_item
from app.messages.acts import act_label
from app.originals.store import StoredName
from app.records import LogCheck, exhibit_number
from app.task import Task
from db.reader import Reader
from db.unit import Unit
from resources.messages import stored, tr

Outcome = Literal["intact", "damaged", "missing"]
_Stored = tuple[str, StoredName]
"""The name of a store, and something in it."""
_UNDER_WAY = 64


@dataclass(frozen=True, slots=True)
class FileCheck:
    """A fixity check of one held file: its SHA-256 as recorded, its name, and the items that hold it."""

    sha256: str
    name: str
    exhibits: tuple[str, ...]
    outcome: Outcome
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """What a verification found. `unknown` are paths below the catalogue folder that no entry knows.

    `database_problem` is what the database finds wrong with its own file; `recorded` is False where
    nothing of this was written down: the catalogue could only be read, or its log is broken and is left as
    it was found.
    """

    checked: int
    damaged: tuple[FileCheck, ...]
    missing: tuple[FileCheck, ...]
    unknown: tuple[str, ...]
    log: LogCheck
    database_problem: str | None
    recorded: bool

    @property
    def ok(self) -> bool:
        """Whether all is well."""
        wrong = self.damaged or self.missing or self.unknown or self.database_problem
        return self.log.ok and not wrong


@dataclass(frozen=True, slots=True)
class _Held:
    file_id: int
    sha256: str


@dataclass(frozen=True, slots=True)
class _Result:
    held: _Held
    outcome: Outcome
    detail: str | None


class Integrity:
    """Checking a catalogue against what it says of itself."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def verify(self, items: Sequence[int] | None = None, task: Task | None = None) -> Verification:
        """Hash the held files of these items (None: of all) again, and check the whole log.

        One entry of the log records it, unless the log itself is broken; each item that was asked for, or
        has a file that is not as it was, gets a custody event. Raises Cancelled, and CatalogueError for an
        unknown item.
        """
        with self._context.database.read() as reader:
            for item in items or ():
                read_item(reader, item)
        unknown = self._unknown() if items is None else ()
        with self._context.database.read() as reader:
            held = _held(reader, items)
            log = reader.history.check()
            problem = reader.history.damaged() if items is None else None
        results = list(self._hash(held, task or Task()))
        wrong = self._named([result for result in results if result.outcome != "intact"])
        found = Verification(
            len(results),
            tuple(check for check in wrong if check.outcome == "damaged"),
            tuple(check for check in wrong if check.outcome == "missing"),
            unknown,
            log,
            problem,
            recorded=False,
        )
        return replace(found, recorded=self._record(found, results, items))

    def fixity(self, item_id: int, task: Task | None = None) -> tuple[FileCheck, ...]:
        """Hash the files of one item again, as before it is printed or handed over: a custody event.

        Raises CatalogueError for an unknown item.
        """
        with self._context.database.read() as reader:
            read_item(reader, item_id)
            held = _held(reader, [item_id])
        results = list(self._hash(held, task or Task()))
        checks = self._named(results)
        if results and self._context.database.writable:
            with self._context.act(
                "verify", act_label("check files", exhibit=exhibit_number(item_id)), undoable=False
            ) as unit:
                _set_outcomes(unit, results)
                _fix(unit, item_id, [check for check in checks if check.outcome != "intact"])
                unit.details["files"] = [asdict(check) for check in checks]
        return checks

    def _hash(self, held: Sequence[_Held], task: Task) -> Iterator[_Result]:
        """Results in the order of the files; hashing lets go of the interpreter, so threads are enough."""
        waiting, under_way = iter(held), deque[Future[_Result]]()
        done = 0
        with ThreadPoolExecutor(os.cpu_count() or 1, "exhibit fixity") as pool:
            try:
                while True:
                    for file in waiting:
                        under_way.append(pool.submit(self._check, file))
                        if len(under_way) >= _UNDER_WAY:
                            break
                    if not under_way:
                        return
                    yield under_way.popleft().result()
                    done += 1
                    task.step(done, len(held), tr("checking files"))
            finally:
                pool.shutdown(cancel_futures=True)

    def _check(self, held: _Held) -> _Result:
        try:
            found = self._context.store_of(held.sha256).digest(held.sha256)
        except FileNotFoundError:
            return _Result(held, "missing", None)
        except OSError as error:
            return _Result(held, "damaged", stored("it cannot be read: {why}", why=error.strerror))
        except CatalogueError as error:
            return _Result(held, "damaged", str(error))
        if found == held.sha256:
            return _Result(held, "intact", None)
        return _Result(held, "damaged", stored("its bytes now have the SHA-256 {digest}", digest=found))

    def _named(self, results: Sequence[_Result]) -> tuple[FileCheck, ...]:
        with self._context.database.read() as reader:
            names = reader.files.names_of_files([result.held.file_id for result in results])
        return tuple(
            FileCheck(
                result.held.sha256,
                next((name for _, name in names[result.held.file_id]), ""),
                tuple(exhibit_number(item) for item, _ in names[result.held.file_id]),
                result.outcome,
                result.detail,
            )
            for result in results
        )

    def _unknown(self) -> tuple[str, ...]:
        """Files in the stores that no row knows, once more between two acts of an ingest under way."""
        stores = {"originals": self._context.originals, "derivatives": self._context.derivatives}
        found = [(folder, stored) for folder, store in stores.items() for stored in store.names()]
        strange = self._not_known(found)
        if strange and self._context.database.writable:
            with self._context.database.upkeep() as upkeep:  # between two acts of whoever takes files in
                strange = _strange(upkeep, strange)
        return tuple(f"{folder}/{stored.name}" for folder, stored in strange)

    def _not_known(self, found: Iterable[_Stored]) -> list[_Stored]:
        with self._context.database.read() as reader:
            return _strange(reader, found)

    def _record(self, found: Verification, results: Sequence[_Result], items: Sequence[int] | None) -> bool:
        if not self._context.database.writable or not found.log.ok:
            return False  # to write on after a break would cover it up
        try:
            with self._context.act("verify", _label(found, items), undoable=False) as unit:
                _set_outcomes(unit, results)
                self._custody(unit, found, items)
                unit.details["verification"] = _told(found)
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


def _held(reader: Reader, items: Sequence[int] | None) -> list[_Held]:
    if items is None:
        return [_Held(file_id, sha256) for file_id, sha256 in reader.files.held_files()]
    files = {file.id: file.sha256 for item in items for file in reader.evidence.files(item)}
    return [_Held(file_id, sha256) for file_id, sha256 in files.items()]


def _strange(reader: Reader, found: Iterable[_Stored]) -> list[_Stored]:
    known = {sha256 for _, sha256 in reader.files.held_files()}
    return [(folder, stored) for folder, stored in found if stored.digest not in known]


def _set_outcomes(unit: Unit, results: Sequence[_Result]) -> None:
    unit.set_checked({result.held.file_id: result.outcome for result in results})


def _fix(unit: Unit, item: int, wrong: Sequence[FileCheck]) -> None:
    """The custody event of a fixity check."""
    said = "; ".join(f"{check.name} ({check.sha256}): {check.detail or check.outcome}" for check in wrong)
    custody(
        unit,
        item,
        "fix",
        outcome=", ".join(sorted({check.outcome for check in wrong})) or "intact",
        detail=said or stored("every held file has the SHA-256 with which it was recorded"),
        hash_verified=not wrong,
    )


def _label(found: Verification, items: Sequence[int] | None) -> str:
    if items is not None and len(items) == 1:
        return act_label("verify item", exhibit=exhibit_number(items[0]), count=found.checked)
    return act_label("verify, well" if found.ok else "verify, not well", count=found.checked)


def _told(found: Verification) -> dict[str, Any]:
    return {
        "checked": found.checked,
        "damaged": [asdict(check) for check in found.damaged],
        "missing": [asdict(check) for check in found.missing],
        "unknown": list(found.unknown),
        "log": {"entries": found.log.entries, "ok": found.log.ok, "broken_at": found.log.broken_at},
    }
