"""Rebuild the shipped gazetteer, regions and basemap.

    python3 -m resources.build [FOLDER]

Run it from the top of the checkout on Debian or Ubuntu with `python3-venv`, `npm` and `dpkg`. FOLDER (by
default `build-data/`, which git ignores) receives the packages and a throw-away virtual environment; both
may be deleted afterwards. Packages, versions and licences: the CREDITS.md beside the data.
"""

import os
import subprocess
import sys
from pathlib import Path

from resources.build.sources import PackageSources, fetch

RESOURCES = Path(__file__).resolve().parents[1]
INSIDE = "EXHIBIT_BUILD_INSIDE"


def main(folder: Path) -> None:
    """Fetch, then build everything in the throw-away environment."""
    if INSIDE in os.environ:
        _build(PackageSources(folder))
        return
    sources = fetch(folder)
    command = [str(sources.python), "-m", "resources.build", str(folder)]
    subprocess.run(command, check=True, cwd=RESOURCES.parent, env={**os.environ, INSIDE: "1"})


def _build(sources: PackageSources) -> None:
    from resources.build.basemap import build_basemap
    from resources.build.gazetteer import build_places
    from resources.build.geonames import read_towns
    from resources.build.land import read_pieces
    from resources.build.regions import build_regions

    towns = read_towns(sources)
    pieces, areas = read_pieces(sources, towns)
    build_places(sources, towns, RESOURCES / "gazetteer" / "places.bin")
    build_regions(sources, pieces, areas, RESOURCES / "gazetteer" / "regions.bin")
    build_basemap(sources, pieces, towns, RESOURCES / "map" / "basemap.bin")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build-data").resolve())
