"""Thumbnails in the grid, on screens of any size."""

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

from PIL import Image
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from app.catalogue import Catalogue
from app.records import Line
from ui.look.theme import LIGHT
from ui.views.evidence_model import EvidenceModel
from ui.views.grid.cell import CellPainter
from ui.views.grid.view import SMALLEST, GridView
from ui.views.selection import Selection
from ui.views.thumbnail_cache import ThumbnailCache
from ui.views.veils import Veils
from ui.work.jobs import Jobs


def test_a_screen_that_shows_more_than_is_usually_kept_loads_each_thumbnail_once(
    qtbot: QtBot, filled: Catalogue, jobs: Jobs
) -> None:
    """A screen of 3840 pixels at the smallest size: more cells than thumbnails are kept beside them."""
    held = filled.evidence.lines([1])[0]
    written = BytesIO()
    Image.new("RGB", (320, 200), "teal").save(written, "JPEG")
    fetched: Counter[str] = Counter()

    def lines(ids: Sequence[int]) -> list[Line]:
        return [replace(held, id=item, held=True, sha256=f"{item:064x}") for item in ids]

    def fetch(sha256: str) -> bytes:
        fetched[sha256] += 1
        return written.getvalue()

    model, thumbnails = EvidenceModel(jobs, lines, LIGHT), ThumbnailCache(jobs, fetch)
    view = GridView(
        model,
        Selection(model),
        CellPainter(LIGHT, QFont(), thumbnails, practice=False),
        Veils(jobs, lines, model),
    )
    qtbot.addWidget(view)
    thumbnails.arrived.connect(view.viewport().update)
    view.resize(3300, 2000)
    view.zoom(SMALLEST)
    view.show()
    model.show(array("q", range(1, 1001)))
    in_sight = len(view.visible_rows())
    assert in_sight > 240
    qtbot.waitUntil(lambda: all(f"{item:064x}" in fetched for item in range(1, in_sight + 1)))
    qtbot.waitUntil(lambda: jobs.idle)
    view.grab()
    assert jobs.idle
    assert set(fetched.values()) == {1}
