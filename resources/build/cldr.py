"""Names of countries and of their first-level regions in several languages, from CLDR's XML files."""

import xml.etree.ElementTree as ElementTree
from pathlib import Path

from resources.build.sources import PackageSources

LANGUAGES = ("en", "ru", "uk", "ko", "zh", "zh_Hant", "ja", "ar", "he", "fr", "de", "es", "pl", "tr")


def country_names(sources: PackageSources) -> dict[str, list[str]]:
    """ISO 3166 code -> names, the English one first."""
    return _collect(sources.cldr / "main", "territory")


def subdivision_names(sources: PackageSources) -> dict[str, list[str]]:
    """CLDR subdivision code (`rupri`) -> names, the English one first where there is one."""
    return _collect(sources.cldr / "subdivisions", "subdivision")


def _collect(folder: Path, tag: str) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for language in LANGUAGES:
        file = folder / f"{language}.xml"
        if not file.exists():
            continue
        for element in ElementTree.parse(file).getroot().iter(tag):
            name = (element.text or "").rstrip("¹²³⁴").strip()
            known = names.setdefault(element.attrib["type"], [])
            if name and name not in known and "↑" not in name:
                known.append(name)
    return names
