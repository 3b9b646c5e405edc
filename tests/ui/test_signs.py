"""The signs: told apart by their shape, not by their colour alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.catalogue import Catalogue
from app.claims.drafts import ClaimDraft, OriginDraft
from app.records import File
from tests.ui.conftest import PATIENCE_MS, dialog_of, settle
from ui.forms.link_claim import LinkDialog
from ui.inspector.fixity import fixity
from ui.look import signs
from ui.look.labels import PlainLabel
from ui.look.theme import DARK, LIGHT, Theme
from ui.window.main_window import MainWindow

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
    return " ".join(label.whole for label in made.findChildren(PlainLabel))


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


def test_the_inspector_and_the_picker_ring_the_named_origins_of_a_claim(
    window: MainWindow, qtbot: QtBot
) -> None:
    catalogue = window.catalogue
    case = catalogue.cases.add("Ships")
    (origin,) = catalogue.origins.add_all([OriginDraft("Port office", "yes", case_id=case)])
    named, none = catalogue.claims.add_all(
        [ClaimDraft(case, "A ship lies at the pier.", origin_id=origin), ClaimDraft(case, "It is grey.")]
    )
    catalogue.links.add([1], named, "supports", "The hull is seen.")
    catalogue.links.add([1], none, "context", "The hull is seen.")
    window.selection.choose(0)
    settle(qtbot, window)
    section = window.inspector.section("Claims (2)")
    assert section is not None
    rings = [label for label in section.findChildren(QLabel) if "named origin;" in label.accessibleName()]
    assert [label.accessibleName() for label in rings] == [
        "1 named origin; independence not shown; 0 of 1 items examined"
    ]
    assert "no named origin" in [label.whole for label in section.findChildren(PlainLabel)]
    window.actions_by_slot["claims.link"].trigger()
    dialog = dialog_of(qtbot, window, LinkDialog)
    lines = [dialog.claims.item(row) for row in range(2)]
    rung = [line.icon().pixmap(17, 17).toImage().pixelColor(8, 1).alpha() > 0 for line in lines]
    assert rung == [True, False]
    assert lines[1].text().endswith("(no named origin)")
    dialog.reject()


def test_one_more_origin_is_seen_though_the_item_did_not_change(window: MainWindow, qtbot: QtBot) -> None:
    catalogue = window.catalogue
    case = catalogue.cases.add("Ships")
    (origin,) = catalogue.origins.add_all([OriginDraft("Port office", "yes", case_id=case)])
    claim = catalogue.claims.add(ClaimDraft(case, "A ship lies at the pier."))
    catalogue.links.add([1], claim, "supports", "The hull is seen.")
    window.selection.choose(0)
    settle(qtbot, window)
    catalogue.claims.edit(claim, origin_id=origin)

    def ringed() -> bool:
        names = [label.accessibleName() for label in window.inspector.findChildren(QLabel)]
        return any(name.startswith("1 named origin;") for name in names)

    qtbot.waitUntil(ringed, timeout=PATIENCE_MS)
    settle(qtbot, window)
