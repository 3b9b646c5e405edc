"""Restoring a catalogue into a new folder: what is missing or damaged is named, and the rest restored."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.backup.checking import StateCheck, backup_in, list_states
from app.backup.layout import DATABASE, DISPUTED, STORES, BackupFolder, real, refuse_inside
from app.backup.states import BackupState, as_of
from app.backup.transfer import FileTransfer, Loss, NamedLoss, StoredFile, sound
from app.backup.writing import SourceError, check_back, open_plain, plain_causes, pour, sync_everything
from app.catalogue import Catalogue
from app.errors import CatalogueError
from app.integrity.row_check import RowCheck
from app.integrity.seen_head import forget_heads
from app.originals.folder_store import FolderStore
from app.records import LogCheck
from app.task import Task
from db.engines import look_into_copy
from resources.messages import later, shown, tr
from resources.remarks import remark

_WORK = "restoring"
"""The folder in which it is put together."""
_PART = f"{DATABASE}.part"
# as an ingest writes them: read-only
_FILES = 0o444
_OWN = 0o666
_UNDONE = later("What was restored until then was removed again; the backup is as it was.")


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What was restored: `files` whole ones, all but those in `problems`.

    `state_problem` is what is wrong with the state itself, `passed_over` are newer states whose databases are
    damaged. `recorded` is false where the log of the restored catalogue could not be written.
    """

    folder: Path
    state: BackupState
    state_problem: str | None
    passed_over: tuple[StateCheck, ...]
    files: int
    problems: tuple[NamedLoss, ...]
    log: LogCheck
    rows: RowCheck
    database_problem: str | None
    recorded: bool

    @property
    def ok(self) -> bool:
        """Whether the newest or the named state was restored whole."""
        wrong = self.passed_over or self.problems or self.state_problem or self.database_problem
        return self.log.ok and self.rows.ok and not wrong


def restore_catalogue(
    source: Path,
    folder: Path,
    *,
    asked: str | None = None,
    analyst: str | None = None,
    task: Task | None = None,
) -> RestoreReport:
    """Restore the newest whole state, or the one `asked` for as `as_of` reads it, into a new or empty folder.

    Every byte is hashed on its way and read back. Raises CatalogueError where nothing can be restored, and
    Cancelled; then the folder is as it was.
    """
    task = task or Task()
    layout, _ = backup_in(source)
    target = real(folder)
    refuse_inside(target)
    with plain_causes(target, tr(_UNDONE)), _new_folder(target):
        work = target / _WORK
        work.mkdir()
        taken = _Taking(layout, work, task).take(list_states(source), asked)
        files = _files_in(work)
        losses = [file for file in files if isinstance(file, Loss)]
        losses += _copy_files(layout, work, [file for file in files if isinstance(file, StoredFile)], task)
        # the name of a catalogue only now that its files are there
        (work / _PART).replace(work / DATABASE)
        report = _report(target, taken, len(files), losses, analyst, task)
        _move_up(work, target)
    return report


def _report(
    target: Path, taken: "_Taken", files: int, losses: Sequence[Loss], analyst: str | None, task: Task
) -> RestoreReport:
    """Open what was restored, check its log and rows, and say in it that it was restored."""
    for folder in (target, target / _WORK):
        forget_heads(folder)
    with Catalogue.open(target / _WORK, analyst=analyst) as catalogue:
        log, rows, problem = catalogue.backups.check_restored(task)
        recorded = log.ok and catalogue.backups.record_restoring(taken.state, losses)
        return RestoreReport(
            target,
            taken.state,
            taken.problem,
            taken.passed_over,
            files - len(losses),
            catalogue.backups.named(losses),
            log,
            rows,
            problem,
            recorded,
        )


def _move_up(work: Path, target: Path) -> None:
    """The database last: with it, and not before, the folder is a catalogue, whose log says what it is."""
    sync_everything()
    for path in sorted(work.iterdir(), key=lambda path: path.name == DATABASE):
        path.rename(target / path.name)
    work.rmdir()
    sync_everything()


@dataclass(frozen=True, slots=True)
class _Taken:
    """The state whose database was taken."""

    state: BackupState
    problem: str | None
    passed_over: tuple[StateCheck, ...]


