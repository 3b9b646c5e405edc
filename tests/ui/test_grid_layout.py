"""Where the cells of the grid are, for ten items and for a million."""

from hypothesis import given
from hypothesis import strategies as st

from ui.views.grid.layout import GridLayout

LAYOUTS = st.builds(
    GridLayout,
    count=st.integers(1, 1_000_000),
    width=st.integers(1, 4000),
    cell_width=st.integers(20, 400),
    cell_height=st.integers(20, 400),
    margin=st.integers(0, 20),
    gap=st.integers(0, 20),
)


@given(LAYOUTS, st.data())
def test_the_middle_of_a_cell_is_in_that_cell(layout: GridLayout, data: st.DataObject) -> None:
    row = data.draw(st.integers(0, layout.count - 1))
    centre = layout.cell(row).center()
    assert layout.at(centre.x(), centre.y()) == row
    assert layout.nearest(centre.x(), centre.y()) == row


@given(LAYOUTS, st.data())
def test_cells_lie_within_the_height_and_in_reading_order(layout: GridLayout, data: st.DataObject) -> None:
    row = data.draw(st.integers(0, layout.count - 1))
    cell = layout.cell(row)
    assert 0 <= cell.top() <= cell.bottom() < layout.height
    if row:
        before = layout.cell(row - 1)
        assert before.right() < cell.left() or before.bottom() < cell.top()


@given(LAYOUTS, st.integers(0, 3_000_000), st.integers(1, 2000))
def test_every_cell_that_can_be_seen_is_painted(layout: GridLayout, top: int, height: int) -> None:
    painted = layout.between(top, top + height)
    assert len(painted) <= layout.columns * (height // layout.pitch + 3)
    for row in (painted.start - 1, painted.stop):
        if 0 <= row < layout.count:
            cell = layout.cell(row)
            assert cell.bottom() < top or cell.top() > top + height


def test_an_empty_grid_has_no_height_and_nothing_in_it() -> None:
    layout = GridLayout(0, 800, 192, 220)
    assert layout.height == 0
    assert layout.nearest(10, 10) is None
    assert layout.at(100, 100) is None
    assert list(layout.between(0, 1000)) == []
