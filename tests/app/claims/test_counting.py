"""Named origins are counted from the data alone, and said as what they are."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.claims.counting import LinkedItem, OriginCount, count_origins
from app.fields.terms import ORIGIN_COUNTS, STANCES
from app.records import Origin
from tests.app.claims.conftest import Harbour


def test_the_publishers_of_supporting_evidence_bring_their_origins(harbour: Harbour) -> None:
    harbour.support(harbour.ministry)
    count = harbour.catalogue.claims.show(harbour.statement).origins
    assert [origin.label for origin in count.proven] == ["O-PORT", "O-MIN"]
    assert count.sentence == "2 named origins; independence not shown; 0 of 1 items examined"


def test_an_origin_that_counts_for_its_own_acts_only_carries_its_caveat(harbour: Harbour) -> None:
    harbour.support(harbour.ministry)
    own, other = harbour.catalogue.claims.show(harbour.statement).origins.proven
    assert own.own
    assert own.caveat is None
    assert not other.own
    assert other.caveat == "For ships it depends on O-PORT."


def test_ten_pictures_of_one_office_are_one_origin(harbour: Harbour) -> None:
    for _ in range(10):
        harbour.support(harbour.port)
    count = harbour.catalogue.claims.show(harbour.statement).origins
    assert count.sentence == "1 named origin; independence not shown; 0 of 10 items examined"
    assert len(count.proven[0].items) == 10


def test_a_carrier_never_counts_and_an_unproven_origin_is_listed_apart(harbour: Harbour) -> None:
    harbour.support(harbour.paper)
    harbour.support(harbour.sailors)
    count = harbour.catalogue.claims.show(harbour.statement).origins
    assert [origin.label for origin in count.proven] == ["O-PORT"]
    assert [origin.label for origin in count.unproven] == ["O-SAIL"]
    assert [origin.label for origin in count.carriers] == ["O-PAPER"]


def test_context_and_refuting_links_add_no_origin(harbour: Harbour) -> None:
    catalogue = harbour.catalogue
    for stance in ("context", "refutes"):
        catalogue.links.add([harbour.item(harbour.ministry)], harbour.statement, stance, "Said so.")
    count = catalogue.claims.show(harbour.statement).origins
    assert [origin.label for origin in count.proven] == ["O-PORT"]
    assert count.items == 2


def test_a_picture_of_an_unknown_publisher_adds_none_and_is_mentioned(harbour: Harbour) -> None:
    item = harbour.support(None)
    count = harbour.catalogue.claims.show(harbour.statement).origins
    assert count.publisher_unknown == (item,)
    assert len(count.proven) == 1


def test_a_publisher_whose_origin_is_not_stated_adds_none_and_is_mentioned(harbour: Harbour) -> None:
    harbour.catalogue.sources.edit(harbour.ministry, origin_id=None)
    item = harbour.support(harbour.ministry)
    count = harbour.catalogue.claims.show(harbour.statement).origins
    assert (count.origin_unknown, count.publisher_unknown) == ((item,), ())


def test_an_examined_item_is_counted_as_examined(harbour: Harbour) -> None:
    harbour.catalogue.evidence.examine(harbour.support(harbour.ministry))
    harbour.support(harbour.ministry)
    view = harbour.catalogue.claims.show(harbour.statement)
    assert view.origins.sentence.endswith("1 of 2 items examined")
    assert [link.status for link in view.supports] == ["examined", "expected"]


def test_a_withdrawn_link_or_item_no_longer_counts(harbour: Harbour) -> None:
    item = harbour.support(harbour.ministry)
    harbour.catalogue.evidence.withdraw(item, "taken in by mistake")
    count = harbour.catalogue.claims.show(harbour.statement).origins
    assert (len(count.proven), count.items) == (1, 0)


def test_the_list_says_the_same_as_the_claim_itself(harbour: Harbour) -> None:
    harbour.support(harbour.ministry)
    counts = harbour.catalogue.claims.with_origins(harbour.case)
    shown = harbour.catalogue.claims.show(harbour.statement)
    assert counts == [(shown.claim, shown.origins)]


def _origins() -> st.SearchStrategy[list[Origin]]:
    def made(counts: list[str]) -> list[Origin]:
        return [
            Origin(number, f"u{number}", f"O-{number}", f"Office {number}", word, f"note {number}", None)
            for number, word in enumerate(counts, 1)
        ]

    return st.lists(st.sampled_from(ORIGIN_COUNTS), min_size=1, max_size=6).map(made)


@st.composite
def _cases(draw: st.DrawFn) -> tuple[list[Origin], Origin | None, list[LinkedItem]]:
    origins = draw(_origins())
    chosen = st.one_of(st.none(), st.sampled_from(origins))
    links = st.builds(
        LinkedItem,
        item_id=st.integers(1, 6),
        stance=st.sampled_from(STANCES),
        examined=st.booleans(),
        publisher_known=st.just(True),
        origin=chosen,
    )
    return origins, draw(chosen), draw(st.lists(links, max_size=8))


def _shape(count: OriginCount) -> tuple[int, int, int, int, int]:
    groups = (count.proven, count.unproven, count.carriers)
    return len(groups[0]), len(groups[1]), len(groups[2]), count.items, len(count.origin_unknown)


@given(_cases(), st.permutations(range(100, 106)), st.permutations(range(200, 207)))
def test_renaming_every_id_and_label_changes_nothing(
    case: tuple[list[Origin], Origin | None, list[LinkedItem]], origin_ids: list[int], item_ids: list[int]
) -> None:
    def other(origin: Origin | None) -> Origin | None:
        if origin is None:
            return None
        number = origin_ids[origin.id - 1]
        return replace(origin, id=number, label=f"X{number}", name=f"Bureau {number}", uuid=str(number))

    _, own, linked = case
    renamed = [
        replace(link, item_id=item_ids[link.item_id - 1], origin=other(link.origin)) for link in linked
    ]
    before, after = count_origins(own, linked), count_origins(other(own), renamed)
    assert _shape(before) == _shape(after)
    assert before.sentence == after.sentence
    assert [origin_ids[origin.id - 1] for origin in before.proven] == [origin.id for origin in after.proven]


@given(_cases())
def test_counting_agrees_with_a_reading_of_the_rule(
    case: tuple[list[Origin], Origin | None, list[LinkedItem]],
) -> None:
    origins, own, linked = case
    stands_behind = {own.id} if own else set()
    for link in linked:
        if link.stance == "supports" and link.origin:
            stands_behind.add(link.origin.id)
    words = {origin.id: origin.counts for origin in origins}
    count = count_origins(own, linked)
    assert {origin.id for origin in count.proven} == {
        number for number in stands_behind if words[number] in ("yes", "own acts only")
    }
    assert {origin.id for origin in count.unproven} == {n for n in stands_behind if words[n] == "unproven"}
