"""What the inspector says of an item, and that nothing graphic is seen by accident."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.catalogue import Catalogue
from tests.ui.conftest import PATIENCE_MS, dialog_of, settle
from ui.inspector.metadata import MetadataView
from ui.look.labels import Hash, PlainLabel
from ui.window.main_window import MainWindow
from ui.window.picture_window import PictureWindow


def words(part: QWidget) -> list[str]:
    return [label.whole for label in part.findChildren(PlainLabel)]


def choose(window: MainWindow, qtbot: QtBot, row: int) -> None:
    window.selection.choose(row)
    settle(qtbot, window)


def test_an_item_that_is_not_held_says_so_in_place_of_a_picture(window: MainWindow, qtbot: QtBot) -> None:
    choose(window, qtbot, 0)
    assert window.inspector.picture.words == "not held"
    assert "EX-000001 · photograph · referenced, not held" in words(window.inspector)


def test_every_location_stands_with_its_basis(window: MainWindow, qtbot: QtBot) -> None:
    window.catalogue.statements.locate(
        1, role="camera", basis="assessed", at="43.81, 131.97", method="Shadows measured"
    )
    choose(window, qtbot, 0)
    section = window.inspector.section("Where (2)")
    assert section is not None
    told = " | ".join(words(section))
    assert "subject, claimed" in told
    assert "camera, assessed" in told
    assert "± 500 m" in told
    assert "radius unknown" in told
    assert "Shadows measured" in told


def test_what_is_unknown_is_said(window: MainWindow, qtbot: QtBot) -> None:
    choose(window, qtbot, 1)
    section = window.inspector.section("About")
    assert section is not None
    unknown = [label for label in section.findChildren(PlainLabel) if label.property("unknown") == "true"]
    assert len(unknown) >= 4
    assert {label.text() for label in unknown} == {"unknown"}


def test_text_of_evidence_is_never_taken_as_html(window: MainWindow, qtbot: QtBot) -> None:
    window.catalogue.evidence.edit(1, title="<b>Bold</b> & <img src=x>", description="<h1>No</h1>")
    choose(window, qtbot, 0)
    assert "<b>Bold</b> & <img src=x>" in words(window.inspector)
    assert all(
        label.textFormat() == Qt.TextFormat.PlainText for label in window.inspector.findChildren(PlainLabel)
    )


def test_several_selected_items_are_counted(window: MainWindow, qtbot: QtBot) -> None:
    window.selection.choose_all()
    settle(qtbot, window)
    assert "5 items selected" in words(window.inspector)


def test_an_item_chosen_while_another_is_laid_out_is_the_one_on_show(
    window: MainWindow, qtbot: QtBot
) -> None:
    first, second = (window.catalogue.evidence.dossier(item) for item in (1, 2))
    settle(qtbot, window)
    window.inspector.show_dossier(first, {})
    assert window.inspector.busy
    window.inspector.show_dossier(second, {})
    qtbot.waitUntil(lambda: not window.inspector.busy, timeout=PATIENCE_MS)
    assert second.item.title in words(window.inspector)
    qtbot.waitUntil(lambda: first.item.title not in words(window.inspector), timeout=PATIENCE_MS)


def test_what_was_folded_stays_folded_with_the_next_item(window: MainWindow, qtbot: QtBot) -> None:
    choose(window, qtbot, 0)
    about = window.inspector.section("About")
    assert about is not None
    about.toggle()
    window.selection.choose_all()
    settle(qtbot, window)
    choose(window, qtbot, 1)
    about = window.inspector.section("About")
    assert about is not None
    assert not about.unfolded


def test_a_held_picture_comes_with_hash_and_metadata(
    open_window: Callable[[Catalogue], MainWindow], catalogue: Catalogue, pictures: list[Path], qtbot: QtBot
) -> None:
    catalogue.intake.ingest(pictures[:1])
    window = open_window(catalogue)
    choose(window, qtbot, 0)
    qtbot.waitUntil(lambda: window.inspector.picture.has_picture, timeout=PATIENCE_MS)
    files = window.inspector.section("Files (1)")
    assert files is not None
    files.set_unfolded(True)
    digest = files.findChildren(Hash)[0]
    assert digest.text().count(" ") == 15
    QTest.mouseClick(digest, Qt.MouseButton.LeftButton)
    dossier = window.inspector.dossier
    assert dossier is not None
    assert dossier.original is not None
    assert QApplication.clipboard().text() == dossier.original.sha256
    metadata = window.inspector.section("Metadata as read")
    assert metadata is not None
    metadata.set_unfolded(True)
    assert metadata.findChildren(MetadataView)
    window.actions_by_slot["window.enlarge"].trigger()
    large = dialog_of(qtbot, window, PictureWindow)
    qtbot.waitUntil(lambda: large.view.has_picture, timeout=PATIENCE_MS)
    large.close()


def test_the_large_picture_says_why_there_is_none(
    open_window: Callable[[Catalogue], MainWindow], catalogue: Catalogue, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "letter.txt").write_text("a letter")
    catalogue.intake.ingest([tmp_path / "letter.txt"])
    window = open_window(catalogue)
    choose(window, qtbot, 0)
    window.actions_by_slot["window.enlarge"].trigger()
    large = dialog_of(qtbot, window, PictureWindow)
    assert large.view.words == window.inspector.picture.words
    assert "no picture" in large.view.words
    large.close()


def test_a_graphic_picture_is_veiled_until_it_is_asked_for(
    open_window: Callable[[Catalogue], MainWindow], catalogue: Catalogue, pictures: list[Path], qtbot: QtBot
) -> None:
    catalogue.intake.ingest(pictures[:2])
    catalogue.evidence.edit(1, sensitivity=["graphic"])
    window = open_window(catalogue)
    choose(window, qtbot, 0)
    qtbot.waitUntil(lambda: window.inspector.picture.has_picture, timeout=PATIENCE_MS)
    assert window.inspector.picture.veiled
    assert not window.pane.grid_view.is_revealed(1)
    QTest.mouseClick(window.inspector.picture, Qt.MouseButton.LeftButton)
    assert not window.inspector.picture.veiled
    assert window.pane.grid_view.is_revealed(1)
    window.actions_by_slot["view.reveal"].trigger()
    assert window.inspector.picture.veiled
    assert not window.pane.grid_view.is_revealed(1)
    choose(window, qtbot, 1)
    qtbot.waitUntil(lambda: window.inspector.picture.has_picture, timeout=PATIENCE_MS)
    assert not window.inspector.picture.veiled


def test_the_picture_zooms_about_the_mouse_and_fits_again(
    open_window: Callable[[Catalogue], MainWindow], catalogue: Catalogue, pictures: list[Path], qtbot: QtBot
) -> None:
    catalogue.intake.ingest(pictures[:1])
    window = open_window(catalogue)
    choose(window, qtbot, 0)
    view = window.inspector.picture
    qtbot.waitUntil(lambda: view.has_picture, timeout=PATIENCE_MS)
    assert view.scale is None
    view.zoom(4, QPointF(10, 10))
    scale = view.scale
    assert scale is not None
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    QTest.mouseMove(view, QPoint(60, 60))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.scale is not None
    assert view.scale < scale
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.scale is None
