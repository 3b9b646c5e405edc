"""Long work in the status bar: what it does, how far it is, and a button that stops it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from app.messages.visible import visible_line
from app.task import Task
from resources.messages import number, tr
from ui.look import icons
from ui.look.theme import Theme

_NAME = 80


class ProgressStrip(QWidget):
    """Hidden while nothing is under way; of several works the one begun last is shown."""

    over = Signal()
    """Nothing that can be stopped is under way any more."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._under_way: dict[Task, str] = {}
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(140)
        self.stop_button = QToolButton()
        self.stop_button.setIcon(icons.icon("x", theme.muted))
        self.stop_button.setToolTip(tr("Stop this work; what is done stays"))
        self.stop_button.setAccessibleName(tr("Stop the work under way"))
        self.stop_button.clicked.connect(self.cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(8)
        for part in (self._words, self._bar, self.stop_button):
            row.addWidget(part)
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether work is under way that can be stopped."""
        return bool(self._under_way)

    def follow(self, task: Task, what: str) -> None:
        """Show this work from now on."""
        self._under_way[task] = what
        self._begin(what, can_stop=True)

    def wait(self, what: str) -> None:
        """Say that something takes a while that cannot be stopped; what can be stopped goes before."""
        if not self.busy:
            self._begin(what, can_stop=False)

    def waited(self) -> None:
        """The wait is over."""
        if not self.busy:
            self.hide()

    def report(self, task: Task, done: int, total: int | None, words: str) -> None:
        """How far a work is."""
        if task is not self._latest:
            return
        self._bar.setRange(0, total or 0)
        self._bar.setValue(done)
        count = tr("{done} of {total}", done=number(done), total=number(total)) if total else number(done)
        self._words.setText(f"{visible_line(words or self._under_way[task], _NAME)} {count}")

    def finish(self, task: Task) -> None:
        """This work is over."""
        self._under_way.pop(task, None)
        latest = self._latest
        if latest is not None:
            self._begin(self._under_way[latest], can_stop=True)
        else:
            self.hide()
            self.over.emit()

    def cancel(self) -> None:
        """Ask the work on show to stop."""
        if self._latest is not None:
            self._latest.cancel()
            self._words.setText(tr("Stopping"))

    @property
    def _latest(self) -> Task | None:
        # a dict keeps the order in which works were begun
        return next(reversed(self._under_way), None)

    def _begin(self, what: str, *, can_stop: bool) -> None:
        self._words.setText(visible_line(what, _NAME))
        # without an end Qt shows that something goes on, not how far
        self._bar.setRange(0, 0)
        self.stop_button.setVisible(can_stop)
        self.show()
