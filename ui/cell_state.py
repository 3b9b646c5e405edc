"""How one cell of a view stands when it is painted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CellState:
    """Selected, with the focus (of a view that has it), its picture revealed or not.

    `match` says in words how the item answers a search by place; empty where no place was asked.
    """

    row: int
    selected: bool
    current: bool
    focused: bool
    revealed: bool
    match: str = ""
