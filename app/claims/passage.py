"""The sentence of a claim in its text: at its offsets, with what stands around it."""

from dataclasses import dataclass
from hashlib import sha256

from app.errors import CatalogueError
from app.originals.store import Originals
from app.records import Claim
from resources.messages import stored

NOT_HELD = stored("text not held")
# characters on either side: a sentence or two
_CONTEXT = 160
_LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Passage:
    """Code points `start` to `end` of a held text, and the same paragraph before and after them."""

    before: str
    exact: str
    after: str
    start: int
    end: int


def passage_of(claim: Claim, originals: Originals) -> tuple[Passage | None, str]:
    """The passage of a claim, and one phrase that says what there is or why there is none."""
    if claim.text_sha256 is None or claim.text_start is None or claim.text_end is None:
        return None, stored("no position in a text given")
    if not originals.has(claim.text_sha256):
        return None, NOT_HELD
    text, flaw = _held_text(originals, claim.text_sha256)
    if text is None:
        return None, flaw
    if not 0 <= claim.text_start <= claim.text_end <= len(text):
        return None, stored("the text is held, but it has only {count} characters", count=len(text))
    found = cut(text, claim.text_start, claim.text_end)
    if claim.quote_exact is not None and claim.quote_exact != found.exact:
        return found, stored("text held; the quotation of the claim differs from it")
    return found, stored("text held")


def cut(text: str, start: int, end: int, context: int = _CONTEXT) -> Passage:
    """Code points `start` to `end`, with at most `context` more of the same line on either side.

    Raises ValueError for offsets that do not lie in the text.
    """
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"{start} to {end} does not lie within {len(text)} characters")
    before = text[max(0, start - context) : start].rpartition("\n")[2]
    after = text[end : end + context].partition("\n")[0]
    return Passage(before, text[start:end], after, start, end)


def _held_text(originals: Originals, digest: str) -> tuple[str | None, str]:
    """The text of a held file, decoded as UTF-8 and otherwise as it is; or why there is none."""
    try:
        with originals.open(digest) as file:
            # one byte more tells a larger file without reading it
            data = file.read(_LARGEST + 1)
    except CatalogueError:
        return None, stored("the text is held, but cannot be read: run “verify”")
    if len(data) > _LARGEST:
        return None, stored("the file held under this hash is too large for a text")
    # offsets are only true in the very bytes that they were counted in
    if sha256(data).hexdigest() != digest:
        return None, stored("the held text is damaged: run “verify”")
    try:
        return data.decode("utf-8"), stored("text held")
    except UnicodeDecodeError:
        return None, stored("the file held under this hash is no UTF-8 text")
