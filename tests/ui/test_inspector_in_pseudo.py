"""What is known of an item, read in a made-up language: every section unfolded, every button in it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from app.catalogue import Catalogue
from app.claims.drafts import ClaimDraft, OriginDraft, SourceDraft
from app.evidence.dossier import Dossier
from tests.ui.conftest import settle
from tests.ui.said_by import left_in, said_by
from ui.window.main_window import MainWindow

OpenWindow = Callable[[Catalogue], MainWindow]
_DATA = (
    "Test Analyst",
    "그림.jpg 영.jpg 목록.txt",
    "WGS 84",
    "image jpeg text plain",
    "Ctrl Shift Del Enter",
)
_PROGRAMS = (
    "ExifRead",
    "Exhibit EXIF reader",
    "Pillow",
    "defusedxml",
    "Exhibit IPTC reader",
    "Exhibit file reader",
)


@pytest.fixture
def known(
    pseudo_language: None, catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Catalogue:
    """A picture of which everything is known, and one of which its file says nothing certain."""
    monkeypatch.setattr("platform.node", lambda: "기계")
    folder = tmp_path / "사진"
    folder.mkdir()
    _picture(folder / "그림.jpg", 43.8, "2024:06:18 10:11:12")
    _picture(folder / "영.jpg", 0.0, "0000:00:00 00:00:00")
    (folder / "목록.txt").write_text("원산", encoding="utf-8")
    case = catalogue.cases.add("사건", label="가")
    origin = catalogue.origins.add(OriginDraft("기원", "yes"))
    source = catalogue.sources.add(SourceDraft("출처", origin_id=origin))
    claim = catalogue.claims.add(ClaimDraft(case, "주장", label="나", asserted_by=(source,)))
    catalogue.intake.ingest([folder])
    catalogue.intake.ingest([folder / "그림.jpg"])
    items = [1, 2, 3]
    catalogue.tags.change(items, add=["철도"])
    for item in items:
        for stance in ("supports", "refutes", "context"):
            catalogue.links.add([item], claim, stance, "이유")
        catalogue.statements.locate(item, role="subject", basis="claimed", at="43.80, 131.96")
        catalogue.statements.locate(
            item, role="camera", basis="assessed", status="tried and not locatable", method="비교"
        )
        catalogue.statements.date(item, "2024-06")
        catalogue.evidence.note(item, "메모")
        catalogue.evidence.examine(item)
        catalogue.evidence.edit(item, sensitivity="graphic", publisher_id=source)
    catalogue.integrity.fixity(1)
    return catalogue


def test_all_that_is_known_of_an_item_is_told(
    known: Catalogue, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(known)
    settle(qtbot, window)
    told: set[str] = set()
    for row in range(window.selection.count() or 3):
        window.selection.choose(row)
        settle(qtbot, window)
        for section in window.inspector._sections:
            section.set_unfolded(True)
        dossier = window.inspector.dossier
        assert dossier is not None
        assert left_in(window.inspector, [*_DATA, *_PROGRAMS, *_read(dossier)]) == {}, dossier.item.id
        told |= set(said_by(window.inspector))
    assert any("주장" in text for text in told)
    assert any("영.jpg" in text for text in told)


def _read(dossier: Dossier) -> list[str]:
    """Names and values of tags are as the file has them."""
    return [
        text
        for snapshot in dossier.snapshots
        for tag in snapshot.tags
        for text in (tag.group, tag.namespace, tag.name, tag.value)
    ]


def _picture(path: Path, latitude: float, taken: str) -> None:
    exif = Image.Exif()
    exif[0x0110] = "카메라"
    exif[0x9003] = exif[0x0132] = taken
    north, east = {1: "N", 2: (latitude, 0.0, 0.0)}, {3: "E", 4: (latitude, 0.0, 0.0)}
    exif.get_ifd(0x8825).update({**north, **east, 16: "T", 17: 90.0})
    Image.new("RGB", (64, 48), (9, round(latitude), 9)).save(path, exif=exif)
