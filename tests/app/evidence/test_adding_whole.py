"""An item is added with its place, tags and links in one act, and one undo takes back all of it."""

import pytest

from app.catalogue import Catalogue
from app.claims.drafts import ClaimDraft
from app.errors import CatalogueError


def _claim(catalogue: Catalogue) -> int:
    return catalogue.claims.add(ClaimDraft(catalogue.cases.add("Ships"), "A ship lies at the pier."))


def _told(catalogue: Catalogue) -> tuple[int, int]:
    return catalogue.evidence.count(), catalogue.history.head().sequence


def test_place_tags_case_and_links_are_of_the_act_that_adds_the_item(catalogue: Catalogue) -> None:
    claim = _claim(catalogue)
    items, entries = _told(catalogue)
    added = catalogue.evidence.add(
        "photograph",
        "A pier",
        case_ids=[1],
        tags=["pier"],
        also=[
            catalogue.statements.saying("Reykjavík", role="subject", basis="claimed"),
            catalogue.links.saying([claim, claim], "supports", "The hull is seen."),
        ],
    )
    assert _told(catalogue) == (items + 1, entries + 1)
    dossier = catalogue.evidence.dossier(added)
    assert [(at.role, at.place_name, at.best) for at in dossier.locations] == [("subject", "Reykjavík", True)]
    assert [(link.claim_id, link.stance) for link in dossier.links] == [(claim, "supports")]
    assert list(catalogue.search.ids("near:Reykjavík~5km claim:C01 tag:pier")) == [added]


def test_one_undo_takes_back_item_place_and_links(catalogue: Catalogue) -> None:
    claim = _claim(catalogue)
    places = len(catalogue.places.all())
    catalogue.evidence.add(
        "photograph",
        "A pier",
        tags=["pier"],
        also=[
            catalogue.statements.saying("Reykjavík", role="subject", basis="claimed"),
            catalogue.links.saying([claim], "supports", "The hull is seen."),
        ],
    )
    undone = catalogue.history.undo()
    assert undone.left == ()
    assert undone.undone.label == "Add “A pier”"
    assert catalogue.evidence.count() == 0
    assert catalogue.links.of_claim(claim) == []
    assert len(catalogue.places.all()) == places
    assert list(catalogue.search.ids("near:64.1466,-21.9426~50km")) == []


def test_what_cannot_be_said_leaves_no_item_behind(catalogue: Catalogue) -> None:
    claim = _claim(catalogue)
    before = _told(catalogue)
    with pytest.raises(CatalogueError, match="No place is called"):
        catalogue.statements.saying("Qwxyzzy", role="subject", basis="claimed")
    with pytest.raises(CatalogueError, match="method"):
        catalogue.statements.saying("64.1, -21.9", role="subject", basis="assessed")
    with pytest.raises(CatalogueError, match="reason"):
        catalogue.links.saying([claim], "supports", " ")
    say = catalogue.links.saying([claim, 999], "supports", "The hull is seen.")
    with pytest.raises(CatalogueError):
        catalogue.evidence.add("photograph", "A pier", also=[say])
    assert _told(catalogue) == before
