"""The demonstration case: mapped whole, built through ordinary acts, and honest about what it is."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from app.catalogue import Catalogue
from app.claims.counting import OriginCount
from app.errors import CatalogueError
from app.examples.demonstration import AUTHOR, build, fill
from app.fields import terms
from app.records import Claim
from resources import read_text
from resources.build.demo import convert, written

SHARED = Path(__file__).parents[4] / "shared" / "data" / "demo-case.json"


@pytest.fixture(scope="module")
def shipped() -> dict[str, Any]:
    case: dict[str, Any] = json.loads(read_text("demo/case.json"))
    return case


@pytest.fixture(scope="module")
def given() -> dict[str, Any]:
    if not SHARED.is_file():
        pytest.skip("the structured case is not beside this checkout")
    case: dict[str, Any] = json.loads(SHARED.read_text(encoding="utf-8"))
    return case


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """Only to be read."""
    with build(tmp_path_factory.mktemp("demo") / "demo", analyst="Analyst") as catalogue:
        yield catalogue


def test_the_shipped_case_is_the_structured_one_mapped(given: dict[str, Any]) -> None:
    assert read_text("demo/case.json") == written(convert(given))


def test_nothing_of_the_structured_case_is_dropped_in_the_mapping(
    given: dict[str, Any], shipped: dict[str, Any]
) -> None:
    pairs = [
        ("sources", "sources"),
        ("origins", "origins"),
        ("places", "places"),
        ("claims", "claims"),
        ("claim_relations", "relations"),
        ("evidence", "items"),
        ("evidence_links", "links"),
    ]
    for theirs, ours in pairs:
        assert [row["id"] for row in given[theirs]] == [row["label"] for row in shipped[ours]]
    for claim, mapped in zip(given["claims"], shipped["claims"], strict=True):
        assert (claim["start"], claim["end"]) == (mapped["text_start"], mapped["text_end"])
        assert (claim["statement"], claim["origin_group"]) == (mapped["statement"], mapped["origin"])
    for link, mapped in zip(given["evidence_links"], shipped["links"], strict=True):
        assert (link["evidence"], link["claim"], link["stance"], link["rationale"]) == (
            mapped["item"],
            mapped["claim"],
            mapped["stance"],
            mapped["reason"],
        )


def test_a_word_that_no_mapping_knows_is_an_error(given: dict[str, Any]) -> None:
    relation = {**given["claim_relations"][0], "type": "rhymes_with"}
    with pytest.raises(KeyError, match="rhymes_with"):
        convert({**given, "claim_relations": [relation]})


def test_every_word_of_the_shipped_case_is_one_of_ours(shipped: dict[str, Any]) -> None:
    allowed: list[tuple[str, str, Any]] = [
        ("items", "type", terms.ITEM_TYPES),
        ("claims", "kind", terms.CLAIM_KINDS),
        ("claims", "modality", terms.MODALITIES),
        ("claims", "status", terms.CLAIM_STATUSES),
        ("claims", "credibility", terms.CREDIBILITIES),
        ("relations", "kind", terms.RELATION_KINDS),
        ("links", "stance", terms.STANCES),
        ("sources", "reliability", terms.RELIABILITIES),
        ("origins", "counts", terms.ORIGIN_COUNTS),
    ]
    for table, field, words in allowed:
        assert {row[field] for row in shipped[table]} <= set(words), (table, field)
    assert {word for item in shipped["items"] for word in item["sensitivity"]} <= set(terms.SENSITIVITIES)
    bounds = {quantity["bound"] for claim in shipped["claims"] for quantity in claim["quantities"]}
    assert bounds <= set(terms.QUANTITY_BOUNDS)


def test_the_catalogue_says_that_it_is_one_analysts_unreviewed_judgement(demo: Catalogue) -> None:
    (case,) = demo.cases.all()
    assert demo.identity().kind == "demonstration"
    assert (case.description or "").startswith("This is one analyst's unreviewed judgement")
    assert {link.agent for link in demo.links.all()} == {AUTHOR}


def test_its_judgements_are_not_the_analysts_and_not_hers_to_undo(demo: Catalogue) -> None:
    assert demo.agent.name == "Analyst"
    with pytest.raises(CatalogueError, match="nothing of yours to undo"):
        demo.history.undo()


def test_all_of_it_is_in_the_catalogue_under_its_labels(demo: Catalogue, shipped: dict[str, Any]) -> None:
    assert {source.label for source in demo.sources.all()} == {row["label"] for row in shipped["sources"]}
    assert {origin.label for origin in demo.origins.all()} == {row["label"] for row in shipped["origins"]}
    assert [claim.label for claim in demo.claims.all()] == [row["label"] for row in shipped["claims"]]
    assert len(demo.claims.relations()) == len(shipped["relations"])
    assert len(demo.links.all()) == len(shipped["links"])
    assert len(demo.places.all()) == len(shipped["places"])
    assert demo.evidence.count() == len(shipped["items"])
    for row in shipped["items"]:
        assert demo.evidence.dossier(demo.evidence.named(row["label"])).item.title == row["title"]


def test_no_item_is_held_and_every_link_is_expected(demo: Catalogue) -> None:
    assert not any(line.held for line in demo.evidence.lines(range(1, demo.evidence.count() + 1)))
    assert {link.status for link in demo.links.all()} == {"expected"}


def test_origins_are_counted_as_the_rule_of_the_case_says(demo: Catalogue, shipped: dict[str, Any]) -> None:
    counts = {row["label"]: row["counts"] for row in shipped["origins"]}
    origin_of = {row["label"]: row["origin"] for row in shipped["sources"]}
    publisher = {row["label"]: row["publisher"] for row in shipped["items"]}
    for row in shipped["claims"]:
        behind = {row["origin"]} | {
            origin_of[publisher[link["item"]]]
            for link in shipped["links"]
            if (link["claim"], link["stance"]) == (row["label"], "supports") and publisher[link["item"]]
        }
        count = demo.claims.show(demo.claims.named(row["label"])).origins
        proven = {label for label in behind if counts[label] in ("yes", "own acts only")}
        assert {origin.label for origin in count.proven} == proven, row["label"]
        assert {origin.label for origin in count.unproven} == {
            label for label in behind if counts[label] == "unproven"
        }, row["label"]


def test_two_services_are_two_named_origins_and_not_said_to_be_independent(demo: Catalogue) -> None:
    count = demo.claims.show(demo.claims.named("C01")).origins
    assert count.sentence == "2 named origins; independence not shown; 0 of 6 items examined"


def test_a_claimed_location_reaches_as_far_as_its_place(demo: Catalogue, shipped: dict[str, Any]) -> None:
    radius = {row["label"]: row["radius_m"] for row in shipped["places"]}
    for row in shipped["items"]:
        locations = demo.evidence.dossier(demo.evidence.named(row["label"])).locations
        assert [location.radius_m for location in locations] == [radius[label] for label in row["places"]]
        assert {(location.role, location.basis) for location in locations} <= {("subject", "claimed")}


def test_a_whole_region_is_an_outline_and_no_pin(demo: Catalogue, shipped: dict[str, Any]) -> None:
    areas = {row["label"] for row in shipped["places"] if row["is_area"]}
    in_areas = [row for row in shipped["items"] if areas & set(row["places"])]
    assert in_areas
    for row in in_areas:
        (location,) = demo.evidence.dossier(demo.evidence.named(row["label"])).locations
        assert location.footprint is not None
        assert len(json.loads(location.footprint)) > 50


def test_the_misspelt_name_offers_the_city_of_the_case_first_and_its_namesake_too(demo: Catalogue) -> None:
    first, second, *_ = demo.places.find("Vlagoveshensk")
    assert [first.geonames_id, second.geonames_id] == [2026609, 576116]
    with pytest.raises(CatalogueError, match="Perhaps"):
        demo.places.meant("Vlagoveshensk")


def test_what_must_not_leave_is_marked(demo: Catalogue) -> None:
    restricted = [source.label for source in demo.sources.all() if source.restricted]
    protected = [
        line.label for line in demo.evidence.lines(range(1, 16)) if "protected source" in line.sensitivity
    ]
    assert (restricted, protected) == (["S10"], ["E10"])


def test_the_text_is_not_shipped_only_its_hash_and_length(shipped: dict[str, Any], demo: Catalogue) -> None:
    assert set(shipped["text"]) == {"sha256", "bytes", "chars", "encoding"}
    item = demo.evidence.dossier(demo.evidence.named("E05")).item
    assert (item.expected_sha256, item.held) == (shipped["text"]["sha256"], False)
    assert demo.claims.show(demo.claims.named("C01")).text_state == "text not held"


def test_a_text_of_ones_own_is_recognised_and_every_claim_opens_at_its_place(
    catalogue: Catalogue, tmp_path: Path, shipped: dict[str, Any]
) -> None:
    sentences = ["A ferry lay in the harbour.", "Its name was “Ægir”.", "船は出た。"]
    text = " ".join(sentences)
    digest = sha256(text.encode()).hexdigest()
    own = {
        **shipped,
        "text": {"sha256": digest},
        "relations": [],
        "claims": [
            {
                **shipped["claims"][0],
                "label": f"C{number:02d}",
                "statement": sentence,
                "text_start": text.index(sentence),
                "text_end": text.index(sentence) + len(sentence),
                "parent": None,
            }
            for number, sentence in enumerate(sentences, 1)
        ],
        "items": [{**shipped["items"][0], "label": "E05", "expected_sha256": digest}],
        "links": [],
    }
    fill(catalogue, own)
    (tmp_path / "text.txt").write_bytes(text.encode())
    (arrival,) = catalogue.intake.ingest([tmp_path / "text.txt"]).added
    assert arrival.item_id == catalogue.evidence.named("E05")
    for claim, sentence in zip(catalogue.claims.all(), sentences, strict=True):
        passage = catalogue.claims.show(claim.id).passage
        assert passage is not None
        assert passage.exact == sentence


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(CatalogueError, match="not an empty folder"):
        build(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_other_labels_and_another_order_change_no_count(
    demo: Catalogue, catalogue: Catalogue, shipped: dict[str, Any]
) -> None:
    text = json.dumps(
        {name: rows for name, rows in shipped.items() if name not in ("case", "text", "format")}
    )
    labels = [row["label"] for name in ("origins", "sources", "claims", "items") for row in shipped[name]]
    for number, label in enumerate(labels):
        text = text.replace(f'"{label}"', f'"Z{number * 7919 % 997}-{number}"')
    renamed = json.loads(text)
    for name in ("origins", "sources", "items", "links"):
        renamed[name] = renamed[name][::-1]
    fill(catalogue, {**shipped, **renamed})
    ours = {claim.statement: count for claim, count in _counts(demo)}
    for claim, count in _counts(catalogue):
        expected = ours[claim.statement]
        assert count.sentence == expected.sentence
        assert {origin.name for origin in count.proven} == {origin.name for origin in expected.proven}
        assert {origin.name for origin in count.unproven} == {origin.name for origin in expected.unproven}
        assert len(count.publisher_unknown) == len(expected.publisher_unknown)


def _counts(catalogue: Catalogue) -> list[tuple[Claim, OriginCount]]:
    return catalogue.claims.with_origins()
