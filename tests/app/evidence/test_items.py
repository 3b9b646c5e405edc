"""Items without files: adding, editing, noting, withdrawing, and finding them by what people call them."""

from typing import Any

import pytest

from app.catalogue import Catalogue
from app.errors import CatalogueError


def test_an_item_that_is_not_held_is_an_ordinary_item(catalogue: Catalogue) -> None:
    item = catalogue.evidence.add(
        "Photograph",
        "  Порт Чхонджин ",
        description="청진항",
        sensitivity=["Graphic", "minor"],
        tags=["port"],
    )
    dossier = catalogue.evidence.dossier(item)
    assert dossier.item.exhibit == "EX-000001"
    assert (dossier.item.type, dossier.item.title, dossier.item.held) == (
        "photograph",
        "Порт Чхонджин",
        False,
    )
    assert dossier.item.sensitivity == "graphic,minor"
    assert dossier.tags == ("port",)
    assert dossier.original is None


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": "painting", "title": "A"}, "Type is one of"),
        ({"kind": "photograph", "title": "  "}, "needs a title"),
        ({"kind": "photograph", "title": "A", "sensitivity": ["gory"]}, "Sensitivity is one of"),
        ({"kind": "photograph", "title": "A", "colour": "red"}, "no field colour"),
    ],
)
def test_words_that_are_none_of_ours_are_refused(
    catalogue: Catalogue, fields: dict[str, Any], words: str
) -> None:
    with pytest.raises(CatalogueError, match=words):
        catalogue.evidence.add(**fields)
    assert catalogue.evidence.count() == 0


def test_an_edit_keeps_before_and_after_in_the_log_and_can_be_taken_back(catalogue: Catalogue) -> None:
    item = catalogue.evidence.add("photograph", "Harbor")
    assert catalogue.evidence.edit(item, title="Harbour", reason="spelling")
    content = catalogue.history.content(catalogue.history.head().sequence)
    assert content is not None
    assert content["reason"] == "spelling"
    assert content["changes"][0]["before"] == {"title": "Harbor"}
    assert content["changes"][0]["after"] == {"title": "Harbour"}
    catalogue.history.undo()
    assert catalogue.evidence.dossier(item).item.title == "Harbor"


def test_an_edit_that_changes_nothing_leaves_no_entry(catalogue: Catalogue) -> None:
    item = catalogue.evidence.add("photograph", "Harbour")
    before = catalogue.history.head()
    assert not catalogue.evidence.edit(item, title="Harbour")
    assert catalogue.history.head() == before


@pytest.mark.parametrize("name", ["EX-000001", "ex-1", "1", " EX000001 "])
def test_an_exhibit_number_is_understood_as_people_write_it(catalogue: Catalogue, name: str) -> None:
    item = catalogue.evidence.add("photograph", "Harbour")
    assert catalogue.evidence.named(name) == item


@pytest.mark.parametrize("name", ["EX-000002", "0", "harbour", "", "-1", "EX-" + "9" * 30])
def test_what_names_no_item_is_said_plainly(catalogue: Catalogue, name: str) -> None:
    catalogue.evidence.add("photograph", "Harbour")
    with pytest.raises(CatalogueError, match=r"There is no|is no exhibit number"):
        catalogue.evidence.named(name)


def test_a_withdrawn_item_stays_readable_and_is_not_changed_any_more(catalogue: Catalogue) -> None:
    item = catalogue.evidence.add("photograph", "Harbour")
    with pytest.raises(CatalogueError, match="needs a reason"):
        catalogue.evidence.withdraw(item, " ")
    catalogue.evidence.withdraw(item, "taken in twice")
    assert catalogue.evidence.dossier(item).item.withdrawn is not None
    with pytest.raises(CatalogueError, match="was withdrawn"):
        catalogue.evidence.note(item, "more")
    catalogue.history.undo()
    assert catalogue.evidence.note(item, "more") > 0


def test_examining_is_a_custody_event_that_undo_does_not_take_back(catalogue: Catalogue) -> None:
    item = catalogue.evidence.add("physical object", "Fragment")
    catalogue.evidence.examine(item, detail="in the store")
    report = catalogue.history.undo()
    assert report.undone.label == "Add “Fragment”"
    assert [entry.act for entry in report.passed_over] == ["examine"]
    assert [event.event for event in catalogue.evidence.dossier(item).custody] == ["val"]
