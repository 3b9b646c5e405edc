"""Writes `places.bin`: towns, all their names, and the sorted index by which a name is found.

Columns (see `resources/columns.py`), P places sorted by GeoNames id, N names, K index entries:

* `id`, `lat`, `lon` (1e-5 degree), `population`, `importance` (0..255), `country`, `region` (positions in
  the texts `countries` and `regions`), `first_name` (P + 1: where a place's names begin);
* `name_start` (N + 1: where a name begins in `name_bytes`, UTF-8);
* `entry` (K): number of a name, one for each of its keys (`resources/place_names.py`), sorted by key. The key
  stands in `key_bytes` from `key_start` (K + 1) on; `entry_importance`, `entry_length` (characters) and
  `entry_signature` of it stand beside it. Of names of one place that share a key, the closest spelt is in.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from resources.build.admin import display_name, region_names
from resources.build.cldr import country_names
from resources.build.geonames import GeonamesTown
from resources.build.sources import PackageSources
from resources.columns import write_columns
from resources.fold import fold_key
from resources.place_names import keys_of
from resources.signatures import signature


def build_places(sources: PackageSources, towns: list[GeonamesTown], target: Path) -> None:
    """Write `target` from the towns."""
    countries = sorted({town.country for town in towns})
    names = country_names(sources)
    regions = region_names(sources)
    codes = sorted({f"{town.country}.{town.admin1}" for town in towns})
    place_of_code = {code: at for at, code in enumerate(codes)}
    text_bytes, starts = _texts(name for town in towns for name in town.names)
    columns = {
        "id": np.array([town.geonames_id for town in towns], "u4"),
        "lat": np.array([round(town.lat * 1e5) for town in towns], "i4"),
        "lon": np.array([round(town.lon * 1e5) for town in towns], "i4"),
        "population": np.array([town.population for town in towns], "u4"),
        "importance": np.array([town.importance for town in towns], "u1"),
        "country": np.array([countries.index(town.country) for town in towns], "u1"),
        "region": np.array([place_of_code[f"{town.country}.{town.admin1}"] for town in towns], "u2"),
        "first_name": np.cumsum([0, *(len(town.names) for town in towns)]).astype("u4"),
        "name_start": starts,
        "name_bytes": text_bytes,
        **_index(towns),
    }
    texts = {
        "countries": [[code, names.get(code, [code])[0]] for code in countries],
        "regions": [[code, display_name(regions.get(code, []))] for code in codes],
    }
    write_columns(target, columns, texts)
    print(json.dumps({"places": len(towns), "names": len(starts) - 1, "bytes": target.stat().st_size}))


def _texts(names: Iterable[str]) -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    encoded = [name.encode() for name in names]
    starts = np.cumsum([0, *map(len, encoded)]).astype(np.uint32)
    return np.frombuffer(b"".join(encoded), np.uint8), starts


def _index(towns: list[GeonamesTown]) -> dict[str, NDArray[Any]]:
    entries: list[tuple[str, int, int]] = []
    number = 0
    for town in towns:
        forms: dict[str, tuple[int, int]] = {}
        for at, name in enumerate(town.names, number):
            for looseness, form in enumerate(keys_of(fold_key(name))):
                forms[form] = min((looseness, at), forms.get(form, (looseness, at)))
        entries += ((form, at, town.importance) for form, (_, at) in forms.items())
        number += len(town.names)
    entries.sort()
    key_bytes, key_start = _texts(key for key, _, _ in entries)
    return {
        "key_start": key_start,
        "key_bytes": key_bytes,
        "entry": np.array([entry for _, entry, _ in entries], "u4"),
        "entry_importance": np.array([importance for _, _, importance in entries], "u1"),
        "entry_length": np.array([min(255, len(key)) for key, _, _ in entries], "u1"),
        "entry_signature": np.array([signature(key) for key, _, _ in entries], "u8"),
    }
