"""Reads towns out of the GeoNames packages: which places, and which of their names, are kept."""

import gettext
import json
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from resources.build.sources import PackageSources

COMPLETE = frozenset({"RU", "UA", "KP", "KR", "BY", "MD", "GE", "SY", "IL", "PS", "SD", "TW"})
"""Countries of which every place over 500 people is kept; elsewhere those over 1,000."""
LANGUAGES = ("ru", "uk", "ko", "zh", "ja")
SCRIPTS = (
    "LATIN",
    "CYRILLIC",
    "HANGUL",
    "CJK",
    "ARABIC",
    "HEBREW",
    "HIRAGANA",
    "KATAKANA",
    "GREEK",
    "GEORGIAN",
)
EVERY_SCRIPT_FROM = 100_000
_SEATS = {"PPLC": 40, "PPLA": 20, "PPLA2": 8, "PPLX": -20, "PPLQ": -10, "PPLW": -10, "PPLH": -10}
_CODE = re.compile(r"[A-Z]{3}")
_ROMANISED = re.compile(r"[a-z][a-zʼ'` ]*")


@dataclass(frozen=True, slots=True)
class GeonamesTown:
    """One place as it is kept; names: the English one first, then the tagged ones, then all others."""

    geonames_id: int
    names: tuple[str, ...]
    lat: float
    lon: float
    country: str
    admin1: str
    population: int
    feature: str

    @property
    def importance(self) -> int:
        """0..255: people (on a logarithmic scale) and whether it is a seat of government."""
        people = math.log10(max(self.population, 1)) / 7.5 * 200
        return max(0, min(255, round(people + _SEATS.get(self.feature, 0))))


def read_towns(sources: PackageSources) -> list[GeonamesTown]:
    """Every town that is kept, by GeoNames id."""
    features = _features(sources.raw_cities)
    tagged = [_tagged(sources.tagged(language)) for language in LANGUAGES]
    rows = json.loads(sources.cities.read_text(encoding="utf-8")).values()
    towns = [_town(row, features, tagged) for row in rows if _kept(row)]
    return sorted(towns, key=lambda town: town.geonames_id)


def _kept(row: dict[str, object]) -> bool:
    population = int(str(row["population"]))
    return population >= 1000 or row["countrycode"] in COMPLETE


def _town(row: dict[str, object], features: dict[int, str], tagged: list[dict[int, str]]) -> GeonamesTown:
    number = int(str(row["geonameid"]))
    population = int(str(row["population"]))
    others = row["alternatenames"]
    assert isinstance(others, list)
    names = [str(row["name"]), *(names[number] for names in tagged if number in names)]
    names += _worth_keeping([str(other) for other in others], population)
    return GeonamesTown(
        number,
        tuple(dict.fromkeys(unicodedata.normalize("NFC", name).strip() for name in names if name.strip())),
        float(str(row["latitude"])),
        float(str(row["longitude"])),
        str(row["countrycode"]),
        str(row["admin1code"]),
        population,
        features.get(number, ""),
    )


def _worth_keeping(names: Iterable[str], population: int) -> Iterator[str]:
    """Names without airport codes, machine romanisations and, for small places, rare scripts."""
    listed = list(names)
    native = any(not name.isascii() and _script(name) != "LATIN" for name in listed)
    for name in listed:
        if _CODE.fullmatch(name) or len(name) > 80 or (native and _ROMANISED.fullmatch(name)):
            continue
        if _script(name) in SCRIPTS or population >= EVERY_SCRIPT_FROM:
            yield name


def _script(name: str) -> str:
    letter = next((character for character in name if character.isalpha()), "")
    return unicodedata.name(letter, "").split(" ")[0] if letter else ""


def _features(path: Path) -> dict[int, str]:
    with path.open(encoding="utf-8") as lines:
        rows = (line.split("\t", 8) for line in lines)
        return {int(row[0]): row[7] for row in rows}


def _tagged(path: Path) -> dict[int, str]:
    with path.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    messages: dict[object, str] = vars(catalogue)["_catalog"]
    return {int(key): name for key, name in messages.items() if isinstance(key, str) and key.isdigit()}
