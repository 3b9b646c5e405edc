"""Comparing all rows with the log."""

import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from app.catalogue import DATABASE
from db import log
from db.session import Database
from db.states.writing import write_all_states
from tests.benchmarks.figures import Figure
from tests.benchmarks.generate import generate

_MILLION = 1_000_000


def run(items: int, folder: Path) -> Iterable[Figure]:
    """As many items as make a million rows at most, all stated by one entry."""
    generate(folder / "case", min(items, 170_000))
    with Database.open(folder / "case" / DATABASE) as database:
        begun = time.perf_counter()
        _state_everything(database)
        stating = time.perf_counter() - begun
        begun = time.perf_counter()
        rows = _compare(database)
        seconds = (time.perf_counter() - begun) / rows * _MILLION
    note = f"{rows:,} rows; to state them all, as an upgrade does, took {stating:,.1f} s"
    yield Figure("a million rows against the log", seconds, "s", at_most=30, note=note)


def _state_everything(database: Database) -> None:
    with database.write() as connection:
        sequence = log.next_number(connection, log.head(connection))
        facts = log.EntryFacts(act=str(uuid4()), kind="upgrade", agent=str(uuid4()), at=datetime.now(UTC))
        rows = write_all_states(connection, sequence)
        log.append(connection, sequence, facts, {"label": "all"}, (), rows)


def _compare(database: Database) -> int:
    compared = 0

    def step(rows: int) -> None:
        nonlocal compared
        compared += rows

    with database.read() as reader:
        survey = reader.states.survey()
        if survey.changed_states or any(
            True for piece in survey.pieces for _ in reader.states.differences(piece, step)
        ):
            raise RuntimeError("the rows are not as the log says")
    return compared
