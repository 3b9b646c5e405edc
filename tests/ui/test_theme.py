"""Colours are told apart by every eye, in light and in dark."""

import pytest

from ui.look.contrast import contrast, mixed
from ui.look.palette import on_accent
from ui.look.theme import DARK, LIGHT, Theme

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
GROUNDS = ("ground", "pane")
TEXTS = ("text", "muted", "attention", "damage")
MARKS = ("accent", "supports", "refutes", "context", "attention", "damage")


@THEMES
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_text_can_be_read_on_every_ground(theme: Theme, ground: str, text: str) -> None:
    assert contrast(getattr(theme, text), getattr(theme, ground)) >= 4.5


@THEMES
@pytest.mark.parametrize("text", ["text", "muted"])
def test_text_can_be_read_on_what_is_selected_or_under_the_mouse(theme: Theme, text: str) -> None:
    for ground in (theme.tint, theme.hover):
        assert contrast(getattr(theme, text), ground) >= 4.5


@THEMES
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("mark", MARKS)
def test_marks_stand_out_from_every_ground(theme: Theme, ground: str, mark: str) -> None:
    assert contrast(getattr(theme, mark), getattr(theme, ground)) >= 3


@THEMES
def test_edges_of_fields_and_buttons_are_marks(theme: Theme) -> None:
    assert contrast(theme.edge, theme.pane) >= 3


@THEMES
def test_words_on_the_accent_and_on_the_band_can_be_read(theme: Theme) -> None:
    assert contrast(on_accent(theme), theme.accent) >= 4.5
    assert contrast(theme.pane, theme.attention) >= 4.5


def test_black_on_white_is_the_greatest_contrast() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#808080", "#808080") == pytest.approx(1)


def test_a_mixed_colour_lies_between_its_two() -> None:
    assert mixed("#000000", "#FFFFFF", 0) == "#000000"
    assert mixed("#000000", "#FFFFFF", 1) == "#FFFFFF"
    assert mixed("#000000", "#FFFFFF", 0.5) == "#808080"
