"""Two at once: who comes second finds what the first did, for checking and acting are one transaction."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from threading import Barrier

import pytest

from app.catalogue import Catalogue
from app.claims.drafts import ClaimDraft, LinkDraft, OriginDraft, RelationDraft, SourceDraft
from app.errors import CatalogueError

TIMES = 20
Work = Callable[[], object]


@pytest.fixture
def other(catalogue: Catalogue) -> Iterator[Catalogue]:
    """The same catalogue opened once more by the same analyst, as a second process has it."""
    with Catalogue.open(catalogue.folder, analyst="Analyst") as opened:
        yield opened


def at_once(*works: Work) -> list[object]:
    """Run all of them, begun at the same moment; what each gave, or the refusal that it raised."""
    gate = Barrier(len(works))

    def run(work: Work) -> object:
        gate.wait()
        try:
            return work()
        except CatalogueError as refusal:
            return refusal

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def refusals(outcomes: Sequence[object]) -> list[str]:
    return [str(outcome) for outcome in outcomes if isinstance(outcome, CatalogueError)]


def claim(catalogue: Catalogue) -> int:
    return catalogue.claims.add(ClaimDraft(catalogue.cases.add("Case"), "A statement"))


def test_two_presses_of_undo_take_back_two_acts(catalogue: Catalogue, other: Catalogue) -> None:
    item = catalogue.evidence.add("photograph", "Before")
    for number in range(TIMES):
        catalogue.evidence.edit(item, title=f"Title {number}")
        catalogue.evidence.edit(item, description=f"Words {number}")
        head = catalogue.history.head().sequence
        second = (catalogue, other)[number % 2]

        outcomes = at_once(catalogue.history.undo, second.history.undo)

        assert refusals(outcomes) == []
        taken_back = [entry for entry in catalogue.history.entries(limit=4) if entry.undone_by]
        assert [entry.sequence for entry in taken_back] == [head, head - 1]
        assert {entry.undone_by for entry in taken_back} == {head + 1, head + 2}
    assert catalogue.evidence.dossier(item).item.title == "Before"


def test_one_act_is_taken_back_once_and_the_second_press_writes_nothing(
    catalogue: Catalogue, other: Catalogue
) -> None:
    for _ in range(TIMES):
        catalogue.evidence.add("photograph", "One")
        head = catalogue.history.head().sequence

        refused = refusals(at_once(catalogue.history.undo, catalogue.history.undo, other.history.undo))

        assert ["nothing of yours to undo" in words for words in refused] == [True, True]
        assert catalogue.history.head().sequence == head + 1
    assert catalogue.evidence.count() == 0


def test_two_processes_take_back_two_acts(catalogue: Catalogue) -> None:
    item = catalogue.evidence.add("photograph", "Before")
    catalogue.evidence.edit(item, title="After")
    catalogue.evidence.note(item, "A note")
    undo = "import sys; from pathlib import Path; from app.catalogue import Catalogue\n"
    undo += "with Catalogue.open(Path(sys.argv[1]), analyst='Analyst') as opened:\n"
    undo += "    sys.stdin.readline()\n"
    undo += "    print(opened.history.undo().undone.label)\n"
    command = [sys.executable, "-c", undo, str(catalogue.folder)]
    pipe = subprocess.PIPE

    both = [subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) for _ in range(2)]
    for process in both:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    said = {process.communicate(timeout=60)[0].strip() for process in both}

    assert said == {"Edit title of EX-000001", "Note on EX-000001"}
    dossier = catalogue.evidence.dossier(item)
    assert (dossier.item.title, dossier.notes) == ("Before", ())


def test_two_equal_links_are_one(catalogue: Catalogue, other: Catalogue) -> None:
    item = catalogue.evidence.add("photograph", "One")
    for number in range(TIMES):
        said = claim(catalogue)
        second = (catalogue, other)[number % 2]

        at_once(*(partial(one.links.add, [item], said, "supports", "seen") for one in (catalogue, second)))

        assert len(catalogue.links.of_claim(said)) == 1


def test_an_equal_link_is_refused_however_it_comes(catalogue: Catalogue) -> None:
    item = catalogue.evidence.add("photograph", "One")
    link = LinkDraft(item, claim(catalogue), "supports", "seen")
    add = partial(catalogue.links.add_all, [link])

    assert refusals(at_once(add, add)) == ["EX-000001 is linked to C01 so already (supports)."]
    refuted = replace(link, stance="refutes")
    assert refusals(at_once(partial(catalogue.links.add_all, [refuted, refuted]))) != []
    [context] = catalogue.links.add([item], link.claim_id, "context", "seen").links
    with pytest.raises(CatalogueError, match="so already"):
        catalogue.links.edit(context, stance="supports")
    catalogue.links.withdraw(catalogue.links.of_claim(link.claim_id)[0].id, "wrong")
    assert catalogue.links.edit(context, stance="supports")


def test_an_equal_relation_is_refused_until_the_other_is_withdrawn(catalogue: Catalogue) -> None:
    relation = RelationDraft(claim(catalogue), claim(catalogue), "restates", "the same words")
    add = partial(catalogue.claims.relate, relation)

    outcomes = at_once(add, add)

    assert refusals(outcomes) == ["C01 restates C01 already. Withdraw that relation first."]
    [had] = [outcome for outcome in outcomes if isinstance(outcome, int)]
    catalogue.claims.unrelate(had, "wrong")
    assert catalogue.claims.relate(relation) != had


def test_a_source_is_named_or_withdrawn_but_never_both(catalogue: Catalogue, other: Catalogue) -> None:
    case = catalogue.cases.add("Case")
    for number in range(TIMES):
        source = catalogue.sources.add(SourceDraft(f"Source {number}"))
        draft = ClaimDraft(case, f"Statement {number}", asserted_by=(source,))
        withdraw = partial((catalogue, other)[number % 2].sources.withdraw, source, "wrong")

        outcomes = at_once(partial(catalogue.claims.add, draft), withdraw)

        assert len(refusals(outcomes)) == 1
        named = any(source in found.asserted_by for found in catalogue.claims.all(case))
        assert named == (source in {one.id for one in catalogue.sources.all()})


def test_a_case_has_claims_or_is_withdrawn_but_never_both(catalogue: Catalogue, other: Catalogue) -> None:
    for number in range(TIMES):
        case = catalogue.cases.add("Case")
        add = partial(catalogue.claims.add, ClaimDraft(case, "Statement"))

        outcomes = at_once(add, partial((catalogue, other)[number % 2].cases.withdraw, case, "wrong"))

        assert len(refusals(outcomes)) == 1
        assert bool(catalogue.claims.all(case)) == (case in {one.id for one in catalogue.cases.all()})


def test_an_origin_is_withdrawn_once_and_only_while_nothing_has_it(catalogue: Catalogue) -> None:
    for number in range(TIMES):
        origin = catalogue.origins.add(OriginDraft(f"Office {number}", "yes"))
        withdraw = partial(catalogue.origins.withdraw, origin, "wrong")
        add = partial(catalogue.sources.add, SourceDraft("Outlet", origin_id=origin))

        refused = refusals(at_once(withdraw, withdraw, add))

        assert len(refused) == 2
        assert catalogue.history.entries(limit=1)[0].act in {"withdraw origin", "source"}


def test_a_name_and_a_label_are_given_once(catalogue: Catalogue, other: Catalogue) -> None:
    for number in range(TIMES):
        name = f"Search {number}"
        searches = (partial(one.saved_searches.add, name, "bridge") for one in (catalogue, other))
        sources = (partial(one.sources.add, SourceDraft("S", label=name)) for one in (catalogue, other))
        cases = (partial(one.cases.add, "Case", label=name) for one in (catalogue, other))

        assert [len(refusals(at_once(*works))) for works in (searches, sources, cases)] == [1, 1, 1]


def test_an_item_is_withdrawn_once_and_nothing_is_said_of_it_afterwards(catalogue: Catalogue) -> None:
    for _ in range(TIMES):
        item = catalogue.evidence.add("photograph", "One")
        withdraw = partial(catalogue.evidence.withdraw, item, "wrong")
        tag = partial(catalogue.tags.change, [item], add=["rail"])

        refused = refusals(at_once(withdraw, withdraw, tag))

        assert 1 <= len(refused) <= 2
        acts = [entry.act for entry in catalogue.history.entries(item_id=item)]
        assert acts in (["withdraw", "add"], ["withdraw", "tag", "add"])


def test_items_are_put_only_in_a_case_that_stands(catalogue: Catalogue) -> None:
    item, case = catalogue.evidence.add("photograph", "One"), catalogue.cases.add("Case")
    catalogue.cases.withdraw(case, "wrong")

    with pytest.raises(CatalogueError, match="There is no case number"):
        catalogue.evidence.put_in_case([item], case)
    with pytest.raises(CatalogueError, match="There is no case number"):
        catalogue.evidence.add("photograph", "Two", case_ids=[case])
    with pytest.raises(CatalogueError, match="There is no source number 7"):
        catalogue.evidence.edit(item, publisher_id=7)
    with pytest.raises(CatalogueError, match="EX-000099"):
        catalogue.tags.change([item, 99], add=["rail"])
    assert catalogue.evidence.count() == 1
