"""The centre: search box, grid and table over one result, and what stands there when it is empty or wrong."""

from array import array
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from app.messages.faults import fault_words
from resources.messages import tr
from ui.look import icons
from ui.look.labels import PlainLabel, small
from ui.look.theme import Theme
from ui.views.evidence_model import EvidenceModel
from ui.views.grid.cell import CellPainter
from ui.views.grid.view import USUAL, GridView
from ui.views.items_view import ItemsView
from ui.views.result import Result, position_of
from ui.views.selection import Selection
from ui.views.sorting import sort_of, sorted_by
from ui.views.state_view import StateView
from ui.views.table_view import EvidenceTable
from ui.views.thumbnail_cache import ThumbnailCache
from ui.views.veils import Veils
from ui.window.search_box import SearchBox

_ZOOM = 24
# to select scattered rows again takes 0.2 s for so many and 2 s for 20,000, on the window's thread
_REMEMBERED = 5000


class ResultPane(QWidget):
    """Shows one result; which items are selected and which has the focus outlives a new answer."""

    opened = Signal(int)
    menu_asked = Signal()
    counted = Signal()
    """How many are shown or selected has changed."""

    def __init__(
        self,
        box: SearchBox,
        result: Result,
        model: EvidenceModel,
        selection: Selection,
        thumbnails: ThumbnailCache,
        veils: Veils,
        theme: Theme,
        *,
        practice: bool,
    ) -> None:
        super().__init__()
        self.box, self.result, self.model, self.selection = box, result, model, selection
        self._thumbnails, self._veils = thumbnails, veils
        cells = CellPainter(theme, self.font(), thumbnails, practice)
        self.grid_view = GridView(model, selection, cells, veils)
        self.table_view = EvidenceTable(model, selection, theme)
        self.state = StateView(theme)
        self.empty_act: tuple[str, Callable[[], None]] | None = None
        self.note = small("")
        self.problem = PlainLabel("")
        self._held: Exception | None = None
        self._anew = False
        self._current: QWidget = self.grid_view
        self._zoom = USUAL
        self._stack = QStackedWidget()
        for view in (self.grid_view, self.table_view, self.state):
            self._stack.addWidget(view)
        self.grid_button = _button("layout-grid", tr("Grid"), theme)
        self.table_button = _button("table-2", tr("Table"), theme)
        self._lay_out()
        self._connect()

    # What the menu View does

    def search(self) -> None:
        """Put the cursor into the search box."""
        self.box.setFocus()
        self.box.selectAll()

    def clear(self) -> None:
        """Show everything again."""
        self.ask("")
        self._current.setFocus()

    def all(self) -> None:
        """Select every item of the result."""
        self.selection.choose_all()

    def grid(self) -> None:
        """Show the result as pictures."""
        self._show_view(self.grid_view)

    def table(self) -> None:
        """Show the result as a table."""
        self._show_view(self.table_view)

    def larger(self) -> None:
        """Make the pictures of the grid larger."""
        self.zoom(self._zoom + _ZOOM)

    def smaller(self) -> None:
        """Make the pictures of the grid smaller."""
        self.zoom(self._zoom - _ZOOM)

    def reveal(self) -> None:
        """Show the graphic pictures among the selected, or veil them again."""
        self._veils.turn(self.selection.ids())

    # Own

    def zoom(self, width: int) -> None:
        """Make the pictures of the grid this wide."""
        self._zoom = self.grid_view.zoom(width)

    def ask(self, query: str) -> None:
        """Put a query into the box and answer it."""
        self.box.set_query(query)
        self.result.ask(query)

    def focus_result(self) -> None:
        """Put the focus on the items."""
        self._current.setFocus()
        if not self.selection.hasSelection() and self.model.rowCount():
            self.selection.choose(max(0, self.selection.currentIndex().row()))

    @property
    def shows_table(self) -> bool:
        return self._current is self.table_view

    @property
    def _view(self) -> ItemsView:
        return self.table_view if self.shows_table else self.grid_view

    def _show_view(self, view: QWidget) -> None:
        self._current = view
        (self.table_button if view is self.table_view else self.grid_button).setChecked(True)
        if self._stack.currentWidget() is not self.state:
            self._stack.setCurrentWidget(view)
        index = self.selection.currentIndex()
        if index.isValid():
            self._view.scrollTo(index)
        view.setFocus()

    def _answered(self) -> None:
        found = self.result.found
        # before the model changes: where it begins anew Qt forgets selection and focus
        kept, current, top = self._remembered(), self.selection.current_id(), self._top()
        self._anew = False
        self.model.show(found.ids, found.answers, again=self.result.again)
        if self._anew:
            self._restore(kept, current, top if self.result.again else None)
        # else what was answered is the last right question, under one that is wrong: its problem stays told
        if self.result.answered_query == self.result.query:
            self._tell_right(found.note)
        self.table_view.show_sort(sort_of(self.result.answered_query))
        if found.ids:
            self._stack.setCurrentWidget(self._current)
        else:
            self._tell_empty()
        self.counted.emit()

    def _tell_right(self, note: str) -> None:
        self._held = None
        self.problem.hide()
        self.box.show_wrong(None)
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def _begun_anew(self) -> None:
        self._anew = True

    def _tell_empty(self) -> None:
        if self.result.answered_query.strip():
            words = tr("Nothing in this catalogue answers this search.")
            self.state.tell("search", words, tr("Clear the search"), self.clear)
        elif self.empty_act is not None:
            words = tr("This catalogue is empty. Drop files or folders here, or take them in.")
            self.state.tell("import", words, *self.empty_act)
        else:
            self.state.tell("import", tr("This catalogue is empty, and open for reading only."))
        self._stack.setCurrentWidget(self.state)

    def _refused(self, error: Exception) -> None:
        """A word half written is no error yet: it is told once the list of completions is closed."""
        self._held = error
        if not self.box.offers:
            self._tell_wrong()

    def _tell_wrong(self) -> None:
        """An error in a query stands under the box, and the items stay as they were."""
        error, self._held = self._held, None
        if error is None:
            return
        self.problem.setText(fault_words(error))
        self.problem.show()
        self.note.hide()
        self.box.show_wrong(position_of(error) or (0, len(self.box.text())))

    def _remembered(self) -> "array[int]":
        # counted by ranges first: all of a million are no reason to write down a million
        few = 0 < self.selection.count() <= _REMEMBERED
        return self.selection.ids() if few else array("q")

    def _top(self) -> tuple[int, int] | None:
        """The item at the top of what is in sight, and where."""
        found = self._view.top()
        return None if found is None else (self.model.ids[found[0]], found[1])

    def _restore(self, kept: "array[int]", current: int | None, top: tuple[int, int] | None) -> None:
        row = self.model.row_of(current) if current is not None else None
        if row is not None and (not kept or list(kept) == [current]):
            self.selection.choose(row)
        elif kept:
            self.selection.choose_ids(kept)
        view, first = self._view, None if top is None else self.model.row_of(top[0])
        if top is not None and first is not None:
            view.put_top(first, top[1])
        elif row is not None:
            # after this turn, in which the view learns how long its list is
            QTimer.singleShot(0, view, lambda: view.scrollTo(self.selection.currentIndex()))

    def _typed(self, text: str) -> None:
        self._held = None
        self.result.ask(text, typing=True)

    def _sort(self, word: str) -> None:
        self.ask(sorted_by(self.box.text(), word))

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        for button in (self.grid_button, self.table_button):
            group.addButton(button)
        self.grid_button.setChecked(True)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.box, 1)
        line.addWidget(self.grid_button)
        line.addWidget(self.table_button)
        head = QWidget()
        head.setObjectName("result-head")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(head)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addLayout(line)
        self.problem.setProperty("damage", "true")
        column.addWidget(self.problem)
        column.addWidget(self.note)
        self.problem.hide()
        self.note.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.box.typed.connect(self._typed)
        # an empty box is a whole question: there is nothing to wait for
        self.box.textChanged.connect(lambda text: None if text else self.result.ask(""))
        self.box.entered.connect(self._entered)
        self.box.closed.connect(self._tell_wrong)
        self.box.left.connect(self.focus_result)
        self.result.answered.connect(self._answered)
        self.model.modelReset.connect(self._begun_anew)
        self.result.refused.connect(self._refused)
        self.grid_button.clicked.connect(self.grid)
        self.table_button.clicked.connect(self.table)
        self.grid_view.opened.connect(self.opened)
        self.table_view.opened.connect(self.opened)
        self.table_view.sort_asked.connect(self._sort)
        self.grid_view.zoom_asked.connect(lambda way: self.zoom(self._zoom + way * _ZOOM))
        self.grid_view.menu_asked.connect(self.menu_asked)
        self.table_view.menu_asked.connect(self.menu_asked)
        self.selection.selectionChanged.connect(lambda *_: self.counted.emit())
        self._thumbnails.arrived.connect(self.grid_view.viewport().update)

    def _entered(self, text: str) -> None:
        self.result.ask(text)
        self.focus_result()


def _button(icon: str, words: str, theme: Theme) -> QToolButton:
    button = QToolButton()
    button.setIcon(icons.icon(icon, theme.text))
    button.setToolTip(words)
    button.setAccessibleName(words)
    button.setCheckable(True)
    return button
