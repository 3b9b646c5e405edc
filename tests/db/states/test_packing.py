"""States packed in sections: what is packed comes out again, and what is damaged comes out as nothing."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from db.states.packing import (
    Section,
    commitment,
    commitment_of_part,
    pack,
    pack_numbers,
    position_of,
    unpack,
)

NUMBERS = st.integers(-(2**63), 2**63 - 1)


def section(rows: list[tuple[int, int]], table: str = "note", *, present: bool = True) -> Section:
    digests = b"".join(sha256(repr(row).encode()).digest() for row in rows)
    hints = bytes(range(len(rows))) * 2
    return Section(table, present, 2, pack_numbers(rows), digests, 2, hints)


@given(st.lists(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=5), max_size=4))
def test_what_is_packed_comes_out_again(lists: list[list[tuple[int, int]]]) -> None:
    sections = [section(rows, f"table{n}", present=n % 2 == 0) for n, rows in enumerate(lists)]
    hints = b"".join(each.hints for each in sections)

    assert unpack(pack(sections), hints) == sections
    assert [each.hints for each in unpack(pack(sections))] == [b""] * len(sections)


@given(st.binary(max_size=400))
def test_bytes_of_somebody_else_are_no_states_and_no_error(packed: bytes) -> None:
    for each in unpack(packed):
        assert len(each.digests) == each.count * 32


def test_what_was_cut_is_nothing_at_all() -> None:
    packed = pack([section([(1, 2)]), section([(3, 4)])])

    assert len(unpack(packed)) == 2
    assert unpack(packed[:-1]) == []


def test_a_row_is_found_by_its_key_and_not_by_a_part_of_another() -> None:
    rows = [(256, 1), (1, 256), (7, 7)]

    assert [position_of(section(rows), pack_numbers([(key,)])) for key, _ in rows] == [0, 1, 2]
    assert position_of(section(rows), pack_numbers([(2,)])) is None


def test_an_entry_commits_to_digests_and_to_no_number_or_order() -> None:
    one, other = section([(1, 2), (3, 4)]), section([(3, 4), (1, 2)])
    renumbered = Section("note", True, 2, pack_numbers([(8, 9), (6, 7)]), one.digests)

    assert commitment_of_part([one]) == commitment_of_part([other]) == commitment_of_part([renumbered])
    assert commitment([commitment_of_part([one])]) != commitment([])
