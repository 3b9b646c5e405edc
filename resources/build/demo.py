"""Maps the structured demonstration case onto the words of the catalogue: `case.json` in `resources/demo/`.

    python3 -m resources.build.demo ../shared/data/demo-case.json

Ids of the case file stay as labels. Where a word of it is mapped onto one of ours, the note keeps the
original word. The article's text is not part of either file; only its SHA-256 and its length are.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

Row = dict[str, Any]

FORMAT = "exhibit-demonstration/1"
ITEM_TYPES = {
    "aerial imagery": "aerial imagery",
    "photograph": "photograph",
    "physical object": "physical object",
    "statement": "statement",
    "expert statement": "statement",
    "unnamed human sources": "statement",
    "document": "document",
    "report": "document",
    "digital text": "document",
}
CLAIM_KINDS = {
    "event": "event",
    "speech_act": "event",
    "identity": "event",
    "estimate": "estimate",
    "intention": "intention",
    "forecast": "estimate",
    "assessment": "opinion",
}
RELATION_KINDS = {
    "same_quantity_conflict": "conflicts with",
    "tension": "conflicts with",
    "contradicts_forecast": "conflicts with",
    "compatible_estimate": "same quantity",
    "subset_of": "subset of",
    "possible_subset_of": "subset of",
    "part_of": "subset of",
    "example_of": "subset of",
    "restates": "restates",
    "claimed_corroboration": "restates",
    "place_compatible": "restates",
    "elaborates": "depends on",
    "same_origin": "depends on",
    "qualifies": "depends on",
}
MODALITIES = {
    "asserted": "asserted",
    "reported": "reported",
    "possible": "possible",
    "planned": "planned",
    "denied as forecast": "denied",
}
BOUNDS = {"point": "point", "upper": "at most", "slightly below": "slightly below"}
COUNTRIES = {
    "RU": "Russia",
    "UA": "Ukraine",
    "KP": "North Korea",
    "KR": "South Korea",
    "RU/UA": "Russia / Ukraine",
    "UA/RU": "Ukraine / Russia",
}
SAME_ORIGIN = {
    True: "Published by another origin than the claim's own.",
    False: "Published by the claim's own origin, or known only through it.",
    None: "Whether its publisher is independent of the claim's own origin is not known.",
}
_SAME_AS = re.compile(r"same unknowns as (E\d+)")


def convert(given: Row) -> Row:
    """The shipped case from the structured one. Raises KeyError for a word that no mapping knows."""
    protected = {item["publisher"] for item in given["evidence"] if item["sensitivity"] == "protected source"}
    document = given["case"]["document"]
    return {
        "format": FORMAT,
        "case": _case(given),
        "text": {name: document[name] for name in ("sha256", "bytes", "chars", "encoding")},
        "origins": [_origin(row) for row in given["origins"]],
        "sources": [_source(row, protected) for row in given["sources"]],
        "places": [_place(row) for row in given["places"]],
        "claims": [_claim(row) for row in given["claims"]],
        "relations": [_relation(row) for row in given["claim_relations"]],
        "items": [_item(row, given["evidence"]) for row in given["evidence"]],
        "links": [_link(row) for row in given["evidence_links"]],
    }


def written(case: Row) -> str:
    """The text of `case.json`."""
    return json.dumps(case, ensure_ascii=False, indent=1) + "\n"


def _case(given: Row) -> Row:
    case = given["case"]
    time = case["article_time"]
    dated = f"{time['inferred_earliest']} to {time['inferred_latest']}, confidence {time['confidence']}"
    parts = [
        "This is one analyst's unreviewed judgement: nothing in it has been reviewed by a second person.",
        case["rule"],
        f"Date of the article: none stated; inferred {dated}. {time['reasoning']}",
        *(f"{group['label']}: {group['warning']}" for group in given["estimate_groups"]),
        "Open tasks:",
        *(f"- {task}" for task in given["open_tasks"]),
    ]
    return {"label": case["id"], "title": case["title"], "description": "\n".join(parts)}


def _origin(row: Row) -> Row:
    counts = row["counts_as_origin"]
    return {
        "label": row["id"],
        "name": row["label"],
        "counts": "no" if counts.startswith("no ") else counts,
        "note": row["note"],
    }


def _source(row: Row, protected: set[str]) -> Row:
    rating = row["admiralty_reliability"]
    return {
        "label": row["id"],
        "name": row["name"],
        "native_names": list(row["native_names"].values()),
        "kind": row["type"],
        "identified": row["identified"],
        "speaks_for": row["speaks_for"],
        "interest": row["possible_interest"],
        "origin": row["origin_group"],
        "reliability": rating["proposal"],
        "reliability_reason": rating["rationale"],
        "restricted": row["id"] in protected,
        "note": _sentence(rating["status"]),
    }


def _place(row: Row) -> Row:
    notes = [f"In the case: {row['role']}.", row["note"]]
    if "extent" in row:
        notes.append(f"Extent: {row['extent']}.")
    return {
        "label": row["id"],
        "name": row["name"],
        "names": [_name(name) for name in row["names"]],
        "kind": row["kind"],
        "country": COUNTRIES[row["country"]],
        "region": row["admin1"],
        "lat": row["lat"],
        "lon": row["lon"],
        "radius_m": row["uncertainty_radius_m"],
        "precision": row["precision"],
        "coordinate_source": row["coordinate_source"],
        "geonames_id": row["geonames_id"],
        "note": _joined(notes),
        "is_area": "extent" in row,
    }


def _name(name: Row) -> Row:
    status = name["status"]
    misspelt = status.startswith("MISSPELLING")
    return {
        "text": name["text"],
        "language": name["lang"],
        "script": name["script"],
        "status": status.replace("MISSPELLING", "misspelling,") if misspelt else status,
    }


def _claim(row: Row) -> Row:
    rating = row["admiralty_credibility"]
    kind = CLAIM_KINDS[row["kind"]]
    original = None if kind == row["kind"] else f"In the case file: {row['kind'].replace('_', ' ')}."
    return {
        "label": row["id"],
        "statement": row["statement"],
        "kind": kind,
        "modality": MODALITIES[row["modality"]],
        "checkable": row["checkable"],
        "origin": row["origin_group"],
        "asserted_by": row["asserted_by"],
        "reported_via": row["reported_via"],
        "places": row["places"],
        "quantities": [_quantity(quantity) for quantity in row["quantities"]],
        "text_start": row["start"],
        "text_end": row["end"],
        "reported_date": row["reported_date"],
        "event_time": _event_time(row["event_time"]),
        "status": row["assessment_status"],
        "credibility": rating["proposal"],
        "credibility_reason": f"{rating['rationale']} ({rating['status']})",
        "parent": row["parent"],
        "note": _joined([row["note"], original]),
    }


def _quantity(row: Row) -> Row:
    return {
        "value": row["value"],
        "unit": row["unit"],
        "measure": row["measure"],
        "bound": BOUNDS[row["bound"]],
        "approximate": row["approx"],
        "raw": row["qualifier"],
    }


def _event_time(row: Row | None) -> str | None:
    if row is None:
        return None
    dates = [row["earliest"], row["latest"]]
    interval = "..".join(date or "" for date in dates) if any(dates) else None
    return _joined([interval, f"({row['basis']})", row["note"]])


def _relation(row: Row) -> Row:
    return {
        "label": row["id"],
        "from": row["from"],
        "to": row["to"],
        "kind": RELATION_KINDS[row["type"]],
        "reason": row["rationale"],
        "note": f"In the case file: {row['type'].replace('_', ' ')}; confidence {row['confidence']}.",
    }


def _item(row: Row, others: list[Row]) -> Row:
    unknowns = {other["id"]: other["unknown"] for other in others}
    return {
        "label": row["id"],
        "type": ITEM_TYPES[row["type"]],
        "title": row["title"],
        "description": "\n".join(
            ["What the article says of it, and nothing more:", *row["known_from_article"]]
        ),
        "publisher": row["publisher"],
        "places": row["subject_places"],
        "tags": [*row["suggested_tags"], *(["core item"] if row["core_demo"] else [])],
        "sensitivity": [] if row["sensitivity"] == "none known" else [row["sensitivity"]],
        "unknowns": [text for line in row["unknown"] for text in _unknown(line, unknowns)],
        "expected_sha256": row["media_sha256"],
    }


def _unknown(line: str, unknowns: dict[str, list[str]]) -> list[str]:
    """A line that points to another item's list is that list."""
    other = _SAME_AS.fullmatch(line)
    return [line] if other is None else unknowns[other[1]]


def _link(row: Row) -> Row:
    return {
        "label": row["id"],
        "item": row["evidence"],
        "claim": row["claim"],
        "stance": row["stance"],
        "reason": row["rationale"],
        "strength": row["strength"],
        "condition": row["condition"],
        "note": f"{SAME_ORIGIN[row['independent_of_claim_origin']]} {_sentence(row['status'])}",
    }


def _joined(parts: list[str | None]) -> str | None:
    return " ".join(part for part in parts if part) or None


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


if __name__ == "__main__":
    found = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    target = Path(__file__).resolve().parents[1] / "demo" / "case.json"
    target.write_text(written(convert(found)), encoding="utf-8")
    print(target)
