"""What happens after a bug: a report in a dialog with a Copy button, and the traceback in the terminal."""

import platform
import sys
import traceback
from types import TracebackType

from PySide6 import __version__ as qt_version
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout

from app import __version__
from resources.messages import tr
from ui.look.fonts import monospaced


def install_hook() -> None:
    """Show bugs as a report instead of losing them."""
    sys.excepthook = show_bug


def show_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Print the traceback; show the report if there is a window to show it over."""
    traceback.print_exception(kind, error, trace, file=sys.stderr)
    if issubclass(kind, Exception) and QApplication.instance() is not None:
        CrashReport(report(error)).exec()


def report(error: BaseException) -> str:
    """The text of a report: versions and where it broke, without values, which may be evidence."""
    frames = traceback.extract_tb(error.__traceback__)
    where = "".join(f"  {_short(frame.filename)}:{frame.lineno} {frame.name}\n" for frame in frames)
    return tr(
        "Exhibit {version}, Python {python_version}, Qt {qt_version}, {system}\n{name}\n{where}",
        version=__version__,
        python_version=platform.python_version(),
        qt_version=qt_version,
        system=platform.system(),
        name=type(error).__name__,
        where=where,
    )


class CrashReport(QDialog):
    """A bug of the program, told plainly."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setWindowTitle(tr("Something broke in Exhibit"))
        self.resize(640, 400)
        told = QLabel(
            tr(
                "This is a fault of the program, not of your evidence. What was saved before is safe. "
                "Copy this report and send it to the people who look after Exhibit; it holds no evidence."
            )
        )
        told.setWordWrap(True)
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setFont(monospaced())
        buttons = QDialogButtonBox()
        self.copy_button = buttons.addButton(tr("Copy report"), QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton(tr("Continue"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.copy_button.clicked.connect(self.copy)
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        for part in (told, self.text, buttons):
            layout.addWidget(part)

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QApplication.clipboard().setText(self.text.toPlainText())


def _short(path: str) -> str:
    return "/".join(path.replace("\\", "/").split("/")[-2:])
