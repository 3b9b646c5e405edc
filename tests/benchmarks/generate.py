"""A catalogue of any size for measurements, its data clustered as evidence is: 80 % of it in 20 towns.

The same number and seed give the same rows. They are written straight into the tables, without acts and log.
"""

import hashlib
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, insert

from app.catalogue import DATABASE, Catalogue
from app.places.bounds import boxes
from app.places.shapes import Circle
from db.engine import COUNTS_AS_BEST, DatabaseEngine, IndexedLocation, IndexedText
from db.schema import METADATA
from db.session import Database
from resources.fold import fold
from resources.sort_key import sort_key

TOWNS = tuple((f"Town{n:02d}", 35 + 1.3 * n, 20 + 6.5 * n) for n in range(20))
"""Name, latitude and longitude of the towns that evidence comes from."""
SCRIPTS = ("Осталь", "청라진", "北岸")
EVERY = {"half": 2, "tenth": 10, "hundredth": 100, "thousandth": 1000}
"""Words that stand in the title of every 2nd, 10th, 100th and 1,000th item."""
RARE = 1000
"""Words `rare00`... stand in one item in `RARE` each, in descriptions."""
_BATCH = 20_000
_START = datetime(2020, 1, 1, tzinfo=UTC)
_KINDS = (
    "photograph",
    "photograph",
    "photograph",
    "aerial imagery",
    "satellite imagery",
    "video",
    "document",
)
_CAMERAS = tuple(f"Maker{n % 7} Model {n}" for n in range(60))
_WORDS = tuple(f"word{n:03d}" for n in range(400))


def generate(folder: Path, items: int, seed: int = 1) -> Path:
    """Make a catalogue with so many items in a new folder; gives the folder."""
    with Catalogue.create(folder, title=f"{items} generated items", analyst="Generator"):
        pass
    with Database.open(folder / DATABASE) as database:
        chance = random.Random(seed)
        with database.write() as connection:
            _frame(connection)
        for first in range(1, items + 1, _BATCH):
            with database.write() as connection:
                _batch(connection, database.engine, chance, range(first, min(first + _BATCH, items + 1)))
        with database.write() as connection:
            connection.exec_driver_sql("ANALYZE")
    return folder


def _frame(connection: Connection) -> None:
    """Cases, tags, sources, origins and claims that items refer to."""
    now = _START
    _put(
        connection, "case", [{"label": f"CASE{n}", "title": f"Case {n}", "created_at": now} for n in range(2)]
    )
    names = [*(f"tag{n}" for n in range(50)), *EVERY]
    _put(
        connection,
        "tag",
        [{"name": name, "sort_key": sort_key(name), "folded": fold(name)} for name in names],
    )
    _put(
        connection,
        "origin",
        [
            {"uuid": _uuid("origin", n), "label": f"O{n}", "name": f"Origin {n}", "counts": "yes"}
            for n in range(5)
        ],
    )
    _put(
        connection,
        "source",
        [
            {"uuid": _uuid("source", n), "label": f"S{n}", "name": f"Source {n}", "origin_id": n % 5 + 1}
            for n in range(20)
        ],
    )
    claims = ({"label": f"C{n:02d}", "statement": f"Statement {n}", "created_at": now} for n in range(50))
    _put(
        connection,
        "claim",
        [{"uuid": _uuid("claim", n), "case_id": 1, **row} for n, row in enumerate(claims)],
    )


def _batch(connection: Connection, engine: DatabaseEngine, chance: random.Random, ids: range) -> None:
    rows: dict[str, list[Any]] = {name: [] for name in (*_TABLES, "text", "spot")}
    for item in ids:
        place, lat, lon = _where(chance, item)
        _add_item(rows, chance, item, place)
        _add_locations(rows, chance, item, lat, lon)
        _add_bonds(rows, chance, item)
    for table in _TABLES:
        _put(connection, table, rows[table])
    engine.index_locations(connection, rows["spot"])
    engine.index_text(connection, [], rows["text"])


_TABLES = ("item", "file", "item_file", "item_case", "item_tag", "location", "link")


