"""A catalogue in which every table has rows, and changing it as somebody with another program would."""

import shutil
from pathlib import Path

import pytest
from PIL import ExifTags, Image, ImageDraw

from app.catalogue import Catalogue
from app.claims.drafts import ClaimDraft, LinkDraft, OriginDraft, RelationDraft, SourceDraft
from app.cli.program import run
from app.ingest.records import SharedFields
from app.places.named import PlaceDraft
from app.records import PlaceName, Quantity
from app.support.state_folder import ENVIRONMENT
from tests.app.integrity.attack import Exhibit, Verified, Verify

ANALYST = "Analyst"


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed catalogue with rows in every table that a verb writes; to be copied, never changed."""
    folder = tmp_path_factory.mktemp("full")
    with Catalogue.create(folder / "case", title="Full", analyst=ANALYST) as catalogue:
        _fill(catalogue, folder / "inbox")
    return folder / "case"


@pytest.fixture
def folder(full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, which nobody here has seen yet."""
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "state"))
    monkeypatch.setenv("EXHIBIT_ANALYST", ANALYST)
    shutil.copytree(full, tmp_path / "case")
    return tmp_path / "case"


@pytest.fixture
def verify(folder: Path, capsys: pytest.CaptureFixture[str]) -> Verify:
    """Run `exhibit verify` on it."""

    def call(*arguments: str) -> Verified:
        capsys.readouterr()
        code = run(["-c", str(folder), "verify", *arguments], lambda _: 9)
        told = capsys.readouterr()
        return Verified(code, told.out + told.err)

    return call


@pytest.fixture
def exhibit(folder: Path, capsys: pytest.CaptureFixture[str]) -> Exhibit:
    """Run a verb on the full catalogue."""

    def call(*arguments: str | Path) -> Verified:
        capsys.readouterr()
        code = run(["-c", str(folder), *map(str, arguments)], lambda _: 9)
        told = capsys.readouterr()
        return Verified(code, told.out + told.err)

    return call


def _fill(catalogue: Catalogue, inbox: Path) -> None:
    inbox.mkdir()
    _draw(inbox / "port.jpg", (60, 90, 140), exif=_exif("The port at dawn"))
    _draw(inbox / "rail.jpg", (120, 100, 80))
    (inbox / "statement.txt").write_text("The office said that 1,500 soldiers were moved.\n", "utf-8")
    case = catalogue.cases.add("Moved by sea", label="SEA")
    origin = catalogue.origins.add(OriginDraft("The office", "yes", label="O1"))
    source = catalogue.sources.add(SourceDraft("The paper", label="S1", origin_id=origin))
    shared = SharedFields(
        source_id=source,
        obtained_from="the desk",
        url="https://paper.example",
        tags=("port",),
        case_ids=(case,),
    )
    catalogue.intake.ingest([inbox], shared=shared)
    catalogue.thumbnails.make_missing()
    place = catalogue.places.add(PlaceDraft("Chongjin", names=(PlaceName("청진", "ko", None, None),)))
    catalogue.evidence.edit(1, description="A berth", sensitivity=["graphic"])
    catalogue.evidence.note(1, "The roof was new in May.")
    catalogue.evidence.note(2, "Taken off.")
    catalogue.tags.change([1, 2], add=["ship", "seen"])
    catalogue.tags.change([2], remove=["ship"])
    catalogue.statements.locate(1, role="subject", basis="claimed", place_id=place)
    catalogue.statements.locate(2, role="camera", basis="assessed", at="41.8, 129.8", method="skyline")
    catalogue.statements.date(2, "2024-10-18")
    first = catalogue.claims.add(
        ClaimDraft(
            case,
            "1,500 soldiers were moved.",
            label="C1",
            origin_id=origin,
            asserted_by=(source,),
            places=(place,),
            quantities=(Quantity(1500.0, "person", "soldiers", "point", False, None, "1,500 soldiers"),),
        )
    )
    second = catalogue.claims.add(ClaimDraft(case, "Nobody was moved.", label="C2"))
    catalogue.links.add_all([LinkDraft(1, first, "supports", "The ship is in it.")])
    catalogue.claims.relate(RelationDraft(first, second, "conflicts with", "Both cannot be."))
    catalogue.saved_searches.add("Ships", "tag:ship")
    gone = catalogue.evidence.add("statement", "Entered by mistake")
    catalogue.evidence.withdraw(gone, "entered by mistake")
    catalogue.integrity.verify()
    catalogue.sheets.save([1], inbox.parent / "one.pdf")


def _draw(path: Path, colour: tuple[int, int, int], exif: Image.Exif | None = None) -> None:
    image = Image.new("RGB", (64, 48), colour)
    drawn = ImageDraw.Draw(image)
    drawn.ellipse([colour[1] // 3, 2, colour[1] // 3 + 14, 16], fill=(240, 240, 220))
    image.save(path, "JPEG", exif=exif or Image.Exif())


def _exif(caption: str) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = caption
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2024:10:18 09:30:00"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (41.0, 45.0, 0.0), 3: "E", 4: (129.0, 45.0, 0.0)})
    return exif
