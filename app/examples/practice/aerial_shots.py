"""Countryside, islands, coasts, towns and airfields: what, where and when they pretend to be."""

from collections.abc import Callable
from functools import partial

import numpy as np
from PIL import Image

from app.examples.practice import aerial
from app.examples.practice.land import ARCHIPELAGO, AUTUMN, LAVA, SUMMER, WINTER, Look
from app.examples.practice.shot import Shot, pretended, turned_about

Scene = Callable[[np.random.Generator, Look], Image.Image]


def aerials() -> list[Shot]:
    """Sixteen pictures of land and sea."""
    table: list[tuple[str, str, Scene, Look, str, bool]] = [
        ("Fields and a river", "Selfoss", aerial.farmland, SUMMER, "2024-07-03", True),
        ("Fields under snow", "Egilsstaðir", aerial.farmland, WINTER, "2024-02-11", True),
        ("Autumn fields", "Borgarnes", aerial.farmland, AUTUMN, "2023-09-24", True),
        ("Farms by the river", "Jomala", aerial.farmland, SUMMER, "2024-06-09", False),
        ("Islands and skerries", "Föglö", aerial.island_coast, ARCHIPELAGO, "2024-08-01", True),
        ("Skerries in autumn", "Eckerö", aerial.island_coast, AUTUMN, "2023-10-07", True),
        ("Wooded islands", "Godby", aerial.island_coast, ARCHIPELAGO, "2024-05-19", True),
        ("Bays and boats", "Mariehamn", aerial.island_coast, ARCHIPELAGO, "2024-07-21", False),
        ("Lava coast", "Grindavík", aerial.shoreline, LAVA, "2024-06-28", True),
        ("Coast in winter", "Höfn", aerial.shoreline, WINTER, "2024-01-30", True),
        ("Green coast", "Húsavík", aerial.shoreline, SUMMER, "2024-07-15", True),
        ("Dark coast", "Vestmannaeyjar", aerial.shoreline, LAVA, "2023-08-12", False),
        ("Streets of a town", "Akureyri", aerial.town, SUMMER, "2024-06-17", True),
        ("Town in autumn", "Mariehamn", aerial.town, AUTUMN, "2023-10-21", True),
        ("Airfield on lava", "Keflavík", aerial.airfield, LAVA, "2024-05-27", True),
        ("Airfield among fields", "Jomala", aerial.airfield, AUTUMN, "2023-09-30", True),
    ]
    return [
        Shot(
            f"{what}, {place}.{'png' if number == 8 else 'jpg'}",
            "aerial",
            partial(turned_about, partial(paint, np.random.default_rng(100 + number), look), number),
            pretended(what, place, day, 11, number, located, height=900 + 60 * number),
            place,
        )
        for number, (what, place, paint, look, day, located) in enumerate(table, 1)
    ]
