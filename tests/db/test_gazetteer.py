"""The shipped gazetteer as a file: every name leads to its place, and nothing but the head is parsed."""

import json
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import resources
from db.gazetteer import PlaceIndex
from resources.columns import Columns, write_columns
from resources.fold import fold_key
from resources.place_names import keys_of


@pytest.fixture(scope="module")
def index() -> PlaceIndex:
    with resources.path("gazetteer/places.bin") as path:
        return PlaceIndex(path)


def test_places_of_every_continent_are_there(index: PlaceIndex) -> None:
    assert len(index) > 140_000
    corners = [(55, 37, 56, 38), (-34, 151, -33, 152), (-23, -44, -22, -43), (6, 3, 7, 4)]
    biggest = [index.within(*corner, limit=1)[0].name for corner in corners]
    assert biggest == ["Moscow", "Sydney", "Rio de Janeiro", "Lagos"]


def test_every_name_of_a_sample_of_places_leads_back_to_it(index: PlaceIndex) -> None:
    for place in range(0, len(index), 997):
        for name in index.names(place):
            for key in keys_of(fold_key(name)):
                assert place in {hit.place for hit in index.named(key)}, (name, key)


def test_a_name_nobody_bears_finds_nothing(index: PlaceIndex) -> None:
    assert list(index.named("qqqqqqq")) == []
    assert index.starting("qqqqqqq", 5) == []
    assert index.place_of(1) is None


def test_beginnings_find_the_most_important_place_first(index: PlaceIndex) -> None:
    hits = index.starting("mosk", 3)
    assert index.row(hits[0].place).name == "Moscow"
    assert all(hit.key.startswith("mosk") for hit in hits)


def test_a_box_across_the_antimeridian_holds_places_of_both_sides(index: PlaceIndex) -> None:
    lons = [row.lon for row in index.within(-25, 175, -10, -170, limit=500)]
    assert min(lons) < 0 < max(lons)
    assert all(lon >= 175 or lon <= -170 for lon in lons)


def test_likeness_never_loses_a_name_within_the_edits(index: PlaceIndex) -> None:
    for place in range(0, len(index), 9973):
        key = fold_key(index.row(place).name)
        changed = key[: len(key) // 2] + "z" + key[len(key) // 2 + 1 :]
        assert key in index.alike(changed, 1).values()
        assert key in index.alike(key[1:], 1).values()
        assert key in index.alike(key[1:2] + key[:1] + key[2:], 2).values()


def test_many_threads_read_the_same(index: PlaceIndex) -> None:
    found: list[list[int]] = []
    threads = [
        threading.Thread(target=lambda: found.append([hit.place for hit in index.named("paris")]))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert all(places == found[0] for places in found)


def test_columns_come_back_as_they_were_written(tmp_path: Path) -> None:
    columns: dict[str, NDArray[Any]] = {
        "a": np.arange(5, dtype=np.uint8),
        "b": np.array([-1, 2**31 - 1], dtype=np.int32),
    }
    write_columns(tmp_path / "c.bin", columns, {"words": ["й", "한"]})
    with Columns(tmp_path / "c.bin") as read:
        assert {name: column.tolist() for name, column in read.numbers.items()} == {
            name: column.tolist() for name, column in columns.items()
        }
        assert read.texts == {"words": ["й", "한"]}


def test_a_file_that_is_no_gazetteer_is_refused(tmp_path: Path) -> None:
    (tmp_path / "c.bin").write_bytes(json.dumps({"not": "columns"}).encode() * 10)
    with pytest.raises(ValueError, match="not a file of columns"):
        PlaceIndex(tmp_path / "c.bin")
