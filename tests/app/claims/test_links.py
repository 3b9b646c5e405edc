"""Links: one item or many to a claim, always with a reason, one act, undone as one step."""

import pytest

from app.claims.drafts import LinkDraft
from app.errors import CatalogueError
from tests.app.claims.conftest import Harbour


def test_many_items_are_linked_in_one_act_and_undone_as_one(harbour: Harbour) -> None:
    catalogue = harbour.catalogue
    items = [harbour.item(None, f"Picture {number}") for number in range(5)]
    catalogue.links.add(items[:2], harbour.statement, "supports", "They show it.")
    before = catalogue.history.head().sequence
    report = catalogue.links.add(items, harbour.statement, "supports", "All show it.", strength="weak")
    assert (len(report.links), report.already) == (3, tuple(items[:2]))
    assert catalogue.history.head().sequence == before + 1
    assert catalogue.history.entries(limit=1)[0].label == "Link 5 items to C01 (supports)"
    catalogue.history.undo()
    assert [link.item_id for link in catalogue.links.of_claim(harbour.statement)] == items[:2]


def test_what_is_linked_already_can_be_said_before(harbour: Harbour) -> None:
    item = harbour.support(None)
    other = harbour.item(None)
    assert harbour.catalogue.links.already([item, other], harbour.statement, "supports") == (item,)


def test_no_reason_no_link(harbour: Harbour) -> None:
    with pytest.raises(CatalogueError, match="A link needs a reason"):
        harbour.catalogue.links.add([harbour.item(None)], harbour.statement, "supports", " \n ")


@pytest.mark.parametrize("stance", ["proves", ""])
def test_a_stance_is_one_of_three(harbour: Harbour, stance: str) -> None:
    with pytest.raises(CatalogueError, match="stance of a link is one of: supports, refutes, context"):
        harbour.catalogue.links.add([harbour.item(None)], harbour.statement, stance, "because")


def test_a_withdrawn_item_or_claim_takes_no_link(harbour: Harbour) -> None:
    catalogue, item = harbour.catalogue, harbour.item(None)
    catalogue.evidence.withdraw(item, "wrong")
    with pytest.raises(CatalogueError, match="withdrawn"):
        catalogue.links.add([item], harbour.statement, "context", "because")
    catalogue.claims.withdraw(harbour.statement, "wrong")
    with pytest.raises(CatalogueError, match="no claim number"):
        catalogue.links.add_all([LinkDraft(harbour.item(None), harbour.statement, "context", "because")])


def test_a_link_is_changed_and_withdrawn(harbour: Harbour) -> None:
    links, item = harbour.catalogue.links, harbour.item(None)
    (link,) = links.add([item], harbour.statement, "supports", "It shows it.", condition="if dated").links
    assert links.edit(link, stance="refutes", reason="The pier is empty.")
    view = harbour.catalogue.claims.show(harbour.statement)
    assert [(each.reason, each.condition) for each in view.refutes] == [("The pier is empty.", "if dated")]
    links.withdraw(link, "another pier")
    assert harbour.catalogue.claims.show(harbour.statement).links == ()
    with pytest.raises(CatalogueError, match="no link number"):
        links.withdraw(link, "again")
