"""What every record of a row has in common."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of one table without its id: what `Unit.insert` writes and `Unit.row` reads."""

    TABLE: ClassVar[str]
