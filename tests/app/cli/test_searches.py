"""Saved searches at the command line."""

from typing import Any


def test_a_search_is_saved_listed_renamed_and_removed(exhibit: Any) -> None:
    saved = exhibit("search", "save", "Rail", "tag:rail sort:-taken", "--json")
    assert saved.code == 0
    assert (saved.json["name"], saved.json["query"]) == ("Rail", "tag:rail sort:-taken")
    listed = exhibit("search", "list", "--json").json["searches"]
    assert listed == [saved.json]
    renamed = exhibit("search", "rename", "rail", "Rail yards", "--json").json
    assert (renamed["id"], renamed["name"], renamed["changed"]) == (saved.json["id"], "Rail yards", True)
    assert "Rail yards" in exhibit("search", "list").out
    assert exhibit("search", "remove", "rail yards", "--json").json["withdrawn"] is True
    assert exhibit("search", "list", "--json").json == {"searches": []}
    exhibit("undo")
    assert [one["name"] for one in exhibit("search", "list", "--json").json["searches"]] == ["Rail yards"]


def test_a_wrong_query_is_refused_with_where_it_is_wrong(exhibit: Any) -> None:
    said = exhibit("search", "save", "Broken", "quay near:Mariehamn~5x", "--json")
    assert said.code == 1
    assert "of the query" in said.json["error"]["message"]
    assert exhibit("search", "list", "--json").json == {"searches": []}
