"""One backup: the database first, then every file that it names and the backup does not have."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from app import __version__
from app.backup.layout import DATABASE, DISPUTED, BackupFolder
from app.backup.soundness import what_is_broken
from app.backup.states import RECORD, BackupState, new_name, remove_state, states_of, superseded
from app.backup.transfer import FileTransfer, Loss, StoredFile, find_file, in_threads, is_held_intact, sound
from app.backup.writing import (
    PRIVATE,
    check_back,
    new_file,
    pour,
    sync_everything,
    sync_file,
    sync_folder,
    write_private,
)
from app.context import Context
from app.errors import CatalogueError
from app.task import Task
from db.database_copy import DatabaseCopy
from db.engines import look_into_copy
from resources.messages import number, tr


@dataclass(frozen=True, slots=True)
class NewState:
    """A new state. `kept` and `removed` are names of states, the oldest first; `copied` are new files."""

    state: BackupState
    copied: int
    copied_bytes: int
    losses: tuple[Loss, ...]
    database_problem: str | None
    kept: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(slots=True)
class _Survey:
    """The files of one moment: their number and bytes, and what the backup lacks of them."""

    files: int = 0
    size: int = 0
    lacking: list[StoredFile] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)


class BackupRun:
    """A backup of a catalogue into a layout that is held alone."""

    def __init__(self, context: Context, layout: BackupFolder, task: Task, *, mend: bool) -> None:
        self._context = context
        self._layout = layout
        self._task = task
        self._mend = mend
        self._source = {"originals": context.originals, "derivatives": context.derivatives}
        self._target = layout.stores()

    def make(self) -> NewState:
        """Make it. Raises CatalogueError, OSError and Cancelled; then there is no new state."""
        before, _ = states_of(self._layout)
        name = new_name(self._layout, datetime.now(UTC))
        with _half(self._layout, name) as half:
            # the database before the files: originals are placed before their rows are committed, so each
            # file that this moment names exists by now, whatever is taken in meanwhile
            digest = self._copy_database(half / DATABASE)
            broken = what_is_broken(half / DATABASE, self._task)
            disputed = self._copy_disputed(half / DISPUTED)
            with look_into_copy(half / DATABASE) as copy:
                _check_line(copy, before)
                head, problem, survey = copy.head(), copy.damage(), self._survey(copy)
            lost = self._copy_files(survey.lacking)
            losses = (*survey.losses, *lost)
            state = BackupState(
                name=name,
                title=self._title(),
                program=f"Exhibit {__version__}",
                files=survey.files,
                size=survey.size,
                sequence=head.sequence,
                hash=head.hash.hex(),
                database_sha256=digest,
                disputed_sha256=disputed,
                missing=tuple(loss.sha256 for loss in losses),
                broken=broken,
            )
            # the record last in the folder, the folder's name last of all: a state that has its name is whole
            write_private(half / RECORD, state.record())
            sync_everything()  # the files have their names for good before a state speaks of them
            half.rename(self._layout.inside("states", name))
        sync_folder(self._layout.inside("states"))
        gone = {loss.sha256 for loss in lost}
        copied = [file.size for file in survey.lacking if file.sha256 not in gone]
        # what is not whole supersedes nothing
        removed = () if losses or problem or broken else self._thin([*before, state])
        kept = tuple(each.name for each in (*before, state) if each.name not in removed)
        return NewState(state, len(copied), sum(copied), losses, problem, kept, removed)

    def _copy_database(self, target: Path) -> str:
        """The SHA-256 of the copy."""
        new_file(target).close()  # the engine would make it readable by all
        with self._context.database.read() as reader:
            reader.copy_database(
                target, lambda done, total: self._task.step(done, total, tr("copying the database"))
            )
        digest = sync_file(target)
        check_back(target, digest)
        return digest

    def _copy_disputed(self, target: Path) -> str | None:
        own = self._context.folder / DISPUTED
        if not own.exists():
            return None
        with own.open("rb") as source:
            return pour(source, target, PRIVATE, self._task)

    def _survey(self, copy: DatabaseCopy) -> _Survey:
        survey = _Survey()
        # without mending there is but a look at names and sizes, which needs no threads
        check = in_threads if self._mend else map
        for file, there in check(self._there, sound(copy.files())):
            if isinstance(file, Loss):
                survey.losses.append(file)
                continue
            survey.files += 1
            survey.size += file.size
            survey.lacking += [] if there else [file]
            self._task.step(survey.files, None, tr("looking at the backup"))
        return survey

    def _there(self, file: StoredFile | Loss) -> tuple[StoredFile | Loss, bool]:
        found = find_file(self._target, file.sha256) if isinstance(file, StoredFile) else None
        if found is None or not isinstance(file, StoredFile) or found[1] != file.size:
            return file, False
        return file, not self._mend or is_held_intact(self._target[found[0]], file.sha256)

    def _copy_files(self, lacking: Sequence[StoredFile]) -> list[Loss]:
        needed, free = sum(file.size for file in lacking), shutil.disk_usage(self._layout.folder).free
        if needed > free:
            raise CatalogueError(
                tr(
                    "{needed} MB are to be copied, and the disk of {folder} has {free} MB free. Make room, or"
                    " name a folder on another disk.",
                    needed=_megabytes(needed),
                    folder=self._layout.folder,
                    free=_megabytes(free),
                )
            )
        target = FileTransfer(self._source, self._target, self._layout.inside("incoming"), PRIVATE)
        return target.copy_all(lacking, self._task)

    def _thin(self, states: Sequence[BackupState]) -> tuple[str, ...]:
        """A state that cannot be removed stays: the backup is made, and the next one tries again."""
        removed = []
        for state in superseded(states):
            try:
                remove_state(self._layout, state)
            except OSError:
                break
            removed.append(state.name)
        return tuple(removed)

    def _title(self) -> str:
        with self._context.database.read() as reader:
            return reader.identity.catalogue().title


@contextmanager
def _half(layout: BackupFolder, name: str) -> Iterator[Path]:
    """The folder of a state that has not its name yet; gone where the block raises."""
    half = layout.make("states", f".{name}.part")
    try:
        yield half
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise


def _check_line(copy: DatabaseCopy, before: Sequence[BackupState]) -> None:
    """Raise CatalogueError unless the log goes on from the newest state: two lines never mix."""
    newest = before[-1] if before else None
    if newest is not None and copy.hash_of(newest.sequence) != newest.hash:
        raise CatalogueError(
            tr(
                "The log of this catalogue does not go on from the newest state there, {state}: entry"
                " {sequence} is another one or gone. Back up into a new folder, and run “verify”.",
                state=newest.name,
                sequence=newest.sequence,
            )
        )


def _megabytes(count: int) -> str:
    return number(-(-count // 1_000_000))
