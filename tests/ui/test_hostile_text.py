"""Titles and names that hide, turn the line or flood it: they stand in the window as they do on paper."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.catalogue import Catalogue
from app.claims.drafts import ClaimDraft, OriginDraft, SourceDraft
from app.ingest.records import SharedFields
from app.places.named import PlaceDraft
from app.records import PlaceName
from app.task import Task
from tests.ui.conftest import PATIENCE_MS, settle
from ui.forms.completed_line import CompletedLine
from ui.forms.form import FormDialog
from ui.window.main_window import MainWindow

TURNED = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
HIDDEN = "\ufeff\u2060\u00ad\U000e0041"
FLOOD = "\u0316" * 60
EVIL = f"photo\u202egpj.exe\u2067 & <b>bold</b> a{FLOOD}\u200d\ufeff{TURNED}"


@pytest.fixture
def hostile(catalogue: Catalogue, tmp_path: Path) -> Catalogue:
    """A catalogue in which every text that somebody can write is hostile."""
    folder = tmp_path / "a\u202eb"
    folder.mkdir()
    Image.new("RGB", (64, 48), "navy").save(folder / "x\u202egpj.png")
    case = catalogue.cases.add(EVIL, label="K\u202e1")
    source = catalogue.sources.add(SourceDraft(EVIL, label="S\u202e1"))
    origin = catalogue.origins.add(OriginDraft(EVIL, counts="yes"))
    shared = SharedFields(obtained_from=EVIL, method=EVIL, account=EVIL, source_id=source, case_ids=(case,))
    catalogue.intake.ingest([folder], shared)
    catalogue.thumbnails.make_missing()
    place = catalogue.places.add(
        PlaceDraft(EVIL, names=(PlaceName(EVIL, None, None, None),), lat=1.0, lon=2.0, case_id=case)
    )
    claim = catalogue.claims.add(
        ClaimDraft(
            case, EVIL, origin_id=origin, asserted_by=(source,), reported_via=(source,), event_time=EVIL
        )
    )
    for title in (EVIL, EVIL + "\n" * 50 + EVIL, "\u202e" * 1_000_000, "y" * 1_000_000):
        item = catalogue.evidence.add("photograph", title, description=title[:5000], case_ids=[case])
        catalogue.statements.locate(item, role="subject", basis="assessed", place_id=place, method=EVIL)
        catalogue.evidence.edit(item, creator=EVIL, label=f"E\u202e{item}", unknowns=EVIL, reason=EVIL)
        catalogue.evidence.note(item, EVIL)
        catalogue.links.add([item], claim, "supports", EVIL)
    catalogue.saved_searches.add("a name", '"x\u202ey"')
    return catalogue


@pytest.fixture
def window(open_window: Callable[[Catalogue], MainWindow], hostile: Catalogue, qtbot: QtBot) -> MainWindow:
    return open_window(hostile)


def texts(root: QWidget) -> Iterator[tuple[str, str]]:
    """Every text that a person sees or hears of a window: labels, buttons, tips, lists, tables, choices."""
    for widget in (root, *root.findChildren(QWidget)):
        name = type(widget).__name__
        yield f"{name} tip", widget.toolTip()
        yield f"{name} name", widget.accessibleName()
        if widget.isWindow():
            yield f"{name} title", widget.windowTitle()
        if isinstance(widget, QLabel | QAbstractButton):
            yield name, widget.text()
        elif isinstance(widget, QComboBox):
            yield from ((name, widget.itemText(row)) for row in range(widget.count()))
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from ((name, text) for text in lines(widget.model(), QModelIndex()))
        if isinstance(widget, CompletedLine):
            yield from ((f"{name} offers", text) for text in offered(widget))
    yield from (("action", action.text()) for action in root.findChildren(QAction))


def lines(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for row in range(model.rowCount(parent)):
        for column in range(columns):
            index = model.index(row, column, parent)
            yield from (str(text) for role in roles if (text := index.data(role)))
        if not isinstance(model, QAbstractListModel):
            yield from lines(model, model.index(row, 0, parent))


def offered(line: CompletedLine) -> Iterator[str]:
    popup = line.completer().popup()
    assert popup is not None
    delegate, model = popup.itemDelegate(), line.completer().model()
    for row in range(model.rowCount()):
        yield delegate.displayText(model.index(row, 0).data(), line.locale())  # type: ignore[attr-defined]


def assert_visible(root: QWidget) -> int:
    """Nothing in it hides or turns; gives how many texts have what was hostile, made visible."""
    found = 0
    for where, text in texts(root):
        # a label breaks long words with a mark of no width of its own
        plain = text.replace("\u200b", "")
        assert not set(plain) & set(TURNED + HIDDEN), (where, plain[:80])
        assert "\u0316" * 4 not in plain, (where, plain[:80])
        assert len(plain) < 20_000, where
        found += "[U+202E" in plain
    return found


def test_the_window_shows_no_hostile_text_as_it_is(window: MainWindow, qtbot: QtBot) -> None:
    for view in ("view.table", "view.grid"):
        window.actions_by_slot[view].trigger()
        for row in range(window.model.rowCount()):
            window.selection.choose(row)
            settle(qtbot, window)
            for section in window.inspector.findChildren(QWidget):
                if hasattr(section, "set_unfolded"):
                    section.set_unfolded(True)
            settle(qtbot, window)
            assert assert_visible(window) > 15
    assert "\u202e" not in window.windowTitle()


def test_every_dialog_shows_no_hostile_text_as_it_is(window: MainWindow, qtbot: QtBot) -> None:
    seen = 0
    skipped = ("window.", "view.", "intake.", "sheets.print", "sheets.save", "help.", "history.undo")
    for slot, action in window.actions_by_slot.items():
        if slot.startswith(skipped) or slot in {"items.attach", "items.examine", "searches.remove"}:
            continue
        window.selection.choose(1)
        settle(qtbot, window)
        if not action.isEnabled():
            continue
        action.trigger()
        settle(qtbot, window)
        for dialog in list(QApplication.topLevelWidgets()):
            if dialog is not window and dialog.isVisible():
                seen += assert_visible(dialog)
                dialog.close()
        settle(qtbot, window)
    assert seen > 20


def test_messages_errors_and_progress_are_made_visible(window: MainWindow, qtbot: QtBot) -> None:
    window.messages.say(EVIL, "Show")
    task = Task()
    window.status.progress.follow(task, EVIL)
    assert assert_visible(window.status.progress) == 1
    window.status.progress.report(task, 1, 2, EVIL)
    assert assert_visible(window.status.progress) == 1
    window.status.progress.finish(task)
    window.pane.ask(f'tag:"{EVIL}"')
    settle(qtbot, window)
    assert window.pane.problem.isVisible()
    window.inspector.picture.show_words(EVIL)
    assert "[U+202E]" in window.inspector.picture.words
    assert assert_visible(window) > 3
    dialog = FormDialog(window.context, EVIL, "Do it", EVIL)
    dialog.tell(ValueError(EVIL))
    assert assert_visible(dialog) >= 3
    dialog.close()


def test_completions_are_made_visible_and_taken_as_they_are(window: MainWindow, qtbot: QtBot) -> None:
    box = window.pane.box
    window.activateWindow()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    QTest.keyClicks(box, "source:")
    qtbot.waitUntil(lambda: len(box.offers) > 0, timeout=PATIENCE_MS)
    assert assert_visible(window) > 0
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert "\u202e" in box.text()
    settle(qtbot, window)


def test_a_cell_is_painted_as_the_text_that_shows_everything(
    open_window: Callable[[Catalogue], MainWindow], catalogue: Catalogue, qtbot: QtBot
) -> None:
    catalogue.evidence.add("photograph", "photo\u202egpj.exe")
    catalogue.evidence.add("photograph", "photo[U+202E]gpj.exe")
    window = open_window(catalogue)
    window.selection.clear()
    cells = []
    for item in (1, 2):
        row = window.model.row_of(item)
        assert row is not None
        box = window.pane.grid_view.visualRect(window.model.index(row, 0))
        box.setBottom(box.bottom() - 40)  # the number of the item stands below, and is another
        cells.append(window.pane.grid_view.viewport().grab(box).toImage())
    assert same(*cells)


def same(one: QImage, other: QImage) -> bool:
    return one.size() == other.size() and one == other


def test_what_is_copied_is_what_is_kept(window: MainWindow, qtbot: QtBot) -> None:
    window.selection.choose(1)
    settle(qtbot, window)
    labels = [label for label in window.inspector.findChildren(QLabel) if "[U+202E]" in label.text()]
    wholes = [getattr(label, "whole", "") for label in labels]
    assert any("\u202e" in whole for whole in wholes)
