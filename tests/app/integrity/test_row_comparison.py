"""Comparing rows: in pieces, with progress and cancel, going on where it stopped."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

import db.states.comparing
from app.catalogue import Catalogue
from app.errors import Cancelled
from app.task import Task
from db.states.packing import Section, pack, unpack
from tests.app.integrity.attack import tamper_with


class StopAt(Task):
    """Stops after so many steps."""

    def __init__(self, steps: int) -> None:
        super().__init__()
        self.steps = steps
        self.seen: list[tuple[int, int | None]] = []

    def step(self, done: int, total: int | None = None, words: str = "") -> None:
        self.seen.append((done, total))
        if len(self.seen) == self.steps:
            raise Cancelled
        super().step(done, total, words)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done is kept at once, and pieces are small."""
    monkeypatch.setattr("app.integrity.row_progress._SECONDS_BETWEEN", -1.0)
    monkeypatch.setattr(db.states.comparing, "ROWS_AT_ONCE", 2)
    monkeypatch.setattr(db.states.comparing, "STATES_AT_ONCE", 2)


def test_a_comparison_that_was_cancelled_goes_on_where_it_stopped(folder: Path, impatient: None) -> None:
    tamper_with(folder, "UPDATE agent SET name = 'Nobody'", "UPDATE time SET raw = 'x' WHERE id = 1")
    first, second = StopAt(12), StopAt(0)

    with Catalogue.open(folder) as catalogue:
        with pytest.raises(Cancelled):
            catalogue.integrity.verify(task=first)
        found = catalogue.integrity.verify(task=second)

    assert first.seen[0][0] < first.seen[-1][0]
    assert second.seen[0][0] > first.seen[5][0]
    assert {each.row.table for each in found.rows.differences} == {"agent", "time"}
    with Catalogue.open(folder) as catalogue:
        assert catalogue.integrity.verify().rows.compared >= found.rows.compared


@pytest.mark.parametrize("closed", [False, True], ids=["while it is open", "while it is closed"])
def test_what_was_changed_in_a_piece_that_was_done_is_found(
    folder: Path, impatient: None, closed: bool
) -> None:
    with Catalogue.open(folder) as catalogue:
        with pytest.raises(Cancelled):
            catalogue.integrity.verify(task=StopAt(12))
        if not closed:
            tamper_with(folder, "UPDATE agent SET name = 'Nobody'")
            assert "agent" in {each.row.table for each in catalogue.integrity.verify().rows.differences}
    if closed:
        tamper_with(folder, "UPDATE agent SET name = 'Nobody'")
        with Catalogue.open(folder) as catalogue:
            assert "agent" in {each.row.table for each in catalogue.integrity.verify().rows.differences}


def test_a_comparison_goes_on_after_the_catalogue_was_closed(folder: Path, impatient: None) -> None:
    first, second = StopAt(12), StopAt(0)
    with Catalogue.open(folder) as catalogue, pytest.raises(Cancelled):
        catalogue.integrity.verify(task=first)

    with Catalogue.open(folder) as catalogue:
        catalogue.integrity.verify(task=second)

    assert second.seen[0][0] > first.seen[5][0]


def test_after_another_act_it_begins_anew(folder: Path, impatient: None) -> None:
    with Catalogue.open(folder) as catalogue:
        whole = catalogue.integrity.verify().rows.compared
        with pytest.raises(Cancelled):
            catalogue.integrity.verify(task=StopAt(12))
        catalogue.evidence.note(1, "meanwhile")
        again = StopAt(0)
        found = catalogue.integrity.verify(task=again)

    assert again.seen[0][0] <= 2
    assert found.rows.ok
    assert found.rows.compared > whole


def test_pieces_of_any_size_find_the_same(folder: Path, impatient: None) -> None:
    tamper_with(
        folder,
        "UPDATE item SET title = 'x' WHERE id = 2",
        "DELETE FROM receipt WHERE id = 2",
        "DELETE FROM item_tag WHERE item_id = 1 AND tag_id = 1",
        "INSERT INTO item_tag VALUES (3, 2)",
    )

    with Catalogue.open(folder) as catalogue:
        found = catalogue.integrity.verify().rows

    assert {(each.row.table, each.row.key, each.row.difference) for each in found.differences} == {
        ("item", (2,), "changed"),
        ("receipt", (2,), "gone"),
        ("item_tag", (1, 1), "gone"),
        ("item_tag", (3, 2), "added"),
    }


def test_only_the_rows_of_the_items_that_are_asked_for_are_compared(folder: Path) -> None:
    tamper_with(folder, "UPDATE note SET text = 'x' WHERE id = 1")

    with Catalogue.open(folder) as catalogue:
        assert catalogue.integrity.verify([2]).ok
        found = catalogue.integrity.verify([1])

    assert not found.ok
    assert [(each.row.table, each.owner) for each in found.rows.differences] == [("note", "item")]


def test_a_text_that_is_none_is_a_sentence(folder: Path) -> None:
    tamper_with(folder, "UPDATE note SET text = CAST(x'ff00fe' AS TEXT) WHERE id = 1")

    with Catalogue.open(folder) as catalogue:
        found = catalogue.integrity.verify()

    assert not found.ok
    assert [each.row.table for each in found.rows.differences] == ["note"]


@pytest.mark.parametrize("small", [False, True], ids=["in one piece", "in pieces"])
def test_rows_beyond_every_number_are_found(
    folder: Path, request: pytest.FixtureRequest, small: bool
) -> None:
    if small:
        request.getfixturevalue("impatient")
    tamper_with(
        folder,
        "INSERT INTO tag (id, name, folded) VALUES (9223372036854775807, 'x', 'x')",
        "INSERT INTO item_tag VALUES ('no number', 1)",
    )

    with Catalogue.open(folder) as catalogue:
        found = catalogue.integrity.verify().rows

    assert {(each.row.table, each.row.key, each.row.difference) for each in found.differences} == {
        ("tag", (2**63 - 1,), "added"),
        ("item_tag", ("no number", 1), "added"),
    }


def test_hints_of_a_schema_with_other_columns_name_no_column(folder: Path) -> None:
    """As an entry of an older version leaves them: a later one put a column among those that there were."""
    with closing(sqlite3.connect(folder / "catalogue.sqlite")) as connection:
        entries = connection.execute("SELECT sequence, part, states, hints FROM log_state").fetchall()
    older = [
        (sequence, part, [_without_the_first(one) for one in unpack(states, hints)])
        for sequence, part, states, hints in entries
    ]
    tamper_with(
        folder,
        *(
            f"UPDATE log_state SET states = x'{pack(sections).hex()}',"
            f" hints = x'{b''.join(one.hints for one in sections).hex()}'"
            f" WHERE sequence = {sequence} AND part = {part}"
            for sequence, part, sections in older
        ),
        "UPDATE tag SET name = 'x' WHERE id = 1",
    )

    with Catalogue.open(folder) as catalogue:
        [found] = catalogue.integrity.verify().rows.differences

    assert (found.row.table, found.row.difference, found.columns) == ("tag", "changed", ())


def _without_the_first(section: Section) -> Section:
    width = max(section.hint_width - 1, 0)
    hints = b"".join(section.hints_of(row)[1:] for row in range(section.count))
    return replace(section, hint_width=width, hints=hints)
