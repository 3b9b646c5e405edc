"""Verifying everything against `sha256sum` in parallel over the same files, and a log of 100,000 entries."""

import os
import random
import subprocess
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from app.catalogue import Catalogue
from db import log
from db.session import Database
from db.states.packing import commitment
from tests.benchmarks.figures import Figure, median_ms, paired_ratio

_FILES = 400
_BYTES = 450_000
_ENTRIES = 100_000


def run(items: int, folder: Path) -> Iterable[Figure]:
    """Fixity of all files as a ratio of rates taken in turn, and the check of a long log."""
    with Catalogue.create(folder / "case", analyst="Benchmark") as catalogue:
        _fill(catalogue, folder / "inbox")
        originals = catalogue.folder / "originals"
        ratio = paired_ratio(lambda: 1 / _verify(catalogue), lambda: 1 / _sha256sum(originals))
        yield Figure("verify against sha256sum", ratio, "x", at_least=0.8, note=f"{_FILES} files, warm")
    with Catalogue.create(folder / "log", analyst="Benchmark") as catalogue:
        path = catalogue.folder / "catalogue.sqlite"
    with Database.open(path) as database:
        _write_log(database)
        yield Figure("log of 100,000 entries", _check(database), "ms", at_most=1000)


def _fill(catalogue: Catalogue, inbox: Path) -> None:
    inbox.mkdir()
    chance = random.Random(20241018)
    for number in range(_FILES):
        (inbox / f"{number:04d}.bin").write_bytes(chance.randbytes(_BYTES))
    catalogue.intake.ingest([inbox])


def _verify(catalogue: Catalogue) -> float:
    begun = time.perf_counter()
    if not catalogue.integrity.verify().ok:
        raise RuntimeError("the catalogue is not in order")
    return time.perf_counter() - begun


def _sha256sum(originals: Path) -> float:
    begun = time.perf_counter()
    names = subprocess.Popen(["find", str(originals), "-type", "f", "-print0"], stdout=subprocess.PIPE)
    subprocess.run(
        ["xargs", "-0", "-n", "32", "-P", str(os.cpu_count() or 1), "sha256sum"],
        stdin=names.stdout,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    names.communicate()
    return time.perf_counter() - begun


def _write_log(database: Database) -> None:
    now = datetime.now(UTC)
    with database.write() as connection:
        for number in range(log.head(connection).sequence, _ENTRIES):
            change = {"do": "tag", "tag": 1, "name": "rail", "items": [number]}
            content = {"label": "Add tag rail: 1 item", "changes": [change]}
            facts = log.EntryFacts(act=str(uuid4()), kind="tag", agent=str(uuid4()), at=now)
            log.append(connection, number + 1, facts, content, (), commitment(()))


def _check(database: Database) -> float:
    with database.read() as reader:
        return median_ms(lambda: reader.history.check(), runs=3)
