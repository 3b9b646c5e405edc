"""What is said, by whom, as JSON: sources, origins, cases, claims."""

from collections.abc import Mapping
from typing import Any

from app.claims.cases import CaseView
from app.claims.counting import NamedOrigin, OriginCount
from app.claims.origins import OriginView
from app.claims.sources import SourceView
from app.claims.view import ClaimView, RelationView
from app.cli import item_json as item_json
from app.fields.claims import CLAIM, SOURCE
from app.records import Case, Claim, Origin, Relation, Source, exhibit_number
from resources.messages import in_english


def source(of: Source, origin: Origin | None) -> dict[str, Any]:
    """A source, with its origin."""
    return {
        "id": of.id,
        "uuid": of.uuid,
        **item_json.members(SOURCE, of),
        "origin": _named(origin),
    }


def source_view(of: SourceView) -> dict[str, Any]:
    """A source with what hangs on it."""
    return {
        **source(of.source, of.origin),
        "case": of.case.label if of.case else None,
        "asserts": [_brief(claim) for claim in of.asserts],
        "reports": [_brief(claim) for claim in of.reports],
        "published": [exhibit_number(item) for item in of.published],
    }


def origin(of: Origin) -> dict[str, Any]:
    """An origin."""
    return {"id": of.id, **item_json.record(of)}


def origin_view(of: OriginView) -> dict[str, Any]:
    """An origin with the sources and claims that have it."""
    return {
        **origin(of.origin),
        "sources": [_named(source) for source in of.sources],
        "claims": [_brief(claim) for claim in of.claims],
    }


def case(of: Case) -> dict[str, Any]:
    """A case."""
    return {"id": of.id, **item_json.record(of)}


def case_view(of: CaseView) -> dict[str, Any]:
    """A case with its items and claims."""
    return {
        **case(of.case),
        "items": [exhibit_number(item) for item in of.items],
        "claims": [_brief(claim) for claim in of.claims],
    }


def claim(of: Claim, count: OriginCount | None) -> dict[str, Any]:
    """A claim as a list shows it; `id` is its label."""
    return {
        **_brief(of),
        "number": of.id,
        "uuid": of.uuid,
        "kind": of.kind,
        "status": of.status,
        "credibility": of.credibility,
        "origins": origins(count) if count else None,
    }


def claim_view(of: ClaimView) -> dict[str, Any]:
    """Everything known of a claim."""
    return {
        **_brief(of.claim),
        "number": of.claim.id,
        **item_json.record(of.claim, item_json.INTERNAL | _ELSEWHERE),
        **item_json.members(CLAIM, of.claim, ("label", "statement")),
        "origin": _named(of.origin),
        "asserted_by": [_named(source) for source in of.asserted_by],
        "reported_via": [_named(source) for source in of.reported_via],
        "places": [place.name for place in of.places],
        "parent": _brief(of.parent) if of.parent else None,
        "children": [_brief(child) for child in of.children],
        "links": [item_json.link(link) for link in of.links],
        "origins": origins(of.origins),
        "relations": [relation(view) for view in of.relations],
        "text": _text(of),
        "rating_flaw": of.rating_flaw,
    }


def origins(of: OriginCount) -> dict[str, Any]:
    """What can be said of the origins of a claim."""
    with in_english():
        sentence = of.sentence
    return {
        "proven": [_origin_of_claim(found) for found in of.proven],
        "unproven": [_origin_of_claim(found) for found in of.unproven],
        "carriers": [_origin_of_claim(found) for found in of.carriers],
        "publisher_unknown": [exhibit_number(item) for item in of.publisher_unknown],
        "origin_unknown": [exhibit_number(item) for item in of.origin_unknown],
        "items": of.items,
        "examined": of.examined,
        "sentence": sentence,
    }


def relation(of: RelationView) -> dict[str, Any]:
    """A relation as its claim sees it."""
    return {
        "id": of.relation.id,
        "kind": of.relation.kind,
        "direction": of.direction,
        "claim": _brief(of.other),
        "reason": of.relation.reason,
        "label": of.relation.label,
        "note": of.relation.note,
    }


def relation_of(of: Relation, claims: Mapping[int, Claim]) -> dict[str, Any]:
    """A relation as a list shows it."""
    return {
        "id": of.id,
        "from": _brief(claims[of.from_id]),
        "kind": of.kind,
        "to": _brief(claims[of.to_id]),
        "reason": of.reason,
        "label": of.label,
        "note": of.note,
    }


def _text(of: ClaimView) -> dict[str, Any]:
    passage = of.passage
    return {
        "sha256": of.claim.text_sha256,
        "start": of.claim.text_start,
        "end": of.claim.text_end,
        "state": of.text_state,
        "before": passage.before if passage else None,
        "exact": passage.exact if passage else None,
        "after": passage.after if passage else None,
    }


def _origin_of_claim(of: NamedOrigin) -> dict[str, Any]:
    return {
        "id": of.label or str(of.id),
        "name": of.name,
        "caveat": of.caveat,
        "own": of.own,
        "items": [exhibit_number(item) for item in of.items],
    }


def _named(of: Source | Origin | None) -> dict[str, Any] | None:
    return None if of is None else {"id": of.id, "label": of.label, "name": of.name}


def _brief(of: Claim) -> dict[str, Any]:
    return {"id": of.label, "case": of.case_label, "statement": of.statement}


_ELSEWHERE = {
    *("label", "statement", "case_label", "asserted_by", "reported_via", "places"),
    *("text_sha256", "text_start", "text_end"),
    *(field.stored_as for field in CLAIM),
}
