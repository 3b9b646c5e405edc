"""Finds the messages in the code, for pybabel (`make messages`) and for the test of the template.

Messages are the literals in calls of tr, trn, trc, later, later_forms and stored, the words of a `Code` or
`Codes` that is given them in its row of a field table, and the docstrings of verbs, which are their help.
"""

import ast
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeAlias

FOLDERS = ("app", "db", "resources", "ui")
TEMPLATE = Path("resources") / "i18n" / "exhibit.pot"
_TAKES = {"tr": 1, "later": 1, "stored": 1, "trn": 2, "later_forms": 2, "trc": 2}
_WORD_LISTS = {"Code", "Codes"}
_FOR_TRANSLATORS = "# For translators: "

Extracted: TypeAlias = tuple[int, str, tuple[str, ...], list[str]]
"""What pybabel wants of an extractor: line, function, strings, comments."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message as the code has it; `function` says what `strings` are: tr one message, trn its two forms,
    trc context and message."""

    line: int
    function: str
    strings: tuple[str, ...]
    comments: tuple[str, ...] = ()


class NotALiteral(Exception):
    """A message that no extractor can read: put together, or an f-string."""


def extract(
    file: BinaryIO, _keywords: Collection[str], _tags: Collection[str], **_options: object
) -> Iterator[Extracted]:
    """The extractor that `resources/i18n/babel.cfg` names."""
    for message in messages_of(file.read().decode()):
        yield message.line, message.function, message.strings, list(message.comments)


def messages_in(root: Path) -> Iterator[tuple[Path, Message]]:
    """Every message of the program whose checkout is `root`, with its file."""
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.py")):
            for message in messages_of(path.read_text(encoding="utf-8")):
                yield path, message


def messages_of(source: str) -> Iterator[Message]:
    """The messages of one module. Raises NotALiteral for an argument that is put together."""
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield from _of_call(node, lines)
            yield from _words_of_list(node)
        elif isinstance(node, ast.FunctionDef) and _is_verb(node):
            text = ast.get_docstring(node)
            if text:
                yield Message(node.lineno, "tr", (text,))


def _of_call(call: ast.Call, lines: list[str]) -> Iterator[Message]:
    name = call.func.id if isinstance(call.func, ast.Name) else None
    if name not in _TAKES:
        return
    given = call.args[: _TAKES[name]]
    if any(isinstance(each, ast.JoinedStr | ast.BinOp) for each in given):
        raise NotALiteral(f"line {call.lineno}: {ast.unparse(call)}")
    strings = tuple(
        each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str)
    )
    if len(strings) == _TAKES[name]:
        yield _message(name, strings, call.lineno, _comments_above(call.lineno, lines))


def _words_of_list(call: ast.Call) -> Iterator[Message]:
    """The second argument of a list of words, or the one of that name. A list elsewhere is marked there."""
    if not isinstance(call.func, ast.Name) or call.func.id not in _WORD_LISTS:
        return
    words = [*call.args[1:2], *(each.value for each in call.keywords if each.arg == "words")]
    for word in (word for each in words if isinstance(each, ast.Tuple | ast.List) for word in each.elts):
        if isinstance(word, ast.Constant) and isinstance(word.value, str):
            yield Message(word.lineno, "tr", (word.value,))


def _message(name: str, strings: tuple[str, ...], line: int, comments: tuple[str, ...]) -> Message:
    if name == "stored":
        return Message(line, "trc", ("stored", *strings), comments)
    return Message(line, {"later": "tr", "later_forms": "trn"}.get(name, name), strings, comments)


def _comments_above(line: int, lines: list[str]) -> tuple[str, ...]:
    found: list[str] = []
    for text in reversed(lines[: line - 1]):
        if not text.strip().startswith("#"):
            break
        found.insert(0, text.strip())
    if found and found[0].startswith(_FOR_TRANSLATORS):
        return (found[0].removeprefix(_FOR_TRANSLATORS), *(each.removeprefix("# ") for each in found[1:]))
    return ()


def _is_verb(function: ast.FunctionDef) -> bool:
    """A verb of the command line is given the context of its run, and gives nothing back."""
    given = function.args.args[0].annotation if function.args.args else None
    return _is_written(given, "typer.Context") and _is_written(function.returns, "None")


def _is_written(annotation: ast.expr | None, text: str) -> bool:
    return annotation is not None and ast.unparse(annotation) == text
