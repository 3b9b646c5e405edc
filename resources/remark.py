"""What the program remarks: a text in English that knows the codes and arguments that it was made of."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, Self, TypeAlias

Argument: TypeAlias = "str | int"
"""Text as it was found, another remark, or a whole number, which a reader sees grouped (1,204)."""


class RemarkPiece(NamedTuple):
    """One sentence or phrase of a remark: its code, its English message with places, and what fills them."""

    code: str
    message: str
    arguments: Mapping[str, Argument]


class Remark(str):
    """One piece or several, read as English wherever a text is read; `shown` says it in another language.

    A text, so that documents, lists and sheets need not know of codes. What is cut from it or put together
    with it is an ordinary text again: `and_then` adds to it.
    """

    __slots__ = ("pieces", "separator")
    pieces: tuple[RemarkPiece, ...]
    separator: str
    """What stands between two pieces; empty: a blank behind a sentence, a semicolon behind a phrase."""

    def __new__(cls, pieces: tuple[RemarkPiece, ...], separator: str = "") -> Self:
        """The English is made at once. Raises KeyError where a place has nothing to fill it."""
        made = super().__new__(cls, joined(pieces, separator, _in_english))
        made.pieces, made.separator = pieces, separator
        return made

    def __str__(self) -> str:
        # itself, not a copy without codes: an exception that was raised with a remark passes it on
        return self

    def __reduce__(self) -> tuple[type["Remark"], tuple[tuple[RemarkPiece, ...], str]]:
        return Remark, (self.pieces, self.separator)

    def and_then(self, other: "Remark") -> "Remark":
        """Both, one behind the other."""
        return Remark((*self.pieces, *other.pieces), self.separator)

    def each(self) -> tuple["Remark", ...]:
        """A remark for each piece."""
        return tuple(Remark((piece,)) for piece in self.pieces)

    def with_texts(self, change: Callable[[str], str]) -> "Remark":
        """The same with its texts changed: those of arguments, however deep. Codes and numbers stay."""
        changed = (
            piece._replace(
                arguments={name: _changed(value, change) for name, value in piece.arguments.items()}
            )
            for piece in self.pieces
        )
        return Remark(tuple(changed), self.separator)


def joined(pieces: tuple[RemarkPiece, ...], separator: str, say: Callable[[RemarkPiece], str]) -> str:
    """What `say` makes of each, one behind the other."""
    *others, last = pieces
    before = (f"{say(each)}{separator or (' ' if each.message.endswith('.') else '; ')}" for each in others)
    return f"{''.join(before)}{say(last)}"


def _in_english(piece: RemarkPiece) -> str:
    words = {
        name: f"{value:,}" if isinstance(value, int) else value for name, value in piece.arguments.items()
    }
    return piece.message.format_map(words)


def _changed(value: Argument, change: Callable[[str], str]) -> Argument:
    if isinstance(value, Remark):
        return value.with_texts(change)
    return change(value) if isinstance(value, str) else value
