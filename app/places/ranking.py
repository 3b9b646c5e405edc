"""The order in which candidates are offered: by name first, then by importance and nearness to the case."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.places.candidate import Candidate, Point
from app.places.position import wgs84

# in points of the score of a name, 0 to 100, where one step of spelling is 1 or 2
_IMPORTANCE = 8.0
_NEARNESS = 12.0
_NEAR_M = 300_000.0


def ranked(candidates: Iterable[Candidate], near: Sequence[Point]) -> tuple[Candidate, ...]:
    """The candidates best first, each with its distance to the nearest of the points `near`.

    A name one step better outweighs a small town against a big one; a town within some hundred kilometres of
    the case outweighs a bigger one far away.
    """
    measured = [replace(one, distance_m=_nearest(one, near)) for one in candidates]
    return tuple(sorted(measured, key=_order))


def _order(candidate: Candidate) -> tuple[float, int, str, str]:
    # thirty million people are one, a town of a thousand is 0.4: in steps of ten times
    size = min(1.0, math.log10(candidate.population + 1) / 7.5)
    far = candidate.distance_m
    nearness = 0.0 if far is None else math.exp(-far / _NEAR_M)
    own = 1.0 if candidate.case_key else 0.0
    weight = candidate.score + _IMPORTANCE * max(size, own) + _NEARNESS * nearness
    # rounded, so that the order is the same on every machine; then by what never changes
    return -round(weight, 3), candidate.geonames_id or 0, candidate.case_key or "", candidate.name


def _nearest(candidate: Candidate, near: Sequence[Point]) -> float | None:
    if candidate.lat is None or candidate.lon is None or not near:
        return None
    count = len(near)
    _, _, metres = wgs84().inv(
        [candidate.lon] * count, [candidate.lat] * count, [lon for _, lon in near], [lat for lat, _ in near]
    )
    return float(min(metres))