def _add_item(rows: dict[str, list[Any]], chance: random.Random, item: int, place: str) -> None:
    kind, held, camera = chance.choice(_KINDS), item % 10 != 0, chance.choice(_CAMERAS)
    taken = _START + timedelta(seconds=chance.randrange(5 * 365 * 86_400))
    vague = timedelta(seconds=chance.choice((0, 0, 0, 3_600, 86_400)))
    marks = [word for word, every in EVERY.items() if item % every == 0]
    title = f"{kind} of {place} {' '.join(marks)} {item}"
    told = f"{' '.join(chance.choices(_WORDS, k=8))} rare{chance.randrange(RARE):03d}"
    rows["item"].append(
        {
            "id": item,
            "uuid": _uuid("item", item),
            "type": kind,
            "title": title,
            "sort_key": sort_key(title),
            "description": told,
            "held": held,
            "publisher_id": item % 20 + 1 if item % 5 == 0 else None,
            "captured_earliest": taken if item % 8 else None,
            "captured_latest": taken + vague if item % 8 else None,
            "camera": camera,
            "camera_folded": fold(camera),
            "received_at": _START + timedelta(days=2000, seconds=item),
            "created_at": _START,
            "created_by": 1,
        }
    )
    script = SCRIPTS[item % len(SCRIPTS)]
    places = f"{fold(place)} {_FOLDED[script]}" if item % 5 else ""
    rows["text"].append(IndexedText(item, fold(title), fold(told), names=f"img {item} jpg", places=places))
    if held:
        _add_file(rows, item)


def _add_file(rows: dict[str, list[Any]], item: int) -> None:
    digest = hashlib.sha512(str(item).encode()).hexdigest()
    rows["file"].append(
        {
            "id": item,
            "sha256": digest[:64],
            "sha512": digest,
            "size": 400_000 + item % 1000,
            "media_type": "image/jpeg",
            "width": 1600,
            "height": 1200,
            "created_at": _START,
        }
    )
    rows["item_file"].append(
        {"item_id": item, "file_id": item, "role": "original", "name": f"IMG_{item}.JPG"}
    )


def _where(chance: random.Random, item: int) -> tuple[str, float, float]:
    if item % 5:
        name, lat, lon = TOWNS[chance.randrange(len(TOWNS))]
        return name, lat + chance.gauss(0, 0.05), lon + chance.gauss(0, 0.07)
    return "Elsewhere", chance.uniform(-75, 80), chance.uniform(-180, 180)


def _add_locations(
    rows: dict[str, list[Any]], chance: random.Random, item: int, lat: float, lon: float
) -> None:
    """Nine of ten items have a location, one of ten has a second one close by."""
    if item % 10 == 7:
        return
    roles = [("camera", "recorded")] if item % 3 else [("subject", chance.choice(("claimed", "assessed")))]
    if item % 10 == 3:
        roles.append(("subject", "claimed") if item % 3 else ("publisher", "claimed"))
    for role, basis in roles:
        location = item * 2 + (role != roles[0][0])
        radius = chance.choice((None, 0.0, 20.0, 500.0, 5_000.0))
        spot = {"lat": lat, "lon": lon, "radius_m": radius, "role": role, "basis": basis}
        rows["location"].append(
            {
                "id": location,
                "uuid": _uuid("location", location),
                "item_id": item,
                "agent_id": 1,
                "at": _START,
                "best": True,
                **spot,
            }
        )
        covering = tuple(boxes(Circle(lat, lon, radius or 0.0)))
        rows["spot"].append(
            IndexedLocation(
                location,
                item,
                lat,
                lon,
                radius,
                role,
                basis,
                shaped=False,
                boxes=covering,
                state=COUNTS_AS_BEST,
            )
        )
        lat, lon = lat + chance.gauss(0, 0.001), lon + chance.gauss(0, 0.001)


def _add_bonds(rows: dict[str, list[Any]], chance: random.Random, item: int) -> None:
    rows["item_case"].append({"item_id": item, "case_id": item % 2 + 1})
    tags = {chance.randrange(50) + 1} if item % 2 else set()
    tags |= {51 + n for n, every in enumerate(EVERY.values()) if item % every == 0}
    rows["item_tag"].extend({"item_id": item, "tag_id": tag} for tag in tags)
    if item % 100 == 1:
        bond = {
            "claim_id": chance.randrange(50) + 1,
            "stance": chance.choice(("supports", "refutes", "context")),
        }
        told = {"reason": "generated", "agent_id": 1, "at": _START}
        rows["link"].append({"uuid": _uuid("link", item), "item_id": item, **bond, **told})


def _put(connection: Connection, table: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(_table(table)), rows)


def _table(name: str) -> Table:
    return METADATA.tables[name]


def _uuid(noun: str, number: int) -> str:
    return str(UUID(bytes=hashlib.md5(f"{noun}{number}".encode(), usedforsecurity=False).digest(), version=4))


_FOLDED = {script: fold(script) for script in SCRIPTS}
