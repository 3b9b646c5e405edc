"""Ctrl+C in the terminal that started the window closes it; a second one ends the program at once."""

import os
import signal

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication


class Interrupt(QObject):
    """Tells Qt of the signal: Python handles one only when Python runs, and an idle window runs none."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._heard, self._told = os.pipe()
        # Python refuses a descriptor that may block; a full pipe is no loss, as one byte in it is enough
        os.set_blocking(self._told, False)
        signal.set_wakeup_fd(self._told, warn_on_full_buffer=False)
        self._before = signal.signal(signal.SIGINT, _first)
        self._notifier = QSocketNotifier(self._heard, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._close_all)

    def release(self) -> None:
        """Leave the signal as it was found."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGINT, self._before)
        os.close(self._heard)
        os.close(self._told)

    def _close_all(self) -> None:
        # each byte is the number of a signal: others that Python handles come here, too
        if signal.SIGINT in os.read(self._heard, 64):
            QApplication.closeAllWindows()


def _first(*_: object) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
