"""Labels of acts are codes and arguments in the catalogue, and sentences for whoever reads them."""

import ast
import json
from pathlib import Path

import pytest

from app.catalogue import Catalogue
from app.cli.item_json import entry
from app.messages.acts import _ACTS, act_data, act_in_words, act_label
from tests.messages.pseudo import LEFT, ROOT


def test_an_act_is_kept_as_code_and_arguments_and_told_in_each_language(
    catalogue: Catalogue, pseudo_language: Path
) -> None:
    """{braces} of a title are data."""
    item = catalogue.evidence.add("photograph", "A {pier} of “ours”")
    catalogue.tags.change([item], add=["rail", "{tag}"], remove=["sea"])
    catalogue.history.undo()
    undone, tagged, added = catalogue.history.entries(limit=3)
    assert (added.code, added.arguments) == ("add item", {"title": "A {pier} of “ours”"})
    assert "A {pier} of “ours”" in added.label
    assert added.label.startswith(LEFT)
    assert tagged.arguments == {"added": ["rail", "{tag}"], "removed": ["sea"], "count": 1}
    assert tagged.label in undone.label
    told = [entry(act)["label"] for act in (undone, tagged, added)]
    assert told == [
        "Undo: Add tag rail, add tag {tag}, remove tag sea: 1 item",
        "Add tag rail, add tag {tag}, remove tag sea: 1 item",
        "Add “A {pier} of “ours””",
    ]


def test_what_the_file_holds_is_no_sentence(catalogue: Catalogue) -> None:
    item = catalogue.evidence.add("photograph", "A pier")
    catalogue.evidence.edit(item, title="Two piers", published_at="2024")
    content = catalogue.history.content(catalogue.history.head().sequence)
    assert content is not None
    assert act_data(content["label"]) == (
        "edit item",
        {"fields": ["title", "published_at"], "exhibit": "EX-000001"},
    )
    assert catalogue.history.entries(limit=1)[0].label == "Edit title, published of EX-000001"


@pytest.mark.parametrize("sentence", ["Add “Nr. 1”", "[1] is no label", '["', '["not json', ""])
def test_a_sentence_of_the_first_version_stays_as_it_is(sentence: str) -> None:
    assert act_data(sentence) is None
    assert act_in_words(sentence) == sentence


def test_an_act_of_a_newer_version_is_told_as_far_as_it_is_known() -> None:
    label = json.dumps(["teleport", {"exhibit": "EX-000001", "count": 1204}])
    assert act_in_words(label) == "teleport, EX-000001, 1,204"


def test_a_code_that_is_in_no_table_is_refused() -> None:
    with pytest.raises(KeyError):
        act_label("teleport")


def test_every_code_of_the_table_is_used_and_every_code_used_is_in_the_table() -> None:
    used = {
        literal.value
        for path in sorted((ROOT / "app").rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func) in {"act_label", "_label_of"}
        for literal in ast.walk(call.args[0])
        if isinstance(literal, ast.Constant) and isinstance(literal.value, str)
    }
    assert used | {"upgrade", "clock"} == set(_ACTS), "db writes upgrades and steps of the clock itself"
