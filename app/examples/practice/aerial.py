"""Countryside, towns, islands and airfields from above."""

import math
from collections.abc import Callable

import numpy as np
from PIL import Image

from app.examples.practice.land import (
    ARCHIPELAGO,
    AUTUMN,
    GROUND,
    LAVA,
    SUMMER,
    WINTER,
    WORK,
    Look,
    clouds,
    coast,
    fields,
    ground,
    picture,
    snow,
)
from app.examples.practice.noise import Plane, cloud, grid, mixed, step, stretched
from app.examples.practice.objects import Brush, Point, turned

WIDTH, HEIGHT = WORK


def farmland(random: np.random.Generator, look: Look = SUMMER) -> Image.Image:
    """Fields, a winding river, a road with farms along it."""
    land, heights = ground(random, look, 70)
    flat: Plane = step(cloud(random, GROUND, 2, 3), 0.22, 0.4)
    land = fields(random, land, flat * 0.9, 0.11, float(random.uniform(0, math.pi)))
    river = _river(random)
    land = mixed(land, (150, 142, 108), step(0.026 - river, 0, 0.008) * 0.8)
    land = mixed(land, (44, 84, 98), step(0.017 - river, 0, 0.003))
    if look is WINTER:
        land = snow(random, land, np.ones_like(heights), 0.62)
    if random.random() < 0.5:
        land = clouds(random, land, 0.24)
    canvas = picture(land)
    brush = Brush.on(canvas, random)
    road = _across(random, 0.25, 0.75)
    brush.road(road, 11)
    brush.road(_branch(random, road), 7)
    _along(brush, road, 13, river)
    _copses(brush, 9, river)
    return canvas


def island_coast(random: np.random.Generator, look: Look = ARCHIPELAGO) -> Image.Image:
    """Islands and skerries, woods on them, boats between."""
    land, heights = ground(random, look, 90)
    shape = stretched(3 * cloud(random, GROUND, 3.2, 6, 0.55) + heights)
    level = float(np.quantile(shape, 0.56))
    land, wet = coast(random, look, land, shape, level)
    canvas = picture(land)
    brush = Brush.on(canvas, random)
    woods = step(cloud(random, GROUND, 7, 4), 0.42, 0.6) * step(shape, level + 0.03, level + 0.07)
    _scatter(brush, woods, 2300, lambda at: brush.tree(at, float(random.uniform(3.5, 7))))
    shore = step(shape, level + 0.012, level + 0.03) * step(level + 0.07 - shape, 0, 0.02)
    _scatter(brush, shore, 46, lambda at: brush.house(at, 17, 11, float(random.uniform(0, 180))))
    _scatter(
        brush, wet, 14, lambda at: brush.boat(at, float(random.uniform(9, 18)), float(random.uniform(0, 360)))
    )
    return canvas


def shoreline(random: np.random.Generator, look: Look = LAVA) -> Image.Image:
    """A rough coast with surf, a track behind it, and open country beyond."""
    land, _ = ground(random, look, 150)
    x, y = grid(GROUND)
    turn = float(random.uniform(0, 2 * math.pi))
    tilt = (x - 0.5) * math.cos(turn) + (y - 0.33) * math.sin(turn)
    shape = np.clip(0.45 + 0.9 * tilt + 0.34 * (cloud(random, GROUND, 4, 6, 0.55) - 0.5), 0, 1).astype(
        np.float32
    )
    land, _wet = coast(random, look, land, shape, 0.42)
    if look is WINTER:
        land = snow(random, land, step(shape, 0.45, 0.5), 0.72)
    elif random.random() < 0.6:
        land = clouds(random, land, 0.27)
    canvas = picture(land)
    brush = Brush.on(canvas, random)
    inland = step(shape, 0.5, 0.56)
    track = [
        point
        for point in turned((WIDTH / 2, HEIGHT / 2), _wiggle(random), math.degrees(turn) + 90)
        if 0 <= point[0] < WIDTH and 0 <= point[1] < HEIGHT and _at(inland, point) > 0.5
    ]
    if len(track) > 4:
        brush.road(track, 6)
        for point in track[2::7]:
            brush.house((point[0] + 16, point[1] + 14), 22, 13, float(random.uniform(0, 180)))
    return canvas


