"""Checking a backup: every byte that it holds hashed again, without the catalogue."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from app.backup.layout import DATABASE, DISPUTED, BackupFolder, real
from app.backup.soundness import what_is_broken
from app.backup.states import RECORD, BackupState, states_of
from app.backup.transfer import SHA256, Loss, StoredFile, Stores, find_file, in_threads, is_held_intact, sound
from app.backup.writing import is_intact
from app.errors import CatalogueError, DatabaseError
from app.task import Task
from db.engines import look_into_copy
from resources.messages import tr
from resources.remarks import remark


@dataclass(frozen=True, slots=True)
class StateCheck:
    """A state, None where its record cannot be read, and what is wrong with it: with the backup of it, with
    the catalogue as it was backed up, or with its files.
    """

    name: str
    state: BackupState | None
    problem: str | None


@dataclass(frozen=True, slots=True)
class BackupCheck:
    """What checking a whole backup found. `catalogue` is the UUID of the one that it is of."""

    catalogue: str
    states: tuple[StateCheck, ...]
    checked: int
    losses: tuple[Loss, ...]

    @property
    def ok(self) -> bool:
        """Whether there is a state, all of it is as it was written, and every state is complete."""
        return bool(self.states) and not self.losses and not any(check.problem for check in self.states)


def backup_in(source: Path) -> tuple[BackupFolder, str]:
    """The backup in a folder, and the UUID of its catalogue. Raises CatalogueError where there is none."""
    layout = BackupFolder(real(source))
    owner = layout.owner()
    if owner is None:
        raise CatalogueError(
            tr(
                "There is no backup in {folder}. Name the folder that “exhibit backup” was given.",
                folder=source,
            )
        )
    return layout, owner


def list_states(source: Path) -> tuple[StateCheck, ...]:
    """The states of a backup by their records alone, the oldest first. Raises CatalogueError."""
    return tuple(_records(backup_in(source)[0]))


def check_backup(source: Path, task: Task | None = None) -> BackupCheck:
    """Hash everything in a backup again; nothing of it is changed. Raises CatalogueError and Cancelled."""
    task = task or Task()
    layout, owner = backup_in(source)
    stores = layout.stores()
    # files that no state names are hashed, too: a damaged state may be the one that names them
    wanted = dict.fromkeys(_names(stores))
    states: list[StateCheck] = []
    losses: list[Loss] = []
    for record in _records(layout):
        task.step(len(states), None, tr("checking the databases"))
        check, files = _examine(layout, record, task)
        states.append(check)
        losses += [file for file in files if isinstance(file, Loss)]
        wanted.update((file.sha256, None) for file in files if isinstance(file, StoredFile))
    for done, loss in enumerate(in_threads(partial(_check, stores), wanted), 1):
        losses += [loss] if loss is not None else []
        task.step(done, len(wanted), tr("checking files"))
    lost = {loss.sha256 for loss in losses}
    told = tuple(_with_lost(layout, check, lost) if lost else check for check in states)
    return BackupCheck(owner, told, len(wanted), tuple(losses))


def _with_lost(layout: BackupFolder, check: StateCheck, lost: Collection[str]) -> StateCheck:
    """A state that is whole itself, with how many of its files are not. Their names are read once more: those
    of all states at a time may be too many.
    """
    if check.state is None or check.problem is not None:
        return check
    own = sum(file.sha256 in lost for file in _files_of(layout, check.state))
    return replace(check, problem=remark("files of state lost", count=own)) if own else check


def _examine(
    layout: BackupFolder, record: StateCheck, task: Task
) -> tuple[StateCheck, list[StoredFile | Loss]]:
    """A state with what is wrong with it, and the files that it names."""
    state = record.state
    if state is None:
        return record, []
    problem = _wrong(layout, state, DATABASE, state.database_sha256)
    files = _files_of(layout, state) if problem is None else []
    problem = problem or _wrong(layout, state, DISPUTED, state.disputed_sha256)
    problem = problem or what_is_broken(layout.inside("states", state.name, DATABASE), task)
    return StateCheck(state.name, state, problem), files


def _wrong(layout: BackupFolder, state: BackupState, name: str, digest: str | None) -> str | None:
    """What is wrong with a file that a state has of its own, if it has one."""
    if digest is None or is_intact(layout.inside("states", state.name, name), digest):
        return None
    return remark("file of backup wrong", name=name)


def _records(layout: BackupFolder) -> Iterator[StateCheck]:
    whole, unreadable = states_of(layout)
    problem = remark("record of backup wrong", name=RECORD)
    yield from (StateCheck(name, None, problem) for name in unreadable)
    yield from (StateCheck(state.name, state, state.broken) for state in whole)


def _files_of(layout: BackupFolder, state: BackupState) -> list[StoredFile | Loss]:
    try:
        with look_into_copy(layout.inside("states", state.name, DATABASE)) as copy:
            return list(sound(copy.files()))
    except DatabaseError as error:  # a newer version of the program made it
        raise CatalogueError(
            tr("The state {state} cannot be read: {why}", state=state.name, why=error)
        ) from error


def _names(stores: Stores) -> Iterator[str]:
    """Every SHA-256 that a file is named by, whether a state names it or not."""
    for store in stores.values():
        found = (stored.name.rpartition("/")[2] for stored in store.names())
        yield from (name for name in found if SHA256.fullmatch(name))


def _check(stores: Stores, sha256: str) -> Loss | None:
    found = find_file(stores, sha256)
    if found is None:
        return Loss(sha256, "missing")
    if not is_held_intact(stores[found[0]], sha256):
        return Loss(sha256, "damaged")
    return None
