"""The rooms of the program for the developers' manual: their list, their picture, and what stands outside.

`python -m resources.build.rooms` writes them; a test holds the pages to what this module makes.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "resources" / "manual" / "developers"
LAYERS = ("ui", "app", "db", "resources")
_NO_ROOMS = {"migrations", "versions", "build", "__pycache__"}
_BEGIN, _END = "<!-- rooms: made by “make rooms” -->", "<!-- end of rooms -->"
_WIDTH, _ROW, _COLUMN = 236, 30, 268


@dataclass(frozen=True, slots=True)
class Room:
    """A package: its dotted name, the first line of its docstring, and how many lines its modules have."""

    name: str
    words: str
    lines: int


def rooms() -> list[Room]:
    """Every room of `ui`, `app` and `db`, and `resources` as a whole, in the order of the layers."""
    found = []
    for layer in LAYERS:
        folders = [ROOT / layer] if layer == "resources" else sorted(_packages(ROOT / layer))
        found += [_room(folder) for folder in folders]
    return found


def page(text: str) -> str:
    """The page of the architecture with its list and its counts brought up to date."""
    table = "\n".join(f"| `{room.name.replace('.', '/')}` | {room.words} |" for room in rooms())
    listed = f"{_BEGIN}\n| room | what is in it |\n|---|---|\n{table}\n{_END}"
    text = re.sub(f"{_BEGIN}.*?{_END}", lambda _: listed, text, flags=re.DOTALL)
    for what, count in (("app", _loose("app")), ("ui", _loose("ui")), ("doubled", len(doubled_names()))):
        text = re.sub(rf"(<!-- count: {what} -->)\d*", rf"\g<1>{count}", text)
    return text


def doubled_names() -> list[str]:
    """Public classes whose name stands for two things or more."""
    names = Counter(
        node.name
        for layer in LAYERS
        for file in sorted((ROOT / layer).rglob("*.py"))
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    return sorted(name for name, count in names.items() if count > 1)


def picture() -> str:
    """The rooms as boxes, a column a layer; an arrow between columns is an import that is allowed."""
    columns = [[room for room in rooms() if room.name.split(".")[0] == layer] for layer in LAYERS]
    height = 64 + _ROW * max(map(len, columns)) + 16
    drawn = [piece for at, column in enumerate(columns) for piece in _column(at * _COLUMN + 16, column)]
    drawn += [_arrow(at * _COLUMN + 16 + _WIDTH) for at in range(len(columns) - 1)]
    width = _COLUMN * len(columns)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif">\n'
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>\n' + "\n".join(drawn) + "\n</svg>\n"
    )


def _packages(folder: Path) -> Iterator[Path]:
    if folder.name in _NO_ROOMS or not (folder / "__init__.py").exists():
        return
    yield folder
    for inner in folder.iterdir():
        if inner.is_dir():
            yield from _packages(inner)


def _room(folder: Path) -> Room:
    docstring = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    lines = sum(len(file.read_text(encoding="utf-8").splitlines()) for file in folder.glob("*.py"))
    return Room(folder.relative_to(ROOT).as_posix().replace("/", "."), docstring.splitlines()[0], lines)


def _loose(layer: str) -> int:
    return sum(file.name != "__init__.py" for file in (ROOT / layer).glob("*.py"))


def _column(left: int, column: list[Room]) -> Iterator[str]:
    yield f'<text x="{left}" y="40" font-size="20" font-weight="600" fill="#1d1d1b">{column[0].name}</text>'
    for row, room in enumerate(column[1:] or column):
        top = 58 + row * _ROW
        name = escape(room.name.partition(".")[2] or "fonts, places, map, words")
        yield (
            f'<rect x="{left}" y="{top}" width="{_WIDTH}" height="24" rx="3" fill="#f6f6f3" '
            f'stroke="#b9b9b2"/>'
            f'<text x="{left + 8}" y="{top + 17}" font-size="13" fill="#1d1d1b">{name}</text>'
            f'<text x="{left + _WIDTH - 8}" y="{top + 17}" font-size="11" text-anchor="end" '
            f'fill="#66665f">{_size(room.lines)}</text>'
        )


def _size(lines: int) -> str:
    """Rounded, so that the picture does not change with every line."""
    return "under 100 lines" if lines < 100 else f"{lines // 100 * 100:,} lines"


def _arrow(left: int) -> str:
    return f'<path d="M{left + 4} 34 h18 m-6 -5 l6 5 l-6 5" fill="none" stroke="#0b6e99" stroke-width="2"/>'


def main() -> None:
    """Write the page and the picture."""
    architecture = PAGES / "architecture.md"
    architecture.write_text(page(architecture.read_text(encoding="utf-8")), encoding="utf-8")
    (PAGES / "rooms.svg").write_text(picture(), encoding="utf-8")


if __name__ == "__main__":
    main()