def town(random: np.random.Generator, look: Look = SUMMER) -> Image.Image:
    """Streets in a grid, gardens, a square, water at one edge."""
    land, _ = ground(random, look, 45)
    _, y = grid(GROUND)
    edge = float(random.uniform(0.48, 0.56))
    shape = np.clip(0.6 - (y - edge) * 2 + 0.14 * (cloud(random, GROUND, 4, 5) - 0.5), 0, 1).astype(
        np.float32
    )
    land, _wet = coast(random, look, land, shape, 0.45)
    canvas = picture(land)
    brush = Brush.on(canvas, random)
    angle = float(random.uniform(-16, 16))
    solid = step(shape, 0.49, 0.52)
    block = (178.0, 128.0)
    for column in range(-7, 8):
        _street(brush, solid, angle, column * block[0], upright=True)
    for row in range(-7, 8):
        _street(brush, solid, angle, row * block[1], upright=False)
    _blocks(brush, solid, angle, block)
    return canvas


def airfield(random: np.random.Generator, look: Look = LAVA) -> Image.Image:
    """Two runways, taxiways, an apron with aeroplanes and a terminal."""
    land, _ = ground(random, look, 60)
    if look is AUTUMN:
        land = fields(random, land, np.full_like(land[..., 0], 0.85), 0.13, 0.4)
    canvas = picture(land)
    brush = Brush.on(canvas, random)
    middle, angle = (WIDTH / 2, HEIGHT * 0.46), float(random.uniform(-28, 28))
    for offset, turn in ((0.0, angle), (60.0, angle + 62)):
        at = (middle[0] + offset, middle[1] - offset)
        brush.oblong(at, 1500, 96, turn, (120, 124, 98, 255))
        _runway(brush, at, turn)
    taxi = turned(middle, [(-640, 130), (520, 130)], angle)
    brush.line(taxi, 26, (104, 106, 108, 255))
    for along in (-620, -120, 400):
        brush.line(turned(middle, [(along, 30), (along + 40, 130)], angle), 24, (104, 106, 108, 255))
    apron = turned(middle, [(-60, 250)], angle)[0]
    brush.oblong(apron, 620, 190, angle, (138, 138, 136, 255))
    brush.line(turned(middle, [(-300, 165), (200, 165)], angle), 2, (222, 190, 80, 220))
    for place in range(6):
        if random.random() < 0.75:
            spot = turned(middle, [(-310 + place * 98, 222)], angle)[0]
            brush.aeroplane(spot, float(random.uniform(62, 88)), angle - 90)
    terminal = turned(middle, [(-60, 318)], angle)[0]
    brush.oblong((terminal[0] + 6, terminal[1] + 8), 560, 44, angle, (20, 24, 28, 120))
    brush.oblong(terminal, 560, 44, angle, (196, 198, 200, 255))
    brush.oblong(terminal, 560, 12, angle, (226, 228, 230, 255))
    for row in range(3):
        for place in range(34):
            if random.random() < 0.7:
                spot = turned(middle, [(-310 + place * 15, 366 + row * 18)], angle)[0]
                brush.car(spot, angle + 90)
    return canvas


def _runway(brush: Brush, at: Point, angle: float) -> None:
    brush.oblong(at, 1380, 44, angle, (82, 84, 88, 255))
    for side in (-19, 19):
        brush.line(turned(at, [(-680, side), (680, side)], angle), 2, (216, 216, 212, 220))
    for along in range(-560, 561, 56):
        brush.oblong(turned(at, [(along, 0)], angle)[0], 26, 2.4, angle, (228, 228, 224, 255))
    for end in (-650, 650):
        for stripe in range(-15, 16, 5):
            brush.oblong(turned(at, [(end, stripe)], angle)[0], 34, 2.4, angle, (228, 228, 224, 255))
    for end in (-440, 440):
        for side in (-9, 9):
            brush.oblong(turned(at, [(end, side)], angle)[0], 44, 5, angle, (228, 228, 224, 255))
    for along in range(-500, 500, 90):
        spot = turned(at, [(along, brush.random.uniform(-6, 6))], angle)[0]
        brush.oblong(spot, 120, 5, angle, (52, 54, 58, 60))


def _river(random: np.random.Generator) -> Plane:
    """Distance from a winding line, in widths of the picture."""
    x, y = grid(GROUND)
    phase = random.uniform(0, 6.3, 3)
    middle = 0.33 + 0.16 * np.sin(x * 5 + phase[0]) + 0.05 * np.sin(x * 13 + phase[1])
    distance: Plane = np.abs(y - middle + 0.014 * np.sin(x * 41 + phase[2])).astype(np.float32)
    return distance


def _across(random: np.random.Generator, low: float, high: float) -> list[Point]:
    ends = random.uniform(low, high, 2) * HEIGHT
    phase = float(random.uniform(0, 6.3))
    return [
        (WIDTH * t, float(ends[0] + (ends[1] - ends[0]) * t + 46 * math.sin(5 * t + phase)))
        for t in np.linspace(-0.02, 1.02, 40)
    ]


