"""Spots: where located things are, as columns. A million of them are a few arrays, never objects."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

RECORD = np.dtype(
    [
        ("location", "<i8"),
        ("item", "<i8"),
        ("lat", "<f8"),
        ("lon", "<f8"),
        ("radius", "<f8"),
        ("subject", "<f8"),
    ]
)
"""One spot as 48 bytes: radius -1 for unknown and -2 for a footprint, subject 1 where it is what is shown."""


@dataclass(frozen=True, slots=True)
class Spots:
    """Locations as columns of one length: ids, degrees of WGS 84, radii in metres (NaN: unknown).

    `shaped` marks those that have a footprint, `subject` those whose role is subject.
    """

    item_ids: NDArray[np.int64]
    location_ids: NDArray[np.int64]
    lats: NDArray[np.float64]
    lons: NDArray[np.float64]
    radii: NDArray[np.float64]
    shaped: NDArray[np.bool_]
    subject: NDArray[np.bool_]

    def taken(self, rows: NDArray[np.int64]) -> "Spots":
        """These rows of it, in this order."""
        return Spots(*(getattr(self, name)[rows] for name in self.__slots__))


def columns_of(records: NDArray[Any]) -> Spots:
    """An array of RECORD as columns, in its order."""
    radii = records["radius"]
    return Spots(
        item_ids=np.ascontiguousarray(records["item"]),
        location_ids=np.ascontiguousarray(records["location"]),
        lats=np.ascontiguousarray(records["lat"]),
        lons=np.ascontiguousarray(records["lon"]),
        radii=np.where(radii < 0, np.nan, radii),
        shaped=radii == -2,
        subject=records["subject"] == 1,
    )


def first_of_each(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each key first stands, by key. An index gives its rows in order, so there is seldom a sort."""
    # to look takes 4 ms a million; to sort 40 where they are in order already, 460 where not
    if len(keys) and np.all(keys[1:] >= keys[:-1]):
        return np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    return np.unique(keys, return_index=True)[1]
