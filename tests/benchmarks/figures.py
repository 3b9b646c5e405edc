"""What a benchmark yields: a figure beside its budget; medians, and ratios taken in one run."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Literal


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value. `at_most` or `at_least` is the budget of DESIGN, section 6; None: told only."""

    what: str
    value: float
    unit: str
    at_most: float | None = None
    at_least: float | None = None
    note: str = ""

    @property
    def verdict(self) -> Literal["within", "over", "-"]:
        """Whether the value keeps its budget."""
        if self.at_most is None and self.at_least is None:
            return "-"
        good = (self.at_most is None or self.value <= self.at_most) and (
            self.at_least is None or self.value >= self.at_least
        )
        return "within" if good else "over"


def median_ms(work: Callable[[], object], runs: int = 7, warm: int = 1) -> float:
    """The median time of `work` in milliseconds, after `warm` runs that do not count."""
    for _ in range(warm):
        work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1000 * median(times)


def paired_ratio(ours: Callable[[], float], theirs: Callable[[], float], runs: int = 5) -> float:
    """The median of ours/theirs over pairs run in turn; both give a rate or a time in the same unit."""
    return median(ours() / theirs() for _ in range(runs))
