"""The command line called as a function: what it printed, and its exit code."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.catalogue import Catalogue
from app.cli.program import run


@dataclass(frozen=True, slots=True)
class Said:
    """One run."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on stdout; a second one, or anything else there, is an error."""
        document = json.loads(self.out)
        assert document.pop("schema") == 1
        return document


Exhibit = Callable[..., Said]


@pytest.fixture
def exhibit(catalogue: Catalogue, capsys: pytest.CaptureFixture[str]) -> Exhibit:
    """Run a verb on an empty catalogue."""

    def call(*arguments: str | Path, on: Path | None = catalogue.folder) -> Said:
        capsys.readouterr()
        where = ["-c", str(on)] if on else []
        code = run([*where, *map(str, arguments)], lambda folder: 7 if folder == on else 8)
        told = capsys.readouterr()
        return Said(code, told.out, told.err)

    return call
