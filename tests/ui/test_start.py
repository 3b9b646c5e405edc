"""Starting and ending the window from a terminal."""

import os
import signal

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.start.interrupt import Interrupt


def test_ctrl_c_in_the_terminal_closes_an_idle_window(qtbot: QtBot, qapp: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    before = signal.getsignal(signal.SIGINT)
    interrupt = Interrupt(qapp)
    try:
        os.kill(os.getpid(), signal.SIGINT)
        qtbot.waitUntil(lambda: not window.isVisible())
        assert signal.getsignal(signal.SIGINT) == signal.SIG_DFL
    finally:
        interrupt.release()
    assert signal.getsignal(signal.SIGINT) == before
