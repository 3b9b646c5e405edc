"""Random acts at the window while others act too: it shows the catalogue as it stands, whatever is done."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.logging import _QtMessageCapture
from pytestqt.qtbot import QtBot

from app.catalogue import Catalogue
from app.cli.program import run
from app.errors import CatalogueError
from tests.machines.acts import ITEMS, TAGS, perform, seen_with_notes
from tests.machines.model import Model
from tests.machines.window_user import CONTROL, WindowUser
from ui.look.labels import PlainLabel
from ui.window.main_window import MainWindow

RAISED = os.environ.get("EXHIBIT_EXAMPLES", "")
EXAMPLES, STEPS, PARTS = int(RAISED or 6), 50, 2
"""In parts, so that several processes of the tests share them."""
HERE, THERE = "Ana", "Bela"
QUERIES = ("", "Picture", "tag:rail", "tag:порт", "-tag:rail", "sort:-title", "picture 2")
BROKEN = ("bogus:3", "tag:", '"open', "near:")

items = st.sampled_from(ITEMS)
tags = st.sampled_from(TAGS)
rows = st.integers(0, len(ITEMS) - 1)


class AtTheWindow(RuleBasedStateMachine):
    """What the windows show against the catalogue, and that against the model, after each step."""

    template: ClassVar[Path]
    qtbot: ClassVar[QtBot]
    application: ClassVar[QApplication]
    qt_says: ClassVar[_QtMessageCapture]

    @initialize()
    def begin(self) -> None:
        self._folder = Path(tempfile.mkdtemp(dir=self.template.parent)) / "catalogue"
        shutil.copytree(self.template, self._folder)
        self._open = ExitStack()
        self._raised = self._open.enter_context(self.qtbot.capture_exceptions())
        self._user = WindowUser(self.qtbot, self.application, self._folder)
        self._open.callback(self._user.end)
        self._user.settle()
        self._model = Model(seen_with_notes(self._user.catalogue))
        self._written = 0

    # The view

    @rule(query=st.sampled_from(QUERIES), enter=st.booleans())
    def search(self, query: str, enter: bool) -> None:
        self._user.write_query(query, enter=enter)
        self._user.settle()

    @rule(query=st.sampled_from(BROKEN), enter=st.booleans())
    def search_in_vain(self, query: str, enter: bool) -> None:
        self._user.write_query(query, enter=enter)
        self._user.settle()

    @rule(row=rows)
    def choose(self, row: int) -> None:
        if row < self._window.model.rowCount():
            self._window.selection.choose(row)
        self._user.settle()

    @rule(row=rows)
    def choose_one_more(self, row: int) -> None:
        if row < self._window.model.rowCount():
            self._window.selection.toggle(row)
        self._user.settle()

    @rule(key=st.sampled_from((Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Up)))
    def step_on(self, key: Qt.Key) -> None:
        self._user.press(key)
        self._user.settle()

    @rule()
    def choose_all(self) -> None:
        self._user.press(Qt.Key.Key_A, CONTROL)
        self._user.settle()
        assert self._window.selection.count() == self._window.model.rowCount()

    @rule(view=st.sampled_from((Qt.Key.Key_1, Qt.Key.Key_2)))
    def grid_or_table(self, view: Qt.Key) -> None:
        self._user.press(view, CONTROL)
        self._user.settle()
        assert self._window.pane.shows_table == (view == Qt.Key.Key_2)

    # Windows

    @rule()
    def recolour(self) -> None:
        query, chosen = self._window.pane.box.text(), list(self._window.selection.ids())
        self._user.recolour()
        self._user.settle()
        assert self._window.pane.box.text() == query
        if len(chosen) == 1:
            assert list(self._window.selection.ids()) == chosen

    @rule(program=st.booleans())
    def close_and_open(self, program: bool) -> None:
        if program:
            self._user.reopen()
        else:
            self._user.open_again()
        self._user.settle()

    @rule()
    def second_window(self) -> None:
        self._user.turn_second()
        self._user.settle()

    # Acts at the window

    @precondition(lambda self: self._selected())
    @rule(tag=tags)
    def tag(self, tag: str) -> None:
        act = {"do": "tag", "items": self._selected(), "tag": tag}
        self._user.tag(tag)
        self._done(HERE, act)

    @precondition(lambda self: len(self._selected()) == 1)
    @rule()
    def note(self) -> None:
        self._written += 1
        words = f"Note {self._written}"
        item = self._selected()[0]
        self._user.note(words)
        self._done(HERE, {"do": "note", "item": item, "note": words})

    @precondition(lambda self: len(self._selected()) == 1)
    @rule()
    def withdraw(self) -> None:
        act = {"do": "withdraw", "item": self._selected()[0]}
        self._user.withdraw("It is a copy.")
        self._done(HERE, act)

    @rule(times=st.sampled_from((1, 2)))
    def undo(self, times: int) -> None:
        left = self._model.touched_since(HERE, times)
        times_it_can = min(times, self._model.undoable(HERE))
        self._user.undo(times)
        self._user.settle()
        self._model.undo_several(HERE, times_it_can, seen_with_notes(self._user.catalogue), left)

    # Acts elsewhere, and behind the window's back

    @rule(item=items, graphic=st.booleans(), where=st.sampled_from((HERE, THERE, "")))
    def mark(self, item: int, graphic: bool, where: str) -> None:
        self._act(where, {"do": "mark", "item": item, "graphic": graphic})

    @rule(item=items, where=st.sampled_from((HERE, THERE, "")))
    def retitle(self, item: int, where: str) -> None:
        self._written += 1
        self._act(where, {"do": "title", "item": item, "title": f"Title {self._written}"})

    @rule(item=items, tag=tags, do=st.sampled_from(("tag", "untag")), where=st.sampled_from((HERE, THERE)))
    def tag_elsewhere(self, item: int, tag: str, do: str, where: str) -> None:
        self._act(where, {"do": do, "items": [item], "tag": tag})

    @rule(item=items)
    def withdraw_elsewhere(self, item: int) -> None:
        self._act(THERE, {"do": "withdraw", "item": item})

    @precondition(lambda self: self._model.undoable(THERE))
    @rule()
    def undo_elsewhere(self) -> None:
        left = self._model.touched_since(THERE, 1)
        with Catalogue.open(self._folder, analyst=THERE) as other:
            other.history.undo()
        self._user.settle()
        self._model.undo_several(THERE, 1, seen_with_notes(self._user.catalogue), left)

    @rule(item=items, tag=tags)
    def tag_from_the_command_line(self, item: int, tag: str) -> None:
        act = {"do": "tag", "items": [item], "tag": tag}
        words = ["tag", str(item), "--add", tag, "-c", str(self._folder), "--json", "--yes"]
        assert (run(words, lambda _: 1) != 0) == self._model.refused(act)
        self._done(HERE, act)

    # What always holds

    @invariant()
    def all_is_as_it_stands(self) -> None:
        self._nothing_raised_and_qt_says_nothing()
        self._the_catalogue_is_as_the_model()
        self._every_line_is_as_the_model()
        self._the_windows_show_what_their_search_finds()
        self._the_inspector_shows_the_one_item_that_is_selected()
        self._undo_names_the_last_act()

    def _nothing_raised_and_qt_says_nothing(self) -> None:
        assert [error for _, error, _ in self._raised] == []
        said = [one.message for one in self.qt_says.records if not one.ignored]
        assert said == []

    def _the_catalogue_is_as_the_model(self) -> None:
        found = seen_with_notes(self._user.catalogue)
        wrong = {item: (found[item], self._model.items[item]) for item in ITEMS}
        assert found == self._model.items, wrong

    def _the_windows_show_what_their_search_finds(self) -> None:
        for window in self._user.open_windows:
            asked, answered = window.result.query, window.result.answered_query
            found = self._found(asked)
            half_written = bool(window.pane.box.offers)  # a word that is being completed is no error yet
            assert half_written or window.pane.problem.isVisible() == (found is None)
            assert found is None or asked == answered
            still = self._found(answered)
            assert still is None or list(window.model.ids) == still, (asked, answered)
            assert window.status.count.text().startswith(f"{window.model.rowCount()} ")

    def _every_line_is_as_the_model(self) -> None:
        for window in self._user.open_windows:
            for row in range(window.model.rowCount()):
                window.model.line(row)
            self._user.settle()
            for row, item in enumerate(window.model.ids):
                line, wanted = window.model.line(row), self._model.items[item]
                assert line is not None
                assert (line.title, frozenset(line.tags)) == (wanted.title, wanted.tags)
                assert ("graphic" in line.sensitivity.split(",")) == wanted.graphic

    def _the_inspector_shows_the_one_item_that_is_selected(self) -> None:
        for window in self._user.open_windows:
            chosen, dossier = list(window.selection.ids()), window.inspector.dossier
            if len(chosen) != 1:
                assert dossier is None
                continue
            assert dossier is not None
            assert dossier.item.id == chosen[0]
            wanted = self._model.items[chosen[0]]
            assert (dossier.item.title, frozenset(dossier.tags)) == (wanted.title, wanted.tags)
            assert frozenset(note.text for note in dossier.notes) == wanted.notes
            assert wanted.title in [label.whole for label in window.inspector.findChildren(PlainLabel)]
            assert window.inspector.picture.veiled == wanted.graphic

    def _undo_names_the_last_act(self) -> None:
        last = self._user.catalogue.history.undoable()
        assert (last is not None) == bool(self._model.undoable(HERE))
        for window in self._user.open_windows:
            undo = window.actions_by_slot["history.undo"]
            assert undo.text() == ("Undo" if last is None else f"Undo: {last.label}")
            assert undo.isEnabled() == (last is not None)

    def teardown(self) -> None:
        if hasattr(self, "_open"):
            with self._open:
                found = self._user.catalogue.integrity.verify()
            shutil.rmtree(self._folder.parent)
            assert found.ok, found

    @property
    def _window(self) -> MainWindow:
        return self._user.window

    def _found(self, query: str) -> list[int] | None:
        """What a search finds, None for one that cannot be understood."""
        try:
            return list(self._user.catalogue.search.ids(query))
        except CatalogueError:
            return None

    def _selected(self) -> list[int]:
        return list(self._window.selection.ids())

    def _act(self, where: str, act: dict[str, Any]) -> None:
        """Act by a catalogue of this analyst's own, or for "" by that of the windows."""
        try:
            if where:
                with Catalogue.open(self._folder, analyst=where) as other:
                    perform(other, act)
            else:
                perform(self._user.catalogue, act)
        except CatalogueError:
            assert self._model.refused(act), f"{act} was refused"
        self._done(where or HERE, act)

    def _done(self, where: str, act: dict[str, Any]) -> None:
        """The act was done, if it could be."""
        if not self._model.refused(act):
            self._model.keep(where, self._model.after(act))
        self._user.settle()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue to copy: a few pictures, closed."""
    folder = tmp_path_factory.mktemp("window")
    with Catalogue.create(folder / "template", title="At the window", analyst="Maker") as made:
        for number in ITEMS:
            picture = folder / f"Picture {number}.png"
            Image.new("RGB", (32, 20), (40 * number, 90, 30)).save(picture)
            made.intake.ingest([picture])
        made.thumbnails.make_missing()
    for analyst in (HERE, THERE):
        Catalogue.open(folder / "template", analyst=analyst).close()
    return folder / "template"


@pytest.fixture
def as_ana() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXHIBIT_ANALYST", HERE)
        yield


@pytest.mark.usefixtures("as_ana")
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_is_done_the_window_shows_the_catalogue_as_it_is(
    template: Path, qapp: QApplication, qtbot: QtBot, qtlog: _QtMessageCapture, part: int
) -> None:
    AtTheWindow.template, AtTheWindow.qtbot = template, qtbot
    AtTheWindow.application, AtTheWindow.qt_says = qapp, qtlog
    run_state_machine_as_test(
        AtTheWindow,
        settings=settings(
            max_examples=max(1, EXAMPLES // PARTS),
            derandomize=not RAISED,  # the gate takes the same walks each time
            stateful_step_count=STEPS,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
