"""What is on show is read again wherever a change may have altered it: over all kinds of acts and queries.

Each act is done in turn on one catalogue; whatever reads otherwise afterwards must have been told, by this
catalogue and by another one that only sees the log.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from app.catalogue import Catalogue
from app.changes.change import Change, Kind, Touched
from app.claims.drafts import ClaimDraft, LinkDraft, OriginDraft, RelationDraft, SourceDraft
from app.errors import CatalogueError
from app.evidence.dossier import Dossier
from app.ingest.records import SharedFields
from app.places.named import PlaceDraft
from app.records import PlaceName
from app.search.dependence import may_change
from app.search.keys import KEYS

QUERIES = (
    "",
    "harbour",
    "zzyquay",
    '"at noon"',
    "seen",
    "-tag:port",
    "tag:port",
    "tag:later",
    "type:photograph",
    "case:Harbour",
    "claim:C01",
    "claim:Harbour/C01",
    "stance:supports",
    "source:Office",
    "origin:Navy",
    "camera:canon",
    "creator:Ivanova",
    "platform:satellite",
    "sensor:MSI",
    "operator:ESA",
    "taken:2020",
    "received:30d",
    "held:yes",
    "held:no",
    "has:gps",
    "has:location",
    "has:claim",
    "has:tag",
    "has:time",
    "no:claim",
    "near:43.8,131.96~5km",
    "near:Zzyquay~5km",
    "in:Japan",
    "box:43,131,44,132",
    "role:camera",
    "basis:assessed",
    "sort:title",
    "sort:-type",
    "sort:taken",
    "sort:received",
    "near:43.8,131.96~900km sort:distance",
    "harbour OR tag:port",
    "(((",
    "nokey:1",
)


class Story:
    """The acts, in their order."""

    def __init__(self, catalogue: Catalogue, folder: Path) -> None:
        self.catalogue = catalogue
        self.folder = folder

    def acts(self) -> Iterator[tuple[str, Callable[[], object]]]:
        """A name and what to do."""
        own = self.catalogue
        yield "add", lambda: own.evidence.add("photograph", "Harbour")
        yield "add another", lambda: own.evidence.add("document", "A letter")
        yield "take in", lambda: own.intake.ingest([self.picture("a"), self.picture("b")])
        yield "take in again", lambda: own.intake.ingest([self.picture("a")])
        yield "open a case", lambda: own.cases.add("Harbour", label="Harbour")
        yield "put in a case", lambda: own.evidence.put_in_case([1], 1)
        yield "take in, shared", lambda: own.intake.ingest([self.picture("c")], self.shared())
        yield "attach", lambda: own.intake.attach(1, self.picture("d"))
        yield "tag", lambda: own.tags.change([1, 2], add=["port"])
        yield "untag", lambda: own.tags.change([2], remove=["port"])
        yield "tag anew", lambda: own.tags.change([3], add=["later"])
        yield "edit", lambda: own.evidence.edit(1, title="Quay at noon", sensitivity=["graphic"])
        yield (
            "edit fields of its own",
            lambda: own.evidence.edit(
                1, creator="Ivanova", platform="satellite", sensor="MSI", operator="ESA"
            ),
        )
        yield "note", lambda: own.evidence.note(2, "seen from the mole")
        yield "add an origin", lambda: own.origins.add(OriginDraft("Navy", "yes"))
        yield "add a source", lambda: own.sources.add(SourceDraft("Office"))
        yield "give it an origin", lambda: own.sources.edit(1, origin_id=1)
        yield "publish", lambda: own.evidence.edit(1, publisher_id=1)
        yield "claim", lambda: own.claims.add(ClaimDraft(1, "Ships lay there"))
        yield "another claim", lambda: own.claims.add(ClaimDraft(1, "Ships had gone"))
        yield "link", lambda: own.links.add([1, 2], 1, "supports", "it shows the ships")
        yield "link one more", lambda: own.links.add_all([LinkDraft(3, 1, "refutes", "no ships")])
        yield "edit a link", lambda: own.links.edit(1, reason="it shows two ships")
        yield "relate", lambda: own.claims.relate(RelationDraft(1, 2, "conflicts with", "not both"))
        yield "rate", lambda: own.claims.rate(1, "2", "several saw it")
        yield "relabel", lambda: own.claims.edit(1, label="C09")
        yield "examine", lambda: own.evidence.examine(1)
        yield "edit an origin", lambda: own.origins.edit(1, name="The navy")
        yield "locate", self.locate
        yield "add a place", lambda: own.places.add(self.place())
        yield (
            "locate by name",
            lambda: own.statements.locate(2, role="subject", basis="claimed", at="Zzyquay"),
        )
        yield "withdraw a location", lambda: own.statements.withdraw_location(1, "wrong bay")
        yield "date", lambda: own.statements.date(1, "2020-05-01", method="shadows")
        yield "withdraw a time", lambda: own.statements.withdraw_time(self.time(), "wrong year")
        yield "save a search", lambda: own.saved_searches.add("Ships", "tag:port")
        yield "rename a search", lambda: own.saved_searches.rename(1, "All ships")
        yield "verify", own.integrity.verify
        yield "unlink", lambda: own.links.withdraw(2, "a mistake")
        yield "withdraw", lambda: own.evidence.withdraw(3, "a mistake")
        yield "undo withdraw", own.history.undo
        yield "undo unlink", own.history.undo
        yield "undo rename", own.history.undo
        yield "withdraw a claim", lambda: own.claims.withdraw(1, "nobody says so")
        yield "undo that", own.history.undo
        yield "edit a case", lambda: own.cases.edit(1, title="The harbour")
        yield "edit a source", lambda: own.sources.edit(1, name="The office")
        yield "unrelate", lambda: own.claims.unrelate(1, "both may be")

    def picture(self, name: str) -> Path:
        """A picture of its own for each name."""
        path = self.folder / f"{name}.jpg"
        if not path.exists():
            image = Image.new("RGB", (9, 9), (ord(name), 1, 2))
            exif = Image.Exif()
            exif[0x0110] = "Canon"
            exif[0x9003] = "2020:05:01 10:00:00"
            image.save(path, exif=exif)
        return path

    def shared(self) -> SharedFields:
        return SharedFields(tags=("port",), case_ids=(1,))

    def locate(self) -> object:
        return self.catalogue.statements.locate(1, role="subject", basis="claimed", at="43.80, 131.96")

    def place(self) -> PlaceDraft:
        return PlaceDraft("Zzyquay", (PlaceName("Zzyquay", None, None, None),), lat=43.8, lon=131.96)

    def time(self) -> int:
        return self.catalogue.evidence.dossier(1).times[-1].id


class Shown:
    """All that a window could show, as it is now."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.answers = {query: _answer(catalogue, query) for query in QUERIES}
        self.dossiers = {item: catalogue.evidence.dossier(item) for item in _items(catalogue)}
        links = {item: {link.claim_id for link in one.links} for item, one in self.dossiers.items()}
        self.origins = {item: catalogue.claims.origins_of(claims) for item, claims in links.items()}


