"""The sheet as a form: sections of rows, tables and lists, ready to be set; words only, no layout."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "text", "strong", "muted", "hash", "mono", "unknown", "withheld", "ring", "filled ring"
]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text of one kind."""

    kind: Kind
    text: str


Line: TypeAlias = tuple[Span, ...]
Value: TypeAlias = tuple[Line, ...]
"""Lines under each other."""


@dataclass(frozen=True, slots=True)
class Row:
    """A label, its value, and the drawn sign before the label, e.g. "subject claimed", "supports"."""

    label: str
    value: Value
    sign: str = ""

    @property
    def whole(self) -> bool:
        """Whether the row stays on one page; a long one may run over several."""
        # characters, half a page: a row that may not break and is higher than a page would run off it
        return _short(self.value, 1500)


@dataclass(frozen=True, slots=True)
class FormRows:
    """Rows of label and value; dense ones are set smaller."""

    rows: tuple[Row, ...]
    dense: bool = False
    block: str = "rows"


@dataclass(frozen=True, slots=True)
class FormTableRow:
    """The cells of one row of a table."""

    cells: tuple[Value, ...]

    @property
    def whole(self) -> bool:
        """Whether the row stays on one page; a long one may run over several."""
        # a column is a fifth of the page wide
        return all(_short(cell, 300) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """A table over the whole width. `widths` are shares; the header repeats on every page."""

    columns: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[FormTableRow, ...]
    block: str = "table"


@dataclass(frozen=True, slots=True)
class FormPoints:
    """A list of sentences."""

    points: tuple[str, ...]
    block: str = "points"


@dataclass(frozen=True, slots=True)
class Subhead:
    """A heading inside a section, with a muted remark beside it."""

    text: str
    remark: str = ""
    block: str = "subhead"


@dataclass(frozen=True, slots=True)
class Drawing:
    """The place of the locator map, with caption and credit; the drawing travels beside the form."""

    caption: str
    credit: str
    block: str = "map"


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to be signed by hand: role, and the name under the line; `code` sets the QR code beside them."""

    lines: tuple[tuple[str, Value], ...]
    code: bool = False
    block: str = "signatures"


Block: TypeAlias = FormRows | Table | FormPoints | Subhead | Drawing | Signatures


@dataclass(frozen=True, slots=True)
class FormSection:
    """One numbered part of the sheet."""

    number: int
    title: str
    blocks: tuple[Block, ...]
    remark: str = ""


def _short(value: Value, characters: int) -> bool:
    return len(value) <= 14 and sum(len(span.text) for line in value for span in line) <= characters
