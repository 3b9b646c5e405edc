"""Making and opening a catalogue folder."""

from pathlib import Path

import pytest

from app.catalogue import Catalogue
from app.errors import CatalogueError, DatabaseError


def test_a_new_catalogue_knows_its_title_and_its_analyst(tmp_path: Path) -> None:
    with Catalogue.create(tmp_path / "case", title="Port of 청진", analyst="Аналітик") as catalogue:
        assert catalogue.identity().title == "Port of 청진"
        assert catalogue.agent.name == "Аналітик"
        assert catalogue.writable
    assert (tmp_path / "case" / "incoming").is_dir()


def test_the_first_entry_of_the_log_names_the_catalogue(catalogue: Catalogue) -> None:
    content = catalogue.history.content(1)
    assert content is not None
    assert content["catalogue"] == catalogue.identity().uuid


def test_a_folder_with_something_in_it_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(CatalogueError, match="not an empty folder"):
        Catalogue.create(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_opening_where_there_is_nothing_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="exhibit init"):
        Catalogue.open(tmp_path / "nowhere")
    with pytest.raises(DatabaseError, match="no catalogue"):
        Catalogue.open(tmp_path)


def test_two_analysts_have_each_their_own_undo(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    with Catalogue.create(folder, analyst="Ann") as ann, Catalogue.open(folder, analyst="Bo") as bo:
        first = ann.evidence.add("photograph", "Harbour")
        bo.tags.change([first], add=["port"])
        assert ann.history.undo().undone.label == "Add “Harbour”"
        with pytest.raises(CatalogueError, match="nothing of yours"):
            ann.history.undo()
        assert bo.evidence.dossier(first).tags == ("port",)