@dataclass(frozen=True, slots=True)
class _Taking:
    """Copying the database of one state, and what else is its own."""

    layout: BackupFolder
    target: Path
    task: Task

    def take(self, states: Sequence[StateCheck], asked: str | None) -> _Taken:
        """The newest whole one, or the one asked for, as it is. Raises CatalogueError."""
        if not states:
            raise CatalogueError(
                tr("There is no state in that backup yet: the first one was never finished.")
            )
        if asked is not None:
            wanted = as_of([check.name for check in states], asked)
            return self._as_it_is(next(check for check in states if check.name == wanted))
        passed_over: list[StateCheck] = []
        for check in reversed(states):
            problem = self._copy_database(check.state) if check.state else None
            if check.state is not None and problem is None:
                return _Taken(check.state, self._copy_disputed(check.state), tuple(passed_over))
            passed_over.append(StateCheck(check.name, check.state, problem or check.problem))
        names = tuple(f"--as-of {check.name}" for check in reversed(states))
        raise CatalogueError(tr("No state of that backup is whole. To restore one as it is, name it:"), names)

    def _as_it_is(self, check: StateCheck) -> _Taken:
        """A damaged state may still be all that there is."""
        written = check.state.database_sha256 if check.state else ""
        problem = self._copy(check.name, DATABASE, _PART, written)
        if not (self.target / _PART).exists():
            why = shown(problem or "")
            raise CatalogueError(
                tr("The state {state} cannot be restored: {why}.", state=check.name, why=why)
            )
        state = check.state or _from_database(check.name, self.target / _PART)
        unread = None if check.state else check.problem
        # what was broken when it was backed up is told by the check of what is restored
        wrong = unread or problem or self._copy_disputed(state)
        return _Taken(state, wrong, ())

    def _copy_database(self, state: BackupState) -> str | None:
        return self._copy(state.name, DATABASE, _PART, state.database_sha256)

    def _copy_disputed(self, state: BackupState) -> str | None:
        if state.disputed_sha256 is None:
            return None
        problem = self._copy(state.name, DISPUTED, DISPUTED, state.disputed_sha256)
        if problem is not None:
            (self.target / DISPUTED).unlink(missing_ok=True)
        return problem and remark("left out", problem=problem)

    def _copy(self, state: str, name: str, copy: str, digest: str) -> str | None:
        """Copy a file that a state has of its own; gives what is wrong with it."""
        target = self.target / copy
        target.unlink(missing_ok=True)
        try:
            with open_plain(self.layout.inside("states", state, name)) as source:
                found = pour(source, target, _OWN, self.task)
        except SourceError as error:
            target.unlink(missing_ok=True)
            return remark("file of backup unreadable", name=name, why=error)
        check_back(target, found)
        return None if found == digest else remark("file of backup changed", name=name)


def _from_database(name: str, database: Path) -> BackupState:
    """What can be said of a state whose record is damaged."""
    with look_into_copy(database) as copy:
        head = copy.head()
        sizes = [size for _, size in copy.files()]
    return BackupState(name, "", "unknown", len(sizes), sum(sizes), head.sequence, head.hash.hex(), "")


def _files_in(target: Path) -> list[StoredFile | Loss]:
    with look_into_copy(target / _PART) as copy:
        return list(sound(copy.files()))


def _copy_files(layout: BackupFolder, target: Path, files: Sequence[StoredFile], task: Task) -> list[Loss]:
    stores = {name: FolderStore(target / name) for name in STORES}
    for name in (*STORES, "incoming"):
        (target / name).mkdir()
    return FileTransfer(layout.stores(), stores, target / "incoming", _FILES).copy_all(files, task)


@contextmanager
def _new_folder(folder: Path) -> Iterator[None]:
    """An empty folder, which is empty again, or gone, where the block raises."""
    made = not folder.exists()
    if not made and (not folder.is_dir() or any(folder.iterdir())):
        raise CatalogueError(
            tr("{folder} is not an empty folder. Name a new one for the restored catalogue.", folder=folder)
        )
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        for path in folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        if made:
            folder.rmdir()
        raise
