"""Clouds of numbers from which land, water and weather are made, all from the generator given."""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Plane = NDArray[np.float32]
"""Height by width numbers; unless said otherwise between 0 and 1."""
Colours = NDArray[np.float32]
"""Height by width by 3, red, green and blue between 0 and 255."""
Colour = tuple[int, int, int]


def cloud(
    random: np.random.Generator, size: tuple[int, int], cells: float, octaves: int = 5, gain: float = 0.5
) -> Plane:
    """Fractal noise of width and height `size`, with `cells` bumps across the width at its coarsest."""
    width, height = size
    coarse = np.zeros((max(2, height // 4), max(2, width // 4)), np.float32)
    fine: list[Plane] = []
    for octave in range(octaves):
        across = max(2, round(cells * 2**octave) + 2)
        # finer than pixels nothing is to be seen
        if across > width:
            break
        bumps = np.float32(gain**octave) * random.random(
            (max(2, round(across * height / width) + 1), across), np.float32
        )
        if across * 16 <= width:  # smooth enough to be made small first
            coarse += _resized(bumps, coarse.shape[1], coarse.shape[0])
        else:
            fine.append(_resized(bumps, width, height))
    return stretched(sum(fine, _resized(coarse, width, height)))


def _resized(plane: Plane, width: int, height: int) -> Plane:
    return np.asarray(Image.fromarray(plane).resize((width, height), Image.Resampling.BICUBIC))


def stretched(plane: Plane) -> Plane:
    """The same, from 0 to 1."""
    low, high = float(plane.min()), float(plane.max())
    result: Plane = ((plane - low) / max(high - low, 1e-9)).astype(np.float32)
    return result


@cache
def grid(size: tuple[int, int]) -> tuple[Plane, Plane]:
    """For each pixel its x from 0 to 1, and its y in the same unit; only to be read."""
    width, height = size
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / width
    # it is remembered and shared: whoever wrote into it would change the pictures after
    x.flags.writeable = y.flags.writeable = False
    return x, y


def sunlit(heights: Plane, strength: float) -> Plane:
    """Light from the north-west on a relief: around 1, more on slopes that face it."""
    slope_y, slope_x = np.gradient(heights)
    return np.asarray(np.clip(1.0 - strength * (slope_x + slope_y), 0.55, 1.35), np.float32)


def ramp(plane: Plane, stops: list[tuple[float, Colour]]) -> Colours:
    """Colours by value, between the stops in a straight line."""
    at = [stop for stop, _ in stops]
    channels = [np.interp(plane, at, [colour[channel] for _, colour in stops]) for channel in range(3)]
    return np.stack(channels, axis=-1).astype(np.float32)


def mixed(under: Colours, over: Colours | Colour, share: Plane) -> Colours:
    """One over the other, `share` of it."""
    top = np.asarray(over, np.float32)
    result: Colours = (under + (top - under) * share[..., None]).astype(np.float32, copy=False)
    return result


def step(plane: Plane, low: float, high: float) -> Plane:
    """0 below `low`, 1 above `high`, smooth between them."""
    t = np.clip((plane - low) / (high - low), 0, 1)
    # smoothstep: level at both ends, so that no edge is seen where it begins
    smooth: Plane = (t * t * (3 - 2 * t)).astype(np.float32)
    return smooth
