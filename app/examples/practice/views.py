"""Pictures as if taken from the ground: ridges behind ridges, water, weather, a light on a rock."""

import math
from dataclasses import dataclass

import numpy as np
from PIL import Image

from app.examples.practice.land import GROUND, WORK, picture
from app.examples.practice.noise import Colour, Colours, Plane, cloud, grid, mixed, ramp, step
from app.examples.practice.objects import Brush, Point

WIDTH, HEIGHT = WORK
ACROSS, DOWN = GROUND


@dataclass(frozen=True, slots=True)
class Hour:
    """The light of an hour: the sky from its top to the horizon, the haze, and the darkest ridge."""

    top: Colour
    middle: Colour
    horizon: Colour
    near: Colour
    sun: Colour
    night: bool = False


NOON = Hour((64, 118, 178), (126, 172, 212), (206, 222, 228), (46, 66, 52), (255, 252, 236))
EVENING = Hour((54, 66, 112), (172, 112, 118), (250, 188, 120), (34, 30, 44), (255, 226, 160))
MORNING = Hour((116, 148, 178), (190, 200, 204), (244, 224, 204), (62, 76, 84), (255, 246, 226))
GREY = Hour((134, 142, 150), (172, 178, 182), (206, 208, 206), (66, 72, 70), (226, 228, 226))
NIGHT = Hour((6, 10, 26), (14, 28, 50), (34, 62, 78), (6, 10, 16), (190, 200, 220), night=True)


def view(random: np.random.Generator, hour: Hour, foreground: str) -> Image.Image:
    """Sky, ridges and water, with a `lighthouse`, a `ship`, a `jetty` or a `church` before them."""
    shore = 0.60 * HEIGHT / WIDTH
    colours = _sky(random, hour, shore)
    # from the farthest ridge to the nearest, which covers the others
    for depth in range(5):
        colours = _ridge(random, hour, colours, depth, shore)
    colours = _water(random, hour, colours, shore)
    canvas = picture(colours)
    brush = Brush.on(canvas, random)
    if foreground == "ship":
        _ship(brush, hour, shore * WIDTH)
    elif foreground == "jetty":
        _jetty(brush, hour, shore * WIDTH)
    else:
        _headland(brush, hour, shore * WIDTH, church=foreground == "church")
    if not hour.night:
        _birds(brush)
    return canvas


def stand_in(random: np.random.Generator) -> Image.Image:
    """What stands for a graphic picture: spilt colour on snow, and nothing else."""
    snowfield = ramp(
        cloud(random, GROUND, 5, 6, 0.6), [(0, (176, 184, 196)), (0.5, (222, 226, 232)), (1, (250, 250, 252))]
    )
    x, y = grid(GROUND)
    blot = np.hypot(x - 0.52, (y - 0.34) * 1.25) + 0.2 * (cloud(random, GROUND, 9, 6, 0.62) - 0.5)
    colours = mixed(snowfield, (176, 38, 30), 1 - step(blot.astype(np.float32), 0.1, 0.16))
    colours = mixed(colours, (108, 16, 18), 1 - step(blot.astype(np.float32), 0.04, 0.1))
    drops = step(cloud(random, GROUND, 46, 2), 0.82, 0.86) * (1 - step(blot.astype(np.float32), 0.2, 0.34))
    return picture(mixed(colours, (162, 34, 30), drops))


def _sky(random: np.random.Generator, hour: Hour, shore: float) -> Colours:
    x, y = grid(GROUND)
    colours = ramp(np.clip(y / shore, 0, 1), [(0, hour.top), (0.6, hour.middle), (1, hour.horizon)])
    sun = (float(random.uniform(0.2, 0.8)), shore * float(random.uniform(0.62, 0.9)))
    glow = np.exp(-((x - sun[0]) ** 2 + ((y - sun[1]) * 1.4) ** 2) * (60 if hour.night else 16)).astype(
        np.float32
    )
    colours = mixed(colours, hour.sun, glow * (0.35 if hour.night else 0.75))
    veil = step(_drawn_out(cloud(random, GROUND, 5, 6, 0.55)), 0.48, 0.85) * (
        1 - np.clip(y / shore, 0, 1) * 0.5
    )
    if hour.night:
        return _stars_and_aurora(random, colours, shore)
    return mixed(
        colours, mixed(colours, (255, 250, 244), np.full_like(x, 0.7)), veil.astype(np.float32) * 0.8
    )


def _stars_and_aurora(random: np.random.Generator, colours: Colours, shore: float) -> Colours:
    x, y = grid(GROUND)
    for _ in range(320):
        column, row = int(random.integers(ACROSS - 2)), int(random.integers(int(shore * ACROSS)))
        colours[row : row + 2, column : column + 2] += float(random.uniform(40, 190))
    wave = 0.14 + 0.05 * np.sin(x * 7 + 1.3) + 0.03 * np.sin(x * 17)
    curtain = np.exp(-np.clip(wave - y, 0, 1) * 16 - np.clip(y - wave, 0, 1) * 60)
    curtain = curtain * (0.5 + 0.5 * cloud(random, (ACROSS, 12), 16, 3)[6][None, :])
    return mixed(colours, (72, 226, 146), (curtain * 0.7).astype(np.float32))


