"""Things seen from above, drawn on a picture: roads, houses, trees, ships, containers, cranes, aeroplanes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from app.examples.practice.noise import Colour

Point = tuple[float, float]
_SHADOW = (18, 24, 30, 110)
_HULLS: tuple[Colour, ...] = ((150, 42, 36), (32, 58, 96), (44, 92, 78), (62, 62, 66), (196, 128, 40))
_BOXES: tuple[Colour, ...] = (
    (176, 62, 46),
    (52, 92, 140),
    (204, 160, 62),
    (74, 122, 84),
    (186, 186, 182),
    (128, 72, 58),
)
_ROOFS: tuple[Colour, ...] = ((158, 76, 62), (92, 96, 102), (70, 92, 112), (142, 132, 118), (118, 60, 52))


@dataclass(frozen=True, slots=True)
class Brush:
    """A picture under way. Positions and lengths are pixels, angles degrees clockwise from the right."""

    draw: ImageDraw.ImageDraw
    random: np.random.Generator

    @classmethod
    def on(cls, picture: Image.Image, random: np.random.Generator) -> "Brush":
        return cls(ImageDraw.Draw(picture, "RGBA"), random)

    def oblong(self, at: Point, length: float, width: float, angle: float, fill: tuple[int, ...]) -> None:
        """A rectangle around its middle."""
        half, across = length / 2, width / 2
        corners = [(-half, -across), (half, -across), (half, across), (-half, across)]
        self.draw.polygon(turned(at, corners, angle), fill=fill)

    def line(self, points: Sequence[Point], width: float, fill: tuple[int, ...]) -> None:
        self.draw.line(list(points), fill=fill, width=max(1, round(width)), joint="curve")

    def road(self, points: Sequence[Point], width: float) -> None:
        """A road with its verge and, where it is wide, its middle line."""
        self.line(points, width * 1.7, (148, 142, 122, 120))
        self.line(points, width, (112, 112, 114, 255))
        if width > 9:
            self.line(points, 1, (226, 222, 206, 190))

    def house(self, at: Point, length: float, width: float, angle: float) -> None:
        """A gabled roof, lit on one side, and its shadow."""
        roof = _ROOFS[self.random.integers(len(_ROOFS))]
        self.oblong((at[0] + width * 0.3, at[1] + width * 0.3), length, width, angle, _SHADOW)
        self.oblong(at, length, width, angle, (*shaded(roof, 0.82), 255))
        half = turned(at, [(0, -width / 4)], angle)[0]
        self.oblong(half, length, width / 2, angle, (*shaded(roof, 1.15), 255))

    def tree(self, at: Point, radius: float, green: Colour = (52, 78, 44)) -> None:
        x, y = at
        self.disc((x + radius * 0.6, y + radius * 0.6), radius, (20, 28, 22, 90))
        self.disc(at, radius, (*shaded(green, 0.8 + 0.4 * float(self.random.random())), 255))
        self.disc((x - radius * 0.3, y - radius * 0.3), radius * 0.5, (*shaded(green, 1.35), 150))

    def disc(self, at: Point, radius: float, fill: tuple[int, ...]) -> None:
        x, y = at
        self.draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)

    def ship(self, at: Point, length: float, angle: float, laden: float = 0.6, wake: bool = False) -> None:
        """A cargo ship: hull, deck, hatches or containers (`laden` 0 to 1), bridge astern."""
        beam = length * 0.15
        hull = _HULLS[self.random.integers(len(_HULLS))]
        if wake:
            self._wake(at, length, beam, angle)
        outline = [(-0.5, -0.42), (-0.5, 0.42), (-0.42, 0.5), (0.3, 0.5), (0.43, 0.3), (0.5, 0), (0.43, -0.3)]
        outline += [(0.3, -0.5), (-0.42, -0.5)]
        body = [(x * length, y * beam) for x, y in outline]
        self.draw.polygon(turned((at[0] + beam * 0.25, at[1] + beam * 0.3), body, angle), fill=_SHADOW)
        self.draw.polygon(turned(at, body, angle), fill=(*hull, 255))
        deck = [(x * 0.94, y * 0.8) for x, y in body]
        self.draw.polygon(turned(at, deck, angle), fill=(126, 104, 92, 255))
        self._cargo(at, length, beam, angle, laden)
        bridge = turned(at, [(-length * 0.38, 0)], angle)[0]
        self.oblong((bridge[0] + 2, bridge[1] + 3), length * 0.09, beam * 0.86, angle, _SHADOW)
        self.oblong(bridge, length * 0.09, beam * 0.86, angle, (236, 236, 230, 255))
        self.oblong(bridge, length * 0.04, beam * 0.5, angle, (196, 200, 202, 255))
        funnel = turned(at, [(-length * 0.45, 0)], angle)[0]
        self.oblong(funnel, length * 0.03, beam * 0.3, angle, (*hull, 255))

    def ferry(self, at: Point, length: float, angle: float) -> None:
        """A white ferry with a round bow and a row of boats."""
        beam = length * 0.2
        outline = [
            (-0.5, -0.5),
            (-0.5, 0.5),
            (0.28, 0.5),
            (0.42, 0.32),
            (0.5, 0),
            (0.42, -0.32),
            (0.28, -0.5),
        ]
        body = [(x * length, y * beam) for x, y in outline]
        self.draw.polygon(turned((at[0] + beam * 0.25, at[1] + beam * 0.3), body, angle), fill=_SHADOW)
        self.draw.polygon(turned(at, body, angle), fill=(238, 240, 240, 255))
        self.oblong(
            turned(at, [(-length * 0.06, 0)], angle)[0],
            length * 0.74,
            beam * 0.72,
            angle,
            (206, 212, 216, 255),
        )
        self.oblong(
            turned(at, [(length * 0.16, 0)], angle)[0], length * 0.16, beam * 0.6, angle, (244, 246, 246, 255)
        )
        self.oblong(
            turned(at, [(-length * 0.2, 0)], angle)[0], length * 0.1, beam * 0.4, angle, (44, 84, 132, 255)
        )
        for side in (-0.42, 0.42):
            for along in (-0.3, -0.15, 0.0, 0.15):
                boat = turned(at, [(along * length, side * beam)], angle)[0]
                self.oblong(boat, length * 0.06, beam * 0.09, angle, (222, 112, 46, 255))

    def boat(self, at: Point, length: float, angle: float) -> None:
        """A small boat."""
        beam = length * 0.32
        body = [
            (-length / 2, -beam / 2),
            (length * 0.2, -beam / 2),
            (length / 2, 0),
            (length * 0.2, beam / 2),
        ]
        body.append((-length / 2, beam / 2))
        self.draw.polygon(turned((at[0] + 2, at[1] + 2), body, angle), fill=_SHADOW)
        self.draw.polygon(turned(at, body, angle), fill=(234, 234, 228, 255))
        self.oblong(at, length * 0.4, beam * 0.5, angle, (120, 144, 160, 255))

    def containers(self, at: Point, rows: int, columns: int, angle: float, unit: float, full: float) -> None:
        """Stacks in rows; `full` is the share of places taken."""
        length, width = unit, unit * 0.4
        for row in range(rows):
            for column in range(columns):
                if self.random.random() > full:
                    continue
                offset = ((column - columns / 2) * length * 1.04, (row - rows / 2) * width * 1.12)
                middle = turned(at, [offset], angle)[0]
                colour = shaded(
                    _BOXES[self.random.integers(len(_BOXES))], 0.85 + 0.3 * float(self.random.random())
                )
                self.oblong((middle[0] + 1.6, middle[1] + 2.2), length, width, angle, _SHADOW)
                self.oblong(middle, length, width, angle, (*colour, 255))
                self.oblong(middle, length * 0.9, width * 0.18, angle, (*shaded(colour, 1.12), 160))

    def crane(self, at: Point, reach: float, angle: float) -> None:
        """A harbour crane: four legs and its boom, with a long shadow."""
        boom = turned(at, [(-reach * 0.35, 0), (reach * 0.65, 0)], angle)
        self.line([(x + reach * 0.16, y + reach * 0.2) for x, y in boom], reach * 0.05, _SHADOW)
        for offset in ((-0.12, -0.14), (0.12, -0.14), (-0.12, 0.14), (0.12, 0.14)):
            leg = turned(at, [(offset[0] * reach, offset[1] * reach)], angle)[0]
            self.disc(leg, reach * 0.03, (206, 112, 40, 255))
        self.oblong(at, reach * 0.26, reach * 0.3, angle, (222, 132, 52, 120))
        self.line(boom, reach * 0.06, (232, 138, 48, 255))
        self.line(boom, reach * 0.02, (250, 186, 106, 255))

    def aeroplane(self, at: Point, length: float, angle: float) -> None:
        """An airliner on the ground."""
        parts = (
            [(0.5, 0), (0.4, 0.05), (-0.45, 0.045), (-0.5, 0), (-0.45, -0.045), (0.4, -0.05)],
            [(0.12, 0.04), (-0.14, 0.48), (-0.22, 0.48), (-0.08, 0.04)],
            [(0.12, -0.04), (-0.14, -0.48), (-0.22, -0.48), (-0.08, -0.04)],
            [(-0.38, 0.03), (-0.5, 0.18), (-0.54, 0.18), (-0.47, 0.03)],
            [(-0.38, -0.03), (-0.5, -0.18), (-0.54, -0.18), (-0.47, -0.03)],
        )
        for shift, fill in ((length * 0.06, _SHADOW), (0.0, (240, 242, 244, 255))):
            for part in parts:
                corners = [(x * length, y * length) for x, y in part]
                self.draw.polygon(turned((at[0] + shift, at[1] + shift), corners, angle), fill=fill)

    def car(self, at: Point, angle: float, length: float = 7) -> None:
        colours: tuple[Colour, ...] = (
            (214, 214, 216),
            (60, 64, 70),
            (150, 40, 38),
            (52, 84, 128),
            (230, 230, 230),
        )
        self.oblong((at[0] + 1.2, at[1] + 1.5), length, length * 0.45, angle, _SHADOW)
        self.oblong(at, length, length * 0.45, angle, (*colours[self.random.integers(len(colours))], 255))

    def _wake(self, at: Point, length: float, beam: float, angle: float) -> None:
        for far, alpha in (
            (2.6, 9),
            (2.3, 9),
            (2.0, 10),
            (1.7, 12),
            (1.4, 14),
            (1.1, 16),
            (0.85, 20),
            (0.65, 24),
        ):
            half = beam * (0.4 + 0.5 * far)
            shape = [(-length * 0.44, -beam * 0.4), (-length * far, -half), (-length * far, half)]
            shape.append((-length * 0.44, beam * 0.4))
            self.draw.polygon(turned(at, shape, angle), fill=(226, 236, 236, alpha))

    def _cargo(self, at: Point, length: float, beam: float, angle: float, laden: float) -> None:
        for along in np.linspace(-0.26, 0.3, 6):
            middle = turned(at, [(float(along) * length, 0)], angle)[0]
            if self.random.random() < laden:
                self.containers(middle, 5, 2, angle, length * 0.044, 0.92)
            else:
                self.oblong(middle, length * 0.075, beam * 0.6, angle, (94, 80, 74, 255))


def turned(at: Point, offsets: Sequence[Point], angle: float) -> list[Point]:
    """Offsets from a middle, turned by degrees."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return [(at[0] + x * cos - y * sin, at[1] + x * sin + y * cos) for x, y in offsets]


def shaded(colour: Colour, factor: float) -> Colour:
    red, green, blue = (min(255, max(0, round(channel * factor))) for channel in colour)
    return red, green, blue
