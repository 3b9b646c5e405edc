"""The Admiralty credibility of a claim: a grade of its own, with its reason, and no default."""

from app.claims.counting import OriginCount
from app.errors import CatalogueError
from app.fields.terms import CREDIBILITIES, one_of
from app.messages.wording import needed, words
from resources.messages import shown, stored, tr

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
    grade = one_of(grade, tuple(CREDIBILITIES), tr("Credibility"))
    reason = needed(reason, tr("Rating a claim needs a reason."))
    if grade == _CONFIRMED and (flaw := shortfall(independence, count)):
        raise CatalogueError(tr("Credibility 1 needs {flaw}.", flaw=shown(flaw)))
    return grade, reason, independence


def shortfall(independence: str | None, count: OriginCount) -> str | None:
    """What is missing for "1, confirmed by other sources"; None if nothing is."""
    if len(count.proven) < 2:
        found = len(count.proven)
        if found == 1:
            return stored("two named origins; there is 1")
        return stored("two named origins; there are {count}", count=found)
    if independence is None:
        return stored("a reasoned judgement that its origins are independent")
    return None
