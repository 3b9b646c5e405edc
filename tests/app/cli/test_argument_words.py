"""Values with spaces, dashes and minus signs, for every verb and every option of the program itself."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.catalogue import Catalogue
from app.cli.program import build
from app.cli.terminal import Terminal
from app.cli.verb import VerbRun

AWKWARD = [
    "a porter",
    " a  porter ",
    "-21.9, 64.1",
    "-5",
    "-tag:seen",
    "-seen quay",
    "- a first point",
    "--",
    "--json",
    "--no such thing",
    "a=b c",
    "=",
    "",
    "носильник у порту",
    "line\nline",
    "-c",
]


def verbs() -> Iterator[tuple[str, Any]]:
    """Every verb, those of groups too."""
    root: Any = build(lambda folder: 0 if folder else 1)
    waiting = [(name, root.get_command(None, name)) for name in root.list_commands(None)]
    while waiting:
        name, command = waiting.pop()
        if hasattr(command, "commands"):
            waiting += [(f"{name} {sub}", below) for sub, below in command.commands.items()]
        else:
            yield name, command


def is_argument(parameter: Any) -> bool:
    return bool(parameter.param_type_name == "argument")


def takes_text(parameter: Any) -> bool:
    return parameter.type.name in {"str", "path"} and bool(parameter.expose_value)


def takes_a_number(parameter: Any) -> bool:
    return not is_argument(parameter) and parameter.type.name in {"int", "float"}


def filled(command: Any, *, but: str) -> list[str]:
    """What the verb needs beside the one parameter that is tried."""
    words: list[str] = []
    for parameter in command.params:
        if not parameter.required or parameter.name == but:
            continue
        words += ["7"] if is_argument(parameter) else [f"{parameter.opts[0]}=7"]
    return words


def parsed(command: Any, words: list[str]) -> dict[str, Any]:
    """The values with which the verb would be called."""
    context = command.make_context("verb", list(words), obj=VerbRun(Terminal()))
    values: dict[str, Any] = context.params
    return values


def plain(value: Any) -> list[str]:
    """The text of a value, or of all of a list of them."""
    return [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)]


OPTIONS = [
    pytest.param(command, parameter, option, id=f"{name} {option}")
    for name, command in verbs()
    for parameter in command.params
    if not is_argument(parameter) and takes_text(parameter)
    for option in parameter.opts
]


@pytest.mark.parametrize(("command", "parameter", "option"), OPTIONS)
def test_an_option_has_exactly_the_value_that_was_given(command: Any, parameter: Any, option: str) -> None:
    rest = filled(command, but=parameter.name)
    for value in AWKWARD:
        lines = [[option, value]] + ([[f"{option}={value}"]] if option.startswith("--") else [])
        for words in lines:
            assert plain(parsed(command, [*words, *rest])[parameter.name]) == [value], words
            assert plain(parsed(command, [*rest, *words])[parameter.name]) == [value], words


def test_negative_numbers_are_values_of_every_option_that_takes_a_number() -> None:
    tried = 0
    for name, command in verbs():
        for parameter in filter(takes_a_number, command.params):
            if getattr(parameter.type, "min", None) is not None:
                continue
            rest = filled(command, but=parameter.name)
            for words in ([f"{parameter.opts[0]}=-21"], [parameter.opts[0], "-21"]):
                assert parsed(command, [*words, *rest])[parameter.name] == -21, name
            tried += 1
    assert tried >= 7


ARGUMENTS = [
    pytest.param(command, parameter, id=f"{name} {parameter.name}")
    for name, command in verbs()
    for parameter in command.params
    if is_argument(parameter) and takes_text(parameter)
]


@pytest.mark.parametrize(("command", "parameter"), ARGUMENTS)
def test_what_is_no_option_of_the_verb_is_a_value(command: Any, parameter: Any) -> None:
    before = [each for each in command.params if is_argument(each)]
    for value in ["a porter", "-21.9, 64.1", "-5", "-tag:seen", "-seen quay", "- a first point", "-.5"]:
        words = [value if each is parameter else "7" for each in before if each.required or each is parameter]
        options = [word for word in filled(command, but=parameter.name) if word.startswith("--")]
        for line in ([*words, *options], [*options, *words]):
            assert plain(parsed(command, line)[parameter.name]) == [value], line


def test_a_mistyped_option_is_wrong_usage_and_no_value(exhibit: Any, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("words")
    for wrong in ("--obtained-form=a porter", "-x", "--obtained-from a porter", "--colour", "-rf"):
        said = exhibit("ingest", letter, wrong)
        assert said.code == 2, wrong
        assert "No such option" in said.err
    assert exhibit("ingest", letter, "--obtained-from").err.startswith("Option '--obtained-from' requires")
    assert exhibit("find", "").out.count("EX-") == 0


@pytest.mark.parametrize(
    "words", [["--obtained-from=a porter"], ["--obtained-from", "a porter"]], ids=["joined", "apart"]
)
def test_the_provenance_of_a_file_is_what_was_said(
    exhibit: Any, catalogue: Catalogue, tmp_path: Path, words: list[str]
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("words")
    said = exhibit("ingest", letter, *words, "--json")
    assert (said.code, said.json["problems"]) == (0, [])
    assert catalogue.evidence.dossier(1).receipts[0].obtained_from == "a porter"


@pytest.mark.parametrize(
    "words", [["--obtained-from=a", "porter"], ["--obtained-from", "a", "porter", "of", "Kyiv"]]
)
def test_words_that_a_shell_parted_from_their_option_take_nothing_in(
    exhibit: Any, tmp_path: Path, words: list[str]
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("words")
    for line in ([letter, *words], [*words, letter]):
        said = exhibit("ingest", *line)
        assert said.code == 1
        assert said.err.startswith("There is no file “porter”, and it follows the value of an option.")
        assert '--obtained-from="a porter"' in said.err
    assert "EX-" not in exhibit("find", "").out


def test_a_file_that_is_gone_is_still_a_line_after_an_option(exhibit: Any, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("words")
    said = exhibit("ingest", "--method=mail", tmp_path / "gone.jpg", letter, "--json")
    assert [len(said.json[part]) for part in ("added", "problems")] == [1, 1]


def test_a_place_in_the_south_and_west_is_located_however_it_is_written(
    exhibit: Any, catalogue: Catalogue
) -> None:
    catalogue.evidence.add("photograph", "A quay")
    common = ["--role=camera", "--basis=claimed"]
    for words in (["--at", "-21.9, 64.1"], ["--at=-21.9, 64.1"], ["--at", "-21.9,64.1"]):
        at = exhibit("locate", "EX-1", *common, *words, "--json").json["location"]
        assert (at["lat"], at["lon"]) == (-21.9, 64.1)


def test_a_folder_with_spaces_is_a_catalogue_before_and_after_the_verb(exhibit: Any, tmp_path: Path) -> None:
    folder = tmp_path / "my case"
    assert exhibit("init", folder, on=None).code == 0
    for line in (["-c", folder, "tags"], [f"-c{folder}", "tags"], ["tags", f"-c{folder}"]):
        assert exhibit(*line, "--json", on=None).json == {"tags": []}
    assert exhibit("tags", f"--catalogue={folder}", "--json", on=None).json == {"tags": []}
