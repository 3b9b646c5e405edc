"""The Admiralty credibility of a claim: a grade of its own, with its reason, and no default."""

from app.claims.counting import OriginCount
from app.errors import CatalogueError
from app.messages.wording import needed, words
from app.terms import CREDIBILITIES, one_of

_CONFIRMED = "1"


def checked_credibility(
    grade: str | None, reason: str | None, independence: str | None, count: OriginCount
) -> tuple[str | None, str | None, str | None]:
    """Grade, reason and judgement of independence as they are stored.

    Raises CatalogueError for a grade without a reason, and for "1" without two named origins and a reasoned
    judgement that they are independent.
    """
    grade, reason, independence = words(grade), words(reason), words(independence)
    if grade is None:
        return None, reason, independence
    grade = one_of(grade, tuple(CREDIBILITIES), "Credibility")
    reason = needed(reason, "Rating a claim needs a reason")
    if grade == _CONFIRMED and (flaw := shortfall(independence, count)):
        raise CatalogueError(f"Credibility 1 needs {flaw}.")
    return grade, reason, independence


def shortfall(independence: str | None, count: OriginCount) -> str | None:
    """What is missing for "1, confirmed by other sources"; None if nothing is."""
    if len(count.proven) < 2:
        return f"two named origins; there {'is' if len(count.proven) == 1 else 'are'} {len(count.proven)}"
    if independence is None:
        return "a reasoned judgement that its origins are independent"
    return None
