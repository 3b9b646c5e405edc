"""Ctrl+C in the terminal that started the window closes it; a second one ends the program at once."""

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication


class Interrupt(QObject):
    """Tells Qt of the signal: Python handles one only when Python runs, and an idle window runs none."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._heard, self._told = socket.socketpair()
        self._told.setblocking(False)
        signal.set_wakeup_fd(self._told.fileno(), warn_on_full_buffer=False)
        self._before = signal.signal(signal.SIGINT, _first)
        self._notifier = QSocketNotifier(self._heard.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._close_all)

    def release(self) -> None:
        """Leave the signal as it was found."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGINT, self._before)
        self._heard.close()
        self._told.close()

    def _close_all(self) -> None:
        if signal.SIGINT in self._heard.recv(64):
            QApplication.closeAllWindows()


def _first(*_: object) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
