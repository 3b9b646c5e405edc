"""The mark of a value that exists but may not leave under this profile, and the types that allow it."""

from enum import Enum
from typing import Final, Literal, TypeAlias


class Withheld(Enum):
    """A value that is known and kept back; it has one member, so `is WITHHELD` narrows."""

    WITHHELD = "withheld"


WITHHELD: Final = Withheld.WITHHELD

Profile: TypeAlias = Literal["safe", "full"]

Text: TypeAlias = str | Withheld | None
"""A text; None is unknown; WITHHELD is kept back."""
