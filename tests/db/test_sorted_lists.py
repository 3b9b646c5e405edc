"""Lists in the order of titles and names: one order for all scripts, kept with every change."""

import sqlite3
from pathlib import Path

from app.catalogue import DATABASE, Catalogue

IN_ORDER = (
    *("9 photographs", "10 photographs", "Cote", "Coté", "cotton", "EX-2 seen from EX-10", "Ελλάδα"),
    *("Ґалаґан", "Ёлка", "Єва", "Ивановка", "Ірпінь", "Їжаків", "Йорк", "나진", "청진", "北京"),
)


def add(catalogue: Catalogue, title: str) -> None:
    catalogue.evidence.add("photograph", title)


def titles(catalogue: Catalogue, query: str) -> list[str]:
    return [item.title for item in catalogue.search.find(query).items]


def test_items_stand_in_the_order_of_their_titles(catalogue: Catalogue) -> None:
    for title in sorted(IN_ORDER):
        add(catalogue, title)

    assert titles(catalogue, "sort:title") == list(IN_ORDER)
    assert titles(catalogue, "sort:-title") == list(reversed(IN_ORDER))
    assert titles(catalogue, "photographs sort:title") == list(IN_ORDER[:2])


def test_a_new_title_moves_an_item_and_undoing_moves_it_back(catalogue: Catalogue) -> None:
    for title in ("a", "b", "c"):
        add(catalogue, title)

    catalogue.evidence.edit(1, title="bb")
    assert titles(catalogue, "sort:title") == ["b", "bb", "c"]

    catalogue.history.undo()
    assert titles(catalogue, "sort:title") == ["a", "b", "c"]


def test_tags_of_an_item_stand_in_their_order(catalogue: Catalogue) -> None:
    add(catalogue, "one")
    for tag in ("wharf 10", "wharf 9", "їжак", "йорк", "и"):
        catalogue.tags.change([1], add=[tag])

    assert catalogue.evidence.dossier(1).tags == ("wharf 9", "wharf 10", "и", "їжак", "йорк")
    assert [tag for tag, _ in catalogue.tags.all()] == ["wharf 9", "wharf 10", "и", "їжак", "йорк"]


def test_an_upgraded_catalogue_is_sorted_as_a_new_one_and_what_has_no_title_comes_last(
    first_version: Path,
) -> None:
    with sqlite3.connect(first_version / DATABASE) as connection:
        ids = [item for (item,) in connection.execute("SELECT id FROM item WHERE withdrawn IS NULL")]
        for item, title in zip(ids, ("", *IN_ORDER[::-1]), strict=False):
            connection.execute("UPDATE item SET title = ? WHERE id = ?", (title, item))
    connection.close()

    with Catalogue.open(first_version, analyst="Analyst") as catalogue:
        found, turned = titles(catalogue, "sort:title"), titles(catalogue, "sort:-title")
    assert len(found) > 3
    assert found == [*(title for title in IN_ORDER if title in found), ""]
    assert turned == [*reversed(found[:-1]), ""]
