"""Lists of names stand in one order for all scripts, whatever was made first: the catalogue and its verbs."""

import json

import pytest

from app.catalogue import Catalogue
from app.claims.drafts import ClaimDraft, OriginDraft, SourceDraft
from app.cli.program import run

_MADE = ("원산일보", "Ёлка 10", "Éclair", "Ёлка 2", "Zorya", "ecole", "Їжак", "Искра")
_IN_ORDER = ["Éclair", "ecole", "Zorya", "Ёлка 2", "Ёлка 10", "Искра", "Їжак", "원산일보"]


@pytest.fixture
def named(catalogue: Catalogue) -> Catalogue:
    """Sources, origins, places, saved searches and cases of these names, made in another order."""
    first = catalogue.origins.add(OriginDraft("Zeta", "yes"))
    for number, name in enumerate(_MADE):
        catalogue.sources.add(SourceDraft(name, origin_id=first))
        catalogue.origins.add(OriginDraft(name, "yes"))
        catalogue.saved_searches.add(name, f"received:{number + 1}d")
        catalogue.cases.add("A line of inquiry", label=name)
    return catalogue


def test_each_list_of_names_is_in_order(named: Catalogue) -> None:
    assert [source.name for source in named.sources.all()] == _IN_ORDER
    assert [origin.name for origin in named.origins.all() if origin.name != "Zeta"] == _IN_ORDER
    assert [saved.name for saved in named.saved_searches.all()] == _IN_ORDER
    assert [case.label for case in named.cases.all()] == _IN_ORDER
    origin = named.origins.show(named.origins.named("Zeta"))
    assert [source.name for source in origin.sources] == _IN_ORDER


@pytest.mark.parametrize("verb", ["source", "search", "case", "origin"])
def test_so_the_verbs_list_them(named: Catalogue, capsys: pytest.CaptureFixture[str], verb: str) -> None:
    assert run(["-c", str(named.folder), verb, "list", "--json"], lambda _: 0) == 0
    document = json.loads(capsys.readouterr().out)
    (rows,) = (rows for rows in document.values() if isinstance(rows, list))
    told = [row["label"] if verb == "case" else row["name"] for row in rows]
    in_order = list(_MADE) if verb == "search" else _IN_ORDER  # as the manual promises
    assert [name for name in told if name != "Zeta"] == in_order
    assert run(["-c", str(named.folder), verb, "list"], lambda _: 0) == 0
    page = capsys.readouterr().out
    assert sorted(_IN_ORDER, key=page.index) == _IN_ORDER


def test_claims_keep_the_order_of_their_making(catalogue: Catalogue) -> None:
    case = catalogue.cases.add("Yard")
    for statement in ("Zeta", "Alpha"):
        catalogue.claims.add(ClaimDraft(case, statement))
    assert [claim.statement for claim in catalogue.claims.all()] == ["Zeta", "Alpha"]
