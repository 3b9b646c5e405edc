"""Harbours, and one harbour on twelve days: what, where and when they pretend to be."""

from functools import partial

from PIL import Image

from app.examples.practice.harbour import Day, Harbour, Plan
from app.examples.practice.land import ARCHIPELAGO, AUTUMN, LAVA
from app.examples.practice.shot import Shot, pretended, turned_about


def harbours() -> list[Shot]:
    """Fourteen harbours, two of them the same one."""
    table: list[tuple[str, str, Plan, Day, str, bool]] = [
        (
            "Harbour with a ship",
            "Húsavík",
            Plan(31, -10, 1, look=LAVA),
            Day((0,), False, 0.3),
            "2024-06-02",
            True,
        ),
        ("Harbour with two ships", "Akureyri", Plan(32, 6, 2), Day((0, 2), False, 0.6), "2024-07-09", True),
        (
            "Fishing harbour",
            "Höfn",
            Plan(33, 168, 3, False, LAVA, False),
            Day((2,), False, 0.1),
            "2024-05-14",
            True,
        ),
        (
            "Harbour under snow",
            "Ísafjörður",
            Plan(34, 12, 2, look=LAVA),
            Day((1,), False, 0.4, False, 0.7),
            "2024-02-20",
            True,
        ),
        (
            "Full container yard",
            "Reykjavík",
            Plan(35, -4, 2),
            Day((0, 1, 2), False, 0.97),
            "2024-09-04",
            True,
        ),
        ("Empty container yard", "Reykjavík", Plan(35, -4, 2), Day((), False, 0.06), "2024-03-04", True),
        (
            "Ship under way",
            "Keflavík",
            Plan(36, 18, 1, look=LAVA),
            Day((), False, 0.5, True),
            "2024-08-23",
            True,
        ),
        (
            "Ferry at the pier",
            "Mariehamn",
            Plan(37, -14, 2, False, ARCHIPELAGO),
            Day((), True, 0.2),
            "2024-06-30",
            True,
        ),
        (
            "Harbour through clouds",
            "Eckerö",
            Plan(38, 174, 1, False, ARCHIPELAGO),
            Day((2,), True, 0.2, cloud=0.33),
            "2024-04-25",
            True,
        ),
        (
            "Quay in evening light",
            "Grindavík",
            Plan(39, 9, 1, look=AUTUMN),
            Day((0, 2), False, 0.5, light=0.72),
            "2023-10-02",
            True,
        ),
        (
            "Two ships waiting",
            "Vestmannaeyjar",
            Plan(40, -22, 2, look=LAVA),
            Day((1, 4), False, 0.4),
            "2024-07-27",
            False,
        ),
        ("Long pier", "Borgarnes", Plan(41, 3, 1, False), Day((2,), True, 0.15), "2024-08-15", False),
        (
            "Ships at every berth",
            "Reykjavík",
            Plan(42, -16, 2, look=LAVA),
            Day((0, 1, 3, 4), True, 0.8, True),
            "2024-09-18",
            True,
        ),
        (
            "Quiet harbour",
            "Föglö",
            Plan(43, 170, 1, False, ARCHIPELAGO, False),
            Day((), False, 0.05),
            "2024-05-05",
            True,
        ),
    ]
    return [
        Shot(
            f"{what}, {place}.{'webp' if number == 12 else 'jpg'}",
            "harbour",
            partial(turned_about, partial(_painted, plan, day, 300 + number), plan.seed),
            pretended(what, place, date, 10, 40 + number, located, height=700.0),
            place,
        )
        for number, (what, place, plan, day, date, located) in enumerate(table, 1)
    ]


def series() -> list[Shot]:
    """One harbour on twelve days of two years."""
    days = [
        ("2023-01-17", Day((0,), False, 0.15, snow=0.75, light=0.85)),
        ("2023-03-08", Day((), True, 0.2, snow=0.5)),
        ("2023-05-02", Day((2,), True, 0.25)),
        ("2023-06-20", Day((0, 2), True, 0.3)),
        ("2023-08-11", Day((1,), False, 0.35, coming=True)),
        ("2023-10-05", Day((1, 3), True, 0.45, cloud=0.26)),
        ("2023-12-12", Day((0,), False, 0.5, snow=0.6, light=0.8)),
        ("2024-02-06", Day((0, 4), True, 0.6, snow=0.8)),
        ("2024-04-16", Day((1, 2), False, 0.7)),
        ("2024-06-14", Day((0, 3), True, 0.8)),
        ("2024-09-03", Day((0, 1, 2), False, 0.9, coming=True)),
        ("2024-11-28", Day((0, 1), True, 1.0, light=0.82)),
    ]
    harbour = Harbour(Plan(51, -7, 2, True, ARCHIPELAGO))
    return [
        Shot(
            f"West harbour {date}.jpg",
            "series",
            partial(harbour.on, day, 500 + number),
            pretended("The west harbour", "Mariehamn", date, 12, 80, True, height=650.0),
            "Mariehamn",
        )
        for number, (date, day) in enumerate(days, 1)
    ]


def _painted(plan: Plan, day: Day, seed: int) -> Image.Image:
    return Harbour(plan).on(day, seed)
