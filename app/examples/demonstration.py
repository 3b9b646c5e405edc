"""The demonstration case: one news article as one analyst took it apart, unreviewed; no file is held."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from app.catalogue import Catalogue
from app.claims.drafts import ClaimDraft, LinkDraft, OriginDraft, RelationDraft, SourceDraft
from app.evidence.statements import Outline
from app.places.named import PlaceDraft
from app.places.regions import Regions
from app.records import PlaceName, Quantity
from resources import read_text

AUTHOR = "Author of the demonstration case"
"""Who made its judgements: not whoever opens it."""
Row = Mapping[str, Any]
_Ids = dict[str, int]


def build(folder: Path, *, analyst: str | None = None) -> Catalogue:
    """Make the demonstration catalogue in a new or empty folder and open it for `analyst`.

    Every entry is an ordinary act of the author of the case, so that the analyst's undo leaves it alone.
    """
    case = json.loads(read_text("demo/case.json"))
    title = f"Demonstration: {case['case']['title']}"
    with Catalogue.create(folder, title=title, kind="demonstration", analyst=AUTHOR) as catalogue:
        fill(catalogue, case)
    return Catalogue.open(folder, analyst=analyst)


def fill(catalogue: Catalogue, case: Row) -> int:
    """Put a case, in the form of `resources/demo/case.json`, into a catalogue; gives the case's id."""
    head = case["case"]
    number = catalogue.cases.add(head["title"], label=head["label"], description=head["description"])
    origins = _origins(catalogue, case["origins"], number)
    sources = _sources(catalogue, case["sources"], number, origins)
    places = _places(catalogue, case["places"], number)
    claims = _claims(catalogue, case, number, origins, sources, places)
    items = _items(catalogue, case, number, sources, places)
    _links(catalogue, case["links"], items, claims)
    return number


def _origins(catalogue: Catalogue, rows: Sequence[Row], case: int) -> _Ids:
    ids = catalogue.origins.add_all([OriginDraft(**row, case_id=case) for row in rows])
    return _labelled(rows, ids)


def _sources(catalogue: Catalogue, rows: Sequence[Row], case: int, origins: _Ids) -> _Ids:
    drafts = [
        SourceDraft(
            **{
                **_without(row, "origin"),
                "native_names": tuple(row["native_names"]),
                "origin_id": origins[row["origin"]],
                "case_id": case,
            }
        )
        for row in rows
    ]
    return _labelled(rows, catalogue.sources.add_all(drafts))


def _places(catalogue: Catalogue, rows: Sequence[Row], case: int) -> _Ids:
    drafts = [
        PlaceDraft(
            **{
                **_without(row, "is_area"),
                "names": tuple(PlaceName(**name) for name in row["names"]),
                "case_id": case,
            }
        )
        for row in rows
    ]
    return _labelled(rows, catalogue.places.add_all(drafts))


def _claims(catalogue: Catalogue, case: Row, number: int, origins: _Ids, sources: _Ids, places: _Ids) -> _Ids:
    rows = case["claims"]
    drafts = [
        ClaimDraft(
            **{
                **_without(row, "origin", "parent"),
                "case_id": number,
                "origin_id": origins[row["origin"]],
                "asserted_by": tuple(sources[label] for label in row["asserted_by"]),
                "reported_via": tuple(sources[label] for label in row["reported_via"]),
                "places": tuple(places[label] for label in row["places"]),
                "quantities": tuple(Quantity(**quantity, as_of=None) for quantity in row["quantities"]),
                "text_sha256": case["text"]["sha256"],
            }
        )
        for row in rows
    ]
    ids = _labelled(rows, catalogue.claims.add_all(drafts))
    parents = {ids[row["label"]]: {"parent_id": ids[row["parent"]]} for row in rows if row["parent"]}
    # in an act of its own: a parent has a number only once it is there
    catalogue.claims.edit_all(parents)
    catalogue.claims.relate_all(
        [
            RelationDraft(
                ids[row["from"]], ids[row["to"]], row["kind"], row["reason"], row["label"], row["note"]
            )
            for row in case["relations"]
        ]
    )
    return ids


def _items(catalogue: Catalogue, case: Row, number: int, sources: _Ids, places: _Ids) -> _Ids:
    outlines = _outlines(catalogue.regions, case["places"])
    ids: _Ids = {}
    for row in case["items"]:
        ids[row["label"]] = item = catalogue.evidence.add(
            row["type"],
            row["title"],
            publisher_id=sources.get(row["publisher"]),
            case_ids=[number],
            tags=row["tags"],
            label=row["label"],
            description=row["description"],
            sensitivity=row["sensitivity"],
            unknowns="\n".join(row["unknowns"]),
            expected_sha256=row["expected_sha256"],
        )
        for label in row["places"]:
            catalogue.statements.locate(
                item,
                place_id=places[label],
                footprint=outlines.get(label),
                role="subject",
                basis="claimed",
            )
    return ids


def _outlines(regions: Regions, rows: Sequence[Row]) -> dict[str, Outline]:
    """Outlines of the places that are whole regions: their point is for a label and marks nothing."""
    found: dict[str, Outline] = {}
    for row in rows:
        if row["is_area"]:
            named = (region for name in row["names"] for region in regions.find(name["text"]))
            # by country, for regions of the same name lie in several
            parts = next(region.geometry.geoms for region in named if region.country == row["country"])
            if len(parts) == 1:
                found[row["label"]] = [(lat, lon) for lon, lat in parts[0].exterior.coords[:-1]]
    return found


def _links(catalogue: Catalogue, rows: Sequence[Row], items: _Ids, claims: _Ids) -> None:
    catalogue.links.add_all(
        [
            LinkDraft(
                **_without(row, "item", "claim"), item_id=items[row["item"]], claim_id=claims[row["claim"]]
            )
            for row in rows
        ]
    )


def _labelled(rows: Sequence[Row], ids: Sequence[int]) -> _Ids:
    return {row["label"]: row_id for row, row_id in zip(rows, ids, strict=True)}


def _without(row: Row, *names: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}
