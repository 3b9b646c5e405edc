"""The signs: told apart by their shape, not by their colour alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.catalogue import Catalogue
from app.records import File
from ui import signs
from ui.inspector.fixity import fixity
from ui.labels import Text
from ui.theme import DARK, LIGHT, Theme

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def _drawn(draw: Callable[[QPainter], object], width: int = 160, height: int = 30) -> QImage:
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw(painter)
    painter.end()
    return image


def _inked(image: QImage, y: int, left: int, right: int) -> list[bool]:
    return [image.pixelColor(x, y).lightness() < 200 for x in range(left, right)]


def _top_edge(match: str) -> list[bool]:
    """Where the outline's upper edge is drawn, from its left corner to its right."""
    rooms: list[QRect] = []
    image = _drawn(lambda p: rooms.append(signs.draw_match(p, QRect(2, 2, 150, 24), match, "#000000")))
    right = rooms[0].left() - 12
    edge = next(y for y in range(30) if sum(_inked(image, y, 6, right)) > (right - 6) / 3)
    return _inked(image, edge, 6, right)


def test_inside_has_a_solid_outline_and_may_be_inside_a_dashed_one(qapp: object) -> None:
    assert all(_top_edge("inside"))
    dashed = _top_edge("may be inside")
    gaps = sum(1 for before, after in pairwise(dashed) if before and not after)
    assert gaps >= 5


def test_an_outline_never_leaves_its_room(qapp: object) -> None:
    rooms: list[QRect] = []
    narrow = QRect(10, 2, 30, 24)
    image = _drawn(lambda p: rooms.append(signs.draw_match(p, narrow, "may be inside", "#000000")))
    assert rooms[0].width() <= 0
    assert not any(any(_inked(image, y, 44, 160)) for y in range(30))


@pytest.fixture
def file(catalogue: Catalogue, pictures: list[Path]) -> File:
    """A file that was taken in."""
    catalogue.intake.ingest(pictures[:1])
    return catalogue.evidence.dossier(1).files[0]


def _words(made: QWidget) -> str:
    return " ".join(label.whole for label in made.findChildren(Text))


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_fixity_is_said_with_how_long_ago_it_was_checked(qtbot: QtBot, file: File, theme: Theme) -> None:
    def said(days: int | None, outcome: str | None, received: datetime | None = None) -> str:
        at = None if days is None else NOW - timedelta(days=days)
        made = fixity(replace(file, checked_at=at, check_outcome=outcome), received, theme, NOW)
        qtbot.addWidget(made)
        return _words(made)

    assert said(None, None, NOW - timedelta(days=41)) == "not checked for 41 days, since it was taken in"
    assert said(None, None, NOW - timedelta(hours=3)) == "not checked since it was taken in today"
    assert said(2, "intact") == "unchanged, 2026-02-27 12:00 UTC"
    assert said(31, "intact") == "not checked for 31 days; unchanged, 2026-01-29 12:00 UTC"
    assert said(300, "damaged") == "damaged, 2025-05-05 12:00 UTC"
    assert said(1, "missing") == "missing, 2026-02-28 12:00 UTC"


def test_the_broken_seal_is_cracked_from_top_to_bottom(qapp: object) -> None:
    image = signs.broken_seal_pixmap(LIGHT, 28, 1.0).toImage()
    for y in range(4, 24):
        row = [image.pixelColor(x, y) for x in range(3, 25)]
        assert any(colour.lightness() > 150 and colour.alpha() > 100 for colour in row), y
        assert any(colour.lightness() < 130 and colour.alpha() > 100 for colour in row), y
