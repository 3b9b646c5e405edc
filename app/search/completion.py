"""What is being typed at the cursor, so that a window can offer how it may go on."""

from dataclasses import dataclass

from app.search.errors import QueryError
from app.search.keys import KEYS
from app.search.tokens import LONGEST, QUOTES, Token, tokenize


@dataclass(frozen=True, slots=True)
class Typing:
    """The half-typed thing: `key` is empty for a word, which may become text or a key.

    `text[start:end]` is what a chosen completion replaces: the word, or the value behind the key. For
    `near:` the distance is no part of it.
    """

    key: str
    prefix: str
    start: int
    end: int


def complete(text: str, cursor: int) -> Typing:
    """What stands at `cursor` (an offset in code points), however wrong the rest of the text is."""
    cursor = max(0, min(cursor, len(text)))
    before = text[:cursor]
    token = _last(before)
    if token is None or token.end < cursor or token.kind not in {"word", "term", "phrase"}:
        return Typing("", "", cursor, cursor)
    if token.kind != "term":
        return Typing("", token.text, token.start, cursor)
    start = token.start + len(token.key) + 1
    value = before[start:cursor]
    # behind the ~ a distance is typed, to which there is nothing to offer
    if token.key == "near" and "~" in value:
        return Typing("", "", cursor, cursor)
    return Typing(token.key, value.strip(QUOTES), start, cursor)


def keys_beginning(prefix: str) -> tuple[str, ...]:
    """The keys that a word may become, each with its colon."""
    return tuple(f"{spec.key}:" for spec in KEYS if spec.key.startswith(prefix.lower()))


def _last(before: str) -> Token | None:
    """The last token, an open quotation mark taken as closed at the cursor."""
    if len(before) > LONGEST:
        return None
    try:
        tokens = tokenize(before)
    except QueryError:
        try:
            tokens = tokenize(before + '"')
        except QueryError:
            return None
        last = tokens[-1]
        return Token(last.kind, last.start, len(before), last.text.rstrip(QUOTES), last.key)
    return tokens[-1] if tokens else None
