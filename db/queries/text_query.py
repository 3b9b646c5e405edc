"""What is asked of a text index, as a tree: each engine writes it in its own language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded words, one space between them, that stand side by side in one field of an item.

    With `prefix` the last word may go on.
    """

    words: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part is found, in whichever fields."""

    parts: "tuple[TextQuery, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of the parts is found."""

    parts: "tuple[TextQuery, ...]"


@dataclass(frozen=True, slots=True)
class Without:
    """`wanted` is found and `unwanted` is not: no engine is asked for a negation alone."""

    wanted: "TextQuery"
    unwanted: "TextQuery"


TextQuery = Phrase | AllOf | AnyOf | Without
