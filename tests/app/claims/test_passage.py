"""Offsets are code points of the decoded text, half-open, whatever script it is in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.claims.passage import cut


@st.composite
def _positions(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(st.text(st.sampled_from("a é\u0301船😀한\n\r\u2028\ufeff."), max_size=400))
    start = draw(st.integers(0, len(text)))
    return text, start, draw(st.integers(start, len(text)))


@given(_positions(), st.integers(0, 50))
def test_the_cut_is_the_code_points_asked_for_amid_the_same_text(
    position: tuple[str, int, int], context: int
) -> None:
    text, start, end = position
    found = cut(text, start, end, context)
    assert found.exact == text[start:end]
    assert text[start - len(found.before) : end + len(found.after)] == (
        found.before + found.exact + found.after
    )
    assert "\n" not in found.before + found.after
    assert max(len(found.before), len(found.after)) <= context


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 1), (0, 6)])
def test_offsets_outside_the_text_are_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="does not lie within"):
        cut("five.", start, end)
