"""Enter applies what is typed, in every line that has completions, and a second Enter does no harm."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.catalogue import Catalogue
from app.claims.drafts import SourceDraft
from tests.ui.conftest import PATIENCE_MS, dialog_of, settle
from ui.forms.add_item import AddItemDialog
from ui.forms.completed_line import CompletedLine
from ui.forms.ingest import IngestDialog
from ui.forms.locate_item import LocateDialog
from ui.forms.tag_items import TagDialog
from ui.window.main_window import MainWindow


def press(key: Qt.Key, otherwise: QWidget) -> None:
    """As a keyboard does: an open list of completions is asked first."""
    QTest.keyClick(QApplication.activePopupWidget() or otherwise, key)


def tagging(window: MainWindow, qtbot: QtBot) -> TagDialog:
    window.selection.choose_all()
    window.actions_by_slot["items.tag"].trigger()
    dialog = dialog_of(qtbot, window, TagDialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.tag.hasFocus, timeout=PATIENCE_MS)
    return dialog


def offered(line: CompletedLine) -> bool:
    popup = line.completer().popup()
    return popup is not None and popup.isVisible()


@pytest.mark.parametrize("typed", ["rail", "RAIL", "transport", "ra", " rail "])
def test_a_tag_is_applied_as_it_is_typed_though_one_like_it_is_offered(
    window: MainWindow, qtbot: QtBot, typed: str
) -> None:
    window.catalogue.tags.change([1], add=["transport"])
    before = window.catalogue.history.head().sequence
    dialog = tagging(window, qtbot)
    QTest.keyClicks(dialog.tag, typed)
    qtbot.waitUntil(lambda: offered(dialog.tag), timeout=PATIENCE_MS)
    press(Qt.Key.Key_Return, dialog.tag)
    press(Qt.Key.Key_Return, dialog.tag)
    press(Qt.Key.Key_Enter, dialog.tag)
    qtbot.waitUntil(lambda: not window.findChildren(TagDialog), timeout=PATIENCE_MS)
    settle(qtbot, window)
    assert dict(window.catalogue.tags.all())[typed.strip()] == 5
    assert set(dict(window.catalogue.tags.all())) == {"rail", "transport", typed.strip()}
    assert window.catalogue.history.head().sequence == before + 1


def test_letters_after_enter_make_no_other_tag(window: MainWindow, qtbot: QtBot) -> None:
    window.catalogue.tags.change([1], add=["transport"])
    dialog = tagging(window, qtbot)
    QTest.keyClicks(dialog.tag, "transport")
    qtbot.waitUntil(lambda: offered(dialog.tag), timeout=PATIENCE_MS)
    press(Qt.Key.Key_Return, dialog.tag)
    QTest.keyClicks(dialog.tag, "far-east")
    press(Qt.Key.Key_Return, dialog.tag)
    qtbot.waitUntil(lambda: not window.findChildren(TagDialog), timeout=PATIENCE_MS)
    settle(qtbot, window)
    assert window.catalogue.tags.all() == [("transport", 5), ("rail", 2)]


def test_an_offered_tag_is_walked_to_and_applied_with_one_enter(window: MainWindow, qtbot: QtBot) -> None:
    dialog = tagging(window, qtbot)
    QTest.keyClicks(dialog.tag, "ai")
    qtbot.waitUntil(lambda: offered(dialog.tag), timeout=PATIENCE_MS)
    press(Qt.Key.Key_Down, dialog.tag)
    assert dialog.tag.text() == "rail"
    press(Qt.Key.Key_Return, dialog.tag)
    qtbot.waitUntil(lambda: window.catalogue.tags.all() == [("rail", 5)], timeout=PATIENCE_MS)
    settle(qtbot, window)


def test_a_comma_parts_tags_and_the_last_is_completed(window: MainWindow, qtbot: QtBot) -> None:
    dialog = tagging(window, qtbot)
    QTest.keyClicks(dialog.tag, "quay, ra")
    qtbot.waitUntil(lambda: offered(dialog.tag), timeout=PATIENCE_MS)
    press(Qt.Key.Key_Down, dialog.tag)
    assert dialog.tag.text() == "quay, rail"
    expected = "Add tag quay to 5 items, 0 have it already. Add tag rail to 5 items, 2 have it already."
    qtbot.waitUntil(lambda: dialog.count.text() == expected, timeout=PATIENCE_MS)
    before = window.catalogue.history.head().sequence
    press(Qt.Key.Key_Return, dialog.tag)
    qtbot.waitUntil(lambda: window.catalogue.history.head().sequence == before + 1, timeout=PATIENCE_MS)
    settle(qtbot, window)
    assert window.catalogue.tags.all() == [("quay", 5), ("rail", 5)]
    window.actions_by_slot["history.undo"].trigger()
    qtbot.waitUntil(lambda: window.catalogue.tags.all() == [("rail", 2)], timeout=PATIENCE_MS)
    settle(qtbot, window)


@pytest.mark.parametrize("words", ["", " , ,"])
def test_no_tag_is_told_in_the_dialog_however_often_enter_is_pressed(
    window: MainWindow, qtbot: QtBot, words: str
) -> None:
    dialog = tagging(window, qtbot)
    QTest.keyClicks(dialog.tag, words)
    for _ in range(3):
        press(Qt.Key.Key_Return, dialog.tag)
    assert dialog.problem.text() == "Write a tag."
    dialog.reject()


def test_tags_of_a_new_item_are_parted_as_everywhere(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_slot["items.add"].trigger()
    dialog = dialog_of(qtbot, window, AddItemDialog)
    QTest.keyClicks(dialog.fields["title"], "A drone")
    dialog.activateWindow()
    dialog.tags.setFocus()
    QTest.keyClicks(dialog.tags, "wreck, rail")
    qtbot.waitUntil(lambda: offered(dialog.tags), timeout=PATIENCE_MS)
    press(Qt.Key.Key_Return, dialog.tags)
    press(Qt.Key.Key_Return, dialog.tags)
    qtbot.waitUntil(lambda: window.catalogue.evidence.count() == 6, timeout=PATIENCE_MS)
    settle(qtbot, window)
    assert window.catalogue.evidence.dossier(6).tags == ("rail", "wreck")


def taking_in(window: MainWindow, qtbot: QtBot, picture: Path) -> IngestDialog:
    window.intake.ask([picture])
    dialog = dialog_of(qtbot, window, IngestDialog)
    dialog.activateWindow()
    line = dialog.source.lineEdit()
    assert line is not None
    line.setFocus()
    line.selectAll()
    return dialog


@pytest.mark.parametrize(
    ("typed", "sources"), [("Kim", ["Kim", "Kim Chol"]), ("Kim Chol", ["Kim Chol"]), ("kim chol", None)]
)
def test_a_source_is_the_one_that_is_typed_and_no_longer_one(
    window: MainWindow, qtbot: QtBot, pictures: list[Path], typed: str, sources: list[str] | None
) -> None:
    window.catalogue.sources.add(SourceDraft("Kim Chol"))
    dialog = taking_in(window, qtbot, pictures[0])
    line = dialog.source.lineEdit()
    assert isinstance(line, CompletedLine)
    QTest.keyClicks(line, typed)
    qtbot.waitUntil(lambda: offered(line), timeout=PATIENCE_MS)
    assert line.text() == typed
    press(Qt.Key.Key_Return, line)
    press(Qt.Key.Key_Return, line)
    qtbot.waitUntil(lambda: window.catalogue.evidence.count() == 6, timeout=PATIENCE_MS)
    settle(qtbot, window)
    assert [one.name for one in window.catalogue.sources.all()] == (sources or ["kim chol", "Kim Chol"])
    assert window.catalogue.evidence.dossier(6).receipts[0].source_name == typed


def test_of_two_sources_of_one_name_the_one_that_was_chosen_is_taken(
    window: MainWindow, qtbot: QtBot, pictures: list[Path]
) -> None:
    window.catalogue.sources.add(SourceDraft("Kim", label="S1"))
    second = window.catalogue.sources.add(SourceDraft("Kim", label="S2"))
    dialog = taking_in(window, qtbot, pictures[0])
    dialog.source.setCurrentIndex(dialog.source.findData(second))
    dialog.collect()
    assert dialog._source == second
    dialog.reject()


def test_a_search_is_made_as_it_is_typed_though_completions_are_open(
    window: MainWindow, qtbot: QtBot
) -> None:
    box = window.pane.box
    window.activateWindow()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    window.catalogue.tags.change([3], add=["railway"])
    settle(qtbot, window)
    QTest.keyClicks(box, "tag:rail")
    qtbot.waitUntil(lambda: len(box.offers) == 2, timeout=PATIENCE_MS)
    QTest.keyClick(box, Qt.Key.Key_Return)
    QTest.keyClick(box, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert (box.text(), list(window.model.ids)) == ("tag:rail", [1, 2])
    assert box.offers == []


def test_a_place_is_never_that_of_other_words_than_those_that_stand_there(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.selection.choose(1)
    window.actions_by_slot["items.locate"].trigger()
    dialog = dialog_of(qtbot, window, LocateDialog)
    QTest.keyClicks(dialog.where, "Springfield")
    qtbot.waitUntil(lambda: dialog.candidates.count() > 0, timeout=PATIENCE_MS)
    dialog.candidates.setCurrentRow(0)
    dialog.where.selectAll()
    QTest.keyClicks(dialog.where, "Shelbyville")
    press(Qt.Key.Key_Return, dialog.where)
    assert dialog.problem.text() == "Choose one of the candidates, or write coordinates."
    dialog.reject()


def test_tags_are_parted_at_commas_by_every_door(catalogue: Catalogue, tmp_path: Path) -> None:
    from app.ingest.records import SharedFields

    (tmp_path / "letter.txt").write_text("words")
    item = catalogue.evidence.add("photograph", "A quay", tags=["a, b", " c ,, b,"])
    assert catalogue.evidence.dossier(item).tags == ("a", "b", "c")
    catalogue.tags.change([item], add=["d,e"], remove=["a,b"])
    assert catalogue.evidence.dossier(item).tags == ("c", "d", "e")
    catalogue.intake.ingest([tmp_path / "letter.txt"], SharedFields(tags=("x, y",)))
    assert catalogue.evidence.dossier(2).tags == ("x", "y")


def test_every_line_with_completions_applies_with_enter(window: MainWindow, qtbot: QtBot) -> None:
    """A new dialog cannot forget it: a completer of Qt's own stands in none of them."""
    opened: list[tuple[str, Callable[[], None]]] = [
        (slot, action.trigger)
        for slot, action in window.actions_by_slot.items()
        if slot.startswith(("items.", "claims.")) and action.isEnabled()
    ]
    window.selection.choose(0)
    settle(qtbot, window)
    seen = 0
    for slot, trigger in opened:
        if slot in {"items.attach", "items.examine"}:
            continue
        trigger()
        settle(qtbot, window)
        QTest.qWait(50)
        for dialog in window.findChildren(QDialog):
            for line in dialog.findChildren(QLineEdit):
                assert line.completer() is None or isinstance(line, CompletedLine), (slot, line)
                seen += 1
            dialog.close()
    assert seen > 5
