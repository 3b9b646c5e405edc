"""Build resources/fonts from Debian's font packages: whole files, their licences, credits, coverage.

Run as `python -m resources.build.fonts` on Debian or Ubuntu; it needs `apt-get` and `dpkg-deb`, and the
network. The fonts are taken as they are: a Reserved Font Name forbids subsets under the same name.
"""

import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from resources.build.cmap import characters

_NOTO = "usr/share/fonts/truetype/noto"
_HANGUL = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF))
_LARGEST = 12_000_000


@dataclass(frozen=True, slots=True)
class ShippedFamily:
    """One family as Typst names it, its faces, and the ranges it is used for (empty: all it has)."""

    name: str
    package: str
    folder: str
    faces: tuple[str, ...]
    only: tuple[tuple[int, int], ...] = ()


FAMILIES = (
    ShippedFamily(
        "Noto Sans",
        "fonts-noto-core",
        _NOTO,
        ("NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic"),
    ),
    ShippedFamily(
        "NanumSquare",
        "fonts-nanum",
        "usr/share/fonts/truetype/nanum",
        ("NanumSquareR", "NanumSquareB"),
        _HANGUL,
    ),
    ShippedFamily(
        "Droid Sans Fallback",
        "fonts-droid-fallback",
        "usr/share/fonts/truetype/droid",
        ("DroidSansFallbackFull",),
    ),
    ShippedFamily(
        "Noto Sans Arabic", "fonts-noto-core", _NOTO, ("NotoSansArabic-Regular", "NotoSansArabic-Bold")
    ),
    ShippedFamily(
        "Noto Sans Hebrew", "fonts-noto-core", _NOTO, ("NotoSansHebrew-Regular", "NotoSansHebrew-Bold")
    ),
    *(
        ShippedFamily(f"Noto Sans {script}", "fonts-noto-core", _NOTO, (f"NotoSans{script}-Regular",))
        for script in ("Armenian", "Georgian", "Devanagari", "Bengali", "Thai", "Myanmar", "Ethiopic")
    ),
    ShippedFamily("Noto Sans Mono", "fonts-noto-mono", _NOTO, ("NotoSansMono-Regular",)),
    ShippedFamily("Noto Sans Math", "fonts-noto-core", _NOTO, ("NotoSansMath-Regular",)),
    ShippedFamily("Noto Sans Symbols2", "fonts-noto-core", _NOTO, ("NotoSansSymbols2-Regular",)),
)


def main() -> None:
    """Fetch the packages, copy fonts and licences, write coverage.txt and CREDITS.md."""
    target = Path(__file__).resolve().parent.parent / "fonts"
    target.mkdir(exist_ok=True)
    packages = tuple(dict.fromkeys(family.package for family in FAMILIES))
    with tempfile.TemporaryDirectory() as scratch:
        versions = {package: _unpack(package, Path(scratch)) for package in packages}
        for family in FAMILIES:
            for face in family.faces:
                _copy(Path(scratch) / family.package / family.folder / f"{face}.ttf", target / f"{face}.ttf")
        for package in packages:
            licence = Path(scratch) / package / "usr/share/doc" / package / "copyright"
            _copy(licence, target / f"LICENCE-{package}.txt")
    _copy(Path("/usr/share/common-licenses/Apache-2.0"), target / "LICENCE-Apache-2.0.txt")
    (target / "coverage.txt").write_text(coverage(target), encoding="ascii")
    (target / "CREDITS.md").write_text(_credits(versions, target), encoding="utf-8")
    _check_size(target)


def coverage(fonts: Path) -> str:
    """One line a family, in the order of use: name, tab, ranges of use, tab, ranges it has, all in hex.

    A family's characters are those that every one of its faces has, so that bold never loses one.
    """
    lines = []
    for family in FAMILIES:
        faces = [characters((fonts / f"{face}.ttf").read_bytes()) for face in family.faces]
        common = frozenset.intersection(*faces)
        allowed = {code for code in common if _within(code, family.only)}
        lines.append(f"{family.name}\t{_written(family.only)}\t{_written(_ranges(allowed))}\n")
    return "".join(lines)


def _within(code: int, only: tuple[tuple[int, int], ...]) -> bool:
    return not only or any(first <= code <= last for first, last in only)


def _ranges(codes: Iterable[int]) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    for code in sorted(codes):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1] = (ranges[-1][0], code)
        else:
            ranges.append((code, code))
    return ranges


def _written(ranges: Iterable[tuple[int, int]]) -> str:
    return " ".join(f"{first:X}" if first == last else f"{first:X}-{last:X}" for first, last in ranges)


def _unpack(package: str, scratch: Path) -> str:
    subprocess.run(["apt-get", "download", package], cwd=scratch, check=True)
    (archive,) = scratch.glob(f"{package}_*.deb")
    subprocess.run(["dpkg-deb", "-x", str(archive), str(scratch / package)], check=True)
    shown = subprocess.run(
        ["dpkg-deb", "-f", str(archive), "Version"], check=True, capture_output=True, text=True
    )
    return shown.stdout.strip()


def _copy(source: Path, target: Path) -> None:
    target.write_bytes(source.read_bytes())


def _credits(versions: dict[str, str], fonts: Path) -> str:
    lines = [
        "# Fonts shipped with Exhibit",
        "",
        "Whole, unchanged files from Debian's packages; the licence texts are beside them.",
        "Noto: © Google, SIL Open Font License 1.1.",
        "NanumSquare: © NAVER Corporation, SIL Open Font License 1.1.",
        "Droid Sans Fallback: © Google, Apache License 2.0.",
        "",
        "| file | package | SHA-256 |",
        "|---|---|---|",
    ]
    for family in FAMILIES:
        for face in family.faces:
            digest = hashlib.sha256((fonts / f"{face}.ttf").read_bytes()).hexdigest()
            lines.append(f"| {face}.ttf | {family.package} {versions[family.package]} | `{digest}` |")
    return "\n".join(lines) + "\n"


def _check_size(fonts: Path) -> None:
    total = sum(file.stat().st_size for file in fonts.iterdir())
    print(f"{total} bytes in {fonts}")
    if total > _LARGEST:
        sys.exit(f"The fonts take more than {_LARGEST} bytes: leave a family out.")


if __name__ == "__main__":
    main()
