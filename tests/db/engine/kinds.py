"""The kinds of engines that the tests of this folder run over: another one is a line here.

One that lies outside the repository is named in EXHIBIT_TEST_ENGINES, as `module:name` of a `Kind`.
"""

import importlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from db.acts.act_request import ActRequest
from db.engine import DatabaseEngine
from db.engines import create_catalogue, open_catalogue
from db.rows import AgentRow, CatalogueRow
from db.session import Database


@dataclass(frozen=True)
class Kind:
    """How a new catalogue is made below a folder, and how one that is there is opened once more."""

    name: str
    make: Callable[[Path], DatabaseEngine]
    again: Callable[[Path], DatabaseEngine]


SQLITE = Kind(
    "sqlite",
    lambda folder: create_catalogue(folder / "catalogue.sqlite"),
    lambda folder: open_catalogue(folder / "catalogue.sqlite")[0],
)


def kinds() -> dict[str, Kind]:
    """All of them, by name."""
    others = os.environ.get("EXHIBIT_TEST_ENGINES", "").split()
    named = (importlib.import_module(module) for module, _, _ in (other.partition(":") for other in others))
    found: list[Kind] = [
        getattr(module, other.partition(":")[2]) for module, other in zip(named, others, strict=True)
    ]
    return {kind.name: kind for kind in (SQLITE, *found)}


def found_in(folder: Path, engine: DatabaseEngine) -> Database:
    """Give a new catalogue an identity and one analyst, whose id is 1."""
    database = Database(folder, engine)
    with database.act(ActRequest("init", "Make a catalogue", 1, undoable=False)) as unit:
        unit.insert(CatalogueRow(uuid="c", title="Engines", created_at=datetime.now(UTC)))
        unit.insert(AgentRow(kind="Person", name="Analyst", created_at=datetime.now(UTC)))
    return database
