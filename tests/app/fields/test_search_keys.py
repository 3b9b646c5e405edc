"""Whatever kind a field is of: what it holds answers what is asked of it by a key, or it can have no key."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from inspect import getmembers, isclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import CatalogueError
from app.fields import kinds
from app.fields.field import Field, Privacy
from app.fields.kinds import (
    Bounds,
    Code,
    Codes,
    Flag,
    Lines,
    Moment,
    Names,
    Noted,
    Number,
    Outline,
    Sha256,
    SourceName,
    StatedTime,
    Stored,
    Term,
    Text,
    Url,
    YesNo,
)
from app.times.moments import utc_words
from resources.fold import fold

NOW = datetime(2026, 11, 25, tzinfo=UTC)
WORDS = ("near", "far away", "unknown")
ANY_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(str.strip)
VALUES: dict[Text, st.SearchStrategy[Stored]] = {
    **dict.fromkeys((Text(), Noted(), Url(), StatedTime()), ANY_TEXT),
    **dict.fromkeys((Lines(), Names()), st.lists(ANY_TEXT, min_size=1, max_size=3).map("\n".join)),
    Sha256(): st.binary(min_size=32, max_size=32).map(bytes.hex),
    **dict.fromkeys((Code(words=WORDS), Term(words=WORDS)), st.sampled_from(WORDS)),
    Codes(words=WORDS): st.sets(st.sampled_from(WORDS), min_size=1).map(lambda some: ",".join(sorted(some))),
    Number(unit=" dpi"): st.floats(-1e300, 1e300),
    **dict.fromkeys((YesNo(), Flag()), st.booleans()),
    Moment(): st.integers(-62_000_000_000, 250_000_000_000).map(
        lambda s: NOW + timedelta(seconds=s - NOW.timestamp())
    ),
}
NO_KEY = (Outline(), SourceName())
ASKED: dict[type[Text], str] = {Number: "much", YesNo: "perhaps", Flag: "perhaps", Moment: "lately"}
"""What is no question of a kind."""


def lies_in(bounds: Bounds, stored: Stored) -> bool:
    """As the condition of the database compares."""
    assert isinstance(stored, float | bool | datetime)
    over = bounds.low is None or bounds.low <= stored  # type: ignore[operator]  # of one kind
    if bounds.high is None:
        return over
    return over and (stored <= bounds.high if bounds.closed else stored < bounds.high)  # type: ignore[operator]


def found(kind: Text, stored: Stored, asked: str) -> bool:
    bounds = kind.bounds(asked, "field", NOW)
    return kind.answers(str(stored), asked) if bounds is None else lies_in(bounds, stored)


def questions(kind: Text, stored: Stored) -> list[str]:
    """What must find the value: it as it is shown, and each part of it."""
    if isinstance(stored, datetime):
        return [utc_words(stored), str(stored.year).zfill(4), f"{stored.date()}..{stored.date()}"]
    if isinstance(kind, YesNo):
        return ["yes", "TRUE"] if stored else ["no", "0"]
    if isinstance(stored, float):
        return [kind.said(stored) or "", f"{stored:.10g}", repr(stored), f"{stored - 1!r}..{stored + 1!r}"]
    if isinstance(kind, Codes):
        return [*kind.chosen(stored)]
    text = str(stored)
    return [text] if isinstance(kind, Code) else [text, *fold(text).split(), *text.splitlines()]


def test_every_kind_is_asked() -> None:
    known = {one for _, one in getmembers(kinds, isclass) if issubclass(one, Text)}

    assert {type(kind) for kind in (*VALUES, *NO_KEY)} == known


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: type(kind).__name__)
@settings(max_examples=200, deadline=timedelta(seconds=2))
@given(data=st.data())
def test_a_value_is_found_by_what_is_shown_of_it(kind: Text, data: st.DataObject) -> None:
    stored = data.draw(VALUES[kind])
    for asked in questions(kind, stored):
        assert found(kind, stored, asked), (stored, asked)


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: type(kind).__name__)
@given(asked=ANY_TEXT, data=st.data())
def test_whatever_is_asked_is_answered_or_refused(kind: Text, asked: str, data: st.DataObject) -> None:
    stored = data.draw(VALUES[kind])
    with suppress(CatalogueError, ValueError):
        assert found(kind, stored, asked) in {True, False}


@pytest.mark.parametrize(
    ("kind", "stored", "asked"),
    [
        (Text(), "UltraCam Eagle", "ultra hawk"),
        (Text(), "UltraCam", "★"),
        (Code(words=WORDS), "near", "far away"),
        (Codes(words=WORDS), "far away,near", "unknown"),
        (Number(unit=" dpi"), 600.0, "601"),
        (Number(), 600.0, "601..700"),
        (Number(), 600.0, "..599.5"),
        (YesNo(), False, "yes"),
        (Moment(), datetime(2024, 10, 18, tzinfo=UTC), "2024-10-17"),
        (Moment(), datetime(2024, 10, 18, tzinfo=UTC), "30d"),
    ],
)
def test_another_value_is_not_found(kind: Text, stored: Stored, asked: str) -> None:
    assert not found(kind, stored, asked)


@pytest.mark.parametrize(("kind", "asked"), ASKED.items())
def test_what_is_no_question_of_the_kind_is_refused(kind: type[Text], asked: str) -> None:
    with pytest.raises((CatalogueError, ValueError), match=rf"“{asked}” is no|Field is yes or no"):
        kind().bounds(asked, "field", NOW)
    with pytest.raises(CatalogueError, match="less than the one in front"):
        Number().bounds("7..6", "field", NOW)


@pytest.mark.parametrize("kind", NO_KEY, ids=lambda kind: type(kind).__name__)
def test_a_kind_without_an_answer_can_have_no_key(kind: Text) -> None:
    with pytest.raises(TypeError, match="answers no search key"):
        Field("area", "Area", "area", kind, Privacy.PUBLIC, search="area:9")


@pytest.mark.parametrize("kind", [Noted(), Moment(), Outline()], ids=lambda kind: type(kind).__name__)
def test_what_the_program_alone_finds_nobody_can_say(kind: Text) -> None:
    with pytest.raises(TypeError, match="nobody can say"):
        Field("area", "Area", "area", kind, Privacy.PUBLIC, given=True)
