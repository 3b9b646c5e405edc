"""A start loads nothing that only a place, a sheet or a picture needs."""

import subprocess
import sys
from pathlib import Path

from app.catalogue import Catalogue

_HEAVY = (
    "{'shapely', 'pyproj', 'PIL', 'typst', 'pypdfium2', 'rapidfuzz', 'alembic', 'exifread', 'c2pa',"
    " 'sqlalchemy.orm'}"
)
_LOADED = f"import sys; print(sorted({_HEAVY} & set(sys.modules)))"


def test_a_window_starts_without_what_measures_draws_or_prints() -> None:
    assert _loaded_by("import ui.start.application") == "[]"


def test_words_are_found_without_what_measures_draws_or_prints(tmp_path: Path) -> None:
    with Catalogue.create(tmp_path / "catalogue") as catalogue:
        catalogue.evidence.add("photograph", "A bridge")
    asked = "from pathlib import Path; from app.catalogue import Catalogue; import sys; "
    asked += "print(len(Catalogue.open(Path(sys.argv[1])).search.find('bridge').items))"
    assert _loaded_by(asked, str(tmp_path / "catalogue")).split("\n") == ["1", "[]"]


def _loaded_by(work: str, *arguments: str) -> str:
    command = [sys.executable, "-c", f"{work}\n{_LOADED}", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
