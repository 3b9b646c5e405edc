"""Words that go into fields: trimmed, required where they must be there; and the plural of nouns."""

import re
from dataclasses import replace
from typing import Any, TypeVar

from app.errors import CatalogueError

_SHA256 = re.compile(r"[0-9a-f]{64}")
Draft = TypeVar("Draft")


def words(text: str | None) -> str | None:
    """The text without blanks around it; None for nothing."""
    return (text or "").strip() or None


def needed(text: str | None, what: str) -> str:
    """The trimmed text. Raises CatalogueError, such as “A link needs a reason.”, where there is none."""
    found = words(text)
    if found is None:
        raise CatalogueError(f"{what}.")
    return found


def counted(number: int, noun: str) -> str:
    """`1 claim`, `3 claims`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def short(text: str, longest: int = 60) -> str:
    """A text for a label of the history, cut at a word."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[:longest].rsplit(' ', 1)[0]}…"


def sha256_of(text: str | None) -> str | None:
    """A SHA-256 in lower-case hex. Raises CatalogueError for anything else."""
    found = words(text)
    if found is None:
        return None
    if not _SHA256.fullmatch(found.lower()):
        raise CatalogueError("A SHA-256 is 64 hexadecimal digits.")
    return found.lower()


def edited(draft: Draft, fields: dict[str, Any], noun: str) -> Draft:
    """The draft with other values. Raises CatalogueError for a field that the noun does not have."""
    unknown = [name for name in fields if name not in getattr(draft, "__dataclass_fields__", {})]
    if unknown:
        raise CatalogueError(f"A {noun} has no field {', '.join(unknown)}.")
    return replace(draft, **fields)  # type: ignore[type-var]  # every draft is a dataclass
