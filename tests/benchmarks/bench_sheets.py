"""Sheets: one warm, and 500 as files."""

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import psutil

from app.catalogue import Catalogue
from tests.benchmarks.figures import Figure, median_ms
from tests.benchmarks.pictures import draw_jpegs

_SHEETS = 500


def run(items: int, folder: Path) -> Iterator[Figure]:
    """Budgets: 15 ms a page warm; 500 files in 20 s with at most 300 MB a process."""
    with Catalogue.create(folder / "catalogue") as catalogue:
        held = catalogue.intake.ingest(draw_jpegs(folder / "in", min(_SHEETS, max(items, 1)))).added
        ids = [arrival.item_id for arrival in held]
        pages = catalogue.sheets.save(ids[:1], folder / "one.pdf")[0].pages
        warm = median_ms(lambda: catalogue.sheets.preview(ids[0]))
        note = f"{pages} pages, data and picture included"
        yield Figure("one sheet, warm", warm / pages, "ms a page", at_most=15, note=note)
        start = perf_counter()
        catalogue.sheets.save(ids, folder / "sheets")
        took = perf_counter() - start
        yield Figure(f"{len(ids)} sheets as files", took * _SHEETS / len(ids), "s for 500", at_most=20)
        yield Figure("largest process while printing", _largest_mb(), "MB", at_most=300)


def _largest_mb() -> float:
    """The most memory that this process or a worker holds now, in MB."""
    here = psutil.Process()
    return max(process.memory_info().rss for process in (here, *here.children(recursive=True))) / 1e6
