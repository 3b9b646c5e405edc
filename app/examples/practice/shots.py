"""The fifty pictures of their own; ten copies come on top."""

from functools import partial

import numpy as np

from app.examples.practice.aerial_shots import aerials
from app.examples.practice.finishing import Facts
from app.examples.practice.harbour_shots import harbours, series
from app.examples.practice.shot import Shot, pretended
from app.examples.practice.views import EVENING, GREY, MORNING, NIGHT, NOON, Hour, stand_in, view


def shots() -> list[Shot]:
    """All of them, in the order in which they are taken in."""
    return [*aerials(), *harbours(), *series(), *_views(), _graphic()]


def _views() -> list[Shot]:
    table: list[tuple[str, str, Hour, str, str, int, bool]] = [
        ("A coaster in the fjord", "Ísafjörður", NOON, "ship", "2024-06-21", 12, True),
        ("Lighthouse in the evening", "Akureyri", EVENING, "lighthouse", "2024-08-30", 21, True),
        ("Lighthouse and northern lights", "Höfn", NIGHT, "lighthouse", "2024-02-14", 22, True),
        ("Jetty in the morning", "Húsavík", MORNING, "jetty", "2024-07-06", 6, True),
        ("Church by the water", "Egilsstaðir", GREY, "church", "2023-11-09", 13, True),
        ("A coaster at dusk", "Reykjavík", EVENING, "ship", "2024-09-22", 19, False),
        ("Jetty under stars", "Selfoss", NIGHT, "jetty", "2024-01-08", 23, False),
    ]
    return [
        Shot(
            f"{what}, {place}.jpg",
            "view",
            partial(view, np.random.default_rng(700 + number), hour, foreground),
            pretended(what, place, date, clock, 60 + number, located, height=12.0, bearing=40.0 * number),
            place,
        )
        for number, (what, place, hour, foreground, date, clock, located) in enumerate(table, 1)
    ]


def _graphic() -> Shot:
    facts = Facts((("en", "Spilt paint: stands for a graphic picture"), ("is", "Málning í snjó")))
    return Shot(
        "Stands for a graphic picture.jpg", "graphic", partial(stand_in, np.random.default_rng(900)), facts
    )
