"""Changing a catalogue as somebody with another program would, and what `exhibit verify` says of it."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Verified:
    """What `exhibit verify` printed, and its exit code."""

    code: int
    told: str


Verify = Callable[..., Verified]
Exhibit = Callable[..., Verified]


def tamper_with(folder: Path, *statements: str) -> None:
    """Run statements on the catalogue file, its triggers out of the way and put back afterwards."""
    connection = sqlite3.connect(folder / "catalogue.sqlite", isolation_level=None)
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        assert connection.execute(statement).rowcount != 0, statement
    for _, sql in triggers:
        connection.execute(sql)
    connection.close()


def entry_of(folder: Path, kind: str) -> int:
    """The number of the first entry of a kind. How many entries an ingest makes is a matter of time."""
    connection = sqlite3.connect(folder / "catalogue.sqlite")
    [[sequence]] = connection.execute("SELECT min(sequence) FROM act WHERE kind = ?", (kind,)).fetchall()
    connection.close()
    return int(sequence)
