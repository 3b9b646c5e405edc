"""How one cell of a view stands when it is painted."""

from dataclasses import dataclass

from app.records import Location


@dataclass(frozen=True, slots=True)
class CellState:
    """Selected, with the focus (of a view that has it), its picture revealed or not.

    `location` is the one to show; `match` says in words how it answers a search by place, if one was asked.
    """

    row: int
    selected: bool
    current: bool
    focused: bool
    revealed: bool
    location: Location | None
    match: str = ""
