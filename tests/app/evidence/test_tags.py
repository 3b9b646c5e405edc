"""Tagging many items at once, and taking it back."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.catalogue import Catalogue
from app.errors import CatalogueError
from app.evidence.tags import clean_tag


def _items(catalogue: Catalogue, count: int) -> list[int]:
    return [catalogue.evidence.add("photograph", f"Picture {number}") for number in range(count)]


def _tagged(catalogue: Catalogue, items: list[int], tag: str) -> list[int]:
    return [line.id for line in catalogue.evidence.lines(items) if tag in line.tags]


def test_the_count_is_known_before_the_act(catalogue: Catalogue) -> None:
    items = _items(catalogue, 5)
    catalogue.tags.change(items[:2], add=["rail"])
    count = catalogue.tags.count(items, "rail")
    assert (count.items, count.have_it) == (5, 2)


def test_undo_of_a_bulk_act_leaves_the_tags_that_were_there_before(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    with Catalogue.create(folder, analyst="Ann") as catalogue:
        items = _items(catalogue, 5)
        catalogue.tags.change(items[:2], add=["rail"])
        report = catalogue.tags.change(items, add=["rail"])
        assert report.added == {"rail": 3}
    with Catalogue.open(folder, analyst="Ann") as catalogue:  # after a restart
        undone = catalogue.history.undo()
        assert undone.undone.restored == 3
        assert _tagged(catalogue, items, "rail") == items[:2]
        assert [entry.act for entry in catalogue.history.entries(limit=2)] == ["undo", "tag"]


def test_what_was_touched_since_is_left_alone_and_named(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    with Catalogue.create(folder, analyst="Ann") as ann, Catalogue.open(folder, analyst="Bo") as bo:
        items = _items(ann, 3)
        ann.tags.change(items, add=["rail"])
        bo.tags.change(items[:1], remove=["rail"])
        report = ann.history.undo()
        assert report.left == ("EX-000001",)
        assert report.undone.restored == 2
        assert _tagged(ann, items, "rail") == []


def test_tags_are_counted_the_most_used_first(catalogue: Catalogue) -> None:
    items = _items(catalogue, 3)
    catalogue.tags.change(items, add=["port"])
    catalogue.tags.change(items[:1], add=["청진", "rail"], remove=["port"])
    assert catalogue.tags.all() == [("port", 2), ("rail", 1), ("청진", 1)]


def test_the_same_tag_in_two_forms_of_unicode_is_one_tag(catalogue: Catalogue) -> None:
    items = _items(catalogue, 1)
    catalogue.tags.change(items, add=["e\u0301te\u0301"])
    assert catalogue.tags.change(items, add=["\u00e9t\u00e9"]).added == {"\u00e9t\u00e9": 0}


@pytest.mark.parametrize("tag", ["", "  ", "\x00", "a\x1bb", "x" * 101])
def test_a_tag_is_a_few_printable_characters(catalogue: Catalogue, tag: str) -> None:
    with pytest.raises(CatalogueError, match="printable"):
        catalogue.tags.change(_items(catalogue, 1), add=[tag])


def test_a_withdrawn_item_is_not_tagged_any_more(catalogue: Catalogue) -> None:
    items = _items(catalogue, 3)
    catalogue.evidence.withdraw(items[1], "taken in twice")
    with pytest.raises(CatalogueError, match="EX-000002 was withdrawn"):
        catalogue.tags.change(items, add=["rail"])
    assert catalogue.tags.all() == []


@given(st.text())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_a_clean_tag_is_clean(text: str) -> None:
    try:
        tag = clean_tag(text)
    except CatalogueError:
        return
    assert clean_tag(tag) == tag
    assert tag == tag.strip()
    assert "\n" not in tag
