"""The practice catalogue: drawn by the program, marked in every pixel plane and tag as what it is."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageOps, ImageStat

from app.catalogue import Catalogue
from app.errors import Cancelled, CatalogueError
from app.examples.practice.build import PICTURES, build
from app.examples.practice.copies import copies
from app.examples.practice.finishing import MAKE, MODEL, WORDS, Finisher, finished
from app.examples.practice.shots import shots
from app.examples.practice.spots import SPOTS
from app.task import Task


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """Only to be read."""
    with build(tmp_path_factory.mktemp("practice") / "practice", analyst="Newcomer") as catalogue:
        yield catalogue


@pytest.fixture(scope="module")
def items(practice: Catalogue) -> dict[str, int]:
    """The item of each held picture, by the name of its file."""
    lines = practice.evidence.lines(range(1, practice.evidence.count() + 1))
    return {line.file_name: line.id for line in lines if line.file_name}


def _picture(catalogue: Catalogue, item: int) -> Image.Image:
    original = catalogue.evidence.dossier(item).original
    assert original is not None
    digest = original.sha256
    with Image.open(catalogue.folder / "originals" / digest[:2] / digest[2:4] / digest) as picture:
        return picture.convert("RGB")


def test_sixty_pictures_are_held_and_a_few_items_are_only_referenced(
    practice: Catalogue, items: dict[str, int]
) -> None:
    assert practice.identity().kind == "practice"
    assert len(items) == PICTURES == len(shots()) + len(copies())
    missing = [
        line for line in practice.evidence.lines(range(1, practice.evidence.count() + 1)) if not line.held
    ]
    assert sorted({line.type for line in missing}) == ["photograph", "physical object", "statement"]


def test_every_picture_says_in_its_pixels_that_it_was_generated(
    practice: Catalogue, items: dict[str, int]
) -> None:
    band = Finisher().burnt(Image.new("RGB", (960, 640), (90, 120, 150))).crop((0, 598, 330, 640))
    words = np.asarray(band.convert("L"), np.float64) > 200
    assert words.mean() > 0.05
    for name, item in items.items():
        picture = _picture(practice, item)
        corner = picture.crop((0, picture.height - 42, 330, picture.height)).convert("L")
        found = np.asarray(corner, np.float64)
        assert found[words].mean() - found[~words].mean() > 60, name


def test_every_file_says_in_its_metadata_that_a_program_made_it(
    practice: Catalogue, items: dict[str, int]
) -> None:
    for name, item in items.items():
        dossier = practice.evidence.dossier(item)
        assert dossier.item.digital_source_type == "algorithmicMedia", name
        assert WORDS in {caption.text for caption in dossier.captions}, name


def test_position_time_and_camera_are_read_back_from_the_files(
    practice: Catalogue, items: dict[str, int]
) -> None:
    located = 0
    for shot in shots():
        dossier = practice.evidence.dossier(items[shot.name])
        if shot.facts.taken is not None:
            assert dossier.item.captured_earliest == shot.facts.taken, shot.name
            assert dossier.item.camera == f"{MAKE} {MODEL}", shot.name
        recorded = [location for location in dossier.locations if location.basis == "recorded"]
        assert len(recorded) == (shot.facts.fix is not None), shot.name
        if shot.facts.fix is not None:
            located += 1
            assert recorded[0].lat == pytest.approx(shot.facts.fix.lat, abs=1e-6)
            assert recorded[0].lon == pytest.approx(shot.facts.fix.lon, abs=1e-6)
            assert (recorded[0].role, recorded[0].suspect) == ("camera", None)
    assert located > 35


def test_all_places_are_in_iceland_or_aland(practice: Catalogue, items: dict[str, int]) -> None:
    for item in items.values():
        for location in practice.evidence.dossier(item).locations:
            if location.lat is not None and location.lon is not None:
                in_iceland = 63 < location.lat < 67 and -25 < location.lon < -13
                assert in_iceland or (59.8 < location.lat < 60.5 and 19 < location.lon < 21)
    assert {place.country for place in practice.places.all()} <= {
        "Iceland",
        "Åland Islands",
    }


def test_captions_come_in_many_scripts(practice: Catalogue, items: dict[str, int]) -> None:
    text = "".join(
        caption.text for item in items.values() for caption in practice.evidence.dossier(item).captions
    )
    for name in (
        "Húsavík",
        "Марієгамн",
        "레이캬비크",
        "フーサヴィーク",
        "赫本",
        "هوسافيك",
        "קפלוויק",
        "Φέγκλε",
    ):
        assert name in text
    assert {name for spot in SPOTS.values() for _, name in spot.names[:1]} <= set(SPOTS)


def test_one_picture_is_flagged_graphic(practice: Catalogue, items: dict[str, int]) -> None:
    flagged = [name for name, item in items.items() if practice.evidence.dossier(item).item.sensitivity]
    assert flagged == ["Stands for a graphic picture.jpg"]


def test_a_copy_is_nearly_its_picture_and_never_the_same_bytes(
    practice: Catalogue, items: dict[str, int]
) -> None:
    for copy in copies():
        assert practice.evidence.dossier(items[copy.name]).locations == ()
    upper = (0, 0, 960, 560)  # above the burnt-in words
    for copy in copies():
        original, picture = _picture(practice, items[copy.of]), _picture(practice, items[copy.name])
        if copy.name.endswith((", mirrored.jpg", ", pressed hard.jpg")):
            back = ImageOps.mirror(picture) if "mirrored" in copy.name else picture
            difference = ImageChops.difference(original.crop(upper), back.crop(upper))
            assert 0 < max(ImageStat.Stat(difference).mean) < 12, copy.name


def test_the_invented_case_shows_two_origins_a_conflict_and_what_is_missing(practice: Catalogue) -> None:
    view = practice.claims.show(practice.claims.named("C01"))
    assert view.origins.sentence == "2 named origins; independence not shown; 0 of 6 items examined"
    assert [(relation.relation.kind, relation.other.label) for relation in view.relations] == [
        ("conflicts with", "C02")
    ]
    assert {link.status for link in view.links} == {"expected", "held, not examined"}
    assert "invented" in (practice.cases.all()[0].description or "")


def test_what_was_built_is_not_the_newcomers_to_undo(practice: Catalogue) -> None:
    assert practice.agent.name == "Newcomer"
    with pytest.raises(CatalogueError, match="nothing of yours"):
        practice.history.undo()


@pytest.mark.parametrize("name", ["Airfield on lava, Keflavík.jpg", "West harbour 2024-06-14.jpg"])
def test_the_same_picture_is_drawn_every_time(name: str, tmp_path: Path) -> None:
    files: list[bytes] = []
    for turn in ("once", "again"):
        shot = next(shot for shot in shots() if shot.name == name)
        Finisher().write(finished(shot.paint()), tmp_path / f"{turn}.jpg", shot.facts)
        files.append((tmp_path / f"{turn}.jpg").read_bytes())
    assert files[0] == files[1]


def test_drawing_stops_when_asked_to_and_leaves_no_catalogue(tmp_path: Path) -> None:
    task = Task()
    task.cancel()
    with pytest.raises(Cancelled):
        build(tmp_path / "practice", task)
    assert not (tmp_path / "practice").exists()


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(CatalogueError, match="not an empty folder"):
        build(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
