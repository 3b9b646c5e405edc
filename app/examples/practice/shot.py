"""One picture of the practice catalogue, before it is painted."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
from PIL import Image

from app.examples.practice.finishing import Facts, Fix
from app.examples.practice.spots import SPOTS, captions, local

Paint = Callable[[], Image.Image]
_TURNS = (
    None,
    Image.Transpose.FLIP_LEFT_RIGHT,
    Image.Transpose.ROTATE_180,
    Image.Transpose.FLIP_TOP_BOTTOM,
)


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture to be painted. `name` is that of its file; `place` is where it pretends to be."""

    name: str
    group: str
    paint: Paint
    facts: Facts
    place: str | None = None


def turned_about(paint: Paint, number: int) -> Image.Image:
    """A picture from above, with another side up from one number to the next."""
    turn = _TURNS[number % len(_TURNS)]
    return paint() if turn is None else paint().transpose(turn)


def pretended(
    what: str,
    place: str,
    day: str,
    hour: int,
    seed: int,
    located: bool,
    *,
    height: float,
    bearing: float | None = None,
) -> Facts:
    """Some hundred metres from the place, on a day in ISO 8601; without a fix unless `located`."""
    spot, taken = SPOTS[place], date.fromisoformat(day)
    # A generator of its own for each: what was drawn before must not move it. In the north a degree of
    # longitude is half as long as one of latitude.
    north, east = np.random.default_rng(1000 + seed).uniform(-0.006, 0.006, 2)
    fix = Fix(spot.lat + float(north), spot.lon + 2 * float(east), height, bearing) if located else None
    return Facts(captions(spot, what), local(spot, taken, hour, seed % 60), fix)
