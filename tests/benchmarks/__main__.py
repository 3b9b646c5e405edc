"""Run the benchmarks and print them against the budgets: `python -m tests.benchmarks [--items N] [name...]`.

Each `bench_*.py` beside this file has `run(items: int, folder: Path) -> Iterable[Figure]`.
"""

import argparse
import json
import platform
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.benchmarks.figures import Figure

_HERE = Path(__file__).parent
_RESULT = _HERE.parents[1] / "build-data" / "last.bench.json"


def main() -> None:
    """Run what was named, or all; keep the result as JSON outside git."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("names", nargs="*", help="benchmarks to run; all if none is named")
    parser.add_argument("--items", type=int, default=1_000_000, help="items of the generated catalogue")
    chosen = parser.parse_args()
    table = Table("what", "value", "unit", "budget", "verdict", "note", title=f"{chosen.items:,} items")
    figures = []
    for name, figure in _figures(chosen.names or _all(), chosen.items):
        figures.append({"benchmark": name, **asdict(figure), "verdict": figure.verdict})
        table.add_row(
            figure.what, f"{figure.value:,.2f}", figure.unit, _budget(figure), figure.verdict, figure.note
        )
    Console().print(table)
    _RESULT.parent.mkdir(exist_ok=True)
    told = {"at": datetime.now(UTC).isoformat(), "python": platform.python_version(), "items": chosen.items}
    _RESULT.write_text(json.dumps({**told, "figures": figures}, indent=1), encoding="utf-8")


def _all() -> list[str]:
    return sorted(path.stem.removeprefix("bench_") for path in _HERE.glob("bench_*.py"))


def _figures(names: list[str], items: int) -> Iterator[tuple[str, Figure]]:
    for name in names:
        module = import_module(f"tests.benchmarks.bench_{name}")
        with tempfile.TemporaryDirectory(prefix="exhibit-bench-") as folder:
            for figure in module.run(items, Path(folder)):
                yield name, figure


def _budget(figure: Figure) -> str:
    if figure.at_most is not None:
        return f"<= {figure.at_most:g}"
    return f">= {figure.at_least:g}" if figure.at_least is not None else ""


if __name__ == "__main__":
    main()
