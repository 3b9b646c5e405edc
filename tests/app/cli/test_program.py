"""One document on stdout, plain reasons, and exit codes that scripts can trust."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.catalogue import Catalogue
from app.cli.program import build


def test_the_catalogue_may_be_named_before_the_verb_after_it_and_in_the_environment(
    exhibit: Any, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = exhibit("history", "--json").json
    after = exhibit("history", "--json", "-c", catalogue.folder, on=None).json
    monkeypatch.setenv("EXHIBIT_CATALOGUE", str(catalogue.folder))
    assert before == after == exhibit("history", "--json", on=None).json


def test_json_may_be_asked_for_before_the_verb(exhibit: Any) -> None:
    assert exhibit("--json", "tags").json == {"tags": []}


def test_without_a_catalogue_the_reason_says_how_to_name_one(
    exhibit: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("EXHIBIT_CATALOGUE", raising=False)
    monkeypatch.chdir(tmp_path)
    said = exhibit("tags", "--json", on=None)
    assert said.code == 1
    assert "exhibit init" in said.json["error"]["message"]


def test_a_plain_reason_goes_to_stderr_and_leaves_stdout_empty(exhibit: Any) -> None:
    said = exhibit("show", "EX-000009")
    assert (said.code, said.out) == (1, "")
    assert said.err.strip() == "There is no EX-000009 in this catalogue."


def test_wrong_usage_exits_two_and_is_one_document_too(exhibit: Any) -> None:
    for wrong in (["show"], ["tags", "--colour", "red"], ["fnd", "x"], ["find"], ["source"]):
        plain, as_json = exhibit(*wrong), exhibit(*wrong, "--json")
        assert (plain.code, plain.out) == (2, "")
        assert as_json.code == 2
        assert as_json.json["error"]["message"]


def test_a_mistyped_verb_is_offered_the_right_one(exhibit: Any) -> None:
    assert "'verify'" in exhibit("verfy").err


def test_wrong_usage_names_the_help_of_its_own_verb(exhibit: Any) -> None:
    assert "“exhibit claim show --help”" in exhibit("claim", "show").err
    assert "stand in quotes" in exhibit("find", "rail", "bridge").err
    assert "“exhibit --help” lists verbs" in exhibit("fnd").err


def test_what_is_required_is_no_choice(exhibit: Any) -> None:
    assert "exhibit init [OPTIONS] DIR" in exhibit("init", "--help").out


def test_candidates_stand_beside_the_message(exhibit: Any) -> None:
    said = exhibit("find", "near:Reykjavikk~5km", "--json")
    assert said.code == 1
    assert any("Reykjavík" in candidate for candidate in said.json["error"]["candidates"])


def test_a_catalogue_that_cannot_be_opened_is_one_sentence(exhibit: Any, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "catalogue.sqlite").write_bytes(b"not a database at all")
    said = exhibit("tags", on=tmp_path / "other")
    assert said.code == 1
    assert len(said.err.strip().splitlines()) == 1


def test_bare_exhibit_and_desk_open_the_window_on_the_catalogue(exhibit: Any) -> None:
    assert exhibit().code == exhibit("desk").code == 7


def test_every_verb_knows_the_common_options() -> None:
    def options(command: Any) -> set[str]:
        return {option for parameter in command.params for option in parameter.opts}

    for name, command in commands():
        assert {"--catalogue", "-c", "--json", "--log-level"} <= options(command), name


def test_every_verb_says_what_it_is_for() -> None:
    for name, command in commands():
        assert command.help, name


def commands() -> Iterator[tuple[str, Any]]:
    """Every verb, those of groups too."""
    root: Any = build(lambda folder: 0 if folder else 1)
    waiting = [(name, root.get_command(None, name)) for name in root.list_commands(None)]
    while waiting:
        name, command = waiting.pop()
        if hasattr(command, "commands"):
            waiting += [(f"{name} {sub}", below) for sub, below in command.commands.items()]
        else:
            yield name, command


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("bridge foo:bar", "(characters 8 to 14 of the query)"),
        ("a )", "(character 3 of the query)"),
        ("near:Usuriysk~25km", "(characters 1 to 18 of the query)"),
    ],
)
def test_a_wrong_query_says_where_it_is_wrong(exhibit: Any, query: str, where: str) -> None:
    said = exhibit("find", query, "--json")
    assert said.code == 1
    assert said.json["error"]["message"].endswith(where)
