"""What changes in the catalogue, told on the window's thread, until the window is closed."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.catalogue import Catalogue
from app.changes.change import Change, Touched
from ui.work.jobs import Jobs

_GATHER_MS = 200
# a look where nobody else wrote asks the engine for one number, some 5 microseconds; so often nobody minds
_LOOK_MS = 1000
_LANE = "elsewhere"


class Changes(QObject):
    """The one place where a window listens to the bus of its catalogue.

    The first change is told at once; those that follow within a fifth of a second are told together, for an
    ingest changes something many times a second. What other processes do is looked for once a second.
    """

    touched = Signal(object)
    """A `Touched`: what was changed since it was told last."""
    _told = Signal(object)

    def __init__(self, catalogue: Catalogue, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._catalogue, self._jobs = catalogue, jobs
        self._gathered = Touched()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._go_on)
        self._looks = QTimer(self)
        self._looks.timeout.connect(self.look)
        self._told.connect(self._gather)
        self._subscription = catalogue.bus.subscribe(self, self._hear)
        # Python may hold this object after Qt has deleted it; to emit a signal of it would then raise
        self.destroyed.connect(self._subscription.end)
        if catalogue.writable:  # what cannot be written is read from a copy, or was not changed by anybody
            self._elsewhere = catalogue.elsewhere
            self._looks.start(_LOOK_MS)

    @property
    def pending(self) -> bool:
        """Whether something that was changed is still to be told."""
        return bool(self._gathered)

    def look(self) -> None:
        """Look now for what other processes did."""
        if self._looks.isActive() and not self._jobs.busy(_LANE):
            # a catalogue that cannot be read is told by whatever wants to read it, and not once a second
            self._jobs.start(lambda _task: self._elsewhere.look(), failed=lambda _error: None, lane=_LANE)

    def end(self) -> None:
        """Hear nothing any more."""
        self._subscription.end()
        self._pause.stop()
        self._looks.stop()

    def _hear(self, change: Change) -> None:
        """On the thread of the act: carry it over to that of the window."""
        self._told.emit(change)

    @Slot(object)
    def _gather(self, change: Change) -> None:
        self._gathered |= change.touched
        if not self._pause.isActive():
            self._go_on()

    def _go_on(self) -> None:
        if self._gathered and not self._subscription.over:
            touched, self._gathered = self._gathered, Touched()
            # before it is told: what a listener changes in turn is gathered for the next time, and not told
            # within this
            self._pause.start(_GATHER_MS)
            self.touched.emit(touched)
