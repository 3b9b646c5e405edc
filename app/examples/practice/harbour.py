"""A harbour from above: quays, ships, stacks of containers, cranes. The same plan on any day."""

from dataclasses import dataclass

import numpy as np
from PIL import Image

from app.examples.practice.land import GROUND, SUMMER, WORK, Look, clouds, ground, picture, sea, snow
from app.examples.practice.noise import Colours, Plane, cloud, grid, mixed, step
from app.examples.practice.objects import Brush, Point, turned

WIDTH, HEIGHT = WORK


@dataclass(frozen=True, slots=True)
class Day:
    """What is different from one day to the next. `ships` lie at berths 0 to 4; `stacked` 0 to 1."""

    ships: tuple[int, ...] = (0, 2)
    ferry: bool = True
    stacked: float = 0.6
    coming: bool = False
    snow: float = 0.0
    cloud: float = 0.0
    light: float = 1.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What stays: `seed` of land and water, angle of the quays, how many piers, whether there are cranes."""

    seed: int
    angle: float
    piers: int = 2
    cranes: bool = True
    look: Look = SUMMER
    mole: bool = True


class Harbour:
    """One harbour, to be painted on as many days as are wanted."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._colours, self._inland = _shore(plan, np.random.default_rng(plan.seed))

    def on(self, day: Day, seed: int) -> Image.Image:
        """The harbour on a day; `seed` is for what nobody plans: cars, colours, boxes."""
        plan = self._plan
        fixed, changing = np.random.default_rng(plan.seed), np.random.default_rng(seed)
        colours = snow(fixed, self._colours, self._inland, day.snow) if day.snow else self._colours
        canvas = picture(colours)
        middle = (WIDTH * 0.5, HEIGHT * 0.5)
        fixed = np.random.default_rng(plan.seed + 1)
        _quays(Brush.on(canvas, fixed), plan, middle)
        _sheds(Brush.on(canvas, fixed), plan, middle)
        _traffic(Brush.on(canvas, changing), plan, day, middle)
        if plan.cranes:
            for along in (-330, -120, 90):
                at = turned(middle, [(along, -34)], plan.angle)[0]
                Brush.on(canvas, fixed).crane(at, 116, plan.angle + 90)
        if day.cloud:
            canvas = picture(clouds(changing, np.asarray(canvas.resize(GROUND), np.float32), day.cloud))
        return canvas if day.light == 1.0 else canvas.point(lambda value: value * day.light)


def _shore(plan: Plan, random: np.random.Generator) -> tuple[Colours, Plane]:
    """Water above the quay line, land below it, and where the land is."""
    land, _ = ground(random, plan.look, 60)
    x, y = grid(GROUND)
    turn = np.radians(plan.angle)
    down = (y - HEIGHT / WIDTH / 2) * np.cos(turn) - (x - 0.5) * np.sin(turn)
    along = (x - 0.5) * np.cos(turn) + (y - HEIGHT / WIDTH / 2) * np.sin(turn)
    wild = 0.05 * (cloud(random, GROUND, 5, 5) - 0.5) * step(np.abs(along), 0.36, 0.5)
    inland = step((down + wild).astype(np.float32), -0.002, 0.002)
    depth = np.clip(-down * 4 + 0.3 + 0.2 * (cloud(random, GROUND, 3, 4) - 0.5), 0, 1).astype(np.float32)
    return mixed(sea(random, plan.look, depth), land, inland), inland


