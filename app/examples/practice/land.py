"""Land and sea from above: relief, coast, fields, lava, snow."""

from dataclasses import dataclass

import numpy as np
from PIL import Image

from app.examples.practice.noise import Colour, Colours, Plane, cloud, grid, mixed, ramp, step, sunlit

GROUND = (960, 640)
"""Land, water and sky are made at this width and height, which is that of the finished picture."""
WORK = (1440, 960)
"""Objects are drawn at this size, so that their edges are smooth once the picture is finished."""


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of a landscape."""

    low: Colour
    high: Colour
    rock: Colour
    shallow: Colour
    deep: Colour
    shore: Colour


SUMMER = Look((104, 122, 66), (142, 138, 92), (118, 108, 98), (84, 138, 138), (22, 58, 82), (176, 166, 138))
LAVA = Look((74, 78, 56), (96, 88, 70), (58, 54, 54), (66, 118, 128), (16, 44, 66), (60, 58, 58))
AUTUMN = Look((132, 112, 62), (150, 128, 84), (112, 100, 92), (70, 112, 120), (22, 50, 70), (158, 146, 120))
ARCHIPELAGO = Look(
    (66, 92, 54), (92, 112, 66), (164, 142, 130), (70, 120, 128), (18, 54, 78), (186, 160, 146)
)
WINTER = Look(
    (214, 218, 222), (236, 240, 244), (126, 126, 132), (74, 104, 118), (24, 46, 64), (196, 200, 204)
)


def ground(random: np.random.Generator, look: Look, relief: float = 130.0) -> tuple[Colours, Plane]:
    """Open country without water, and its heights."""
    heights, fine = cloud(random, GROUND, 3, 6), cloud(random, GROUND, 26, 4, 0.65)
    colours = ramp(0.65 * heights + 0.35 * fine, [(0.15, look.low), (0.6, look.high), (0.95, look.rock)])
    colours *= sunlit(heights, relief)[..., None]
    colours *= (0.86 + 0.28 * fine)[..., None]
    return colours, heights


def sea(random: np.random.Generator, look: Look, depth: Plane) -> Colours:
    """Water by depth 0 to 1, with waves and cat's paws."""
    colours = ramp(depth, [(0, look.shallow), (0.35, look.deep), (1, look.deep)])
    swell = cloud(random, GROUND, 90, 3, 0.7)
    paws = cloud(random, GROUND, 4, 4)
    colours *= (0.93 + 0.12 * swell + 0.08 * paws)[..., None]
    return colours


def coast(
    random: np.random.Generator, look: Look, land: Colours, heights: Plane, level: float
) -> tuple[Colours, Plane]:
    """Land with the sea let in up to `level` of the heights; also says where it is sea, 0 to 1."""
    wet = step(level - heights, -0.003, 0.003)
    depth = np.clip((level - heights) / max(level, 1e-6) * 1.6, 0, 1).astype(np.float32)
    shore = step(level + 0.035 - heights, 0, 0.03) * (1 - wet)
    foam = np.exp(-(((heights - level) / 0.006) ** 2)).astype(np.float32)
    colours = mixed(land, look.shore, shore * 0.8)
    colours = mixed(colours, sea(random, look, depth), wet)
    flecks = step(cloud(random, GROUND, 60, 3, 0.7), 0.35, 0.75)
    return mixed(colours, (236, 240, 238), foam * flecks * 0.75), wet


def fields(
    random: np.random.Generator, colours: Colours, where: Plane, parcel: float, angle: float
) -> Colours:
    """Parcels about `parcel` of the width large, each of its own tint, ploughed one way or the other."""
    x, y = grid(GROUND)
    bend = 0.015 * (cloud(random, GROUND, 3, 2) - 0.5)
    u = (x * np.cos(angle) + y * np.sin(angle) + bend) / parcel
    row = np.floor(u)
    shift = random.random(400).astype(np.float32)[row.astype(int) % 400]
    v = (y * np.cos(angle) - x * np.sin(angle) + bend) / (parcel * 0.62) + shift
    number = (row * 131 + np.floor(v) * 37).astype(int) % 997
    tints = np.array(
        [(126, 142, 66), (158, 150, 82), (176, 158, 96), (96, 122, 58), (142, 112, 76), (110, 132, 78)],
        np.float32,
    )
    chosen = tints[random.integers(0, len(tints), 997)] * random.uniform(0.86, 1.12, (997, 1)).astype(
        np.float32
    )
    painted = chosen[number]
    along = random.random(997)[number] > 0.5
    furrows = np.sin(np.where(along, u, v * 0.62) * parcel * 1500).astype(np.float32)
    painted = (
        painted
        * (0.97 + 0.04 * furrows)[..., None]
        * (0.9 + 0.2 * cloud(random, GROUND, 30, 3, 0.6))[..., None]
    )
    near_edge = np.minimum(_to_edge(u), _to_edge(v) * 0.62) * parcel
    hedge = (1 - step(near_edge, 0.0008, 0.0022)) * where
    colours = mixed(colours, painted, where * (random.random(997)[number] > 0.12).astype(np.float32))
    return mixed(colours, (72, 84, 50), hedge * 0.75)


def snow(random: np.random.Generator, colours: Colours, where: Plane, cover: float) -> Colours:
    """Snow on a share `cover` of the land, patchy at its edge."""
    patches = cloud(random, GROUND, 9, 5, 0.6)
    return mixed(colours, (238, 242, 246), step(patches, 1 - cover, 1.12 - cover) * where * 0.92)


def clouds(random: np.random.Generator, colours: Colours, cover: float) -> Colours:
    """Fair-weather clouds below the camera, and their shadows."""
    puffs = step(cloud(random, GROUND, 5, 6, 0.55), 1 - cover, 1.25 - cover)
    shadow = np.roll(puffs, (34, 44), (0, 1))
    return mixed(mixed(colours, (20, 26, 36), shadow * 0.38), (246, 248, 250), puffs * 0.93)


def picture(colours: Colours) -> Image.Image:
    """The colours as a picture to draw on, at the size of WORK."""
    small = Image.fromarray(np.clip(colours, 0, 255).astype(np.uint8))
    return small.resize(WORK, Image.Resampling.BICUBIC)


def _to_edge(plane: Plane) -> Plane:
    part = plane - np.floor(plane)
    nearest: Plane = np.minimum(part, 1 - part)
    return nearest
