"""Thumbnails against a bare Pillow loop on the same cores, and one picture of 108 megapixels."""

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter

import psutil
from PIL import Image

from app.catalogue import Catalogue
from app.reading.thumbnails import THUMBNAIL_EDGE, make_thumbnail
from tests.benchmarks.figures import Figure, median_ms
from tests.benchmarks.pictures import draw_jpegs

_PICTURES = 300
_PAIRS = 3


def run(items: int, folder: Path) -> Iterator[Figure]:
    """Budgets: 0.9 of a bare loop with `draft` on as many processes; 108 megapixels in 0.4 s and 200 MB."""
    paths = draw_jpegs(folder / "in", min(_PICTURES, max(items, 1)))
    with Catalogue.create(folder / "catalogue") as catalogue:
        catalogue.intake.ingest(paths)
        ratios = []
        with ProcessPoolExecutor(psutil.cpu_count() or 1, get_context("spawn")) as pool:
            list(pool.map(_bare, paths))
            for _ in range(_PAIRS):
                bare = _seconds(lambda: list(pool.map(_bare, paths, chunksize=8)))
                (catalogue.folder / "thumbnails.sqlite").unlink(missing_ok=True)
                with Catalogue.open(catalogue.folder) as opened:
                    ratios.append(bare / _seconds(opened.thumbnails.make_missing))
    note = f"{len(paths)} pictures, stored, with perceptual hash"
    yield Figure("thumbnails against a bare draft loop", median(ratios), "x", at_least=0.9, note=note)
    yield from _huge(folder)


def _huge(folder: Path) -> Iterator[Figure]:
    path = folder / "huge.jpg"
    Image.linear_gradient("L").resize((12000, 9000)).convert("RGB").save(path, quality=85)
    took = median_ms(partial(make_thumbnail, path), runs=5)
    yield Figure("thumbnail of 108 megapixels", took, "ms", at_most=400)
    with get_context("spawn").Pool(1) as pool:
        peak = pool.apply(_peak_mb, (path,))
    yield Figure("its peak memory", peak, "MB", at_most=200)


def _bare(path: Path) -> int:
    """What any program that uses Pillow well would do, and nothing else."""
    with Image.open(path) as image:
        image.draft("RGB", (THUMBNAIL_EDGE, THUMBNAIL_EDGE))
        image.thumbnail((THUMBNAIL_EDGE, THUMBNAIL_EDGE), reducing_gap=2)
        buffer = BytesIO()
        image.save(buffer, "JPEG", quality=82)
    return len(buffer.getvalue())


def _peak_mb(path: Path) -> float:
    make_thumbnail(path)
    status = Path("/proc/self/status").read_text(encoding="ascii")  # ru_maxrss would count the parent's
    return int(status.split("VmHWM:")[1].split()[0]) / 1e3


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()

    work()
    return perf_counter() - start
