"""Work on widgets in steps, one step a turn of the window's loop, so that no turn is long."""

from collections.abc import Generator

from PySide6.QtCore import QObject, QTimer

Steps = Generator[None, None, None]


class Turns(QObject):
    """Goes through one piece of work at a time; to begin another leaves the one under way where it is."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Steps | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self._steps is not None

    def begin(self, steps: Steps) -> None:
        """Do the first step now and each of the others in a turn of its own."""
        self.leave()
        self._steps = steps
        # nought milliseconds: Qt calls it once all events at hand are dealt with, keys and painting before it
        self._timer.start(0)
        self._step()

    def leave(self) -> None:
        """Give up what is under way; it is told so by being closed."""
        self._timer.stop()
        if self._steps is not None:
            self._steps.close()
            self._steps = None

    def _step(self) -> None:
        # no step yields `self`: it says that there are no more
        if self._steps is not None and next(self._steps, self) is self:
            self._steps = None
            self._timer.stop()
