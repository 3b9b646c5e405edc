"""Backups: the noun of a catalogue; what was backed up and restore_catalogue stands in its log."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.backup.layout import BackupFolder, real, refuse_inside
from app.backup.making import BackupRun, NewState
from app.backup.soundness import check_reader
from app.backup.states import BackupState
from app.backup.transfer import Loss, NamedLoss
from app.backup.writing import plain_causes
from app.context import Context
from app.errors import BackupAbsent, CatalogueError, DatabaseError
from app.integrity.row_check import RowCheck
from app.messages.acts import act_label
from app.records import LogCheck, exhibit_number
from app.task import Task
from db.json_value import Json
from resources.messages import later, tr

# losses to a question, each a parameter of its own
_AT_ONCE = 500
_WHOLE = later("The states that are there are whole, and the next backup goes on from what was copied.")


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What was backed up. `problems` are files of this moment that the backup does not have.

    `recorded` is false where the catalogue's own log could not be written.
    """

    made: NewState
    problems: tuple[NamedLoss, ...]
    recorded: bool

    @property
    def ok(self) -> bool:
        """Whether everything of this moment is in the backup, and was whole."""
        broken = self.made.database_problem or self.made.state.broken
        return not self.problems and broken is None


class Backups:
    """Backups of one catalogue."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def make(
        self, destination: Path, *, mend: bool = False, only_known: bool = False, task: Task | None = None
    ) -> BackupReport:
        """Back up into a folder, which is made if its parent exists, or goes on as the backup that it is.

        The backup is of one moment, whoever writes meanwhile. With `mend`, files that are there are hashed
        too, and copied again where they are damaged; with `only_known` no backup is begun, only gone on
        with. Raises CatalogueError (BackupAbsent), after which all former states are as they were, and
        Cancelled.
        """
        layout = _layout(destination)
        with plain_causes(layout.folder, tr(_WHOLE)):
            if only_known:
                self.find(destination)
            layout.claim(self._uuid())
            with layout.held():
                made = BackupRun(self._context, layout, task or Task(), mend=mend).make()
        problems = self.named(made.losses)
        return BackupReport(made, problems, recorded=self._record(made))

    def try_out(self, destination: Path) -> None:
        """Raise CatalogueError where no backup of this catalogue could be made, as far as looking tells."""
        _layout(destination).refuse_others(self._uuid())

    def find(self, destination: Path) -> None:
        """Raise BackupAbsent where a backup that was there is not, CatalogueError where it is another."""
        layout = _layout(destination)
        if layout.owner() is None:
            raise BackupAbsent(
                tr(
                    "The backup in {folder} is not there. Plug its disk in, or choose another folder.",
                    folder=layout.folder,
                )
            )
        layout.refuse_others(self._uuid())

    def record_restoring(self, state: BackupState, losses: Sequence[Loss]) -> bool:
        """Say in the log that this catalogue was restored, and from what; false where it cannot be said."""
        return self._log("restore", act_label("restore", state=state.name), _told(state, losses))

    def named(self, losses: Sequence[Loss]) -> tuple[NamedLoss, ...]:
        """Losses with the names of the files and the items that hold them."""
        found: list[NamedLoss] = []
        for start in range(0, len(losses), _AT_ONCE):
            found += self._named(losses[start : start + _AT_ONCE])
        return tuple(found)

    def check_restored(self, task: Task) -> tuple[LogCheck, RowCheck, str | None]:
        """Check log and rows, and ask the database what it finds wrong with its own file."""
        with self._context.database.read() as reader:
            return *check_reader(reader, task), reader.history.damaged()

    def _uuid(self) -> str:
        with self._context.database.read() as reader:
            return reader.identity.catalogue().uuid

    def _named(self, losses: Sequence[Loss]) -> Iterator[NamedLoss]:
        with self._context.database.read() as reader:
            ids = reader.files.file_ids([loss.sha256 for loss in losses])
            names = reader.files.names_of_files(list(ids.values()))
        for loss in losses:
            holders = names[ids[loss.sha256]] if loss.sha256 in ids else []
            yield NamedLoss(
                loss.sha256,
                next((name for _, name in holders), ""),
                tuple(exhibit_number(item) for item, _ in holders),
                loss.outcome,
                loss.detail,
            )

    def _record(self, made: NewState) -> bool:
        told = {
            **_told(made.state, made.losses),
            "new": made.copied,
            "database_sha256": made.state.database_sha256,
        }
        label = act_label("back up", count=made.state.files, new=made.copied)
        return self._log("backup", label, told)

    def _log(self, act: str, label: str, told: dict[str, Json]) -> bool:
        """Where to is not told: the path of a machine leaves with every bundle of the log."""
        if not self._context.database.writable:
            return False
        try:
            with self._context.act(act, label, undoable=False) as unit:
                unit.details[act] = told
        except (CatalogueError, DatabaseError):  # the backup is made all the same
            return False
        return True


def _layout(destination: Path) -> BackupFolder:
    folder = real(destination)
    refuse_inside(folder)
    return BackupFolder(folder)


def _told(state: BackupState, losses: Sequence[Loss]) -> dict[str, Json]:
    return {
        "state": state.name,
        "head": {"sequence": state.sequence, "hash": state.hash},
        "files": state.files,
        "problems": [{"sha256": loss.sha256, "outcome": loss.outcome} for loss in losses],
    }
