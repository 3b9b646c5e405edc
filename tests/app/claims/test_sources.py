"""Sources, origins and cases: written down, named, changed, withdrawn."""

import pytest

from app.catalogue import Catalogue
from app.claims.drafts import ClaimDraft, OriginDraft, SourceDraft
from app.errors import CatalogueError
from tests.app.claims.conftest import Harbour


def test_a_source_answers_to_its_label_and_to_its_names_in_any_script(catalogue: Catalogue) -> None:
    source = catalogue.sources.add(
        SourceDraft("Coast Guard", "S7", native_names=("해양경찰청", "Landhelgisgæslan"), identified=True)
    )
    for name in ("s7", "coast guard", "해양경찰청", "landhelgisgaeslan", str(source)):
        assert catalogue.sources.named(name) == source


def test_a_name_that_only_resembles_a_source_is_offered_not_taken(harbour: Harbour) -> None:
    with pytest.raises(CatalogueError, match="Perhaps") as caught:
        harbour.catalogue.sources.named("Ministry of Work")
    assert caught.value.candidates == ("S2 Ministry of Works",)


def test_a_reliability_needs_its_reason(harbour: Harbour) -> None:
    sources = harbour.catalogue.sources
    with pytest.raises(CatalogueError, match="needs a reason"):
        sources.edit(harbour.port, reliability="B")
    assert sources.edit(harbour.port, reliability="b", reliability_reason="Keeps the log of the port.")
    assert sources.show(harbour.port).source.reliability == "B"
    with pytest.raises(CatalogueError, match="Reliability is one of"):
        sources.edit(harbour.port, reliability="G")


def test_a_source_shows_what_it_says_carries_and_published(harbour: Harbour) -> None:
    item = harbour.item(harbour.port)
    view = harbour.catalogue.sources.show(harbour.port)
    assert ([claim.label for claim in view.asserts], view.published) == (["C01"], (item,))
    assert view.origin is not None
    assert view.origin.label == "O-PORT"
    assert [claim.label for claim in harbour.catalogue.sources.show(harbour.paper).reports] == ["C01"]


def test_a_source_that_is_still_named_is_not_withdrawn(harbour: Harbour) -> None:
    sources = harbour.catalogue.sources
    with pytest.raises(CatalogueError, match="still named by 0 items and 1 time by claims"):
        sources.withdraw(harbour.port, "closed")
    sources.withdraw(harbour.ministry, "never spoke")
    assert "Ministry of Works" not in [source.name for source in sources.all()]
    harbour.catalogue.history.undo()
    assert sources.named("S2") == harbour.ministry


def test_two_sources_of_a_case_do_not_share_a_label(harbour: Harbour) -> None:
    with pytest.raises(CatalogueError, match="S2 is already the label of Ministry of Works"):
        harbour.catalogue.sources.add_all([SourceDraft("Another", "s2", case_id=harbour.case)])


def test_of_two_drafts_with_one_label_neither_is_kept(catalogue: Catalogue) -> None:
    with pytest.raises(CatalogueError, match="already the label"):
        catalogue.sources.add_all([SourceDraft("One", "S1"), SourceDraft("Two", "S1")])
    assert catalogue.sources.all() == []


def test_an_origin_says_how_it_counts(harbour: Harbour) -> None:
    origins = harbour.catalogue.origins
    with pytest.raises(CatalogueError, match="needs a note"):
        origins.edit(harbour.port_origin, counts="own acts only")
    with pytest.raises(CatalogueError, match="counts is one of"):
        origins.add(OriginDraft("Rumour", "maybe"))
    assert origins.edit(harbour.port_origin, counts="unproven", reason="its log was not seen")
    assert harbour.catalogue.claims.show(harbour.statement).origins.proven == ()
    view = origins.show(origins.named("o-port"))
    assert ([source.label for source in view.sources], [c.label for c in view.claims]) == (["S1"], ["C01"])


def test_an_origin_in_use_is_not_withdrawn(harbour: Harbour) -> None:
    origins = harbour.catalogue.origins
    with pytest.raises(CatalogueError, match="origin of 1 source and 1 claim"):
        origins.withdraw(harbour.port_origin, "never")
    alone = origins.add(OriginDraft("Nobody", "no"))
    origins.withdraw(alone, "nobody has it")
    with pytest.raises(CatalogueError, match="no origin number"):
        origins.show(alone)


def test_a_case_is_opened_named_changed_and_closed(catalogue: Catalogue) -> None:
    first = catalogue.cases.add("Ships", description="All ships.")
    second = catalogue.cases.add("Lorries")
    assert [case.label for case in catalogue.cases.all()] == ["CASE-1", "CASE-2"]
    assert catalogue.cases.named("lorries") == second
    assert catalogue.cases.edit(first, label="SHIPS", description="")
    assert catalogue.cases.show(first).case.description is None
    with pytest.raises(CatalogueError, match="already the label"):
        catalogue.cases.edit(second, label="ships")
    catalogue.claims.add(ClaimDraft(first, "A ship."))
    item = catalogue.evidence.add("photograph", "Ship", case_ids=[first])
    view = catalogue.cases.show(first)
    assert (view.items, len(view.claims)) == ((item,), 1)
    with pytest.raises(CatalogueError, match="has 1 claim"):
        catalogue.cases.withdraw(first, "done")
    catalogue.cases.withdraw(second, "done")
    with pytest.raises(CatalogueError, match="no case"):
        catalogue.cases.named("CASE-2")


def test_an_item_put_in_a_case_undone_and_put_there_again_is_in_it(catalogue: Catalogue) -> None:
    case, item = catalogue.cases.add("Ships"), catalogue.evidence.add("photograph", "Ship")
    catalogue.evidence.put_in_case([item], case)
    catalogue.history.undo()
    assert catalogue.evidence.put_in_case([item], case) == 1
    assert catalogue.cases.show(case).items == (item,)