def _items(catalogue: Catalogue) -> list[int]:
    with_number: list[int] = []
    for number in range(1, 12):
        try:
            catalogue.evidence.dossier(number)
        except CatalogueError:
            break
        with_number.append(number)
    return with_number


def _answer(catalogue: Catalogue, query: str) -> list[int] | str:
    try:
        return list(catalogue.search.ids(query))
    except CatalogueError as error:
        return type(error).__name__


class Hearer:
    def __init__(self, catalogue: Catalogue) -> None:
        self.heard: list[Change] = []
        catalogue.bus.subscribe(self, self.heard.append)

    def take(self) -> Touched:
        """All that was told since the last time."""
        touched = Touched()
        for change in self.heard:
            touched |= change.touched
        self.heard.clear()
        return touched


def _without_thumbnails(dossier: Dossier) -> Dossier:
    files = tuple(replace(file, thumbnail_state=None, perceptual_hash=None) for file in dossier.files)
    return replace(dossier, files=files)


@pytest.fixture
def story(catalogue: Catalogue, tmp_path: Path) -> Story:
    return Story(catalogue, tmp_path)


def test_whatever_reads_otherwise_after_an_act_was_told(story: Story, catalogue: Catalogue) -> None:
    with Catalogue.open(catalogue.folder, analyst="Analyst") as other:
        own, theirs = Hearer(catalogue), Hearer(other)
        other.elsewhere.look()
        before = Shown(catalogue)
        done = 0
        for name, act in story.acts():
            act()
            other.elsewhere.look()
            after = Shown(catalogue)
            here, there = own.take(), theirs.take()
            assert Kind.ACTS in here, name
            for touched in (here, there):
                _check(name, touched, before, after)
            for kind, ids in here.kinds.items():
                assert there.of(kind).all or set(ids.named) <= set(there.of(kind).named), (name, kind)
                assert kind in there, (name, kind)
            before, done = after, done + 1
        assert done > 40


def _check(name: str, touched: Touched, before: Shown, after: Shown) -> None:
    for query in QUERIES:
        if before.answers[query] != after.answers[query]:
            assert may_change(query, touched), (name, query)
    for item, dossier in before.dossiers.items():
        now = after.dossiers[item]
        if _without_thumbnails(dossier) != _without_thumbnails(now):
            assert dossier.shows(touched), (name, dossier.item.exhibit)
        if before.origins[item] != after.origins[item]:
            assert dossier.shows(touched), (name, dossier.item.exhibit, "origins")


def test_every_key_of_the_language_is_among_the_queries() -> None:
    asked = " ".join(QUERIES)
    assert all(f"{spec.key}:" in asked for spec in KEYS)


def test_a_tag_changes_no_search_that_does_not_ask_for_it(catalogue: Catalogue) -> None:
    item = catalogue.evidence.add("photograph", "Harbour")
    hearer = Hearer(catalogue)
    catalogue.tags.change([item], add=["port"])
    touched = hearer.take()
    asked = [query for query in QUERIES if may_change(query, touched)]
    assert {"tag:port", "-tag:port", "has:tag", "harbour", "seen"} <= set(asked)
    assert not {"", "near:Zzyquay~5km", "sort:title", "claim:C01", "held:no", "nokey:1", "((("} & set(asked)


def test_an_item_that_came_may_answer_every_search_that_can_be_understood(catalogue: Catalogue) -> None:
    hearer = Hearer(catalogue)
    catalogue.evidence.add("photograph", "Harbour")
    touched = hearer.take()
    assert [query for query in QUERIES if not may_change(query, touched)] == ["(((", "nokey:1"]
