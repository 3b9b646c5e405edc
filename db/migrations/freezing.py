"""Revisions that nobody changes any more: what they are is held by the hashes of `versions/SHA256SUMS`.

Catalogues have gone through them. Another text of the same revision would make two schemas of one number.
"""

import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

VERSIONS = Path(__file__).with_name("versions")
_SUMS = VERSIONS / "SHA256SUMS"


def frozen() -> dict[str, str]:
    """The hash that each frozen file has, by its name."""
    lines = _SUMS.read_text("utf-8").splitlines()
    return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}


def files() -> list[Path]:
    """The files of all revisions, the oldest first; the number of a revision begins their names."""
    return sorted(path for path in VERSIONS.iterdir() if path.suffix in {".py", ".sql"})


def followed() -> list[Path]:
    """The files of all revisions but the newest."""
    newest = files()[-1].name[:4]
    return [path for path in files() if path.name[:4] != newest]


def altered() -> list[str]:
    """Names of the frozen files that are not what they were."""
    return [name for name, digest in frozen().items() if _digest(VERSIONS / name) != digest]


def main(released: bool = False) -> None:
    """Freeze what another revision follows, and of a release the newest as well. What is frozen stays so."""
    sums = {path.name: _digest(path) for path in (files() if released else followed())} | frozen()
    _SUMS.write_text("".join(_lines(sums)), encoding="utf-8")


def _lines(sums: dict[str, str]) -> Iterator[str]:
    return (f"{digest}  {name}\n" for name, digest in sorted(sums.items()))


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest() if path.exists() else ""


if __name__ == "__main__":
    main(released="--released" in sys.argv)
