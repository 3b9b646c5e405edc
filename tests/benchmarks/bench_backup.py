"""Backing up against a bare loop that copies, syncs and reads back; a second backup; restoring."""

import os
import random
import time
from collections.abc import Callable, Iterable
from hashlib import file_digest, sha256
from itertools import count
from pathlib import Path

from app.backup.checking import check_backup
from app.backup.restoring import restore_catalogue
from app.catalogue import Catalogue
from tests.benchmarks.figures import Figure, median_ms, paired_ratio

_FILES = 1000
_BYTES = 250_000
_PAIRS = 3


def run(items: int, folder: Path) -> Iterable[Figure]:
    """Rates taken in turn; nothing is deleted in between, which some file systems would pay for later."""
    numbers = count(1)
    with Catalogue.create(folder / "case", analyst="Benchmark") as catalogue:
        _fill(catalogue, folder / "inbox")
        originals = [path for path in (catalogue.folder / "originals").rglob("*") if path.is_file()]

        def back_up() -> None:
            catalogue.backups.make(folder / f"backup {next(numbers)}")

        def copy() -> None:
            _copy_bare(originals, folder / f"bare {next(numbers)}")

        note = f"{_FILES} files of {_BYTES // 1000} kB"
        ratio = paired_ratio(lambda: 1 / _seconds(back_up), lambda: 1 / _seconds(copy), runs=_PAIRS)
        yield Figure("first backup against a bare loop", ratio, "x", note=note)
        yield Figure("first backup", 1000 * _seconds(back_up), "ms", note=note)
        again = folder / "again"
        catalogue.backups.make(again)
        yield Figure(
            "second backup, nothing new", median_ms(lambda: catalogue.backups.make(again), runs=5), "ms"
        )
    yield Figure("backup --check", median_ms(lambda: check_backup(again), runs=3), "ms", note=note)
    yield Figure(
        "restore", 1000 * _seconds(lambda: restore_catalogue(again, folder / "new")), "ms", note=note
    )


def _fill(catalogue: Catalogue, inbox: Path) -> None:
    inbox.mkdir()
    chance = random.Random(20241018)
    for number in range(_FILES):
        (inbox / f"{number:04d}.bin").write_bytes(chance.randbytes(_BYTES))
    catalogue.intake.ingest([inbox])


def _copy_bare(originals: list[Path], target: Path) -> None:
    """One thread: read, hash, write, sync, read back, hash."""
    for path in originals:
        copy = target / path.name[:2] / path.name[2:4] / path.name
        copy.parent.mkdir(parents=True, exist_ok=True)
        data = path.read_bytes()
        with copy.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with copy.open("rb") as file:
            if file_digest(file, "sha256").hexdigest() != sha256(data).hexdigest():
                raise RuntimeError("what was read back is not what was written")


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
