"""What all tests share: a catalogue in a folder of its own, and the shared pictures where they exist."""

import csv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from app.catalogue import Catalogue
from app.support.state_folder import ENVIRONMENT
from resources.messages import ENGLISH, LANGUAGE

# machines are shared and noisy: a slow example is no failure
settings.register_profile("exhibit", deadline=None)
settings.load_profile("exhibit")

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(autouse=True, scope="session")
def in_english() -> Iterator[None]:
    """Tests read English, whatever the machine speaks: also in the processes they start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(LANGUAGE, ENGLISH)
        yield


@pytest.fixture(autouse=True, scope="session")
def own_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What the program keeps for its user, here for the tests alone: also in the processes they start."""
    folder = tmp_path_factory.mktemp("state")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ENVIRONMENT, str(folder))
        yield folder


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    """An empty catalogue, closed afterwards."""
    with Catalogue.create(tmp_path / "catalogue", title="Test", analyst="Analyst") as made:
        yield made


@pytest.fixture
def first_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue of the first version of schema and log, as `data/first_version/made_by.py.txt` made it.

    It has the same UUID in every test, so what was seen of it is kept apart.
    """
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "state"))
    folder = tmp_path / "first-version"
    with zipfile.ZipFile(Path(__file__).parent / "data" / "first_version" / "catalogue.zip") as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="session")
def shared_images() -> Path:
    """The folder of real pictures beside the checkout."""
    folder = SHARED / "data" / "images"
    if not folder.is_dir():
        pytest.skip("the shared pictures are not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def manifest_differs() -> dict[tuple[str, str], str]:
    """Where our reading differs from the manifest of the shared pictures: file and field, and the reason."""
    with (Path(__file__).parent / "data" / "manifest_differs.tsv").open(
        encoding="utf-8", newline=""
    ) as table:
        return {(row["file"], row["what"]): row["why"] for row in csv.DictReader(table, delimiter="\t")}
