"""Pictures of every view, light and dark, from the demonstration and the practice catalogue.

    xvfb-run -s "-screen 0 1366x768x24" python -m tests.ui.screenshots DEMO PRACTICE [FOLDER]

DEMO and PRACTICE are catalogues (made here if they are absent); FOLDER gets the pictures, and
`resources/manual/window.png` the one that the README shows.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from PIL import Image
from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from app.catalogue import Catalogue
from app.examples.demonstration import build as build_demo
from app.examples.practice.build import build as build_practice
from app.support.support_log import SupportLog
from ui.forms.link_claim import LinkDialog
from ui.forms.locate_item import LocateDialog
from ui.forms.tag_items import TagDialog
from ui.look.palette import apply_theme
from ui.look.style_images import StyleImages
from ui.look.theme import DARK, LIGHT, Theme
from ui.sheets.preview import SheetPreview
from ui.start.application import start_qt
from ui.window.main_window import MainWindow

SIZE = (1366, 768)
SHOWN = Path(__file__).parents[2] / "resources" / "manual" / "window.png"
LARGEST = 400_000
_ROUNDS = 300
Kind = TypeVar("Kind", bound=QDialog)


@dataclass(frozen=True, slots=True)
class Studio:
    """One window under the camera."""

    application: QApplication
    window: MainWindow
    folder: Path
    name: str

    def settle(self) -> None:
        """Wait until nothing moves any more."""
        QTest.qWait(300)
        for _ in range(_ROUNDS):
            QTest.qWait(100)
            if self.window.quiet and not self.window.catalogue.thumbnails.missing():
                break
        QTest.qWait(300)

    def take(self, view: str) -> Path:
        """Take the picture of what is on the screen."""
        self.settle()
        path = self.folder / f"{self.name}-{view}.png"
        self.application.primaryScreen().grabWindow(0).save(str(path))
        return path

    def dialog(self, slot: str, kind: type[Kind], fill: Callable[[Kind], None], view: str) -> None:
        """Open a dialog by its action, fill it in, and take its picture."""
        self.window.actions_by_slot[slot].trigger()
        self.settle()
        for dialog in self.window.findChildren(kind):
            fill(dialog)
            self.take(view)
            dialog.reject()
        QTest.qWait(100)


def main(demo: Path, practice: Path, folder: Path) -> None:
    """Take all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    for path, build in ((demo, build_demo), (practice, build_practice)):
        if not path.exists():
            build(path).close()
    application = start_qt(["screenshots"], SupportLog())
    sys.excepthook = sys.__excepthook__
    images = StyleImages()
    for theme in (LIGHT, DARK):
        apply_theme(application, theme, images)
        with (
            TemporaryDirectory() as empty,
            _studio(application, theme, Catalogue.create(Path(empty) / "new"), folder, "empty") as studio,
        ):
            studio.take("start")
        with _studio(application, theme, Catalogue.open(demo), folder, "demo") as studio:
            _demonstration(studio)
        with _studio(application, theme, Catalogue.open(practice), folder, "practice") as studio:
            _practice(studio, theme)
    images.close()


def _demonstration(studio: Studio) -> None:
    window = studio.window
    window.selection.choose(2)
    studio.take("grid")
    window.pane.table()
    studio.take("table")
    window.pane.grid()
    near = next(place.name for place in window.catalogue.places.all() if place.lat is not None)
    window.pane.ask(f'near:"{near}"~25km')
    studio.take("near")
    window.pane.ask("taken:tomorrow")
    studio.take("error")
    window.pane.clear()
    studio.settle()
    window.selection.choose(2)
    studio.dialog("claims.link", LinkDialog, _fill_link, "link")
    studio.dialog("items.locate", LocateDialog, lambda one: one.where.setText("Reykjavyk"), "locate")
    studio.dialog("sheets.preview", SheetPreview, lambda _one: QTest.qWait(3000), "sheet")


def _practice(studio: Studio, theme: Theme) -> None:
    window = studio.window
    studio.settle()
    window.selection.choose(window.model.rowCount() // 3)
    window.pane.focus_result()
    path = studio.take("grid")
    if theme is LIGHT:
        _keep(path)
    graphic = window.catalogue.search.ids("graphic")
    if graphic and (row := window.model.row_of(graphic[0])) is not None:
        window.selection.choose(row)
        window.pane.grid_view.scrollTo(window.selection.currentIndex())
        studio.take("graphic")
    window.selection.choose_all()
    studio.dialog("items.tag", TagDialog, lambda one: one.tag.setText("harbour"), "tag")


def _fill_link(dialog: LinkDialog) -> None:
    dialog.claims.setCurrentRow(5)
    dialog.stance.buttons["supports"].click()
    dialog.reason.setPlainText("The picture shows the quay.")


def _keep(path: Path) -> None:
    """The README's picture, in few enough colours to stay small."""
    SHOWN.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(path) as taken:
        few = taken.convert("RGB").quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(SHOWN, optimize=True)
    if SHOWN.stat().st_size > LARGEST:
        raise SystemExit(f"{SHOWN} is larger than {LARGEST} bytes.")


@contextmanager
def _studio(
    application: QApplication, theme: Theme, catalogue: Catalogue, folder: Path, name: str
) -> Iterator[Studio]:
    with catalogue, TemporaryDirectory() as own:
        settings = QSettings(str(Path(own) / "window.ini"), QSettings.Format.IniFormat)
        window = MainWindow(catalogue, theme, settings)
        window.resize(*SIZE)
        window.show()
        studio = Studio(application, window, folder, f"{theme.name}-{name}")
        studio.settle()
        yield studio
        window.close()
        window.deleteLater()
        QTest.qWait(100)


if __name__ == "__main__":
    given = [Path(argument) for argument in sys.argv[1:]]
    main(given[0], given[1], given[2] if len(given) > 2 else Path("build-data/screenshots"))
