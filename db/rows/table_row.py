"""What records of rows have in common."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A row of one table without its id: what `Unit.insert` writes and `Unit.row` reads."""

    TABLE: ClassVar[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawableRow(TableRow):
    """A row that stands until an act withdraws it: `withdrawn` is the number of that act."""

    withdrawn: int | None = None
