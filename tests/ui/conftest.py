"""A window on a catalogue with real pictures, driven as a person does; offscreen."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.catalogue import Catalogue
from resources.messages import ENGLISH, LANGUAGE, choose
from tests.messages.pseudo import language_file
from ui.look.palette import apply_theme
from ui.look.style_images import StyleImages
from ui.look.theme import LIGHT
from ui.window.main_window import MainWindow
from ui.work.jobs import Jobs

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

PATIENCE_MS = 20_000
Kind = TypeVar("Kind", bound=QDialog)
TITLES = ("Harbour at dawn", "Rail yard", "Порт Чонджин", "청진항", "A very long title " * 12)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform warns of what it cannot do; every other warning of Qt is a failure."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture
def pseudo_language(tmp_path: Path) -> Iterator[None]:
    """The made-up language is spoken, and English again afterwards."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(LANGUAGE, ENGLISH)
        choose(str(language_file(tmp_path)))
        yield
    choose()


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    """Five different pictures on disk."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    made = []
    for number, colour in enumerate(("navy", "teal", "olive", "maroon", "purple")):
        image = Image.new("RGB", (320, 200), colour)
        ImageDraw.Draw(image).ellipse((40, 30, 40 + 40 * number + 20, 120), fill="white")
        image.save(folder / f"picture {number}.jpg")
        made.append(folder / f"picture {number}.jpg")
    return made


@pytest.fixture
def filled(catalogue: Catalogue) -> Catalogue:
    """Five items without files; the first two tagged, the fourth flagged graphic, one claim in one case."""
    ids = [catalogue.evidence.add("photograph", title) for title in TITLES]
    catalogue.tags.change(ids[:2], add=["rail"])
    catalogue.evidence.edit(ids[3], sensitivity=["graphic"])
    catalogue.statements.locate(ids[0], role="subject", basis="claimed", at="43.80, 131.96", radius_m=500.0)
    return catalogue


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    """Jobs, stopped afterwards."""
    made = Jobs()
    yield made
    made.stop()


@pytest.fixture
def style_images() -> Iterator[StyleImages]:
    made = StyleImages()
    yield made
    made.close()


@pytest.fixture
def open_window(
    qtbot: QtBot, tmp_path: Path, qapp: object, style_images: StyleImages
) -> Iterator[Callable[[Catalogue], MainWindow]]:
    """Opens the window on a catalogue and waits until it shows what is there."""
    opened: list[MainWindow] = []
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)

    def open_it(catalogue: Catalogue) -> MainWindow:
        from PySide6.QtWidgets import QApplication

        application = QApplication.instance()
        assert isinstance(application, QApplication)
        apply_theme(application, LIGHT, style_images)
        window = MainWindow(catalogue, LIGHT, settings)
        qtbot.addWidget(window)
        opened.append(window)
        window.show()
        qtbot.waitExposed(window)
        settle(qtbot, window)
        return window

    yield open_it
    for window in opened:
        window.close()


@pytest.fixture
def window(open_window: Callable[[Catalogue], MainWindow], filled: Catalogue) -> MainWindow:
    """The window on the filled catalogue."""
    return open_window(filled)


def settle(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until nothing is under way and nothing is about to be."""
    qtbot.waitUntil(lambda: window.result.known and window.quiet, timeout=PATIENCE_MS)


def dialog_of(qtbot: QtBot, window: MainWindow, kind: type[Kind]) -> Kind:
    """The open dialog of this kind, once it is there."""
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(kind)), timeout=PATIENCE_MS)
    return next(dialog for dialog in window.findChildren(kind) if dialog.isVisible())