def _ridge(random: np.random.Generator, hour: Hour, colours: Colours, depth: int, shore: float) -> Colours:
    """One line of hills, hazier the farther it is."""
    _, y = grid(GROUND)
    line = cloud(random, (ACROSS, 12), 3 + depth * 1.4, 7, 0.52)[6]
    top = shore - (0.2 - depth * 0.036) * (0.3 + line[None, :]) * (1.15 - 0.3 * depth / 5)
    haze = 0.78 - depth * 0.15
    near, far = np.array(hour.near, np.float32), np.array(hour.horizon, np.float32)
    body = near + (far - near) * haze
    rough = cloud(random, GROUND, 16, 4, 0.6)
    texture = (0.9 + 0.2 * rough)[..., None]
    painted = (body * texture).astype(np.float32)
    if depth < 2 and not hour.night:
        caps = step((top + 0.045 - y).astype(np.float32), 0, 0.05) * step(rough, 0.4, 0.6)
        painted = mixed(painted, (240, 243, 246), caps * 0.75)
    mist = np.clip((y - top) / 0.12, 0, 1).astype(np.float32)
    painted = mixed(painted, hour.horizon, mist * (0.5 - depth * 0.08))
    inside = step((y - top).astype(np.float32), 0, 0.0016) * (y < shore)
    return mixed(colours, painted, inside.astype(np.float32))


