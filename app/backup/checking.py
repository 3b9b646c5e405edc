"""Checking a backup: every byte that it holds hashed again, without the catalogue."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.backup.layout import DATABASE, DISPUTED, BackupFolder, real
from app.backup.states import RECORD, BackupState, states_of
from app.backup.transfer import Loss, StoredFile, Stores, find_file, in_threads, sound
from app.backup.writing import is_intact
from app.errors import CatalogueError, DatabaseError
from app.task import Task
from db.backup import looking_into


@dataclass(frozen=True, slots=True)
class StateCheck:
    """A state, None where its record cannot be read, and what is wrong with it."""

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
            f"There is no backup in {source}. Name the folder that “exhibit backup” was given."
        )
    return layout, owner


def list_states(source: Path) -> tuple[StateCheck, ...]:
    """The states of a backup by their records alone, the oldest first. Raises CatalogueError."""
    return tuple(_records(backup_in(source)[0]))


def check_backup(source: Path, task: Task | None = None) -> BackupCheck:
    """Hash everything in a backup again; nothing of it is changed. Raises CatalogueError and Cancelled."""
    task = task or Task()
    layout, owner = backup_in(source)
    states: list[StateCheck] = []
    wanted: dict[StoredFile | Loss, None] = {}
    for check in _records(layout):
        task.step(len(states), None, "checking the databases")
        problem = problem_of(layout, check.state) if check.state else check.problem
        if check.state is not None and problem is None:
            wanted.update(dict.fromkeys(_files_of(layout, check.state)))
        states.append(StateCheck(check.name, check.state, problem))
    losses: list[Loss] = []
    for done, loss in enumerate(in_threads(partial(_check, layout.stores()), wanted), 1):
        losses += [loss] if loss is not None else []
        task.step(done, len(wanted), "checking files")
    return BackupCheck(owner, tuple(states), len(wanted), tuple(losses))


def problem_of(layout: BackupFolder, state: BackupState) -> str | None:
    """What is wrong with the files that a state has of its own."""
    own = [(DATABASE, state.database_sha256)]
    own += [(DISPUTED, state.disputed_sha256)] if state.disputed_sha256 else []
    for name, digest in own:
        if not is_intact(layout.inside("states", state.name, name), digest):
            return f"its {name} is missing or not as it was written"
    return None


def _records(layout: BackupFolder) -> Iterator[StateCheck]:
    whole, unreadable = states_of(layout)
    yield from (StateCheck(name, None, f"its {RECORD} is damaged or missing") for name in unreadable)
    yield from (StateCheck(state.name, state, None) for state in whole)


def _files_of(layout: BackupFolder, state: BackupState) -> list[StoredFile | Loss]:
    try:
        with looking_into(layout.inside("states", state.name, DATABASE)) as copy:
            return list(sound(copy.files()))
    except DatabaseError as error:  # a newer version of the program made it
        raise CatalogueError(f"The state {state.name} cannot be read: {error}") from error


def _check(stores: Stores, file: StoredFile | Loss) -> Loss | None:
    if isinstance(file, Loss):
        return file
    found = find_file(stores, file.sha256)
    if found is None:
        return Loss(file.sha256, "missing")
    if not is_intact(stores[found[0]].path(file.sha256), file.sha256):
        return Loss(file.sha256, "damaged")
    return None
