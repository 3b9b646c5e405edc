"""The log for support tells what ran and what broke, and not a word of evidence, whatever is done."""

import logging
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from app.catalogue import Catalogue
from app.cli.program import build, run
from app.support.state_folder import ENVIRONMENT
from app.support.support_details import places, report, versions
from app.support.support_log import FILE, LEVEL, SupportLog

SECRET = "Ivanov"
HOSTILE = (
    f"{SECRET}\n2026-01-01T00:00:00Z 1 ERROR broke verb={SECRET}",
    f"../../{SECRET}",
    f"{SECRET}' OR 1=1; -- %s {{0}} {{verb}}",
    f"near:{SECRET}~25km",
    f"\u202e{SECRET}\x1b[31m",
)
NUMBERS = {"int", "float", "integer", "integer range", "int range"}
_HEAD = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ \d+ (DEBUG|INFO|WARNING|ERROR) (began|ended|refused|broke)"
_FACTS = r" verb=(-|[a-z]+(\.[a-z]+)?) version=[\d.]+( seconds=\d+\.\d{3})?( code=\d+)?"
LINE = re.compile(_HEAD + _FACTS)


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of this test, noted in as much as there is."""
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "state"))
    monkeypatch.setenv(LEVEL, "debug")
    return tmp_path / "state"


@pytest.fixture
def exhibit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., int]:
    """Run a verb on the catalogue of a person whose name must not leave."""

    def call(*arguments: str | Path) -> int:
        code = run(["-c", str(tmp_path / SECRET / "case"), *map(str, arguments)], lambda _: 0)
        capsys.readouterr()
        return code

    return call


def noted(state: Path) -> str:
    found = sorted(path for path in state.glob(f"{FILE}*") if path.suffix != ".lock")
    return "".join(path.read_text("utf-8") for path in found)


def test_it_tells_which_verb_ran_how_long_and_with_which_code(
    state: Path, exhibit: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(LEVEL, "info")
    (state.parent / SECRET).mkdir()
    assert exhibit("init", state.parent / SECRET / "case") == 0
    assert exhibit("case", "list") == 0
    assert exhibit("show", "EX-000009") == 1
    assert exhibit("shwo") == 2

    lines = noted(state).splitlines()
    told = [re.sub(r"^\S+ \d+ |version=\S+ ?|seconds=\S+ ?", "", line).strip() for line in lines]
    assert told == [
        "INFO ended verb=init code=0",
        "INFO ended verb=case.list code=0",
        "WARNING refused verb=show",
        "CatalogueError",
        "INFO ended verb=show code=1",
        "WARNING refused verb=-",
        "NoSuchCommand" if "NoSuchCommand" in told else "UsageError",
        "INFO ended verb=- code=2",
    ]


def test_hostile_names_through_every_verb_leave_nothing_in_it(
    state: Path, exhibit: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    home = state.parent / SECRET
    home.mkdir()
    monkeypatch.chdir(home)
    monkeypatch.setenv("EXHIBIT_ANALYST", f"Anna {SECRET}")
    text = ""

    def note(*arguments: str | Path) -> int:
        nonlocal text
        code = exhibit(*arguments)
        text += noted(state)
        (state / FILE).unlink()
        return code

    _a_day_of(note, home)
    for arguments in _every_verb():
        note(*arguments)

    assert len(text.splitlines()) > 500
    for word in (SECRET, SECRET.lower(), "Anna", str(state.parent), str(Path.home()), "EX-0000", "Poltava"):
        assert word not in text, word
    for line in text.splitlines():
        assert LINE.fullmatch(line) or re.fullmatch(r"  [\w .:/<>-]+", line), line
    verbs = set(re.findall(r"verb=(\S+)", text))
    assert verbs - {"-"} == {name.replace(" ", ".") for name, _ in _verbs()}


def test_a_bug_is_noted_by_class_and_place_and_the_person_is_told_what_to_send(
    state: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        try:
            Path(f"/home/{SECRET}/letter").read_bytes()
        except OSError as error:
            raise ZeroDivisionError(f"{SECRET} lives there") from error

    monkeypatch.setattr(Catalogue, "open", broken)
    with pytest.raises(ZeroDivisionError):
        run(["-c", str(tmp_path), "tags", "--json"], lambda _: 0)

    assert "exhibit support" in capsys.readouterr().out
    text = noted(state)
    assert "ERROR broke verb=tags" in text
    assert "  ZeroDivisionError\n" in text
    assert "  caused by FileNotFoundError 2\n" in text
    assert re.search(r"^    app/cli/verb\.py:\d+ open$", text, re.MULTILINE)
    assert re.search(r"^    elsewhere:\d+ broken$", text, re.MULTILINE)
    assert SECRET not in text
    run(["support"], lambda _: 0)
    printed = capsys.readouterr().out
    assert "ZeroDivisionError" in printed
    assert versions()["Python"] in printed
    assert SECRET not in printed


def test_a_report_holds_versions_places_and_the_end_of_the_log() -> None:
    try:
        int(SECRET)
    except ValueError as error:
        text, where = report(error, ["one", "two"]), places(error)
    assert where[0] == "ValueError"
    assert text.startswith("Exhibit ")
    assert text.endswith("\n\none\ntwo\n")
    assert SECRET not in text


def test_what_others_log_is_not_in_it(state: Path) -> None:
    with SupportLog() as log:
        log.began("find")
        for name in ("", "exhibit", "exhibit.support", "PIL", "exifread"):
            logging.getLogger(name).critical("%s was there", SECRET)
        log.ended(f"find {SECRET}", 1.0, 0)
    assert SECRET not in noted(state)
    assert "ended verb=- " in noted(state)


def test_the_option_says_how_much_and_a_wrong_level_is_wrong_usage(
    state: Path, exhibit: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert exhibit("--log-level", "error", "--version") == 0
    assert exhibit("tags", "--log-level", "error") == 1
    assert noted(state) == ""
    assert exhibit("tags", "--log-level", "loud") == 2
    monkeypatch.delenv(LEVEL)
    assert exhibit("tags", "--log-level", "debug") == 1
    assert "DEBUG began verb=tags" in noted(state)
    monkeypatch.setenv(LEVEL, "error")
    assert exhibit("desk", "--log-level", "debug") == 0
    assert os.environ[LEVEL] == "debug", "for the window"


@pytest.mark.parametrize("kind", ["file", "below a file", "a folder in place of the log"])
def test_a_folder_that_cannot_be_written_is_silent(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "state" / FILE).mkdir(parents=True)
    where = {"file": "file", "below a file": "file/state"}.get(kind, "state")
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / where))

    assert run(["place", "Reykjavik", "--json"], lambda _: 0) == 0
    assert capsys.readouterr().err == ""
    assert run(["support", "--json"], lambda _: 0) == 0
    assert '"log": []' in capsys.readouterr().out
    assert (tmp_path / "file").read_text() == "mine"


def test_many_processes_write_at_once_and_no_line_is_lost(state: Path) -> None:
    work = (
        "from app.support.support_log import SupportLog\n"
        "with SupportLog() as log:\n"
        "    for number in range(1200): log.ended('find', number, 0)\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", work]) for _ in range(5)]
    assert [process.wait() for process in running] == [0] * 5

    lines = noted(state).splitlines()
    assert all(LINE.fullmatch(line) for line in lines)
    for process in running:
        numbers = [line for line in lines if f" {process.pid} " in line]
        assert len(numbers) == 1200
    assert (state / f"{FILE}.1").stat().st_size >= 256 * 1024
    assert (state / FILE).stat().st_size < 300 * 1024


def test_it_never_grows_beyond_three_files(state: Path) -> None:
    with SupportLog() as log:
        for number in range(12_000):
            log.ended("find", number, 0)
    sizes = [path.stat().st_size for path in state.glob(f"{FILE}*")]
    assert len([size for size in sizes if size]) == 3
    assert sum(sizes) < 3 * 260 * 1024


def _a_day_of(exhibit: Callable[..., int], home: Path) -> None:
    """Acts that succeed, with the name in everything a person can write."""
    exif = Image.Exif()
    exif[0x013B] = f"{SECRET} the photographer"
    folder = home / f"from {SECRET}"
    folder.mkdir()
    Image.new("RGB", (8, 8), "navy").save(folder / f"{SECRET}.jpg", exif=exif)
    (folder / f"{SECRET} broken.jpg").write_bytes(b"\xff\xd8\xff" + SECRET.encode())
    for arguments in (
        ("init", home / "case", "--title", f"The case of {SECRET}"),
        ("ingest", folder, "--source", SECRET, "--tag", SECRET, "--account", SECRET),
        ("case", "add", "--title", SECRET, "--label", "H"),
        ("claim", "add", f"{SECRET} was in Poltava.", "--case", "H"),
        ("link", "1", "C01", "--stance", "supports", "--reason", SECRET),
        ("note", "1", f"{SECRET} called."),
        ("edit", "1", "--title", f"{SECRET} at home"),
        ("locate", "1", "--at", "Poltava", "--role", "subject", "--basis", "claimed"),
        ("tag", "1", "--add", SECRET),
        ("search", "save", SECRET, f"tag:{SECRET}"),
        ("find", SECRET),
        ("show", "1"),
        ("sheet", "1", "--out", home / f"{SECRET}.pdf"),
        ("export", "csv", home / f"{SECRET}.csv", "--yes"),
        ("backup", home / f"backup of {SECRET}"),
        ("verify",),
        ("undo",),
    ):
        assert exhibit(*arguments) == 0, arguments


def _every_verb() -> Iterator[list[str]]:
    """Each verb with hostile words for everything it takes, for what may be any text, and for nothing."""
    for name, command in _verbs():
        arguments = [each for each in command.params if not each.opts[0].startswith("-")]
        options = [each for each in command.params if each.opts[0].startswith("--") and not each.is_flag]
        all_its_own = [each for each in options if each.opts[0] != "--log-level" and "-c" not in each.opts]
        for words in HOSTILE:
            # it has all rows compared, which is enough once a verb
            costly = set() if words == HOSTILE[0] else {"--on-broken-log"}
            of_its_own = [each for each in all_its_own if each.opts[0] not in costly]
            texts = [each for each in of_its_own if each.type.name not in NUMBERS]
            given = ["1" if each.type.name in NUMBERS else words for each in arguments]
            yield [*name.split(), *given]
            yield [*name.split(), words, *(f"{each.opts[0]}={words}" for each in of_its_own)]
            yield [*name.split(), *given, *(f"{each.opts[0]}={words}" for each in texts)]
        yield name.split()
        yield [*name.split(), "--help"]
        yield [f"{name} {SECRET}", SECRET]


def _verbs() -> Iterator[tuple[str, Any]]:
    root: Any = build(lambda folder: 0 if folder else 1)
    waiting = [(name, root.get_command(None, name)) for name in root.list_commands(None)]
    for name, command in waiting:
        below = getattr(command, "commands", None)
        yield from ((f"{name} {sub}", each) for sub, each in below.items()) if below else [(name, command)]
