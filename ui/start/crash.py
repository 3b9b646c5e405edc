"""What happens after a bug: a report in a dialog with a Copy button, and the traceback in the terminal."""

import sys
import traceback
from types import TracebackType

from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout

from app.support.support_details import report
from app.support.support_log import SupportLog
from resources.messages import tr
from ui.look.fonts import monospaced
from ui.look.screen import size_within


class CrashHook:
    """Shows bugs as a report instead of losing them, and notes them in the log for support."""

    def __init__(self, log: SupportLog) -> None:
        self._log = log

    def install(self) -> None:
        """From now on bugs come here."""
        # PySide hands what a slot raises to this hook, and goes on
        sys.excepthook = self.show

    def show(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Print the traceback; show the report if there is a window to show it over."""
        traceback.print_exception(kind, error, trace, file=sys.stderr)
        # Ctrl+C and an exit are none, and no faults
        if issubclass(kind, Exception):
            self._log.broke(error, "window")
            if QApplication.instance() is not None:
                CrashReport(report(error, self._log.tail())).exec()


class CrashReport(QDialog):
    """A bug of the program, told plainly: what is on show is all that is copied."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setWindowTitle(tr("Something broke in Exhibit"))
        size_within(self, 640, 400)
        told = QLabel(
            tr(
                "This is a fault of the program, not of your evidence. What was saved before is safe. Copy "
                "these details and send them to the people who look after Exhibit; they hold no evidence."
            )
        )
        told.setWordWrap(True)
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setFont(monospaced())
        buttons = QDialogButtonBox()
        self.copy_button = buttons.addButton(tr("Copy details"), QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton(tr("Continue"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.copy_button.clicked.connect(self.copy)
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        for part in (told, self.text, buttons):
            layout.addWidget(part)

    def copy(self) -> None:
        """Put the details on the clipboard."""
        QApplication.clipboard().setText(self.text.toPlainText())
