"""Where two lists of ids differ, so that a view need not begin anew when a few items come or go."""

from array import array
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Splice:
    """From row `first` on, `removed` rows give way to `added` ones; all other rows are the same."""

    first: int
    removed: int
    added: int


def splice(before: "array[int]", after: "array[int]") -> Splice:
    """The shortest splice that makes one list of the other. A million ids take a few milliseconds."""
    one, other = np.asarray(before, np.int64), np.asarray(after, np.int64)
    shorter = min(len(one), len(other))
    first = _alike(one[:shorter], other[:shorter])
    # what agrees at the beginning is not counted at the end again: of two equal lists both ends would claim
    # all
    rest = shorter - first
    last = _alike(one[len(one) - rest :][::-1], other[len(other) - rest :][::-1])
    return Splice(first, len(one) - first - last, len(other) - first - last)


def _alike(one: NDArray[np.int64], other: NDArray[np.int64]) -> int:
    """How many ids of two equally long lists agree from the beginning on."""
    differs = one != other
    return int(differs.argmax()) if differs.any() else len(one)
