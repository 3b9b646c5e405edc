"""A search that nobody wants any more stops in the midst of its question, and the next one is answered."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.catalogue import Catalogue
from app.errors import Cancelled
from app.search.search import Search
from app.task import Task
from db.sqlite import engine
from tests.benchmarks.generate import generate


class Impatient(Task):
    """A task that is cancelled while the database works, when it has looked a few times."""

    looked = 0

    @property
    def cancelled(self) -> bool:
        self.looked += 1
        return self.looked > 3


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generate(tmp_path_factory.mktemp("generated") / "catalogue", 3000)


ASKED: list[Callable[[Search, Task], object]] = [
    lambda search, task: search.ids("photograph OR video sort:title", task),
    lambda search, task: search.found("-half", task),
    lambda search, task: search.points("near:35,20~300km", task),
]


@pytest.mark.parametrize("ask", ASKED, ids=["ids", "found", "points"])
def test_a_cancelled_search_stops_at_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, ask: Callable[[Search, Task], object]
) -> None:
    monkeypatch.setattr(engine, "_STEPS", 50)  # a small catalogue is searched in few steps
    with Catalogue.open(folder, analyst="Analyst") as catalogue:
        task = Impatient()
        with pytest.raises(Cancelled):
            ask(catalogue.search, task)
        assert task.looked == 4
        assert len(catalogue.search.ids("", Task())) == 3000
