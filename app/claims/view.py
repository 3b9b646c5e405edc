"""Everything known of one claim, gathered at one moment."""

from dataclasses import dataclass
from typing import Literal

from app.claims.counting import OriginCount, counts_of
from app.claims.passage import Passage, passage_of
from app.claims.rating import shortfall
from app.originals.store import Originals
from app.records import Case, Claim, Link, Origin, Place, Relation, Source
from db.reader import Reader


@dataclass(frozen=True, slots=True)
class RelationView:
    """A relation as one of its two claims sees it: `direction` is "to" or "from" the other claim."""

    relation: Relation
    direction: Literal["to", "from"]
    other: Claim


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim with all that belongs to it.

    `passage` is the sentence at its offsets where the text is held; `text_state` says so, or why not
    (“text not held”). `rating_flaw` says what a credibility of 1 has come to lack.
    """

    claim: Claim
    case: Case | None
    origin: Origin | None
    asserted_by: tuple[Source, ...]
    reported_via: tuple[Source, ...]
    places: tuple[Place, ...]
    parent: Claim | None
    children: tuple[Claim, ...]
    supports: tuple[Link, ...]
    refutes: tuple[Link, ...]
    context: tuple[Link, ...]
    origins: OriginCount
    relations: tuple[RelationView, ...]
    passage: Passage | None
    text_state: str
    rating_flaw: str | None

    @property
    def links(self) -> tuple[Link, ...]:
        """All links, supporting first, then refuting, then context."""
        return (*self.supports, *self.refutes, *self.context)


def gather_claim(reader: Reader, claim: Claim, originals: Originals) -> ClaimView:
    """Read all that belongs to a claim."""
    said_by = reader.claims.sources([*claim.asserted_by, *claim.reported_via])
    sources = {source.id: source for source in said_by}
    links = reader.claims.links_of_claims([claim.id])
    count = counts_of(reader, [claim])[claim.id]
    passage, state = passage_of(claim, originals)
    return ClaimView(
        claim=claim,
        case=next((case for case in reader.identity.cases() if case.id == claim.case_id), None),
        origin=next((origin for origin in reader.claims.origins() if origin.id == claim.origin_id), None),
        asserted_by=tuple(sources[source] for source in claim.asserted_by if source in sources),
        reported_via=tuple(sources[source] for source in claim.reported_via if source in sources),
        places=tuple(reader.places.places(claim.places)),
        parent=None if claim.parent_id is None else reader.claims.claim(claim.parent_id),
        children=tuple(reader.claims.claims_under(claim.id)),
        supports=tuple(link for link in links if link.stance == "supports"),
        refutes=tuple(link for link in links if link.stance == "refutes"),
        context=tuple(link for link in links if link.stance == "context"),
        origins=count,
        relations=tuple(_relations(reader, claim)),
        passage=passage,
        text_state=state,
        # asked anew at every reading: a link may be withdrawn after the rating was given
        rating_flaw=shortfall(claim.independence_reason, count) if claim.credibility == "1" else None,
    )


def _relations(reader: Reader, claim: Claim) -> list[RelationView]:
    relations = reader.claims.relations_of([claim.id])
    ends = {end for relation in relations for end in (relation.from_id, relation.to_id)}
    others = {other.id: other for other in reader.claims.claims(ends)}
    seen: list[RelationView] = []
    for relation in relations:
        outward = relation.from_id == claim.id
        other = others.get(relation.to_id if outward else relation.from_id)
        if other is not None:
            seen.append(RelationView(relation, "to" if outward else "from", other))
    return seen
