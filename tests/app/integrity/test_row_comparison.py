"""Comparing rows: in pieces, with progress and cancel, going on where it stopped."""

from pathlib import Path

import pytest

import db.states.comparing
from app.catalogue import Catalogue
from app.errors import Cancelled
from app.task import Task
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
