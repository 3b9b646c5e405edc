"""The installed program as a subprocess."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

PROGRAM = Path(sys.executable).parent / "exhibit"


@dataclass(frozen=True, slots=True)
class Ran:
    """One run of the program."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on stdout."""
        document = json.loads(self.out)
        assert document.pop("schema") == 1
        return document


Program = Callable[..., Ran]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Run `exhibit` in a folder of its own, with an empty home and no display."""
    if not PROGRAM.exists():
        pytest.skip("the program is not installed beside this Python")
    home = tmp_path / "home"
    home.mkdir()

    def run(*arguments: str | Path, under: tuple[str, ...] = (), **environment: str) -> Ran:
        kept = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "TMPDIR"}}
        done = subprocess.run(
            [*under, str(PROGRAM), *map(str, arguments)],
            cwd=tmp_path,
            env={**kept, "HOME": str(home), "EXHIBIT_ANALYST": "A. Analyst", **environment},
            capture_output=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            timeout=300,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Three pictures with positions, and a file that is none."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    for number, (lat, lon) in enumerate(
        [((64.0, 8.0, 48.0), (21.0, 56.0, 24.0)), ((60.0, 6.0, 0.0), (19.0, 57.0, 0.0))]
    ):
        image, exif = Image.new("RGB", (320, 240), (40 + number * 90, 120, 160)), Image.Exif()
        exif[0x010F], exif[0x0110] = "Acme", "Box 1"
        exif.get_ifd(0x8769)[0x9003] = "2024:10:18 09:30:00"
        exif.get_ifd(0x8825).update({1: "N", 2: lat, 3: "W" if number == 0 else "E", 4: lon})
        image.save(folder / f"Снимок {number}.jpg", exif=exif)
    Image.new("RGB", (64, 48), "olive").save(folder / "plain.png")
    (folder / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 nothing more")
    return folder
