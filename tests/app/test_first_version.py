"""A catalogue that the first version made: what is in it, and that it is opened today."""

import sqlite3
from pathlib import Path

from app.catalogue import Catalogue


def test_a_catalogue_of_the_first_version_is_opened_and_all_of_it_is_there(first_version: Path) -> None:
    with Catalogue.open(first_version, analyst="Ada") as catalogue:
        assert catalogue.identity().title == "The first version"
        assert catalogue.evidence.count() == 7
        depot, port = catalogue.evidence.dossier(1), catalogue.evidence.dossier(3)
        assert depot.item.title == "The depot"
        assert [note.text for note in depot.notes] == ["The roof was new in May."]
        assert {location.basis for location in depot.locations} == {"assessed"}
        assert {location.basis for location in port.locations} == {"recorded"}
        assert [caption.text for caption in port.captions] == ["The port at dawn"]
        assert catalogue.evidence.dossier(7).item.held is False
        assert [search.name for search in catalogue.saved_searches.all()] == ["Ships"]


def test_the_bytes_and_the_first_log_of_the_first_version_are_well(first_version: Path) -> None:
    with Catalogue.open(first_version, analyst="Boris") as catalogue:
        verified = catalogue.integrity.verify()

        assert verified.ok
        assert (verified.checked, verified.log.entries >= 54) == (5, True)


def test_it_has_two_analysts_and_the_equal_rows_that_the_first_version_kept(first_version: Path) -> None:
    connection = sqlite3.connect(first_version / "catalogue.sqlite")
    links = connection.execute("SELECT id FROM link WHERE item_id = 6 AND claim_id = 1").fetchall()
    relations = connection.execute("SELECT id FROM relation WHERE kind = 'conflicts with'").fetchall()
    analysts = connection.execute("SELECT name FROM agent ORDER BY id").fetchall()
    connection.close()

    assert (len(links), len(relations), analysts) == (2, 2, [("Ada",), ("Boris",)])
