"""Looking at a result: grid and table over one selection, by keyboard and by mouse."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.catalogue import Catalogue
from tests.ui.conftest import settle
from ui.views.items_view import ItemsView
from ui.window.main_window import MainWindow

Key = Qt.Key
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def row(window: MainWindow) -> int:
    return window.selection.currentIndex().row()


def press(
    view: ItemsView, *keys: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    for key in keys:
        QTest.keyClick(view, key, modifiers)


def test_the_window_shows_every_item(window: MainWindow) -> None:
    assert window.model.rowCount() == 5
    assert window.status.count.text() == "5 items"


def test_arrows_home_and_end_go_everywhere(window: MainWindow) -> None:
    grid = window.pane.grid_view
    press(grid, Key.Key_Right)
    assert row(window) == 0
    press(grid, Key.Key_Right)
    assert row(window) == 1
    press(grid, Key.Key_End)
    assert row(window) == 4
    press(grid, Key.Key_Right)
    assert row(window) == 4
    press(grid, Key.Key_Home)
    assert row(window) == 0
    press(grid, Key.Key_Left, Key.Key_Up)
    assert row(window) == 0


def test_down_goes_one_line_and_to_the_last_cell_of_a_short_line(window: MainWindow) -> None:
    grid = window.pane.grid_view
    columns = grid.layout_of_rows.columns
    assert 1 < columns < 5
    window.selection.choose(columns - 1)
    press(grid, Key.Key_Down)
    assert row(window) == min(4, 2 * columns - 1)


def test_space_and_backspace_go_to_the_next_and_the_previous_item(window: MainWindow) -> None:
    grid = window.pane.grid_view
    window.selection.choose(1)
    press(grid, Key.Key_Space)
    assert row(window) == 2
    press(grid, Key.Key_Backspace, Key.Key_Backspace)
    assert row(window) == 0


def test_shift_stretches_the_selection_and_it_shrinks_again(window: MainWindow) -> None:
    grid = window.pane.grid_view
    press(grid, Key.Key_Home)
    press(grid, Key.Key_Right, Key.Key_Right, modifiers=SHIFT)
    assert list(window.selection.ids()) == [1, 2, 3]
    press(grid, Key.Key_Left, modifiers=SHIFT)
    assert list(window.selection.ids()) == [1, 2]
    assert window.status.selected.text() == "2 selected"


def test_all_is_one_range_and_not_a_million_objects(window: MainWindow) -> None:
    press(window.pane.grid_view, Key.Key_A, modifiers=CONTROL)
    assert window.selection.count() == 5
    assert window.selection.selection().count() == 1


def test_mouse_chooses_adds_and_stretches(window: MainWindow) -> None:
    grid = window.pane.grid_view
    left = Qt.MouseButton.LeftButton

    def click(at: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.mouseClick(
            grid.viewport(), left, modifiers, grid.visualRect(window.model.index(at, 0)).center()
        )

    click(1)
    assert list(window.selection.ids()) == [2]
    click(0, CONTROL)
    assert list(window.selection.ids()) == [1, 2]
    click(2, SHIFT)
    assert list(window.selection.ids()) == [1, 2, 3]
    QTest.mouseClick(grid.viewport(), left, pos=QPoint(1, 1))
    assert window.selection.count() == 0


def test_grid_and_table_share_selection_and_focus(window: MainWindow, qtbot: QtBot) -> None:
    window.selection.choose(2)
    window.actions_by_slot["view.table"].trigger()
    assert window.pane.shows_table
    table = window.pane.table_view
    assert table.currentIndex().row() == 2
    press(table, Key.Key_Down, modifiers=SHIFT)
    assert list(window.selection.ids()) == [3, 4]
    window.actions_by_slot["view.grid"].trigger()
    assert window.pane.grid_view.currentIndex().row() == 3


def test_a_click_on_a_heading_sorts_by_asking_again_and_a_second_click_turns_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.actions_by_slot["view.table"].trigger()
    header = window.pane.table_view.header
    title = header.sectionPosition(1) + 20
    middle = QPoint(title, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    settle(qtbot, window)
    assert window.pane.box.text() == "sort:title"
    assert list(window.model.ids) == list(window.catalogue.search.ids("sort:title"))
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    settle(qtbot, window)
    assert window.pane.box.text() == "sort:-title"


def test_the_selection_outlives_a_new_answer(window: MainWindow, qtbot: QtBot) -> None:
    window.selection.choose(1)
    window.pane.ask("tag:rail")
    settle(qtbot, window)
    assert window.selection.current_id() == 2
    window.pane.ask("")
    settle(qtbot, window)
    assert window.selection.current_id() == 2


def test_the_location_that_answers_is_told_from_another_one_at_the_same_point(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.catalogue.statements.locate(1, role="camera", basis="claimed", at="43.80, 131.96", radius_m=500.0)
    for role in ("subject", "camera"):
        window.pane.ask(f"near:43.80,131.96~2km role:{role}")
        settle(qtbot, window)
        line = window.model.line(0)
        assert line is not None
        location = window.model.location(0, line)
        assert location is not None
        assert (window.model.answer_words(0), location.role) == ("inside", role)


def test_an_empty_catalogue_says_what_to_do(
    open_window: Callable[[Catalogue], MainWindow], catalogue: Catalogue
) -> None:
    window = open_window(catalogue)
    assert "This catalogue is empty" in window.pane.state.words
    assert window.pane.state.button.text() == "Take in files"
    assert window.pane.state.isVisible()


def test_a_search_without_result_says_so_and_offers_to_clear_it(window: MainWindow, qtbot: QtBot) -> None:
    window.pane.ask("nothingcalledso")
    settle(qtbot, window)
    assert window.pane.state.words == "Nothing in this catalogue answers this search."
    window.pane.state.button.click()
    settle(qtbot, window)
    assert window.model.rowCount() == 5
    assert window.pane.box.text() == ""


def test_cells_of_every_item_can_be_painted_at_every_size(window: MainWindow) -> None:
    grid = window.pane.grid_view
    for width in (0, 120, 240, 1000):
        window.pane.zoom(width)
        assert not grid.grab().isNull()
    window.pane.table()
    assert not window.pane.table_view.grab().isNull()
    assert grid.visualRect(QModelIndex()).isNull()
