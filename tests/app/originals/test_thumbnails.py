"""Thumbnails in a file of their own, that may be deleted or damaged at any time."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from app.catalogue import Catalogue
from app.errors import Cancelled
from app.task import Task


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A closed catalogue of two pictures, a text, and a file that only begins as a picture does."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    Image.linear_gradient("L").resize((640, 320)).convert("RGB").save(inbox / "a.jpg")
    Image.radial_gradient("L").resize((300, 300)).convert("RGB").save(inbox / "b.png")
    (inbox / "c.txt").write_text("words")
    Image.radial_gradient("L").convert("RGB").save(inbox / "d.webp")
    whole = (inbox / "d.webp").read_bytes()
    (inbox / "d.webp").write_bytes(whole[: len(whole) // 2])
    with Catalogue.create(tmp_path / "case", analyst="Analyst") as catalogue:
        catalogue.intake.ingest([inbox])
    return tmp_path / "case"


def sha256(catalogue: Catalogue, item: int) -> str:
    original = catalogue.evidence.dossier(item).original
    assert original is not None
    return original.sha256


def test_pictures_get_a_thumbnail_and_a_perceptual_hash_and_others_a_reason(case: Path) -> None:
    with Catalogue.open(case, analyst="Analyst") as catalogue:
        before = catalogue.history.head()

        report = catalogue.thumbnails.make_missing()

        assert report.made == 2
        assert [digest for digest, _ in report.problems] == [sha256(catalogue, 4)]
        small = catalogue.thumbnails.get(sha256(catalogue, 1))
        assert small is not None
        with Image.open(BytesIO(small)) as picture:
            assert picture.size == (320, 160)
        files = [catalogue.evidence.dossier(item).files[0] for item in (1, 2, 3, 4)]
        assert [file.thumbnail_state for file in files[:3]] == ["made", "made", None]
        assert files[3].thumbnail_state == report.problems[0][1]
        assert [len(file.perceptual_hash or "") for file in files] == [128, 128, 0, 0]
        assert catalogue.thumbnails.get(sha256(catalogue, 3)) is None
        assert catalogue.thumbnails.missing() == 0
        assert catalogue.history.head() == before


@pytest.mark.parametrize("harm", ["deleted", "damaged"])
def test_a_lost_file_of_thumbnails_is_made_again(case: Path, harm: str) -> None:
    with Catalogue.open(case, analyst="Analyst") as catalogue:
        catalogue.thumbnails.make_missing()
    path = case / "thumbnails.sqlite"
    if harm == "deleted":
        path.unlink()
    else:
        path.write_bytes(b"\xa5" * path.stat().st_size)

    with Catalogue.open(case, analyst="Analyst") as catalogue:
        assert catalogue.thumbnails.get(sha256(catalogue, 1)) is None
        assert catalogue.thumbnails.make_missing().made == 2
        assert catalogue.thumbnails.get(sha256(catalogue, 1)) is not None
        assert catalogue.integrity.verify().ok


def test_cancelled_it_goes_on_another_time(case: Path) -> None:
    with Catalogue.open(case, analyst="Analyst") as catalogue:
        task = Task()
        task.cancel()
        with pytest.raises(Cancelled):
            catalogue.thumbnails.make_missing(task)

        assert catalogue.thumbnails.make_missing().made == 2
