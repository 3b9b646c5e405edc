"""Names of admin-1 regions by GeoNames code (`RU.59`): GeoNames' own, joined with CLDR's in other scripts."""

import json
from collections.abc import Iterable
from difflib import SequenceMatcher

from resources.build.cldr import subdivision_names
from resources.build.sources import PackageSources
from resources.fold import fold_key
from resources.place_names import bare_key

ALIKE = 0.8
_SMALL_WORDS = frozenset(
    {"de", "del", "la", "le", "les", "du", "des", "of", "the", "oblast", "provincia", "province"}
)


def region_names(sources: PackageSources) -> dict[str, list[str]]:
    """GeoNames admin-1 code -> its names, GeoNames' first."""
    rows = json.loads(sources.admin1.read_text(encoding="utf-8"))
    own = {row["code"]: [row["name"]] for row in rows}
    matched = match_subdivisions(own, subdivision_names(sources))
    return {
        code: [*names, *(n for n in matched.get(code, []) if n not in names)] for code, names in own.items()
    }


def match_subdivisions(
    regions: dict[str, list[str]], subdivisions: dict[str, list[str]]
) -> dict[str, list[str]]:
    """For each region, the names of the CLDR subdivision of its country most alike, best pairs first."""
    by_country: dict[str, list[str]] = {}
    for code in subdivisions:
        by_country.setdefault(code[:2].upper(), []).append(code)
    pairs: list[tuple[float, str, str]] = []
    for region, names in regions.items():
        keys = _keys(names)
        for code in by_country.get(region[:2], ()):
            alike = likeness(keys, _keys(subdivisions[code]))
            if alike >= ALIKE:
                pairs.append((alike, region, code))
    matched: dict[str, list[str]] = {}
    taken: set[str] = set()
    for _, region, code in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if region not in matched and code not in taken:
            matched[region] = subdivisions[code]
            taken.add(code)
    return matched


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """0..1: how alike the most alike two of the keys are."""
    if one & other:
        return 1.0
    return max((_ratio(a, b) for a in one for b in other), default=0.0)


def display_name(names: list[str]) -> str:
    """The English name to show: one that says what it is (`Krai`, `Oblast`) if GeoNames' own does not."""
    for name in (name for name in names[:2] if name[0] < "\u0250"):
        key = fold_key(name)
        if bare_key(key) != key:
            return name
    return names[0] if names else ""


def _ratio(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE else 0.0


def _keys(names: Iterable[str]) -> frozenset[str]:
    keys = (bare_key(fold_key(name)) for name in names if name.isascii() or name[0] < "\u0250")
    return frozenset(
        " ".join(word for word in key.split() if word not in _SMALL_WORDS) or key for key in keys
    )
