"""Signatures of folded names, by which misspellings of one are found without reading the others.

The low 32 bits of a signature say which letters a name holds, the high 32 which pairs of neighbours. One
edit (a letter changed, added or lost) changes at most two of the low and four of the high ones, two
neighbours that changed places none of the low and six of the high ones. So counting differing bits never
loses a name within a given number of edits, one of which may be such a swap.
"""

import numpy as np
from numpy.typing import NDArray

LOW_PER_EDIT = 2
HIGH_PER_EDIT = 4
HIGH_FOR_A_SWAP = 2


def signature(key: str) -> int:
    """The 64-bit signature of `key`, a name folded by `fold_key`; spaces count as letters."""
    low = high = 0
    before = 0
    for letter in map(ord, key):
        low |= 1 << (letter * 0x9E3779B1 >> 7 & 31 if letter > 0x7F else letter & 31)
        if before:
            high |= 1 << ((before * 31 + letter) * 0x85EBCA6B >> 9 & 31)
        before = letter
    return high << 32 | low


def within_edits(
    signatures: NDArray[np.uint64], lengths: NDArray[np.uint8], key: str, edits: int
) -> NDArray[np.intp]:
    """Positions of all names that may lie within `edits` of `key`: none that does is missing, some do not.

    `signatures` and `lengths` (in characters, at most 255) are arrays of equal length, one value a name.
    """
    short, long = max(0, len(key) - edits), min(255, len(key) + edits)
    near = np.flatnonzero((lengths >= short) & (lengths <= long))
    differing = signatures[near] ^ np.uint64(signature(key))
    low = np.bitwise_count(differing & np.uint64(0xFFFFFFFF))
    high = np.bitwise_count(differing >> np.uint64(32))
    chosen: NDArray[np.intp] = near[
        (low <= LOW_PER_EDIT * edits) & (high <= HIGH_PER_EDIT * edits + HIGH_FOR_A_SWAP)
    ]
    return chosen
