"""The fixed encoding: written out by hand here, so that nobody changes it unawares."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from db.states.encoding import RowEncoder, Value

SALT = bytes(range(16))
COLUMNS = ("id", "lat", "note", "tags", "title")
ENCODER = RowEncoder("place", COLUMNS, ("id",))
VALUES = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.binary(),
)
ROWS = st.tuples(*[VALUES] * len(COLUMNS))


def test_a_row_is_encoded_as_the_documentation_says() -> None:
    by_hand = (
        b"exhibit-row/v2\x00"
        b"\x00\x00\x00\x05place"
        b"+"
        b"\x00\x00\x00\x02id" + b"i\x00\x00\x00\x00\x00\x00\x00\x07"
        b"\x00\x00\x00\x03lat" + b"f\x40\x44\xe6\x66\x66\x66\x66\x66"
        b"\x00\x00\x00\x04tags" + b"b\x00\x00\x00\x02\x00\xff"
        b"\x00\x00\x00\x05title" + b"s\x00\x00\x00\x06" + "청진".encode()
    )
    row = (7, 41.8, None, b"\x00\xff", "청진")

    assert ENCODER.digest(SALT, row) == sha256(SALT + by_hand).digest()


def test_a_row_that_was_taken_away_is_encoded_by_its_key_alone() -> None:
    encoder = RowEncoder("item_tag", ("item_id", "tag_id"), ("item_id", "tag_id"))
    by_hand = (
        b"exhibit-row/v2\x00"
        b"\x00\x00\x00\x08item_tag"
        b"-"
        b"\x00\x00\x00\x07item_id" + b"i\x00\x00\x00\x00\x00\x00\x00\x01"
        b"\x00\x00\x00\x06tag_id" + b"i\x00\x00\x00\x00\x00\x00\x00\x02"
    )

    assert encoder.digest_absent(SALT, (1, 2)) == sha256(SALT + by_hand).digest()
    assert encoder.digest_absent(SALT, (1, 2)) != encoder.digest(SALT, (1, 2))


def test_a_column_that_a_later_version_adds_changes_nothing_while_it_is_null() -> None:
    later = RowEncoder("place", ("altitude", *COLUMNS), ("id",))

    assert later.digest(SALT, (None, 7, 41.8, None, None, "x")) == ENCODER.digest(
        SALT, (7, 41.8, None, None, "x")
    )


@given(ROWS, ROWS)
def test_no_two_rows_have_one_state(one: tuple[Value, ...], other: tuple[Value, ...]) -> None:
    same = [type(value) for value in one] == [type(value) for value in other] and repr(one) == repr(other)

    assert (ENCODER.digest(SALT, one) == ENCODER.digest(SALT, other)) == same


@given(ROWS, st.sampled_from(range(len(COLUMNS))), st.text(min_size=1, max_size=9))
def test_hints_point_at_the_column_that_differs_or_at_none(
    row: tuple[Value, ...], at: int, changed: str
) -> None:
    state = ENCODER.digest(SALT, row)
    other = (*row[:at], changed, *row[at + 1 :])

    pointed = [
        column
        for column, (then, now) in enumerate(
            zip(ENCODER.hints(SALT, state, row), ENCODER.hints(SALT, state, other), strict=True)
        )
        if then != now
    ]

    assert pointed in ([], [at])


def test_without_the_salt_hints_tell_nothing_of_two_equal_values() -> None:
    row: tuple[Value, ...] = (7, None, "same", None, "same")
    state = ENCODER.digest(SALT, row)
    _, _, one, _, other = ENCODER.hints(SALT, state, row)

    assert one != other
