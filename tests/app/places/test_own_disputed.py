"""A catalogue's own table of disputed places takes the place of the shipped one."""

import json
from pathlib import Path

import pytest

from app.catalogue import Catalogue
from app.errors import CatalogueError
from resources import read_text


def _table(folder: Path, filed_under: str) -> None:
    rows = json.loads(read_text("gazetteer/disputed.json"))
    text = json.dumps(rows).replace('"filed_under": "UA"', f'"filed_under": "{filed_under}"')
    (folder / "disputed.json").write_text(text, encoding="utf-8")


def test_the_table_in_the_catalogue_folder_is_the_one_that_counts(catalogue: Catalogue) -> None:
    assert catalogue.places.find("Sevastopol")[0].country_code == "UA"
    _table(catalogue.folder, "XX")
    with Catalogue.open(catalogue.folder) as opened:
        assert opened.places.find("Sevastopol")[0].country_code == "XX"


def test_a_table_that_is_none_is_refused_in_words(catalogue: Catalogue) -> None:
    (catalogue.folder / "disputed.json").write_text("[1]", encoding="utf-8")
    with pytest.raises(CatalogueError, match="not a table of disputed places"):
        catalogue.places.find("Sevastopol")
