"""Back up: where, when, and when it was done last."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QFileDialog, QHBoxLayout, QPushButton, QWidget

from app.backup.schedule import CLOSING, DAILY, NEVER, WEEKLY, BackupPlan
from app.errors import CatalogueError
from app.task import Task
from resources.messages import later, tr, trn
from ui.forms.form import FormDialog, line, picked, words_of
from ui.look import readable
from ui.look.labels import PlainLabel
from ui.window.act_context import ActContext

_WHEN = {
    NEVER: later("only when asked"),
    DAILY: later("every day"),
    WEEKLY: later("every week"),
    CLOSING: later("when closing"),
}


@dataclass(frozen=True, slots=True)
class BackupRequest:
    """A plan to keep, and whether to back up at once."""

    plan: BackupPlan
    now: bool


class BackupForm(FormDialog):
    """Gives a BackupRequest; the backup itself is long work in the status bar, where it can be stopped."""

    def __init__(self, context: ActContext, plan: BackupPlan) -> None:
        words = tr(
            "Copies the database and the files that are not there yet into a folder, best on another disk. "
            "It is not encrypted: it holds all that the catalogue holds."
        )
        super().__init__(context, tr("Back up"), tr("Back up now"), words)
        self._before = plan
        self._now = True
        self.folder = line(plan.folder, tr("a new folder, or the backup that is to go on"))
        choose = QPushButton(tr("Choose…"))
        # in a dialog each button is a default one, and Enter in the line before it would press it
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        self.when = QComboBox()
        for code, label in _WHEN.items():
            self.when.addItem(tr(label), code)
        self.when.setCurrentIndex(self.when.findData(plan.schedule))
        self.last = PlainLabel(_last(plan))
        self.last.setContentsMargins(0, 5, 0, 0)  # as the words on its left have
        self.save = self.buttons.addButton(tr("Save"), QDialogButtonBox.ButtonRole.ActionRole)
        self.save.setToolTip(tr("Keep folder and time, and back up later"))
        self.save.clicked.connect(self._keep)
        both = QWidget()
        side = QHBoxLayout(both)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.folder, 1)
        side.addWidget(choose)
        both.setFocusProxy(self.folder)
        self.row(tr("Folder"), both)
        self.row(tr("When"), self.when, tr("While the window is open and nothing else is under way."))
        self.row(tr("Last backup"), self.last)

    def collect(self) -> None:
        folder, schedule = words_of(self.folder), str(picked(self.when))
        if folder is None and (self._now or schedule != NEVER):
            self._now = True
            raise CatalogueError(tr("Choose a folder for the backup."))
        path = str(Path(folder).expanduser().absolute()) if folder else ""
        before = self._before
        same = path == before.folder
        self._plan = BackupPlan(
            path,
            schedule,
            before.last if same else None,
            before.files if same else 0,
            before.entry if same else 0,
        )

    def work(self, _task: Task) -> BackupRequest:
        if self._plan.folder:
            self.context.catalogue.backups.try_out(Path(self._plan.folder))
        return BackupRequest(self._plan, self._now)

    def tell(self, error: Exception) -> None:
        # whatever was pressed before: Enter is “Back up now”
        self._now = True
        super().tell(error)

    def _work_on(self, busy: bool) -> None:
        super()._work_on(busy)
        self.save.setDisabled(busy)

    def _keep(self) -> None:
        self._now = False
        self.go()

    def _choose(self) -> None:
        dialog = QFileDialog(self, tr("Choose a folder for the backup"), self.folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.open()


def _last(plan: BackupPlan) -> str:
    if plan.last is None:
        return tr("none yet")
    moment = readable.moment(plan.last)
    return trn("{moment}, {count} file", "{moment}, {count} files", plan.files, moment=moment)