def _branch(random: np.random.Generator, road: list[Point]) -> list[Point]:
    start = road[int(random.integers(10, 30))]
    end = (start[0] + float(random.uniform(-300, 300)), HEIGHT + 20.0 if random.random() < 0.5 else -20.0)
    return [
        (start[0] + (end[0] - start[0]) * t + 24 * math.sin(7 * t), start[1] + (end[1] - start[1]) * t)
        for t in np.linspace(0, 1, 20)
    ]


def _along(brush: Brush, road: list[Point], farms: int, river: Plane) -> None:
    """Farms beside the road: a house, a barn, some trees."""
    for index in brush.random.integers(1, len(road) - 1, farms):
        x, y = road[index]
        side = 1 if brush.random.random() < 0.5 else -1
        at = (x, y + side * float(brush.random.uniform(34, 60)))
        if _at(river, at) < 0.04:
            continue
        angle = float(brush.random.uniform(-12, 12))
        brush.oblong(at, 86, 56, angle, (146, 138, 112, 150))
        brush.house((at[0] - 18, at[1]), 26, 17, angle)
        brush.house((at[0] + 20, at[1] + 6), 42, 20, angle + 90)
        for _ in range(5):
            offset = brush.random.uniform(-52, 52, 2)
            brush.tree((at[0] + float(offset[0]), at[1] + float(offset[1]) * 0.7), 6)


def _copses(brush: Brush, number: int, river: Plane) -> None:
    for _ in range(number):
        middle = brush.random.uniform((0, 0), (WIDTH, HEIGHT))
        for offset in brush.random.normal(0, 34, (38, 2)):
            at = (float(middle[0] + offset[0] * 1.6), float(middle[1] + offset[1]))
            if _at(river, at) > 0.03:
                brush.tree(at, float(brush.random.uniform(4.5, 8)))


def _wiggle(random: np.random.Generator) -> list[Point]:
    phase = float(random.uniform(0, 6.3))
    return [(along, 190 + 40 * math.sin(along / 170 + phase)) for along in range(-1100, 1101, 22)]


def _street(brush: Brush, solid: Plane, angle: float, at: float, *, upright: bool) -> None:
    middle = (WIDTH / 2, HEIGHT / 2)
    line = [(at, along) if upright else (along, at) for along in range(-1150, 1151, 12)]
    run: list[Point] = []
    for point in [*turned(middle, line, angle), (-1.0, -1.0)]:
        if _at(solid, point) > 0.9:
            run.append(point)
        elif len(run) > 3:
            brush.line(run, 13, (128, 128, 128, 255))
            brush.line(run, 1, (206, 204, 196, 110))
            run = []
        else:
            run = []


def _blocks(brush: Brush, solid: Plane, angle: float, block: Point) -> None:
    middle, random = (WIDTH / 2, HEIGHT / 2), brush.random
    for column in range(-7, 7):
        for row in range(-7, 7):
            park = random.random() < 0.14
            for place in range(8):
                offset = (
                    (column + 0.2 + 0.2 * (place % 4)) * block[0],
                    (row + (0.28 if place < 4 else 0.72)) * block[1],
                )
                at = turned(middle, [offset], angle)[0]
                if _at(solid, at) < 0.95:
                    continue
                if park:
                    for offset in random.uniform((-24, -28), (24, 28), (6, 2)):
                        brush.tree((at[0] + float(offset[0]), at[1] + float(offset[1])), 6)
                elif random.random() < 0.84:
                    size = random.uniform((18, 13), (30, 20))
                    brush.house(at, float(size[0]), float(size[1]), angle + 90 * int(random.integers(2)))
                shift = random.uniform(-13, 13, 2)
                if random.random() < 0.75:
                    brush.tree(
                        (at[0] + float(shift[0]) + 9, at[1] + float(shift[1]) + 9),
                        float(random.uniform(3, 6)),
                    )


def _scatter(brush: Brush, chance: Plane, number: int, put: Callable[[Point], None]) -> None:
    """Tries `number` spots and puts something where the chance allows it."""
    spots = brush.random.uniform((0, 0), (WIDTH, HEIGHT), (number, 2))
    for x, y in sorted((float(y), float(x)) for x, y in spots):
        at = (y, x)
        if brush.random.random() < _at(chance, at):
            put(at)


def _at(plane: Plane, point: Point) -> float:
    """What a plane of the ground says of a point of the drawing; 0 beyond its edge."""
    x, y = int(point[0] * GROUND[0] / WIDTH), int(point[1] * GROUND[1] / HEIGHT)
    return float(plane[y, x]) if 0 <= x < GROUND[0] and 0 <= y < GROUND[1] else 0.0
