"""At a terminal: it asks before it touches many, folds instead of cutting, and draws no bar into a pipe."""

import os
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
PROGRAM = Path(sys.executable).parent / "exhibit"
_PATIENCE = 60.0


def test_it_asks_before_it_touches_many_and_no_means_nothing(program: Any, tmp_path: Path) -> None:
    _stock(program, tmp_path)
    said, code = _at_a_terminal(tmp_path, ["-c", "case", "tag", "quay", "--add", "seen"], b"n\n")
    assert "Add tag seen to 3 items, 0 have it already. Go on? [y/N]" in said
    assert code == 1
    assert program("-c", "case", "tags", "--json").json == {"tags": []}
    _, code = _at_a_terminal(tmp_path, ["-c", "case", "tag", "quay", "--add", "seen"], b"y\n")
    assert code == 0
    assert program("-c", "case", "tags", "--json").json == {"tags": [{"tag": "seen", "items": 3}]}


def test_yes_and_a_single_item_are_not_asked_about(program: Any, tmp_path: Path) -> None:
    _stock(program, tmp_path)
    for arguments in (["tag", "quay", "--add", "a", "--yes"], ["tag", "1", "--add", "b"]):
        said, code = _at_a_terminal(tmp_path, ["-c", "case", *arguments], b"")
        assert (code, "[y/N]" in said) == (0, False)


def test_a_long_text_is_folded_not_cut_and_steers_nothing(program: Any, tmp_path: Path) -> None:
    program("init", tmp_path / "case")
    words = [f"word{number:03d}" for number in range(60)]
    title = " ".join(words)
    program("-c", "case", "add", "--type", "photograph", "--title", title)
    program("-c", "case", "note", "1", "red \x1b[31m and \u202e turned")
    said, _ = _at_a_terminal(tmp_path, ["-c", "case", "show", "1"], b"")
    assert all(word in said for word in words)
    assert "\x1b[31m" not in said
    assert "\\x1b[31m and \\u202e turned" in " ".join(said.split())


def test_no_bar_and_no_colour_goes_into_a_pipe(program: Any, pictures: Path, tmp_path: Path) -> None:
    program("init", tmp_path / "case")
    said = program("-c", "case", "ingest", pictures)
    assert "\x1b" not in said.out + said.err
    assert said.err == ""


def _stock(program: Any, folder: Path) -> None:
    program("init", folder / "case")
    for number in range(3):
        program("-c", "case", "add", "--type", "photograph", "--title", f"A quay {number}")


def _at_a_terminal(folder: Path, arguments: list[str], answer: bytes) -> tuple[str, int]:
    """What a run shows on a pseudo-terminal of 80 columns, and its exit code."""
    terminal, inner = pty.openpty()
    running = subprocess.Popen(
        [str(PROGRAM), *arguments],
        cwd=folder,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "80", "LINES": "40"},
        stdin=inner,
        stdout=inner,
        stderr=inner,
    )
    os.close(inner)
    said, answered, until = b"", not answer, time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                more = os.read(terminal, 65536)
            except OSError:  # Linux says so when the other end is closed
                break
            if not more:
                break
            said += more
        if not answered and b"[y/N]" in said:
            os.write(terminal, answer)
            answered = True
    os.close(terminal)
    return said.decode("utf-8", "replace"), running.wait(_PATIENCE)
