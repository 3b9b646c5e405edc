"""A result of any length as a Qt model."""

from array import array
from collections.abc import Sequence

from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.catalogue import Catalogue
from app.records import Line
from ui.look.theme import LIGHT
from ui.views.columns import COLUMNS
from ui.views.evidence_model import LINE, EvidenceModel
from ui.views.pages import PAGE
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
    model.show(filled.search.ids(""))
    stale = model.line(0)
    assert stale is not None
    assert stale.title == "Harbour at dawn"

    def fresh() -> bool:
        line = model.line(0)
        return line is not None and line.title == "Harbour at noon"

    qtbot.waitUntil(fresh)
