"""The query's text cut into tokens: brackets, minus signs, OR, words, phrases and `key:value` terms."""

import re
from dataclasses import dataclass
from typing import Literal

from app.search.errors import QueryError
from resources.messages import tr

Kind = Literal["(", ")", "-", "OR", "AND", "word", "phrase", "term"]

# characters: far beyond any query by hand, and what the patterns below go through in a millisecond
LONGEST = 10_000
QUOTES = '"“”„‟«»'
_SPACE = re.compile(r"\s+")
# letters alone, so that 12:30 and EX-1:2 are words; and no //, so that an address is one, too
_KEY = re.compile(r"([^\W\d_]+):(?!//)")
# between quotation marks, one that is meant itself is written twice: tag:"5"" gun"
_VALUE = re.compile(rf"(?:[{QUOTES}](?:[^{QUOTES}]|([{QUOTES}])\1)*[{QUOTES}]|[^\s(){QUOTES}])*")
_QUOTED = re.compile(rf"[{QUOTES}]((?:[^{QUOTES}]|([{QUOTES}])\2)*)[{QUOTES}]")
_PHRASE = re.compile(rf"{_QUOTED.pattern}(\*?)")
_ANY = re.compile(f"[{QUOTES}]")
_TWICE = re.compile(rf"([{QUOTES}])\1")
_WORD = re.compile(rf"[^\s(){QUOTES}]+")


@dataclass(frozen=True, slots=True)
class Token:
    """`key` is that of a term, in small letters; `text` its value, the word, or the phrase without quotes."""

    kind: Kind
    start: int
    end: int
    text: str = ""
    key: str = ""
    prefix: bool = False


def tokenize(text: str) -> list[Token]:
    """All tokens of a query. Raises QueryError for one too long and for a quotation mark left open."""
    if len(text) > LONGEST:
        raise QueryError(
            tr("A query is at most {longest} characters long.", longest=LONGEST), LONGEST, len(text)
        )
    tokens: list[Token] = []
    at = _skip(text, 0)
    while at < len(text):
        token = _next(text, at)
        tokens.append(token)
        at = _skip(text, token.end)
    return tokens


def unquoted(value: str) -> str:
    """A value without its quotation marks; see `quoted`."""
    return _QUOTED.sub(lambda found: _TWICE.sub(r"\1", found[1]), value).strip()


def quoted(value: str) -> str:
    """A value as it must stand in a query: in quotation marks where it holds blanks, brackets or marks."""
    if any(mark.isspace() or mark in "()" or mark in QUOTES for mark in value):
        twice = _ANY.sub(r"\g<0>\g<0>", value)
        return f'"{twice}"'
    return value


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _next(text: str, at: int) -> Token:
    mark = text[at]
    if mark == "(":
        return Token("(", at, at + 1)
    if mark == ")":
        return Token(")", at, at + 1)
    # a minus sign followed by a blank is a dash in a text
    if mark in "-−" and text[at + 1 : at + 2].strip():
        return Token("-", at, at + 1)
    return _term(text, at) or _phrase(text, at) or _word(text, at)


def _term(text: str, at: int) -> Token | None:
    key = _KEY.match(text, at)
    if not key:
        return None
    value = _VALUE.match(text, key.end())
    end = value.end() if value else key.end()
    if text[end : end + 1] in set(QUOTES):
        raise _open_quote(end, len(text))
    return Token("term", at, end, text[key.end() : end], key[1].lower())


def _phrase(query: str, at: int) -> Token | None:
    if query[at] not in QUOTES:
        return None
    found = _PHRASE.match(query, at)
    if not found:
        raise _open_quote(at, len(query))
    text = _TWICE.sub(r"\1", found[1])
    return Token("phrase", at, found.end(), text, prefix=bool(found[3]))


def _word(text: str, at: int) -> Token:
    found = _WORD.match(text, at)
    end = found.end() if found else at + 1
    word = text[at:end]
    if word == "OR":
        return Token("OR", at, end)
    if word in {"AND", "NOT"}:
        return Token("AND" if word == "AND" else "-", at, end)
    return Token("word", at, end, word.rstrip("*"), prefix=word.endswith("*"))


def _open_quote(start: int, end: int) -> QueryError:
    return QueryError(
        tr("A quotation mark is open. Close it behind the last word of the phrase."), start, end
    )
