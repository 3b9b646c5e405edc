"""Searches that are kept under a name, and taken back."""

from pathlib import Path

import pytest

from app.catalogue import Catalogue
from app.errors import CatalogueError
from app.search.errors import QueryError


def _names(catalogue: Catalogue) -> list[str]:
    return [saved.name for saved in catalogue.saved_searches.all()]


def test_a_saved_search_is_there_after_a_restart_with_who_saved_it(tmp_path: Path) -> None:
    with Catalogue.create(tmp_path / "case", analyst="Ann") as catalogue:
        catalogue.saved_searches.add(" Quays  by night ", "  quay -day ")
    with Catalogue.open(tmp_path / "case", analyst="Bo") as catalogue:
        (saved,) = catalogue.saved_searches.all()
    assert (saved.name, saved.query, saved.agent) == ("Quays by night", "quay -day", "Ann")


def test_a_query_that_is_wrong_is_not_saved_and_leaves_no_trace(catalogue: Catalogue) -> None:
    before = catalogue.history.head().sequence
    with pytest.raises(QueryError):
        catalogue.saved_searches.add("Broken", "near:Mariehamn~5x")
    with pytest.raises(CatalogueError, match="needs a query"):
        catalogue.saved_searches.add("Everything", "  ")
    assert catalogue.saved_searches.all() == []
    assert catalogue.history.head().sequence == before


def test_a_name_is_given_once_however_it_is_cased_or_accented(catalogue: Catalogue) -> None:
    first = catalogue.saved_searches.add("Café", "tag:cafe")
    with pytest.raises(CatalogueError, match="already: tag:cafe"):
        catalogue.saved_searches.add("CAFE", "tag:bar")
    assert catalogue.saved_searches.rename(first, "CAFE")
    assert not catalogue.saved_searches.rename(first, "CAFE")
    catalogue.saved_searches.add("★", "tag:star")
    catalogue.saved_searches.add("☆", "tag:star")
    assert _names(catalogue) == ["★", "☆", "CAFE"]


def test_saving_renaming_and_removing_are_each_taken_back_by_one_undo(catalogue: Catalogue) -> None:
    search = catalogue.saved_searches.add("Rail", "tag:rail")
    catalogue.saved_searches.rename(search, "Rail yards")
    catalogue.saved_searches.withdraw(search)
    assert _names(catalogue) == []
    labels = [entry.label for entry in catalogue.history.entries(limit=3)]
    assert labels == ["Remove search “Rail yards”", "Rename a search to “Rail yards”", "Save search “Rail”"]
    seen = []
    for _ in range(3):
        catalogue.history.undo()
        seen.append(_names(catalogue))
    assert seen == [["Rail yards"], ["Rail"], []]


def test_what_was_removed_is_not_changed_any_more_and_its_name_is_free(catalogue: Catalogue) -> None:
    search = catalogue.saved_searches.add("Rail", "tag:rail")
    catalogue.saved_searches.withdraw(search)
    for act in (catalogue.saved_searches.withdraw, catalogue.saved_searches.show):
        with pytest.raises(CatalogueError, match="was removed"):
            act(search)
    assert catalogue.saved_searches.add("Rail", "tag:rail") != search


@pytest.mark.parametrize("name", ["", " ", "x" * 101, "a\x1bb"])
def test_a_name_is_a_few_printable_characters(catalogue: Catalogue, name: str) -> None:
    with pytest.raises(CatalogueError, match="printable"):
        catalogue.saved_searches.add(name, "tag:rail")


def test_a_name_that_is_nearly_right_is_offered_and_not_taken(catalogue: Catalogue) -> None:
    catalogue.saved_searches.add("Rail yards", "tag:rail")
    assert catalogue.saved_searches.named("rail YARDS").query == "tag:rail"
    with pytest.raises(CatalogueError) as wrong:
        catalogue.saved_searches.named("Rail yord")
    assert wrong.value.candidates == ("Rail yards",)
