"""Where the cells of the grid are: arithmetic over row numbers, so that a million cost what ten do."""

from dataclasses import dataclass

from PySide6.QtCore import QRect

MARGIN = 12
GAP = 8


@dataclass(frozen=True, slots=True)
class GridLayout:
    """Cells of one size in as many columns as fit. Positions are pixels from the top left of all."""

    count: int
    width: int
    cell_width: int
    cell_height: int
    margin: int = MARGIN
    gap: int = GAP

    @property
    def columns(self) -> int:
        """How many cells stand side by side; at least one."""
        return max(1, (self.width - 2 * self.margin + self.gap) // (self.cell_width + self.gap))

    @property
    def lines(self) -> int:
        """How many lines of cells there are."""
        return -(-self.count // self.columns)

    @property
    def height(self) -> int:
        """Pixels from the first line to the last, with margins."""
        return 2 * self.margin + self.lines * self.pitch - self.gap if self.count else 0

    @property
    def pitch(self) -> int:
        """Pixels from the top of one line to the top of the next."""
        return self.cell_height + self.gap

    @property
    def stride(self) -> int:
        """Pixels from one cell to the one beside it; cells are spread over the whole width."""
        spare = self.width - 2 * self.margin + self.gap - self.columns * (self.cell_width + self.gap)
        return self.cell_width + self.gap + max(0, spare) // self.columns

    def cell(self, row: int) -> QRect:
        """The box of a cell."""
        line, column = divmod(row, self.columns)
        return QRect(
            self.margin + column * self.stride,
            self.margin + line * self.pitch,
            self.stride - self.gap,
            self.cell_height,
        )

    def at(self, x: int, y: int) -> int | None:
        """The row of the cell at a point, None between cells."""
        column, line = (x - self.margin) // self.stride, (y - self.margin) // self.pitch
        if not 0 <= column < self.columns or line < 0:
            return None
        row = line * self.columns + column
        return row if row < self.count and self.cell(row).contains(x, y) else None

    def nearest(self, x: int, y: int) -> int | None:
        """The row of the cell nearest to a point, None where there are no cells."""
        if not self.count:
            return None
        column = min(max((x - self.margin) // self.stride, 0), self.columns - 1)
        line = min(max((y - self.margin) // self.pitch, 0), self.lines - 1)
        return min(line * self.columns + column, self.count - 1)

    def between(self, top: int, bottom: int) -> range:
        """The rows of all cells that touch the strip from `top` to `bottom`."""
        first = max(0, (top - self.margin) // self.pitch) * self.columns
        last = (max(0, (bottom - self.margin) // self.pitch) + 1) * self.columns
        return range(min(first, self.count), min(last, self.count))
