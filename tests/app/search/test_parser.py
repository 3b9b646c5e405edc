"""The query language: what is understood, what is refused, and where it says the fault lies."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.search.errors import QueryError
from app.search.keys import KEYS
from app.search.parser import parse
from db.queries.filter import (
    And,
    ByCamera,
    Everything,
    Has,
    HasLocation,
    HasStance,
    Held,
    InBox,
    InCase,
    InRegion,
    Linked,
    Near,
    Node,
    Not,
    OfType,
    Or,
    Placed,
    Query,
    Received,
    Sort,
    Tagged,
    Taken,
    TextMatch,
    TimeSpan,
    leaves,
)

NOW = datetime(2020, 6, 15, 12, 0, tzinfo=UTC)


def node(text: str) -> Node:
    return parse(text, NOW).node


def fault(text: str) -> QueryError | None:
    try:
        parse(text, NOW)
    except QueryError as error:
        return error
    return None


def points_into(error: QueryError | None, text: str) -> bool:
    return error is not None and 0 <= error.position <= error.end <= len(text)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]  # mypy cannot count a star


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", Everything()),
        ("   ", Everything()),
        ("bridge", TextMatch("bridge")),
        ("rail bridge", And((TextMatch("rail"), TextMatch("bridge")))),
        ("rail AND bridge", And((TextMatch("rail"), TextMatch("bridge")))),
        ('"rail bridge"', TextMatch("rail bridge")),
        ("“rail bridge”", TextMatch("rail bridge")),
        ('"rail bri"*', TextMatch("rail bri", prefix=True)),
        ("bri*", TextMatch("bri", prefix=True)),
        ("청진*", TextMatch("청진", prefix=True)),
        ("-bridge", Not(TextMatch("bridge"))),
        ("NOT bridge", Not(TextMatch("bridge"))),
        ("--bridge", TextMatch("bridge")),
        ("foo-bar", TextMatch("foo-bar")),
        ("or", TextMatch("or")),
        ("12:30", TextMatch("12:30")),
        ("https://example.org", TextMatch("https://example.org")),
        ("rail OR road", Or((TextMatch("rail"), TextMatch("road")))),
        ("a b OR c", Or((And((TextMatch("a"), TextMatch("b"))), TextMatch("c")))),
        ("a (b OR c)", And((TextMatch("a"), Or((TextMatch("b"), TextMatch("c")))))),
        ("-(a b)", Not(And((TextMatch("a"), TextMatch("b"))))),
        ("(((a)))", TextMatch("a")),
        ("tag:bridge", Tagged("bridge")),
        ('tag:"long bridge"', Tagged("long bridge")),
        ("TAG:bridge", Tagged("bridge")),
        ("type:photograph", OfType("photograph")),
        ("type:aerial-imagery", OfType("aerial imagery")),
        ("type:video,audio", Or((OfType("video"), OfType("audio")))),
        ("case:harbour", InCase("harbour")),
        ("claim:C06", Linked("C06")),
        ("stance:refutes", HasStance(("refutes",))),
        ("camera:canon", ByCamera("canon")),
        ("held:no", Held(held=False)),
        ("has:gps", Has("gps")),
        ("no:gps", Not(Has("gps"))),
        ("-no:claim", Has("claim")),
        ('in:"New South Wales"', Placed(InRegion("New South Wales"))),
        ("box:-1,170,2.5,-170", Placed(InBox(-1, 170, 2.5, -170))),
        ("near:Springfield~25km", Placed(Near("Springfield", 25_000))),
        ("near:51.48,-0.01~500m", Placed(Near("51.48,-0.01", 500))),
        ('near:"King\'s Lynn"~10km', Placed(Near("King's Lynn", 10_000))),
        ("near:Springfield~2,5km", Placed(Near("Springfield", 2_500))),
        ("near:Springfield~10км", Placed(Near("Springfield", 10_000))),
        ('near:"Springfield ~ 3 mi"', Placed(Near("Springfield", 4_828.032))),
        ("role:camera", HasLocation(roles=("camera",))),
        ("basis:assessed", HasLocation(bases=("assessed",))),
    ],
)
def test_a_query_is_understood(text: str, tree: Node) -> None:
    assert node(text) == tree


def test_role_and_basis_say_which_locations_the_places_of_their_group_look_at() -> None:
    assert node("near:Springfield~1km role:camera basis:claimed") == And(
        (
            Placed(Near("Springfield", 1_000), ("camera",), ("claimed",)),
            HasLocation(("camera",), ("claimed",)),
        )
    )


def test_a_role_reaches_into_brackets_but_not_across_or() -> None:
    inner = node("role:publisher (in:France OR box:0,0,1,1 role:camera)")
    assert [leaf.roles for leaf in leaves(inner) if isinstance(leaf, Placed)] == [("publisher",), ("camera",)]

    across = node("in:France role:publisher OR in:Spain")
    assert [leaf.roles for leaf in leaves(across) if isinstance(leaf, Placed)] == [("publisher",), ()]


def test_a_stance_says_how_the_item_stands_to_the_claim_of_its_group() -> None:
    assert node("claim:C06 stance:supports,refutes") == And(
        (Linked("C06", ("supports", "refutes")), HasStance(("supports", "refutes")))
    )


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2020", utc(2020, 1, 1), utc(2021, 1, 1)),
        ("2020-12", utc(2020, 12, 1), utc(2021, 1, 1)),
        ("2020-02", utc(2020, 2, 1), utc(2020, 3, 1)),
        ("2020-02-29", utc(2020, 2, 29), utc(2020, 3, 1)),
        ("2020-05-01..2020-05-17", utc(2020, 5, 1), utc(2020, 5, 18)),
        ("2020-05-17T09:30", utc(2020, 5, 17, 9, 30), utc(2020, 5, 17, 9, 31)),
        ("2020-05-17T09:30:15Z", utc(2020, 5, 17, 9, 30, 15), utc(2020, 5, 17, 9, 30, 16)),
        ("..2020-05", None, utc(2020, 6, 1)),
        ("2020-05..", utc(2020, 5, 1), None),
        ("30d", NOW - timedelta(days=30), None),
        ("12h", NOW - timedelta(hours=12), None),
        ("2w", NOW - timedelta(days=14), None),
    ],
)
def test_times_are_intervals_in_utc(text: str, start: datetime | None, end: datetime | None) -> None:
    assert node(f"taken:{text}") == Taken(TimeSpan(start, end))
    assert node(f"received:{text}") == Received(TimeSpan(start, end))


def test_the_order_is_said_once() -> None:
    assert parse("bridge sort:-taken", NOW) == Query(
        TextMatch("bridge"), Sort("taken", descending=True), "bridge sort:-taken"
    )
    assert parse("sort:distance", NOW).sort == Sort("distance")
    assert parse("bridge", NOW).sort is None


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ("rail near:Springfield", 5, "near: needs a distance, such as near:Springfield~25km"),
        ("near:~25km", 0, "near: needs a place"),
        ("near:Springfield~25", 0, "Write a number with m, km"),
        ("near:Springfield~far", 0, "is no distance"),
        ("near:Springfield~99999km", 0, "half way round the earth"),
        ("box:1,2,3", 0, "box: needs south, west, north, east"),
        ("box:5,0,1,1", 0, "south is not north of north"),
        ("box:nan,0,1,1", 0, "box: needs"),
        ("tag:", 0, "tag: needs a tag, such as tag:"),
        ("a tagg:x", 2, "There is no search key “tagg:”"),
        ("type:pictures", 0, "aerial imagery"),
        ("role:editor", 0, "camera, subject, publisher"),
        ("stance:maybe", 0, "supports, refutes, context"),
        ("held:perhaps", 0, "yes or no"),
        ("has:wings", 0, "gps, location, claim, tag, time"),
        ("sort:colour", 0, "sort: needs one of exhibit"),
        ("a sort:taken sort:title", 13, "sort: stands once"),
        ("(sort:taken)", 1, "outside brackets"),
        ("taken:yesterday", 0, "is no time"),
        ("taken:2020-13", 0, "is no time"),
        ("taken:2020-02-30", 0, "is no time"),
        ("taken:9999", 0, "is no time"),
        ("taken:2020-05..2020-04", 0, "comes before"),
        ('rail "open', 5, "quotation mark is open"),
        ('tag:"open', 4, "quotation mark is open"),
        ("(rail", 0, "bracket is open"),
        ("rail)", 4, "never opened"),
        ("a ()", 2, "nothing between these brackets"),
        ("OR rail", 0, "between two things"),
        ("rail OR", 5, "OR needs something"),
        ("rail OR OR road", 5, "OR needs something"),
        ("(rail OR)", 6, "OR needs something"),
        ("-", 0, "no letter or digit"),
        ("NOT", 0, "A minus sign needs something"),
        ("rail &", 5, "no letter or digit"),
        ("*", 0, "no letter or digit"),
        ('""', 0, "no letter or digit"),
        ("role:camera role:subject", 12, "role: stands twice"),
        ("basis:claimed basis:any", 14, "basis: stands twice"),
        ("stance:supports stance:refutes", 16, "stance: stands twice"),
    ],
)
def test_a_wrong_query_says_where_it_is_wrong_and_what_was_expected(
    text: str, position: int, expected: str
) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text, NOW)

    assert expected in str(caught.value)
    assert caught.value.position == position
    assert caught.value.position <= caught.value.end <= len(text)


@pytest.mark.parametrize("spec", KEYS, ids=lambda spec: spec.key)
def test_the_example_of_every_key_is_a_query(spec: object) -> None:
    example_text = next(known.example for known in KEYS if known is spec)

    assert parse(example_text, NOW).text == example_text


@pytest.mark.parametrize(
    "text",
    [
        "(" * 10_000,
        ")" * 10_000,
        "-" * 9_999 + "a",
        "a " * 5_000,
        "a OR " * 2_000,
        '"' * 10_000,
        "(-" * 5_000,
        "tag:" * 2_500,
        "near:" + "~" * 9_990,
        "*" * 10_000,
        "a:" * 5_000,
        "(a " * 3_000,
        "\N{COMBINING ACUTE ACCENT}" * 9_999,
    ],
    ids=lambda text: text[:6],
)
def test_ten_thousand_hostile_characters_are_answered_or_refused(text: str) -> None:
    assert fault(text) is None or points_into(fault(text), text)


def test_brackets_may_stand_forty_deep_and_parts_number_two_hundred() -> None:
    assert node("(" * 40 + "a" + ")" * 40) == TextMatch("a")
    with pytest.raises(QueryError, match="40 deep"):
        node("(" * 41 + "a" + ")" * 41)
    with pytest.raises(QueryError, match="at most 200 parts"):
        node("a " * 201)


words = st.sampled_from(
    ["rail", "OR", "AND", "NOT", "-", "(", ")", '"', "“x y”", "br*", "tag:a", "near:B~2km", "role:camera"]
)


@given(
    st.text(max_size=200)
    | st.lists(words, max_size=30).map(" ".join)
    | st.lists(words, max_size=30).map("".join)
)
@example("near:\ud800~1km")
@example("taken:٢٠٢٠")
def test_no_text_does_worse_than_a_query_error_that_points_into_it(text: str) -> None:
    if fault(text):
        assert points_into(fault(text), text)
    else:
        assert parse(text, NOW).text == text
        assert hash(parse(text, NOW)) == hash(parse(text, NOW))


trees = st.recursive(
    st.sampled_from(["rail", '"two words"', "bri*", "tag:a", "held:no", "box:0,0,1,1", "taken:2020"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: "(" + " ".join(parts) + ")"),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: "(" + " OR ".join(parts) + ")"),
        inner.map(lambda part: f"-{part}"),
    ),
    max_leaves=12,
)


@given(trees, trees)
def test_brackets_round_a_query_change_nothing_and_or_binds_weaker_than_a_blank(
    left: str, right: str
) -> None:
    assert node(f"({left})") == node(left)
    assert node(f"--({left})") == node(f"({left})")
    assert node(f"{left} OR {right} {left}") == Or((node(left), node(f"({right} {left})")))
