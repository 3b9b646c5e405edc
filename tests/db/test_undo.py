"""Taking back: one step however many items, also after a restart, and never what others touched since."""

from pathlib import Path

import pytest

from app.catalogue import Catalogue
from app.claims.drafts import ClaimDraft, SourceDraft
from app.errors import CatalogueError


def names(catalogue: Catalogue) -> list[str]:
    return [entry.act for entry in catalogue.history.entries()]


def add_items(catalogue: Catalogue, count: int) -> list[int]:
    return [catalogue.evidence.add("photograph", f"Nr. {number}") for number in range(count)]


def tags(catalogue: Catalogue, items: list[int]) -> list[tuple[str, ...]]:
    return [line.tags for line in catalogue.evidence.lines(items)]


def test_a_bulk_tag_is_taken_back_in_one_step_and_earlier_bearers_keep_it(catalogue: Catalogue) -> None:
    items = add_items(catalogue, 700)
    catalogue.tags.change(items[:3], add=["rail"])
    catalogue.tags.change(items, add=["rail"])

    report = catalogue.history.undo()

    assert report.undone.restored == 697
    assert tags(catalogue, items[:4]) == [("rail",), ("rail",), ("rail",), ()]
    assert tags(catalogue, items[-1:]) == [()]
    assert report.left == ()


def test_the_last_act_is_taken_back_after_a_restart(tmp_path: Path) -> None:
    with Catalogue.create(tmp_path / "case", analyst="Anna") as catalogue:
        item = catalogue.evidence.add("photograph", "The port")
        catalogue.evidence.edit(item, title="Another port", description="words")
    with Catalogue.open(tmp_path / "case", analyst="Anna") as catalogue:
        report = catalogue.history.undo()

        dossier = catalogue.evidence.dossier(item)
        assert (dossier.item.title, dossier.item.description) == ("The port", None)
        assert report.undone.label == "Edit title, description of EX-000001"
        assert names(catalogue)[:2] == ["undo", "edit"]
        assert catalogue.integrity.verify().ok


def test_step_by_step_back_to_the_beginning_and_both_acts_stay_in_the_log(catalogue: Catalogue) -> None:
    item = catalogue.evidence.add("photograph", "The port")
    catalogue.evidence.note(item, "a note")
    catalogue.tags.change([item], add=["rail"])

    for _ in range(3):
        catalogue.history.undo()

    assert catalogue.evidence.count() == 0
    dossier = catalogue.evidence.dossier(item)
    assert (dossier.tags, dossier.notes) == ((), ())
    assert dossier.item.withdrawn == catalogue.history.head().sequence
    assert names(catalogue)[:6] == ["undo", "undo", "undo", "tag", "note", "add"]
    with pytest.raises(CatalogueError, match="nothing of yours to undo"):
        catalogue.history.undo()


def test_what_another_touched_since_is_left_and_named(tmp_path: Path) -> None:
    with (
        Catalogue.create(tmp_path / "case", analyst="Anna") as anna,
        Catalogue.open(tmp_path / "case", analyst="Boris") as boris,
    ):
        first, second = add_items(anna, 2)
        anna.evidence.edit(first, title="Anna's title")
        boris.evidence.edit(first, title="Boris's title")

        report = anna.history.undo()

        assert anna.evidence.dossier(first).item.title == "Boris's title"
        assert report.left == ("EX-000001",)
        assert report.undone.restored == 0

        boris.tags.change([second], add=["port"])
        report = anna.history.undo()
        assert report.undone.label == "Add “Nr. 1”"
        assert report.left == ("EX-000002",)
        assert anna.evidence.dossier(second).item.withdrawn is None


