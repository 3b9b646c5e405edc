"""The developers' manual, and what docstrings and comments name, are held to the program and its tree."""

import re
import subprocess
from pathlib import Path

import pytest

from resources.build import rooms

ROOT = Path(__file__).parents[1]
PAGES = sorted(rooms.PAGES.glob("*.md"))
MODULES = sorted(file for layer in (*rooms.LAYERS, "tests") for file in (ROOT / layer).rglob("*.py"))
_DOTTED = re.compile(r"(?:app|ui|db|resources|tests)(?:\.\w+)+")
_PATH = re.compile(r"(?:app|ui|db|resources|tests)/[\w./*-]*|\w+\.(?:toml|md|py)")


def _quoted(page: Path) -> list[str]:
    prose = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.findall(r"`([^`\n]+)`", prose)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_and_folder_that_a_page_names_is_there(page: Path) -> None:
    for quoted in _quoted(page):
        if _PATH.fullmatch(quoted):
            assert any(ROOT.glob(quoted.rstrip("/"))), f"{page.name} names {quoted}, which is not there"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_name_that_a_page_quotes_stands_in_the_code(page: Path) -> None:
    sources = "\n".join(
        file.read_text(encoding="utf-8")
        for layer in (*rooms.LAYERS, "tests")
        for file in (ROOT / layer).rglob("*.py")
    )
    for quoted in (words for words in _quoted(page) if not _PATH.fullmatch(words)):
        for name in re.findall(r"\b(?:[A-Z][a-z]+){2,}\b|\b[a-z]+(?:_[a-z]+)+\b", quoted):
            assert re.search(rf"\b{name}\b", sources), f"{page.name} speaks of {name}, which is nowhere"


def test_every_module_and_file_that_the_code_names_in_backticks_is_there() -> None:
    missing = []
    for module in MODULES:
        for quoted in re.findall(r"`([^`\n]+)`", module.read_text(encoding="utf-8")):
            if _DOTTED.fullmatch(quoted):
                there = _is_module_or_name(quoted)
            else:
                there = not _PATH.fullmatch(quoted) or "/" not in quoted or any(ROOT.glob(quoted.rstrip("/")))
            if not there:
                missing.append(f"{module.relative_to(ROOT)} names {quoted}")
    assert missing == []


def test_names_of_modules_are_told_from_names_of_nothing() -> None:
    assert _is_module_or_name("app.search")
    assert _is_module_or_name("app.search.parser")
    assert _is_module_or_name("app.places.disputed.DisputedPlaces")
    assert not _is_module_or_name("db.search")
    assert not _is_module_or_name("app.places.disputed.UndisputedPlaces")


def _is_module_or_name(dotted: str) -> bool:
    """Whether it is a package, a module, or a name that stands in one."""
    path = ROOT.joinpath(*dotted.split("."))
    if path.is_dir() or path.with_suffix(".py").exists():
        return True
    parent, name = path.parent, path.name
    holder = parent / "__init__.py" if parent.is_dir() else parent.with_suffix(".py")
    return holder.exists() and re.search(rf"\b{name}\b", holder.read_text(encoding="utf-8")) is not None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (page.parent / target).exists(), target


def test_the_commands_of_the_pages_are_those_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for page in PAGES:
        for target in re.findall(r"`make (\w+)`", page.read_text(encoding="utf-8")):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), f"{page.name} names make {target}"


def test_the_list_and_the_picture_of_the_rooms_are_those_of_the_tree() -> None:
    architecture = (rooms.PAGES / "architecture.md").read_text(encoding="utf-8")
    assert rooms.page(architecture) == architecture, "run “make rooms”"
    names = re.findall(
        r'font-size="13"[^>]*>([^<]+)<', (rooms.PAGES / "rooms.svg").read_text(encoding="utf-8")
    )
    assert names == re.findall(r'font-size="13"[^>]*>([^<]+)<', rooms.picture()), "run “make rooms”"


def _names(picture: str) -> list[str]:
    return re.findall(r'font-size="13"[^>]*>([^<]+)<', picture)


def test_one_public_name_is_one_thing() -> None:
    assert rooms.doubled_names() == []


def test_the_readme_leads_to_the_manual() -> None:
    assert "resources/manual/developers/index.md" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_room_says_what_it_is_about() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "app/catalogue.py" in tracked
    for room in rooms.rooms():
        assert room.words.endswith("."), room.name
