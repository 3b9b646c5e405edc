"""Items are found by what their fields hold, where the table says so."""

import pytest

from app.catalogue import Catalogue
from app.search.errors import QueryError


@pytest.fixture
def imagery(catalogue: Catalogue) -> Catalogue:
    """Imagery by three makers; the fourth item is withdrawn, the fifth says nothing."""
    add = catalogue.evidence.add
    add("aerial imagery", "First", platform="aircraft", sensor="Vexcel UltraCam Eagle", creator="Аэросъёмка")
    add("aerial imagery", "Second", platform="drone", sensor="Hasselblad L1D-20c", creator="Müller, H.")
    add("satellite imagery", "Third", platform="satellite", sensor="WorldView-3", operator="Maxar")
    add("aerial imagery", "Fourth", platform="drone", sensor="Hasselblad L1D-20c")
    add("aerial imagery", "Fifth")
    catalogue.evidence.withdraw(4, "taken in twice")
    return catalogue


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("platform:drone", [2]),
        ("platform:Drone,aircraft", [1, 2]),
        ("-platform:drone", [1, 3, 5]),
        ("platform:unknown", []),
        ("sensor:ultracam", [1]),
        ('sensor:"vexcel ultra"', [1]),
        ("sensor:hassel OR operator:maxar", [2, 3]),
        ("creator:аэросъемка", [1]),
        ("creator:muller first", []),
        ("creator:muller second", [2]),
        ("platform:satellite sensor:world", [3]),
    ],
)
def test_a_field_is_searched_by_its_key(imagery: Catalogue, query: str, found: list[int]) -> None:
    assert sorted(imagery.search.ids(query)) == found
    assert imagery.search.find(query).total == len(found)


def test_a_change_is_found_at_once_and_its_undo_too(imagery: Catalogue) -> None:
    imagery.evidence.edit(5, platform="drone")
    assert list(imagery.search.ids("platform:drone")) == [2, 5]
    imagery.history.undo()
    assert list(imagery.search.ids("platform:drone")) == [2]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("platform:kite", "platform: is one of: satellite, aircraft, drone, unknown; not “kite”"),
        ("sensor:hasselblat", "There is no sensor “hasselblat” in this catalogue"),
        ("sensor:", "sensor: needs sensor, such as sensor:ultracam"),
        ("licence:free", "There is no search key “licence:”"),
    ],
)
def test_what_nothing_answers_says_what_could(imagery: Catalogue, query: str, words: str) -> None:
    with pytest.raises(QueryError, match=words):
        imagery.search.find(query)


def test_what_is_close_to_a_name_is_offered(imagery: Catalogue) -> None:
    with pytest.raises(QueryError, match="Close to it: Hasselblad L1D-20c"):
        imagery.search.find("sensor:hasselblat")