def test_a_tag_that_another_took_off_and_put_back_stays_his(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    with Catalogue.create(folder, analyst="Ann") as ann:
        items = add_items(ann, 3)
        ann.tags.change(items, add=["bridge"])
        with Catalogue.open(folder, analyst="Bob") as bob:
            bob.tags.change(items[:1], remove=["bridge"])
            bob.tags.change(items[:1], add=["bridge"])
        report = ann.history.undo()
        assert (report.undone.restored, report.left) == (2, ("EX-000001",))
        assert tags(ann, items) == [("bridge",), (), ()]


def test_a_tag_put_on_and_taken_off_comes_back_step_by_step(catalogue: Catalogue) -> None:
    item = catalogue.evidence.add("photograph", "Picture")
    catalogue.tags.change([item], add=["bridge"])
    catalogue.tags.change([item], remove=["bridge"])
    assert catalogue.history.undo().undone.restored == 1
    assert catalogue.tags.all() == [("bridge", 1)]
    assert catalogue.history.undo().undone.restored == 1
    assert catalogue.tags.all() == []


def test_only_the_own_acts_are_taken_back(tmp_path: Path) -> None:
    with (
        Catalogue.create(tmp_path / "case", analyst="Anna") as anna,
        Catalogue.open(tmp_path / "case", analyst="Boris") as boris,
    ):
        item = anna.evidence.add("photograph", "The port")
        boris.evidence.note(item, "Boris's note")

        report = anna.history.undo()

        assert report.undone.label == "Add “The port”"
        assert report.left == ("EX-000001",)
        boris.history.undo()
        assert anna.evidence.dossier(item).notes == ()


def test_a_withdrawn_item_stands_again(catalogue: Catalogue) -> None:
    item = catalogue.evidence.add("photograph", "The port")
    catalogue.evidence.withdraw(item, "a mistake")

    catalogue.history.undo()

    assert catalogue.evidence.dossier(item).item.withdrawn is None
    assert catalogue.evidence.count() == 1


def test_what_was_taken_in_is_passed_over_and_said(catalogue: Catalogue, tmp_path: Path) -> None:
    item = catalogue.evidence.add("photograph", "The port")
    catalogue.evidence.edit(item, title="Another")
    (tmp_path / "a.txt").write_text("words")
    catalogue.intake.ingest([tmp_path / "a.txt"])

    report = catalogue.history.undo()

    assert report.undone.label == "Edit title of EX-000001"
    assert [entry.act for entry in report.passed_over] == ["ingest"]
    assert catalogue.evidence.count() == 2


def test_what_another_changed_and_changed_back_stays_his(tmp_path: Path) -> None:
    with (
        Catalogue.create(tmp_path / "case", analyst="Anna") as anna,
        Catalogue.open(tmp_path / "case", analyst="Boris") as boris,
    ):
        item = anna.evidence.add("photograph", "Before")
        anna.evidence.edit(item, title="After", description="words")
        boris.evidence.edit(item, title="Other")
        boris.evidence.edit(item, title="After")

        assert anna.history.undo().left == ("EX-000001",)
        assert anna.evidence.dossier(item).item.title == "After"

        anna.evidence.edit(item, description="other words")
        boris.evidence.edit(item, title="Another")
        assert anna.history.undo().left == ()
        assert anna.evidence.dossier(item).item.description == "words"


def test_what_another_did_and_took_back_is_as_if_it_had_never_been(tmp_path: Path) -> None:
    with (
        Catalogue.create(tmp_path / "case", analyst="Anna") as anna,
        Catalogue.open(tmp_path / "case", analyst="Boris") as boris,
    ):
        source = anna.sources.add(SourceDraft("Office"))
        anna.sources.edit(source, note="a note")
        boris.sources.edit(source, note="another")
        boris.history.undo()

        assert anna.history.undo().undone.restored == 1
        assert anna.sources.show(source).source.note is None


def test_what_cannot_stand_again_is_left_with_all_that_hangs_on_it(
    catalogue: Catalogue,
) -> None:
    items = add_items(catalogue, 2)
    claim = catalogue.claims.add(ClaimDraft(catalogue.cases.add("Case"), "A statement"))
    links = catalogue.links.add(items, claim, "supports", "seen").links
    catalogue.claims.withdraw(claim, "a mistake")
    withdrawn = catalogue.history.undoable()
    assert withdrawn is not None
    with Catalogue.open(catalogue.folder, analyst="Boris") as boris:
        case = boris.cases.all()[0].id
        boris.claims.add(ClaimDraft(case, "Another statement", label="C01"))

    report = catalogue.history.undo()

    assert report.undone.sequence == withdrawn.sequence
    assert set(report.left) == {f"claim {claim}", *(f"link {link}" for link in links)}
    assert report.undone.restored == 0
    assert catalogue.integrity.verify().ok


def test_of_several_rows_those_that_can_come_back_do(catalogue: Catalogue) -> None:
    items = add_items(catalogue, 2)
    claim = catalogue.claims.add(ClaimDraft(catalogue.cases.add("Case"), "A statement"))
    catalogue.links.add(items, claim, "supports", "seen")
    links = catalogue.links.of_claim(claim)
    for link in links:
        catalogue.links.withdraw(link.id, "a mistake")
    again = catalogue.links.add(items[:1], claim, "supports", "seen again").links

    catalogue.links.withdraw(again[0], "another mistake")
    with Catalogue.open(catalogue.folder, analyst="Boris") as boris:
        boris.links.add(items[:1], claim, "supports", "Boris saw it")

    reports = [catalogue.history.undo() for _ in range(4)]

    assert [report.left for report in reports] == [
        (f"link {again[0]}",),
        (f"link {again[0]}",),
        (),
        (f"link {links[0].id}",),
    ]
    assert [link.reason for link in catalogue.links.of_claim(claim)] == ["seen", "Boris saw it"]
