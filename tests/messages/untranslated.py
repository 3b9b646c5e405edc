"""Finds sentences and labels in the code that no translator will see.

A literal looks like one if it has two words side by side, or begins with a capital letter as a word does.
One lower-case word does where it is painted or set into a widget, and where a function gives it back as its
words. What stands where no person reads it is passed over: docstrings, annotations, patterns, comparisons
with codes, keys, kinds of acts, codes of remarks, errors that are bugs, SQL.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

_SAID = frozenset({"tr", "trn", "trc", "later", "later_forms", "stored", "act_label", "_label_of"})
_SILENT_CALLS = frozenset(
    # patterns, names of types and loggers, paths, SQL, what drawing libraries are told
    {"compile", "match", "fullmatch", "sub", "split", "TypeVar", "getLogger", "read_text", "read_bytes"}
    | {"text", "exec_driver_sql", "execute", "executescript", "Table", "numbered", "CheckConstraint", "Index"}
    | {
        "setObjectName",
        "setProperty",
        "property",
        "glob",
        "rglob",
        "with_name",
        "strftime",
        "cast",
        "isinstance",
    }
)
_BUGS = frozenset({"ValueError", "TypeError", "KeyError", "RuntimeError", "AssertionError", "AttributeError"})
_WORDS = re.compile(r"[^\W\d_]{2,}[,:;]? [^\W\d_]{2,}")
_MARKUP = re.compile(
    r"\s*(?:<\w|SELECT |INSERT |CREATE |BEGIN |PRAGMA |QToolTip |border: |withdrawn IS NULL|\{\} IS )"
)
_SHOWING = frozenset(
    {"drawText", "draw_band", "setText", "setToolTip", "setStatusTip", "setPlaceholderText", "setWindowTitle"}
    | {"setAccessibleName", "setAccessibleDescription", "setTitle", "setSuffix", "setPrefix", "setTabText"}
    | {"setSpecialValueText", "setLabelText", "setHeaderLabels", "show_words", "QLabel", "QPushButton"}
    | {"QToolButton", "QCheckBox", "QRadioButton", "QAction", "QGroupBox"}
)
_GIVES_WORDS = re.compile(r"(?:^|_)(?:words?|labels?|heading|caption|title|tip)$")
_LOWER = re.compile(r"\b[^\W\d_A-Z]{2,}\b")
_CAPITAL = re.compile(r"[A-Z][a-z]+(?:[ .,:…]|$)")


def untranslated(path: Path) -> Iterator[tuple[int, str]]:
    """Line and text of every literal of a module that looks like a sentence and reaches no translator."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = {id(node) for root in _silent(tree) for node in ast.walk(root)}
    shown = {id(each) for root in _shown(tree) for each in _leaves(root)}
    for node in ast.walk(tree):
        if id(node) in silent:
            continue
        if isinstance(node, ast.JoinedStr):
            text = "".join(
                str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
            )
            silent |= {id(part) for part in node.values if isinstance(part, ast.Constant)}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        looks = _WORDS.search(text) or _CAPITAL.match(text) or (id(node) in shown and _LOWER.search(text))
        if looks and not _MARKUP.match(text):
            yield node.lineno, text


def _shown(tree: ast.Module) -> Iterator[ast.expr]:
    """What people read, however it looks: what is shown, and what is given back as words."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in _SHOWING:
            yield from node.args
        elif isinstance(node, ast.FunctionDef) and _GIVES_WORDS.search(node.name):
            yield from (each.value for each in ast.walk(node) if isinstance(each, ast.Return) and each.value)


def _leaves(node: ast.expr) -> Iterator[ast.expr]:
    """What an expression may come to: both sides of a choice."""
    if isinstance(node, ast.IfExp):
        yield from (*_leaves(node.body), *_leaves(node.orelse))
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from _leaves(value)
    else:
        yield node


def _silent(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node  # a docstring, also one of a value
        elif isinstance(node, ast.Call):
            yield from _silent_of_call(node)
        elif isinstance(node, ast.Compare) or (
            isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
        ):
            yield node
        elif isinstance(node, ast.Subscript) and not _is_annotated(node):
            yield node.slice
        elif isinstance(node, ast.Dict):
            yield from (key for key in node.keys if key is not None)
        elif isinstance(node, ast.Assert):
            yield node
        elif isinstance(node, ast.AnnAssign | ast.arg) and node.annotation is not None:
            yield from _annotation(node.annotation)
        elif isinstance(node, ast.FunctionDef) and node.returns is not None:
            yield node.returns


def _silent_of_call(call: ast.Call) -> Iterator[ast.AST]:
    name = ast.unparse(call.func).rpartition(".")[2]
    if name in _SAID:
        yield from (each for each in call.args if isinstance(each, ast.Constant))
    elif name in {"act", "remark"}:
        yield from call.args[:1]
    elif name == "_fenced":
        yield from call.args[1:2]
    elif name in _SILENT_CALLS | _BUGS:
        yield from (*call.args, *(keyword.value for keyword in call.keywords))


def _annotation(annotation: ast.expr) -> Iterator[ast.AST]:
    """Of Annotated[type, what is said of it] nothing is passed over: options have their help there."""
    if not _is_annotated(annotation):
        yield annotation


def _is_annotated(node: ast.expr) -> bool:
    return isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Annotated"
