"""The documents are held to the program: the tour runs; every verb, option, field and key is there."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.catalogue import Catalogue
from app.cli.manual_blocks import with_blocks
from app.cli.program import build, run
from app.examples.demonstration import build as build_demo
from app.export.item_values import COLUMNS
from app.search.keys import FEATURES, KEYS, SORTS
from app.search.parser import parse

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MANUAL = ROOT / "resources" / "manual"
COMMANDS = (MANUAL / "commands.md").read_text(encoding="utf-8")
_OF_ALL = {"--catalogue", "-c", "--json", "--log-level", "--on-broken-log", "--help", "-h"}


def test_the_tour_of_the_readme_runs_as_it_is_printed(tmp_path: Path) -> None:
    tour = re.search(r"```sh\n(.*?)```", README, re.DOTALL)
    assert tour is not None
    assert len(tour[1].strip().splitlines()) <= 10
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", tour[1]],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert json.loads((tmp_path / "practice.geojson").read_text(encoding="utf-8"))["features"]
    assert "inside" in done.stdout


def test_what_the_readme_points_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("https://") or (ROOT / target).exists(), target


def test_the_makefile_has_what_the_readme_names() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^make (\w+)", README, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_verb_has_its_section_with_every_option_and_no_other() -> None:
    sections = _sections()
    verbs = dict(_verbs())
    assert set(sections) == set(verbs)
    for name, command in verbs.items():
        options = {option for each in command.params for option in (*each.opts, *each.secondary_opts)}
        known = {option for option in options if option.startswith("-")} - _OF_ALL
        written = set(re.findall(r"`(--?[\w-]+)`", sections[name].split("JSON:")[0])) - _OF_ALL
        assert written == known, name


def test_every_option_says_in_help_what_it_means() -> None:
    options = [
        (name, each) for name, verb in _verbs() for each in verb.params if each.opts[0].startswith("-")
    ]
    assert [(name, each.opts[0]) for name, each in options if not each.help] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["find", "near:Ussuriysk~25km"],
        ["show", "1"],
        ["claim", "show", "C06"],
        ["claim", "list"],
        ["source", "list"],
        ["source", "show", "S02"],
        ["origin", "list"],
        ["case", "list"],
        ["relation", "list"],
        ["history"],
        ["tags"],
        ["place", "Reykjavik"],
        ["support"],
        ["verify"],
        ["note", "1", "A note"],
        ["examine", "1"],
        ["edit", "1", "--creator", "A. Clerk"],
        ["locate", "1", "--at", "10, 20", "--role", "subject", "--basis", "claimed"],
        ["tag", "1", "--add", "seen"],
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_every_field_of_an_answer_is_in_the_manual(
    demo: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert _not_in_the_manual(demo, arguments, capsys) == set()


@pytest.mark.parametrize(
    "acts",
    [
        [["tag", "1", "--add", "seen"], ["undo"]],
        [
            ["search", "save", "Rail", "tag:rail"],
            ["search", "list"],
            ["search", "rename", "Rail", "Rails"],
            ["search", "remove", "Rails"],
        ],
    ],
    ids=["undo", "search"],
)
def test_every_field_of_what_acts_in_turn_answer_is_in_the_manual(
    demo: Path, acts: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in acts:
        assert _not_in_the_manual(demo, arguments, capsys) == set()


def test_every_field_of_an_answer_about_backups_is_in_the_manual(
    damaged: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(damaged.parent)
    for arguments, code in (
        (["backup", "b"], 1),
        (["backup", "--check", "b"], 1),
        (["restore", "b", "--list"], 0),
        (["restore", "b", "n"], 1),
    ):
        assert _not_in_the_manual(damaged, arguments, capsys, code) == set()


def _not_in_the_manual(
    folder: Path, arguments: list[str], capsys: pytest.CaptureFixture[str], code: int = 0
) -> set[str]:
    assert run(["-c", str(folder), "--json", *arguments], lambda folder: 0 if folder else 1) == code
    words = set(re.findall(r"\w+", COMMANDS))
    fields = _names(json.loads(capsys.readouterr().out)) - {"seen"}
    return {name for name in fields if not set(re.findall(r"\w+", name)) <= words}


def test_every_key_of_the_query_language_is_in_its_page_and_every_example_is_a_query() -> None:
    page = (MANUAL / "search.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+):` \|.*\| (.*) \|$", page, re.MULTILINE)
    assert [key for key, _ in rows] == [spec.key for spec in KEYS]
    for _, examples in rows:
        for example in re.findall(r"`([^`]+)`", examples):
            assert parse(example).text == example
    for word in (*FEATURES, *SORTS):
        assert word in page


def test_every_shortcut_of_the_window_is_in_its_page() -> None:
    actions = pytest.importorskip(
        "ui.window.actions", reason="Qt cannot be loaded here", exc_type=ImportError
    )
    page = (MANUAL / "keys.md").read_text(encoding="utf-8")
    for action in actions.ACTIONS:
        assert f"| {action.text} | {f'`{action.shortcut}`' if action.shortcut else 'none'} |" in page


def test_what_is_made_from_the_program_is_as_it_makes_it_now() -> None:
    """Where this fails, run “make manual”."""
    pages = {path.name: path.read_text(encoding="utf-8") for path in MANUAL.glob("*.md")}
    assert sum("made by “make manual”" in page for page in pages.values()) >= 3
    for name, page in pages.items():
        assert page == with_blocks(page), name
    for column in COLUMNS:
        assert re.search(rf"\b{column}\b", pages["profiles.md"]), column


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue whose one file is damaged, in a folder of its own."""
    folder = tmp_path_factory.mktemp("docs")
    (folder / "letter.txt").write_text("a letter")
    with Catalogue.create(folder / "case") as catalogue:
        catalogue.intake.ingest([folder / "letter.txt"])
    [held] = (path for path in (folder / "case" / "originals").rglob("*") if path.is_file())
    held.chmod(0o600)
    held.write_text("another")
    return folder / "case"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration catalogue."""
    folder = tmp_path_factory.mktemp("docs") / "demo"
    catalogue: Catalogue = build_demo(folder)
    catalogue.close()
    return folder


def _sections() -> dict[str, str]:
    parts = re.split(r"^### (.+)$", COMMANDS, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _verbs() -> list[tuple[str, Any]]:
    root: Any = build(lambda folder: 0 if folder else 1)
    verbs: list[tuple[str, Any]] = []
    for name in root.list_commands(None):
        command = root.get_command(None, name)
        below = getattr(command, "commands", None)
        verbs += [(f"{name} {sub}", each) for sub, each in below.items()] if below else [(name, command)]
    return verbs


def _names(document: Any) -> set[str]:
    if isinstance(document, list):
        return {name for part in document for name in _names(part)}
    if isinstance(document, dict):
        return set(document) | {name for part in document.values() for name in _names(part)}
    return set()
