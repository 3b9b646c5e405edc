"""Claims: written down, named, related, rated, found again in their text."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from app.catalogue import Catalogue
from app.claims.drafts import ClaimDraft, RelationDraft
from app.errors import CatalogueError
from app.records import Quantity
from tests.app.claims.conftest import Harbour

ARTICLE = """Harbour news

On Monday a ship – the “Ægir” – lay at the pier. Nobody saw 船 leave it.
Weather: fair.
"""


def test_a_claim_without_a_label_gets_the_next_of_its_case(harbour: Harbour) -> None:
    claims = harbour.catalogue.claims
    second = claims.add(ClaimDraft(harbour.case, "It left."))
    assert [claim.label for claim in claims.all(harbour.case)] == ["C01", "C02"]
    claims.withdraw(second, "said twice")
    claims.add(ClaimDraft(harbour.case, "It stayed."))
    assert [claim.label for claim in claims.all()] == ["C01", "C03"]


def test_the_history_names_the_claim_that_was_changed(harbour: Harbour) -> None:
    catalogue = harbour.catalogue
    claim = catalogue.claims.show(harbour.statement).claim
    catalogue.claims.edit(harbour.statement, note="seen twice")
    catalogue.claims.withdraw(harbour.statement, "said elsewhere")
    labels = [entry.label for entry in catalogue.history.entries(limit=2)]
    name = f"claim {claim.label} of {claim.case_label}"
    assert labels == [f"Withdraw {name}", f"Edit {name}"]


def test_a_label_is_unique_in_its_case(harbour: Harbour) -> None:
    with pytest.raises(CatalogueError, match="already a claim of this case"):
        harbour.catalogue.claims.add(ClaimDraft(harbour.case, "Another.", label="c01"))


def test_a_claim_is_named_by_label_or_number(harbour: Harbour) -> None:
    claims = harbour.catalogue.claims
    assert claims.named("c01") == claims.named(str(harbour.statement)) == harbour.statement


def test_two_cases_with_one_label_ask_which_case_is_meant(harbour: Harbour) -> None:
    catalogue = harbour.catalogue
    other = catalogue.cases.add("Lorries", label="ROAD")
    lorry = catalogue.claims.add(ClaimDraft(other, "A lorry stood there.", label="C01"))
    with pytest.raises(CatalogueError, match="2 different claims") as caught:
        catalogue.claims.named("C01")
    assert [("PIER" in text, "ROAD" in text) for text in caught.value.candidates] == [
        (True, False),
        (False, True),
    ]
    assert catalogue.claims.named("C01", "road") == lorry
    assert catalogue.claims.named("C01", "Ships at the pier") == harbour.statement


def test_an_unknown_label_is_refused_with_what_resembles_it(harbour: Harbour) -> None:
    with pytest.raises(CatalogueError, match="no claim “C001”") as caught:
        harbour.catalogue.claims.named("C001")
    assert len(caught.value.candidates) == 1


def test_sources_quantities_and_fields_of_a_claim_are_kept_and_changed(harbour: Harbour) -> None:
    claims = harbour.catalogue.claims
    ships = Quantity(3, "ships", "ships at the pier", "at most", True, None, "up to three")
    assert claims.edit(
        harbour.statement, quantities=(ships,), asserted_by=(harbour.port, harbour.sailors), kind="Estimate"
    )
    claim = claims.show(harbour.statement).claim
    assert (claim.quantities, claim.kind) == ((ships,), "estimate")
    assert claim.asserted_by == (harbour.port, harbour.sailors)
    assert not claims.edit(harbour.statement, quantities=(ships,))


def test_an_edit_is_undone_as_one_step_and_can_be_done_again(harbour: Harbour) -> None:
    claims = harbour.catalogue.claims
    changed: dict[str, Any] = {"statement": "Two ships lay there.", "asserted_by": (harbour.ministry,)}
    before = claims.show(harbour.statement).claim
    claims.edit(harbour.statement, **changed)
    harbour.catalogue.history.undo()
    assert claims.show(harbour.statement).claim == before
    claims.edit(harbour.statement, **changed)
    assert claims.show(harbour.statement).claim.asserted_by == (harbour.ministry,)


def test_a_claim_whose_addition_was_undone_may_be_added_again(harbour: Harbour) -> None:
    claims = harbour.catalogue.claims
    draft = ClaimDraft(harbour.case, "It left.", label="C09", asserted_by=(harbour.port,))
    claims.add(draft)
    harbour.catalogue.history.undo()
    again = claims.add(draft)
    assert claims.named("C09") == again


def test_undo_leaves_a_claim_withdrawn_whose_label_another_analyst_gave_away(harbour: Harbour) -> None:
    catalogue = harbour.catalogue
    catalogue.claims.withdraw(harbour.statement, "asked of the wrong ship")
    with Catalogue.open(catalogue.folder, analyst="Colleague") as other:
        second = other.claims.add(ClaimDraft(harbour.case, "A ferry lay there.", label="C01"))
    assert catalogue.history.undo().left == (f"claim {harbour.statement}",)
    assert catalogue.claims.named("C01") == second


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"statement": "  "}, "needs a statement"),
        ({"kind": "rumour"}, "Kind is one of"),
        ({"origin_id": 99}, "no origin number 99"),
        ({"asserted_by": (99,)}, "no source number 99"),
        ({"places": (99,)}, "no place number 99"),
        ({"parent_id": 99}, "no claim number 99"),
        ({"text_start": 5, "text_end": 2, "text_sha256": "a" * 64}, "position in a text"),
        ({"text_start": 0, "text_end": 2}, "SHA-256 of the text"),
        ({"text_sha256": "abc"}, "64 hexadecimal"),
        ({"colour": "red"}, "no field colour"),
        ({"likelihood": "sure"}, "Likelihood is one of"),
        ({"quantities": (Quantity(float("nan"), None, None, None, None, None, None),)}, "finite"),
    ],
)
def test_what_cannot_be_stored_is_refused_and_nothing_is_kept(
    harbour: Harbour, fields: dict[str, Any], message: str
) -> None:
    claims, before = harbour.catalogue.claims, harbour.catalogue.history.head()
    with pytest.raises(CatalogueError, match=message):
        claims.edit(harbour.statement, **fields)
    assert harbour.catalogue.history.head() == before


def test_a_claim_is_not_its_own_parent(harbour: Harbour) -> None:
    with pytest.raises(CatalogueError, match="own parent"):
        harbour.catalogue.claims.edit(harbour.statement, parent_id=harbour.statement)


def test_a_relation_needs_a_reason_and_is_seen_from_both_sides(harbour: Harbour) -> None:
    claims = harbour.catalogue.claims
    other = claims.add(ClaimDraft(harbour.case, "No ship lay there.", parent_id=harbour.statement))
    with pytest.raises(CatalogueError, match="needs a reason"):
        claims.relate(RelationDraft(other, harbour.statement, "conflicts with", " "))
    relation = claims.relate(RelationDraft(other, harbour.statement, "conflicts with", "Not both can be."))
    (there,), (back,) = claims.show(other).relations, claims.show(harbour.statement).relations
    assert (there.direction, there.other.id) == ("to", harbour.statement)
    assert (back.direction, back.other.id) == ("from", other)
    assert claims.show(harbour.statement).children[0].id == other
    claims.unrelate(relation, "a misreading")
    assert claims.relations() == []


def test_a_claim_has_no_relation_to_itself(harbour: Harbour) -> None:
    draft = RelationDraft(harbour.statement, harbour.statement, "restates", "It is the same.")
    with pytest.raises(CatalogueError, match="itself"):
        harbour.catalogue.claims.relate(draft)


def test_confirmed_needs_two_named_origins_and_a_reason_why_they_are_independent(harbour: Harbour) -> None:
    claims = harbour.catalogue.claims
    with pytest.raises(CatalogueError, match="two named origins; there is 1"):
        claims.rate(harbour.statement, "1", "Seen twice.", independence_reason="Different people.")
    item = harbour.support(harbour.ministry)
    with pytest.raises(CatalogueError, match="reasoned judgement"):
        claims.rate(harbour.statement, "1", "Seen twice.")
    claims.rate(harbour.statement, "1", "Seen twice.", independence_reason="Different people.")
    view = claims.show(harbour.statement)
    assert view.origins.sentence == "2 named origins; independence judged, with reason; 0 of 1 items examined"
    assert view.rating_flaw is None
    harbour.catalogue.links.withdraw(view.supports[0].id, f"not of this pier: {item}")
    assert claims.show(harbour.statement).rating_flaw == "two named origins; there is 1"


def test_a_rating_has_a_reason_and_no_default(harbour: Harbour) -> None:
    claims = harbour.catalogue.claims
    assert claims.show(harbour.statement).claim.credibility is None
    with pytest.raises(CatalogueError, match="needs a reason"):
        claims.rate(harbour.statement, "3", "")
    with pytest.raises(CatalogueError, match="Credibility is one of"):
        claims.rate(harbour.statement, "7", "why")
    with pytest.raises(CatalogueError, match="Credibility 1 needs"):
        claims.add(ClaimDraft(harbour.case, "x", credibility="1", credibility_reason="sure"))


def test_withdrawing_a_claim_takes_its_links_along_and_undo_brings_both_back(harbour: Harbour) -> None:
    catalogue = harbour.catalogue
    item = harbour.support(harbour.ministry)
    catalogue.claims.withdraw(harbour.statement, "asked of the wrong ship")
    assert catalogue.links.of_item(item) == []
    with pytest.raises(CatalogueError, match="withdrawn"):
        catalogue.claims.show(harbour.statement)
    catalogue.history.undo()
    assert [link.claim_id for link in catalogue.links.of_item(item)] == [harbour.statement]


def test_a_text_that_is_not_held_is_said_to_be_just_that(harbour: Harbour) -> None:
    claims = harbour.catalogue.claims
    assert claims.show(harbour.statement).text_state == "no position in a text given"
    claims.edit(harbour.statement, text_sha256="a" * 64, text_start=0, text_end=3)
    view = claims.show(harbour.statement)
    assert (view.passage, view.text_state) == (None, "text not held")


def test_once_its_text_is_taken_in_a_claim_opens_at_its_sentence(harbour: Harbour, tmp_path: Path) -> None:
    catalogue = harbour.catalogue
    data, sentence = ARTICLE.encode(), "On Monday a ship – the “Ægir” – lay at the pier."
    digest, start = sha256(data).hexdigest(), ARTICLE.index("On Monday")
    waiting = catalogue.evidence.add("document", "Text of the article", expected_sha256=digest)
    catalogue.claims.edit(
        harbour.statement, text_sha256=digest, text_start=start, text_end=start + len(sentence)
    )
    (tmp_path / "news.txt").write_bytes(data)
    report = catalogue.intake.ingest([tmp_path / "news.txt"])
    assert [arrival.item_id for arrival in report.added] == [waiting]
    assert catalogue.evidence.dossier(waiting).item.held
    passage = catalogue.claims.show(harbour.statement).passage
    assert passage is not None
    assert (passage.before, passage.exact) == ("", sentence)
    assert passage.after == " Nobody saw 船 leave it."


def test_offsets_beyond_the_text_and_a_quotation_that_differs_are_said(
    harbour: Harbour, tmp_path: Path
) -> None:
    catalogue, data = harbour.catalogue, ARTICLE.encode()
    (tmp_path / "news.txt").write_bytes(data)
    catalogue.intake.ingest([tmp_path / "news.txt"])
    digest = sha256(data).hexdigest()
    catalogue.claims.edit(harbour.statement, text_sha256=digest, text_start=0, text_end=5000)
    view = catalogue.claims.show(harbour.statement)
    assert (view.passage, view.text_state) == (
        None,
        f"the text is held, but it has only {len(ARTICLE)} characters",
    )
    catalogue.claims.edit(harbour.statement, text_start=0, text_end=7, quote_exact="Airport")
    view = catalogue.claims.show(harbour.statement)
    assert view.passage is not None
    assert (view.passage.exact, view.text_state) == (
        "Harbour",
        "text held; the quotation of the claim differs from it",
    )


def test_a_held_file_that_is_no_utf8_or_was_damaged_gives_no_passage(
    harbour: Harbour, tmp_path: Path
) -> None:
    catalogue, data = harbour.catalogue, b"\xff\xfe no text"
    (tmp_path / "bytes.bin").write_bytes(data)
    catalogue.intake.ingest([tmp_path / "bytes.bin"])
    digest = sha256(data).hexdigest()
    catalogue.claims.edit(harbour.statement, text_sha256=digest, text_start=0, text_end=2)
    assert "no UTF-8" in catalogue.claims.show(harbour.statement).text_state
    held = catalogue.folder / "originals" / digest[:2] / digest[2:4] / digest
    held.chmod(0o600)
    held.write_bytes(b"other")
    assert "damaged" in catalogue.claims.show(harbour.statement).text_state
