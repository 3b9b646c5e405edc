"""What exhibit-desk says on a terminal, in English and in a made-up language, and what it takes."""

import sys
from pathlib import Path

import pytest

from tests.messages.plain_words import plain_words
from ui.start import main as start
from ui.start.options import window_options
from ui.start.window_options import WindowOptions

_TYPED = ("exhibit-desk desk", "light dark system error warning info debug pink")


def _said(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "argv", ["exhibit-desk", *arguments])
    return start.main()


def test_folder_and_options_are_read() -> None:
    assert window_options(["case", "--theme", "dark", "--log-level", "debug"]) == WindowOptions(
        Path("case"), "debug", "dark"
    )
    assert window_options(["--theme=light"]) == WindowOptions(None, "", "light")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--help"], 0),
        (["--theme", "pink"], 2),
        (["--log-level", "pink"], 2),
        (["--theme"], 2),
        (["하나", "둘"], 2),
        (["--pink"], 2),
    ],
    ids=str,
)
def test_all_that_it_says_is_in_the_made_up_language(
    pseudo_language: None,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    code: int,
) -> None:
    """No window opens."""
    assert _said(arguments, monkeypatch) == code
    said = capsys.readouterr()
    assert said.out + said.err
    assert plain_words(said.out + said.err, _TYPED) == []


def test_in_english_it_reads_as_the_verbs_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _said(["--help"], monkeypatch) == 0
    assert capsys.readouterr().out.startswith("Usage: exhibit-desk [OPTIONS] [DIR]")
    assert _said(["--theme", "pink"], monkeypatch) == 2
    assert "--theme is one of light, dark, system." in capsys.readouterr().err
