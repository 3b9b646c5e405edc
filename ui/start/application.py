"""Starting the window: display, fonts, colours, crash hook, then the catalogue."""

import gc
import os
import sys
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QFileDialog

from app.catalogue import Catalogue
from app.errors import CatalogueError, DatabaseError
from app.messages.faults import fault_words
from app.support.support_log import SupportLog
from resources.messages import tr
from ui.look import fonts
from ui.look.icons import icon
from ui.look.palette import apply_theme
from ui.look.style_images import StyleImages
from ui.look.theme import DARK, LIGHT, Theme
from ui.start.crash import CrashHook
from ui.start.interrupt import Interrupt
from ui.start.qt_words import translate_qt
from ui.window.main_window import MainWindow

# of the lightness of the system's windows, 0 to 255: asked where the system does not say light or dark
_DARK_BELOW = 128


def run(folder: Path | None, theme: str, log: SupportLog) -> int:
    """Open the window on a catalogue, by default the one that was open last. Gives the exit code."""
    application = start_qt(sys.argv[:1], log)
    settings = QSettings("Exhibit", "Exhibit")
    windows = Windows(application, settings, theme, log)
    interrupt = None if sys.platform == "win32" else Interrupt(application)  # Qt hears no pipes there
    chosen = folder or _given() or _last(settings) or _ask()
    try:
        if chosen is None or not windows.open(chosen):
            return 1
        gc.freeze()  # what a start makes stays: to look through it again and again holds up the window
        return application.exec()
    finally:
        windows.close()
        if interrupt is not None:
            interrupt.release()


def start_qt(arguments: list[str], log: SupportLog) -> QApplication:
    """The QApplication with its names, its icon and its crash hook; there must be a display."""
    application = QApplication(arguments)
    application.setApplicationName("Exhibit")
    # under Wayland a window has no icon of its own: it gets that of the desktop file of this name
    application.setDesktopFileName("exhibit")
    application.setWindowIcon(QIcon(icon("aperture", LIGHT.accent)))
    CrashHook(log).install()
    fonts.register_missing()
    translate_qt(application)
    return application


class Windows:
    """The one main window, on one catalogue after another, in light or dark."""

    def __init__(self, application: QApplication, settings: QSettings, theme: str, log: SupportLog) -> None:
        self._application = application
        self._log = log
        self._settings = settings
        self._images = StyleImages()
        # now, for a theme lays its own palette over that of the system
        self._own = application.palette().window().color().lightness()
        self._theme = self._named(theme)
        self.window: MainWindow | None = None
        self._waiting: MainWindow | None = None
        self.catalogue: Catalogue | None = None

    def open(self, folder: Path) -> bool:
        """Open this catalogue in place of the one on show; False, with the reason told, if it cannot be."""
        try:
            return self._show(Catalogue.open(folder))
        except (CatalogueError, DatabaseError, OSError) as error:
            return self._tell(error)

    def create(self, folder: Path) -> bool:
        """Make a catalogue in an empty folder and open it."""
        try:
            return self._show(Catalogue.create(folder))
        except (CatalogueError, DatabaseError, OSError) as error:
            return self._tell(error)

    def recolour(self) -> None:
        """The other colours: the same window, made again where it was, once no work is under way."""
        if self.window is not None and self.window.status.progress.busy:
            self._recolour_later(self.window)
            return
        self._theme = LIGHT if self._theme.dark else DARK
        self._settings.setValue("window/theme", self._theme.name)
        if self.catalogue is not None and self.window is not None:
            before = self.window
            self._replace(self.catalogue)
            self.window.resume(before)

    def close(self) -> None:
        """Close the window and let go of the catalogue."""
        if self.window is not None:
            self.window.retire()
        if self.catalogue is not None:
            self.catalogue.close()
        self._images.close()

    def _recolour_later(self, window: MainWindow) -> None:
        """To close the window would stop what it does: an ingest, a verification, printing."""
        window.messages.say(tr("The colours change when the work under way is finished."))
        if self._waiting is not window:
            self._waiting = window
            window.status.progress.over.connect(window.recolour, Qt.ConnectionType.QueuedConnection)

    def _show(self, catalogue: Catalogue) -> bool:
        before = self.catalogue
        catalogue.bus.failed = self._log.broke
        self._replace(catalogue)
        self.catalogue = catalogue
        if before is not None:
            # only now: where the new one cannot be opened the old one stays
            before.close()
        self._settings.setValue("catalogue/last", str(catalogue.folder))
        if self.window is not None:
            self.window.history.tell_upgrade()
        return True

    def _replace(self, catalogue: Catalogue) -> None:
        apply_theme(self._application, self._theme, self._images)
        before, self.window = self.window, MainWindow(catalogue, self._theme, self._settings)
        if before is not None:
            # Qt posts its quit when the last window closes, and takes it back once another one is shown below
            before.retire()
            before.deleteLater()
        # queued, for the slot deletes the window whose menu asked: its own call must have come back before
        later = Qt.ConnectionType.QueuedConnection
        self.window.reopen.connect(self.open, later)
        self.window.found_new.connect(self.create, later)
        self.window.recolour.connect(self.recolour, later)
        self.window.jobs.failed.connect(self._note)
        self.window.show()

    def _note(self, error: Exception) -> None:
        self._log.refused(error, "window")

    def _tell(self, error: Exception) -> bool:
        if self.window is not None:
            self.window.messages.wrong(error)
        else:
            sys.stderr.write(f"{fault_words(error)}\n")
        return False

    def _named(self, theme: str) -> Theme:
        name = theme if theme != "system" else str(self._settings.value("window/theme", "system"))
        if name in ("light", "dark"):
            return DARK if name == "dark" else LIGHT
        scheme = QGuiApplication.styleHints().colorScheme()
        if scheme == Qt.ColorScheme.Unknown:
            return DARK if self._own < _DARK_BELOW else LIGHT
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT


def _given() -> Path | None:
    named = os.environ.get("EXHIBIT_CATALOGUE", "").strip()
    return Path(named) if named else None


def _last(settings: QSettings) -> Path | None:
    last = settings.value("catalogue/last")
    return Path(last) if isinstance(last, str) and Path(last).is_dir() else None


def _ask() -> Path | None:
    chosen = QFileDialog.getExistingDirectory(None, tr("Open a catalogue"))
    return Path(chosen) if chosen else None
