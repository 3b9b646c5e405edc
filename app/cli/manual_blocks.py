"""Parts of the manual that are made from the program: options of verbs, fields of an item (`make manual`).

A part stands between a line that names it and a line that ends it; what lies between is written anew.
"""

import re
import textwrap
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperOption

from app.cli.program import build
from app.cli.verb import Verbs, common_options
from app.export.item_values import COLUMNS
from app.fields.claims import CLAIM, SOURCE
from app.fields.evidence import LINK, LOCATION, RECEIPT, TIME
from app.fields.field import Field, FieldTable, Privacy
from app.fields.item import ITEM

_BLOCK = re.compile(r"(<!-- made by “make manual”: ([^\n]+) -->\n).*?(<!-- end -->)", re.DOTALL)
# as wide as the pages of the manual are written by hand
_WIDTH = 126
_LEAVES = {
    Privacy.PUBLIC: "yes, as it is",
    Privacy.TEXT: "yes, without what is restricted",
    Privacy.SOURCE: "unless its source is restricted",
}


def with_blocks(page: str) -> str:
    """A page of the manual with its made parts as they are now. Raises KeyError for an unknown part."""
    return _BLOCK.sub(lambda found: f"{found[1]}\n{_block(found[2])}\n\n{found[3]}", page)


def main() -> None:
    """Write the made parts of all pages anew."""
    for path in sorted((Path(__file__).parents[2] / "resources" / "manual").glob("*.md")):
        page = path.read_text(encoding="utf-8")
        made = with_blocks(page)
        if made != page:
            path.write_text(made, encoding="utf-8")


def _block(name: str) -> str:
    if name.startswith("options of "):
        return "\n".join(_options(name.removeprefix("options of ")))
    return _MAKERS[name]()


def _options(verb: str) -> Iterator[str]:
    command: Any = build(lambda _: 0)
    for word in verb.split():
        command = command.get_command(typer.Context(command), word) if isinstance(command, Verbs) else None
    of_every_verb = {name for option in common_options() for name in option.opts} | {"--help"}
    yield from ("| option | |", "|---|---|")
    for param in command.params if command else ():
        if isinstance(param, TyperOption) and not of_every_verb & set(param.opts):
            names = ", ".join(f"`{name}`" for name in (*param.opts, *param.secondary_opts))
            metavar = "" if param.is_flag else f" {param.metavar}"
            yield f"| {names}{metavar} | {param.help} |"


def _columns() -> str:
    return textwrap.fill(f"{', '.join(COLUMNS)}.", _WIDTH, break_long_words=False)


def _members() -> str:
    beside = ("captured_earliest", "captured_latest", "camera", "publisher")
    return f'`{{{_names(ITEM, beside)},"captured":{{"earliest","latest"}},"withdrawn"}}`'


def _members_of_a_source() -> str:
    return f'`{{"id","uuid",{_names(SOURCE)},"origin":{{"id","label","name"}}}}`'


def _members_of_a_claim() -> str:
    return f'`{{"id","case","statement","number","uuid",{_names(CLAIM, ("label", "statement"))}}}`'


def _names(table: FieldTable, leave: Collection[str] = ()) -> str:
    return ",".join(f'"{field.name}"' for field in table if field.name not in leave)


def _fields(table: FieldTable) -> str:
    return "\n".join(("| field | | holds | in safe outputs |", "|---|---|---|---|", *map(_row, table.given)))


def _keys() -> str:
    searched = (field for field in ITEM if field.search)
    rows = (
        f"| `{field.search_key}:` | {field.noun}: {field.kind.sought} | `{field.search}` |"
        for field in searched
    )
    return "\n".join(("| key | looks for | for example |", "|---|---|---|", *rows))


def _row(field: Field) -> str:
    holds = f"one of {', '.join(field.words)}" if field.words else field.help
    of = f" (of {', '.join(field.types)})" if field.types else ""
    return f"| `{field.name}` | {field.label}{of} | {holds} | {_LEAVES.get(field.privacy, 'no')} |"


_MAKERS: dict[str, Callable[[], str]] = {
    "columns": _columns,
    "members of an item": _members,
    "members of a source": _members_of_a_source,
    "members of a claim": _members_of_a_claim,
    "fields of an item": lambda: _fields(ITEM),
    "fields of a source": lambda: _fields(SOURCE),
    "fields of a claim": lambda: _fields(CLAIM),
    "fields of a receipt": lambda: _fields(RECEIPT),
    "fields of a location": lambda: _fields(LOCATION),
    "fields of a time": lambda: _fields(TIME),
    "fields of a link": lambda: _fields(LINK),
    "keys of fields": _keys,
}


if __name__ == "__main__":
    main()
