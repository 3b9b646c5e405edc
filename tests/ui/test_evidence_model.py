"""A result of any length as a Qt model."""

import threading
from array import array
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.catalogue import Catalogue
from app.changes.change import ALL, Ids, Kind, Touched
from app.records import Line
from ui.look.theme import LIGHT
from ui.views.columns import COLUMNS
from ui.views.evidence_model import LINE, EvidenceModel
from ui.views.pages import PAGE
from ui.views.splice import splice
from ui.work.jobs import Jobs


class Shelf:
    """Hands out the lines of a real catalogue, many times over, and remembers what it was asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.asked: list[Sequence[int]] = []

    def lines(self, ids: Sequence[int]) -> list[Line]:
        """The lines of these ids."""
        self.asked.append(ids)
        return self._catalogue.evidence.lines(ids)


def test_it_keeps_the_rules_of_qt_models(qtbot: QtBot, filled: Catalogue, jobs: Jobs) -> None:
    model = EvidenceModel(jobs, filled.evidence.lines, LIGHT)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show(filled.search.ids(""))
    qtbot.waitUntil(lambda: model.line(0) is not None)
    model.show(array("q"))
    model.show(filled.search.ids("tag:rail"))
    qtbot.waitUntil(lambda: model.line(1) is not None)
    assert tester.model() is model
    assert model.rowCount() == 2


def test_lines_come_a_page_at_a_time(qtbot: QtBot, filled: Catalogue, jobs: Jobs) -> None:
    shelf = Shelf(filled)
    model = EvidenceModel(jobs, shelf.lines, LIGHT)
    model.show(array("q", [*range(1, 6)] * 1000))
    assert shelf.asked == []
    assert model.line(3000) is None
    qtbot.waitUntil(lambda: model.line(3000) is not None)
    assert [len(ids) for ids in shelf.asked] == [PAGE]


def test_a_line_that_is_on_its_way_is_no_value(filled: Catalogue, jobs: Jobs) -> None:
    model = EvidenceModel(jobs, filled.evidence.lines, LIGHT)
    model.show(filled.search.ids(""))
    assert model.data(model.index(0, 0)) is None
    assert model.data(model.index(0, 0), LINE) is None


def test_unknown_is_said_in_words_and_in_italics(qtbot: QtBot, filled: Catalogue, jobs: Jobs) -> None:
    model = EvidenceModel(jobs, filled.evidence.lines, LIGHT)
    model.show(filled.search.ids(""))
    qtbot.waitUntil(lambda: model.line(1) is not None)
    taken = next(number for number, column in enumerate(COLUMNS) if column.title == "Taken")
    index = model.index(1, taken)
    assert model.data(index) == "unknown"
    assert model.data(index, 6).italic()  # 6: Qt.FontRole


def test_every_cell_says_something(qtbot: QtBot, filled: Catalogue, jobs: Jobs) -> None:
    model = EvidenceModel(jobs, filled.evidence.lines, LIGHT)
    model.show(filled.search.ids(""))
    qtbot.waitUntil(lambda: model.line(4) is not None)
    for row in range(5):
        for column in range(len(COLUMNS)):
            assert model.data(model.index(row, column))


def test_after_a_change_the_old_line_stays_until_the_new_one_comes(
    qtbot: QtBot, filled: Catalogue, jobs: Jobs
) -> None:
    model = EvidenceModel(jobs, filled.evidence.lines, LIGHT)
    ids = filled.search.ids("")
    model.show(ids)
    qtbot.waitUntil(lambda: model.line(0) is not None)
    filled.evidence.edit(ids[0], title="Harbour at noon")
    model.touch(Touched({Kind.ITEMS: Ids.of([ids[0]])}))
    stale = model.line(0)
    assert stale is not None
    assert stale.title == "Harbour at dawn"

    def fresh() -> bool:
        line = model.line(0)
        return line is not None and line.title == "Harbour at noon"

    qtbot.waitUntil(fresh)


def test_after_a_change_only_the_lines_that_it_touches_are_fetched_again(
    qtbot: QtBot, filled: Catalogue, jobs: Jobs
) -> None:
    shelf = Shelf(filled)
    model = EvidenceModel(jobs, shelf.lines, LIGHT)
    model.show(filled.search.ids(""))
    qtbot.waitUntil(lambda: model.line(4) is not None)
    model.touch(Touched({Kind.ITEMS: Ids((2, 77))}))
    assert all(model.line(row) for row in range(5))
    qtbot.waitUntil(lambda: jobs.idle)
    assert [list(ids) for ids in shelf.asked] == [[1, 2, 3, 4, 5], [2]]
    model.touch(Touched({Kind.TAGS: Ids((1,)), Kind.THUMBNAILS: ALL}))
    assert all(model.line(row) for row in range(5))
    assert jobs.idle


def test_a_line_that_is_changed_while_it_is_fetched_is_fetched_once_more(
    qtbot: QtBot, filled: Catalogue, jobs: Jobs
) -> None:
    read, changed = threading.Event(), threading.Event()
    times: list[Sequence[int]] = []

    def fetch(ids: Sequence[int]) -> list[Line]:
        lines = filled.evidence.lines(ids)
        times.append(ids)
        if len(times) == 1:
            read.set()
            changed.wait(10)
        return lines

    model = EvidenceModel(jobs, fetch, LIGHT)
    model.show(filled.search.ids(""))
    assert model.line(0) is None
    assert read.wait(10)
    filled.evidence.edit(1, title="Harbour at noon")
    model.touch(Touched({Kind.ITEMS: Ids((1,))}))
    changed.set()

    def fresh() -> bool:
        line = model.line(0)
        return line is not None and line.title == "Harbour at noon"

    qtbot.waitUntil(fresh)
    assert [list(ids) for ids in times] == [[1, 2, 3, 4, 5], [1]]


def test_lines_outlive_the_list_that_they_were_fetched_for(
    qtbot: QtBot, filled: Catalogue, jobs: Jobs
) -> None:
    shelf = Shelf(filled)
    model = EvidenceModel(jobs, shelf.lines, LIGHT)
    model.show(array("q", (1, 2, 3)))
    qtbot.waitUntil(lambda: model.line(2) is not None)
    model.show(array("q", (5, 3, 1)))
    assert model.line(1) is not None
    qtbot.waitUntil(lambda: model.line(0) is not None)
    assert [list(ids) for ids in shelf.asked] == [[1, 2, 3], [5]]


def test_an_item_that_is_not_there_is_asked_for_once(qtbot: QtBot, filled: Catalogue, jobs: Jobs) -> None:
    shelf = Shelf(filled)
    model = EvidenceModel(jobs, shelf.lines, LIGHT)
    model.show(array("q", (1, 99)))
    qtbot.waitUntil(lambda: model.line(0) is not None)
    assert model.line(1) is None
    assert jobs.idle
    assert len(shelf.asked) == 1


def test_to_the_same_question_rows_come_and_go_and_the_others_stay(
    filled: Catalogue, jobs: Jobs, qtbot: QtBot
) -> None:
    model = EvidenceModel(jobs, filled.evidence.lines, LIGHT)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show(array("q", range(1, 6)))
    third = QPersistentModelIndex(model.index(2, 0))
    with qtbot.assertNotEmitted(model.modelReset):
        model.show(array("q", (1, 2, 3, 4, 5, 8, 9)), again=True)
        assert third.row() == 2
        model.show(array("q", (2, 3, 4, 5, 8, 9)), again=True)
        assert third.row() == 1
        model.show(array("q", (2, 3, 4, 5, 8, 9)), again=True)
    with qtbot.waitSignal(model.modelReset):
        model.show(array("q", (9, 8, 2)), again=True)
    with qtbot.waitSignal(model.modelReset):
        model.show(array("q", (9, 8)))
    assert tester.model() is model


@given(st.lists(st.integers(0, 3), max_size=9), st.lists(st.integers(0, 3), max_size=9))
def test_a_splice_makes_one_list_of_the_other(before: list[int], after: list[int]) -> None:
    cut = splice(array("q", before), array("q", after))
    middle = after[cut.first : cut.first + cut.added]
    assert before[: cut.first] + middle + before[cut.first + cut.removed :] == after
    assert (cut.removed == cut.added == 0) == (before == after)
