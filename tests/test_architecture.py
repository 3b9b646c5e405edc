"""Walls that import-linter does not see: what a start imports, what speaks, which words code may know."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.catalogue import Catalogue

ROOT = Path(__file__).parents[1]
OURS = ("app", "ui", "db", "resources")
TALKERS = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "requests", "urllib3", "aiohttp", "httpx"}
LINES = 450
_WORD_OF_AN_ENGINE = re.compile(
    r"(?i:sqlite|fts[345]|\br\*?trees?\b|pragma|rowid|json_each)"
    r"|\bMATCH\b|\bWAL\b|AUTOINCREMENT|BEGIN IMMEDIATE"
)
_MAY_NAME_ONE = {"db/migrate.py", "app/reading/sniff.py", "resources/remarks.py"}
"""Beside the packages of engines: the last two as a kind of file."""
_ENGINES = re.compile(r"\b(catalogue|thumbnails)\.sqlite\b|^from db\.sqlite\..*$", re.MULTILINE)
"""Names of files in a catalogue, and the imports that import-linter allows."""


def modules(*folders: str) -> Iterator[Path]:
    """Every module of ours in these folders."""
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def test_a_module_says_what_it_is_for_and_does_not_grow_without_end() -> None:
    for path in modules(*OURS):
        text = path.read_text(encoding="utf-8")
        assert ast.get_docstring(ast.parse(text)), path
        assert len(text.splitlines()) <= LINES, path


def test_nothing_of_ours_can_speak_to_a_network() -> None:
    """The scripts of resources/build fetch packages for a developer; they are no part of the program."""
    for path in modules(*OURS):
        if path.is_relative_to(ROOT / "resources" / "build"):
            continue
        found = {name for name in _imported(path) if name.split(".")[0] in TALKERS}
        assert found <= {"urllib.parse"}, f"{path} imports {found}"


_SQLITE_AS_A_KIND_OF_FILE = (ROOT / "app" / "reading" / "sniff.py", ROOT / "resources" / "remarks.py")


def test_only_the_package_of_an_engine_and_migrations_know_words_of_it() -> None:
    """The rest is SQL that any engine takes, so that a second engine is a second package."""
    for path in modules(*OURS):
        if path.is_relative_to(ROOT / "db" / "sqlite") or path.is_relative_to(ROOT / "db" / "migrations"):
            continue
        if path in {ROOT / "db" / "migrate.py", *_SQLITE_AS_A_KIND_OF_FILE}:
            continue
        text = _ENGINES.sub("", path.read_text(encoding="utf-8"))
        found = [line for line in text.splitlines() if _WORD_OF_AN_ENGINE.search(line)]
        assert not found, f"{path}: {found}"


def test_resources_import_nothing_of_ours() -> None:
    for path in modules("resources"):
        found = {name for name in _imported(path) if name.split(".")[0] in {"app", "ui", "db"}}
        assert not found, f"{path} imports {found}"


def test_no_name_of_the_demonstration_case_is_in_the_code() -> None:
    case = json.loads((ROOT / "resources" / "demo" / "case.json").read_text(encoding="utf-8"))
    names = {row["name"] for row in case["places"] if len(row["name"]) > 5} - _NAMES_OF_COUNTRIES
    assert len(names) > 5
    for path in modules("app", "ui", "db"):
        text = path.read_text(encoding="utf-8")
        assert not [name for name in names if name in text], path


@pytest.mark.parametrize(
    "never",
    [
        r"\.connection\b(?! import)",
        r"\bconnection_of\b",
        r"\.write\(\) as",
        r"unit\.\w+\(\s*f?[\"']\w+[\"'],\s*\w+=",
        r"\.execute\(",
    ],
)
def test_no_connection_and_no_name_of_a_table_is_known_above_db(never: str) -> None:
    """What is written is a record of `db.rows`, which mypy reads; the pipe of a worker is no database."""
    for path in modules("app", "ui"):
        lines = path.read_text(encoding="utf-8").splitlines()
        found = [line for line in lines if re.search(never, line) and "multiprocessing" not in line]
        assert not found, f"{path}: {found}"


def test_tests_are_no_package() -> None:
    assert not list((ROOT / "tests").rglob("__init__.py"))


@pytest.mark.parametrize(
    ("verb", "never"),
    [
        (["--version"], ("sqlalchemy", "PIL", "PySide6", "numpy")),
        (["place", "Reykjavik", "--json"], ("PIL", "PySide6", "typst", "pypdfium2", "rich")),
        (["-c", "made", "find", "quay", "--json"], ("PIL", "PySide6", "typst", "pypdfium2", "rich", "c2pa")),
    ],
)
def test_a_verb_imports_only_what_it_needs(verb: list[str], never: tuple[str, ...], tmp_path: Path) -> None:
    Catalogue.create(tmp_path / "made").close()
    code = (
        "import sys\n"
        "from app.cli.program import run\n"
        f"code = run({verb!r}, lambda folder: 0)\n"
        f"sys.stderr.write(str([name for name in {never!r} if name in sys.modules]))\n"
        "sys.exit(code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.endswith("[]")


def _imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return names


_NAMES_OF_COUNTRIES = {"Russia", "Ukraine", "North Korea", "South Korea"}
