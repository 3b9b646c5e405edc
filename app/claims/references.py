"""What a claim refers to must be there: its case, its origin, its sources, its places, its parent."""

from collections.abc import Collection, Iterable

from app.claims.drafts import ClaimDraft
from app.errors import CatalogueError
from db.reader import Reader


def check_references(reader: Reader, draft: ClaimDraft) -> None:
    """Raises CatalogueError for the first reference to something that is not there or was withdrawn."""
    demand("case", [draft.case_id], {case.id for case in reader.identity.cases()})
    demand("origin", [draft.origin_id], {origin.id for origin in reader.claims.origins()})
    sources = {source.id for source in reader.claims.sources()}
    demand("source", [*draft.asserted_by, *draft.reported_via], sources)
    if draft.places:
        demand("place", draft.places, {place.id for place in reader.places.places()})
    if draft.parent_id is not None and reader.claims.claim(draft.parent_id) is None:
        raise CatalogueError(f"There is no claim number {draft.parent_id}, or it was withdrawn.")


def demand(noun: str, wanted: Iterable[int | None], there: Collection[int]) -> None:
    """Raises CatalogueError unless every number that is given is there."""
    for number in wanted:
        if number is not None and number not in there:
            raise CatalogueError(f"There is no {noun} number {number}, or it was withdrawn.")