def _drawn_out(plane: Plane) -> Plane:
    """Three times as wide: streaks instead of puffs."""
    wide = Image.fromarray(plane[:, ACROSS // 3 : ACROSS * 2 // 3]).resize(
        (ACROSS, DOWN), Image.Resampling.BICUBIC
    )
    return np.asarray(wide)


def _water(random: np.random.Generator, hour: Hour, colours: Colours, shore: float) -> Colours:
    """The mirrored view, broken by ripples that grow towards the viewer."""
    _, y = grid(GROUND)
    line = int(shore * ACROSS)
    mirrored = colours[line - 1 :: -1]
    rows = np.clip(((np.arange(DOWN) - line) * 1.15).astype(int), 0, len(mirrored) - 1)
    reflected = mirrored[rows]
    ripples = _drawn_out(cloud(random, GROUND, 34, 3, 0.7))
    nearness = np.clip((y - shore) / (DOWN / ACROSS - shore), 0, 1).astype(np.float32)
    deep: Colour = (hour.top[0] // 2, hour.top[1] // 2 + 6, hour.top[2] // 2 + 12)
    water = mixed(reflected, deep, 0.25 + 0.5 * nearness)
    water = water * (0.8 + (0.15 + 0.35 * nearness) * ripples)[..., None]
    wet: Plane = (y >= shore).astype(np.float32)
    return mixed(colours, water, wet)


def _headland(brush: Brush, hour: Hour, shore: float, *, church: bool) -> None:
    """Rocks at the right, and on them a lighthouse or a church."""
    dark = tuple(round(channel * 0.55) for channel in hour.near)
    points: list[Point] = [(WIDTH * 0.52, shore + 20)]
    for t in np.linspace(0, 1, 26):
        rise = 84 * math.sin(t * 1.9) + 10 * math.sin(t * 31) + float(brush.random.uniform(-6, 6))
        points.append((WIDTH * (0.54 + 0.48 * t), shore + 16 - rise))
    brush.draw.polygon([*points, (WIDTH + 5, shore + 60), (WIDTH * 0.6, shore + 44)], fill=(*dark, 255))
    at = (WIDTH * 0.78, shore - 60)
    wall = (70, 76, 90) if hour.night else (238, 236, 228)
    if church:
        brush.draw.rectangle((at[0] - 56, at[1] - 44, at[0] + 40, at[1] + 8), fill=(*wall, 255))
        brush.draw.polygon(
            [(at[0] - 62, at[1] - 42), (at[0] - 8, at[1] - 86), (at[0] + 46, at[1] - 42)],
            fill=(150, 60, 50, 255),
        )
        brush.draw.rectangle((at[0] + 40, at[1] - 92, at[0] + 68, at[1] + 8), fill=(*wall, 255))
        brush.draw.polygon(
            [(at[0] + 36, at[1] - 90), (at[0] + 54, at[1] - 158), (at[0] + 72, at[1] - 90)],
            fill=(60, 66, 76, 255),
        )
        return
    brush.draw.polygon(
        [
            (at[0] - 22, at[1] + 10),
            (at[0] + 22, at[1] + 10),
            (at[0] + 14, at[1] - 150),
            (at[0] - 14, at[1] - 150),
        ],
        fill=(*wall, 255),
    )
    for band in (0, 56, 112):
        half = 21 - band * 0.05
        brush.draw.rectangle(
            (at[0] - half, at[1] - 24 - band, at[0] + half, at[1] - band), fill=(188, 52, 44, 255)
        )
    brush.draw.rectangle((at[0] - 11, at[1] - 176, at[0] + 11, at[1] - 150), fill=(255, 236, 170, 255))
    brush.draw.polygon(
        [(at[0] - 16, at[1] - 174), (at[0], at[1] - 194), (at[0] + 16, at[1] - 174)], fill=(60, 44, 44, 255)
    )
    if hour.night:
        for reach, alpha in ((560, 26), (420, 34), (280, 46)):
            brush.draw.polygon(
                [(at[0], at[1] - 164), (at[0] - reach, at[1] - 214), (at[0] - reach, at[1] - 120)],
                fill=(255, 240, 190, alpha),
            )


def _ship(brush: Brush, hour: Hour, shore: float) -> None:
    """A coaster on the water, seen from the side."""
    at, dim = (WIDTH * float(brush.random.uniform(0.3, 0.6)), shore + 74), 0.35 if hour.night else 1.0

    def tone(colour: Colour) -> tuple[int, int, int, int]:
        return round(colour[0] * dim), round(colour[1] * dim), round(colour[2] * dim), 255

    x, y = at
    brush.draw.ellipse((x - 220, y + 26, x + 230, y + 60), fill=(10, 20, 30, 70))
    brush.draw.polygon(
        [(x - 210, y - 12), (x + 228, y - 22), (x + 192, y + 38), (x - 196, y + 38)], fill=tone((150, 44, 40))
    )
    brush.draw.polygon(
        [(x - 202, y + 20), (x + 203, y + 20), (x + 192, y + 38), (x - 196, y + 38)], fill=tone((46, 44, 50))
    )
    brush.draw.rectangle((x - 190, y - 92, x - 100, y - 12), fill=tone((238, 238, 232)))
    brush.draw.rectangle((x - 180, y - 116, x - 116, y - 92), fill=tone((226, 228, 226)))
    for window in range(5):
        brush.draw.rectangle(
            (x - 174 + window * 12, y - 110, x - 166 + window * 12, y - 100),
            fill=(255, 226, 150, 255) if hour.night else tone((60, 80, 100)),
        )
    brush.draw.rectangle((x - 178, y - 142, x - 156, y - 116), fill=tone((44, 78, 130)))
    for column in range(7):
        for row in range(1 + int(brush.random.integers(3))):
            colour = ((176, 62, 46), (52, 92, 140), (204, 160, 62), (74, 122, 84))[
                int(brush.random.integers(4))
            ]
            left, base = x - 82 + column * 38, y - 14 - row * 22
            brush.draw.rectangle((left, base - 21, left + 36, base), fill=tone(colour))
    brush.line([(x + 196, y - 22), (x + 196, y - 84)], 3, tone((60, 60, 60)))


def _jetty(brush: Brush, hour: Hour, shore: float) -> None:
    """A wooden jetty that runs out from the viewer, a rowing boat beside it."""
    light = 0.4 if hour.night else 1.0
    for board in range(60):
        t = (board / 60) ** 1.7
        y = shore + 46 + (HEIGHT - shore) * t
        half = 14 + 190 * t
        grain = float(brush.random.uniform(0.8, 1.1)) * light
        fill = (round(132 * grain), round(112 * grain), round(92 * grain), 255)
        x = WIDTH * 0.42 - 60 * t
        brush.draw.rectangle((x - half, y, x + half, y + 4 + 20 * t), fill=fill)
    for post in (0.06, 0.16, 0.34, 0.62):
        y, half = shore + 46 + (HEIGHT - shore) * post, 16 + 190 * post
        for side in (-1, 1):
            x = WIDTH * 0.42 - 60 * post + side * half
            brush.draw.rectangle(
                (x - 3 - 9 * post, y - 26 - 70 * post, x + 3 + 9 * post, y + 30),
                fill=(round(74 * light), round(60 * light), round(50 * light), 255),
            )
    x, y = WIDTH * 0.68, shore + 120
    brush.draw.polygon(
        [(x - 92, y - 12), (x + 96, y - 16), (x + 64, y + 24), (x - 66, y + 24)],
        fill=(round(50 * light), round(92 * light), round(126 * light), 255),
    )
    brush.draw.polygon(
        [(x - 92, y - 12), (x + 96, y - 16), (x + 86, y - 6), (x - 84, y - 4)],
        fill=(round(226 * light), round(222 * light), round(208 * light), 255),
    )


def _birds(brush: Brush) -> None:
    for _ in range(int(brush.random.integers(3, 9))):
        x, y = float(brush.random.uniform(80, WIDTH - 80)), float(brush.random.uniform(50, HEIGHT * 0.34))
        span = float(brush.random.uniform(7, 15))
        brush.line([(x - span, y - span * 0.4), (x, y), (x + span, y - span * 0.45)], 2, (40, 44, 52, 220))
