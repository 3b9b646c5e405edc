"""Searches by place and by text over the generated catalogue, cold and warm, through `Catalogue`."""

import time
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from app.catalogue import Catalogue
from tests.benchmarks.figures import Figure, median_ms
from tests.benchmarks.generate import EVERY, TOWNS, generate

_PLACE_MS, _PLACE_HITS, _PLACE_US = 10.0, 1_000, 3.0


def run(items: int, folder: Path) -> Iterable[Figure]:
    """Figures against the budgets of DESIGN, section 6, that concern searching."""
    made = generate(folder / "generated", items)
    with Catalogue.open(made) as catalogue:
        yield _first_ever(catalogue)
        yield from _by_place(catalogue)
        yield from _by_text(catalogue)
        yield from _mixed(catalogue)


def _first_ever(catalogue: Catalogue) -> Figure:
    start = time.perf_counter()
    catalogue.search.ids(f"near:{_town(1)}~1km")
    return Figure("first search by place, cold", 1000 * (time.perf_counter() - start), "ms")


def _by_place(catalogue: Catalogue) -> Iterator[Figure]:
    _, lat, lon = TOWNS[3]
    shapes = [f"near:{_town(3)}~{reach}" for reach in ("10m", "1km", "10km", "500km", "2000km")]
    shapes += [
        "near:10,10~300km",
        f"box:{lat - 0.25},{lon - 0.25},{lat - 0.15},{lon - 0.1}",
        "box:30,0,50,100",
    ]
    for query in shapes:
        hits = catalogue.search.count(query)
        took = median_ms(partial(catalogue.search.ids, query))
        budget = _PLACE_MS + max(0, hits - _PLACE_HITS) * _PLACE_US / 1000
        yield Figure(f"ids of {query}", took, "ms", at_most=budget, note=f"{hits:,} hits")


def _by_text(catalogue: Catalogue) -> Iterator[Figure]:
    for word in ("rare001", "thousandth", "rare001 OR rare002"):
        hits = catalogue.search.count(word)
        took = median_ms(partial(catalogue.search.ids, word))
        yield Figure(f"ids of {word}", took, "ms", at_most=20.0, note=f"{hits:,} hits")
    for word in (next(iter(EVERY)), "Осталь", "청라진", "北岸"):
        hits = catalogue.search.count(word)
        took = median_ms(partial(catalogue.search.first, word, 100))
        yield Figure(f"first page of {word}", took, "ms", at_most=100.0, note=f"{hits:,} hits")


def _mixed(catalogue: Catalogue) -> Iterator[Figure]:
    for query in (f"near:{_town(3)}~10km half", "half -tag:tag1", "held:no type:video", "sort:-taken"):
        took = median_ms(partial(catalogue.search.first, query, 100), runs=3)
        yield Figure(f"first page of {query}", took, "ms")
    yield Figure("points of everything", median_ms(lambda: catalogue.search.points(""), runs=3), "ms")


def _town(number: int) -> str:
    _, lat, lon = TOWNS[number]
    return f"{lat},{lon}"