def _quays(brush: Brush, plan: Plan, middle: Point) -> None:
    """The apron along the water, the piers, the mole with its light."""
    yard = turned(middle, [(-30, 92)], plan.angle)[0]
    brush.oblong(yard, 1080, 232, plan.angle, (150, 148, 142, 255))
    brush.oblong(turned(middle, [(-30, -12)], plan.angle)[0], 1080, 30, plan.angle, (172, 170, 162, 255))
    brush.line(turned(middle, [(-560, -27), (505, -27)], plan.angle), 3, (70, 70, 70, 255))
    for number in range(plan.piers):
        root = (200 + number * 210, -120)
        at = turned(middle, [root], plan.angle)[0]
        brush.oblong((at[0] + 5, at[1] + 6), 226, 40, plan.angle + 90, (14, 24, 32, 100))
        brush.oblong(at, 226, 40, plan.angle + 90, (162, 158, 148, 255))
        brush.oblong(at, 226, 12, plan.angle + 90, (140, 138, 132, 255))
    if plan.mole:
        arm = turned(middle, [(-640, 20), (-650, -190), (-520, -330), (-240, -372)], plan.angle)
        brush.line(arm, 34, (108, 104, 98, 255))
        brush.line(arm, 16, (150, 146, 138, 255))
        for x, y in arm:
            brush.disc((x, y), 16, (112, 108, 102, 255))
        brush.disc(arm[-1], 12, (190, 60, 50, 255))
        brush.disc(arm[-1], 5, (250, 240, 220, 255))
    brush.road(turned(middle, [(-760, 232), (700, 232)], plan.angle), 15)
    for along in (-420, 60, 430):
        brush.road(turned(middle, [(along, 232), (along + 30, 560)], plan.angle), 9)


def _sheds(brush: Brush, plan: Plan, middle: Point) -> None:
    """Warehouses and tanks behind the quay, houses farther up."""
    for along, length in ((250, 190), (440, 120)):
        at = turned(middle, [(along, 130)], plan.angle)[0]
        brush.house(at, length, 74, plan.angle)
    for along in (-500, -440):
        for down in (120, 174):
            at = turned(middle, [(along, down)], plan.angle)[0]
            brush.disc((at[0] + 7, at[1] + 8), 22, (18, 24, 30, 110))
            brush.disc(at, 22, (214, 214, 208, 255))
            brush.disc((at[0] - 3, at[1] - 3), 16, (232, 232, 228, 255))
    for _ in range(120):
        spot = (float(brush.random.uniform(-760, 760)), float(brush.random.uniform(270, 620)))
        at = turned(middle, [spot], plan.angle)[0]
        if abs(spot[0] - 60) > 26 and abs(spot[0] + 420) > 26 and abs(spot[0] - 430) > 26:
            size = brush.random.uniform((16, 12), (28, 19))
            brush.house(at, float(size[0]), float(size[1]), plan.angle + 90 * int(brush.random.integers(2)))
            brush.tree((at[0] + 22, at[1] + 4), float(brush.random.uniform(4, 8)))


def _traffic(brush: Brush, plan: Plan, day: Day, middle: Point) -> None:
    """What comes and goes: stacks, ships, the ferry, boats, cars."""
    for along in (-330, -150, 30):
        for down in (44, 104, 164):
            at = turned(middle, [(along, down)], plan.angle)[0]
            brush.containers(at, 4, 5, plan.angle, 30, day.stacked)
    berths = ((-380, -62, 300), (-60, -60, 250), (162, -130, 190), (372, -130, 180), (-430, -240, 150))
    for number in day.ships:
        along, out, length = berths[number]
        at = turned(middle, [(along, out)], plan.angle)[0]
        turn = plan.angle + (90 if number in (2, 3) else 180 if brush.random.random() < 0.5 else 0)
        brush.ship(at, length, turn, 0.25 + 0.6 * day.stacked)
    if day.ferry:
        brush.ferry(turned(middle, [(250, -132)], plan.angle)[0], 170, plan.angle + 90)
    if day.coming:
        brush.ship(turned(middle, [(60, -330)], plan.angle)[0], 210, plan.angle + 24, 0.7, wake=True)
    _small_traffic(brush, plan, middle)


def _small_traffic(brush: Brush, plan: Plan, middle: Point) -> None:
    for _ in range(9):
        spot = (float(brush.random.uniform(440, 640)), float(brush.random.uniform(-210, -50)))
        brush.boat(
            turned(middle, [spot], plan.angle)[0],
            float(brush.random.uniform(14, 24)),
            float(brush.random.uniform(0, 360)),
        )
    for along in range(330, 500, 13):
        for down in (60, 78):
            if brush.random.random() < 0.66:
                brush.car(turned(middle, [(along, down)], plan.angle)[0], plan.angle + 90, 11)
    for _ in range(14):
        spot = (float(brush.random.uniform(-700, 640)), 232 + float(brush.random.choice([-4, 4])))
        brush.car(turned(middle, [spot], plan.angle)[0], plan.angle, 11)
