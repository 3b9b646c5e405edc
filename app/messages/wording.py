"""Words that go into fields: trimmed, required where they must be there; and sentences side by side."""

from decimal import Decimal
from unicodedata import normalize

from app.errors import CatalogueError
from resources.messages import stored, tr


def words(text: str | None) -> str | None:
    """The text without blanks around it; None for nothing."""
    return (text or "").strip() or None


def needed(text: str | None, otherwise: str) -> str:
    """The trimmed text. Raises CatalogueError with `otherwise`, a whole sentence, where there is none."""
    found = words(text)
    if found is None:
        raise CatalogueError(otherwise)
    return found


def word(code: str | None) -> str | None:
    """The reader's word for a code of `app.fields.terms`; None for none."""
    return code and tr(code)


def outcome_words(outcome: str | None) -> str | None:
    """What came of a custody event in the reader's language: one code, or several with commas."""
    return outcome and ", ".join(tr(each) for each in outcome.split(", "))


def sentences(*several: str) -> str:
    """Whole sentences behind one another; an empty one is left out."""
    return " ".join(filter(None, several))


def encodable(text: str) -> str:
    """The text. Raises CatalogueError where it holds bytes that are no characters (lone surrogates)."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise CatalogueError(
            tr(
                "A text holds bytes that are no characters, after “{text}”. Write it in UTF-8; nothing was "
                "changed.",
                text=text[: error.start][-20:],
            )
        ) from error
    return text


def plain_number(value: float, digits: int) -> str:
    """A finite number to so many significant digits, without exponent and grouping: both readers refuse."""
    return format(Decimal(f"{value:.{digits}g}"), "f")


def short(text: str, longest: int = 60) -> str:
    """A text for a label of the history, cut at a word."""
    line = " ".join(text.split())
    # without a blank in it the whole cut stays
    return line if len(line) <= longest else f"{line[:longest].rsplit(' ', 1)[0]}…"


def cut_short(text: str, longest: int, length: str) -> str:
    """The beginning of a text and where the rest is; `length` is its number of characters, as it is said."""
    rest = stored("({length} characters; the rest is in the catalogue)", length=length)
    return f"{text[:longest]} … {rest}"


def one_line(text: str, longest: int, what: str) -> str:
    """A short name in NFC with single spaces. Raises CatalogueError if empty, too long or unprintable.

    `what` is its noun in the reader's language, as the sentence begins with it: A tag.
    """
    line = " ".join(normalize("NFC", text).split())
    if not line or len(line) > longest or not line.isprintable():
        raise CatalogueError(tr("{what} is 1 to {longest} printable characters.", what=what, longest=longest))
    return line
