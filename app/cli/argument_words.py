"""Which words of a command line are options, and which are what a person means to say.

The parser takes every word with a dash for an option, so “-21.9, 64.1”, “-tag:seen” and “- a first point”
would be none of the things they are; and a rule by the look of the words alone once took
“--obtained-from=a porter” for the name of a file. The options of the verb itself are asked instead.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from typer.core import TyperOption

_LONG = re.compile(r"(--[a-z][\w-]*)(=.*)?", re.IGNORECASE | re.DOTALL)
_TERM = re.compile(r"-[a-z]{2,}:(?![\\/])")
"""A term of a query, such as “-tag:seen”; “-cC:\\cases” is an option with a folder."""


@dataclass(slots=True)
class ArgumentWords:
    """The words of one command line, parted: options with their values, and the rest."""

    options: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    after_values: list[str] = field(default_factory=list)
    """Values that follow the value of an option with nothing between: perhaps it wanted quotes."""

    def in_order(self) -> list[str]:
        """As the parser understands them: what follows “--” is never an option."""
        return [*self.options, "--", *self.values] if self.values else self.options


def part(arguments: Sequence[str], options: Sequence[TyperOption]) -> ArgumentWords | None:
    """Part the words of a verb that has these options; None where the last option lacks its value."""
    takes = {name: _values_of(one) for one in options for name in (*one.opts, *one.secondary_opts)}
    words, after_value, at = ArgumentWords(), False, 0
    while at < len(arguments):
        word = arguments[at]
        # from here on nothing is an option, as in every program
        if word == "--":
            words.values += arguments[at + 1 :]
            break
        if _is_option(word, takes):
            end = at + 1 + takes.get(word, 0)
            if end > len(arguments):
                return None
            words.options += arguments[at:end]
            after_value = end > at + 1 or "=" in word
            at = end
            continue
        words.values.append(word)
        if after_value:
            words.after_values.append(word)
        at += 1
    return words


def _is_option(word: str, takes: dict[str, int]) -> bool:
    if word.startswith("--"):
        name = _LONG.match(word)
        # with a blank in its name it is none, unless somebody put quotes around option and value together
        return name is not None and (name.end() == len(word) or name[1] in takes)
    if len(word) < 2 or word[0] != "-" or not word[1].isalpha() or _TERM.match(word):
        return False
    if any(character.isspace() for character in word):  # -c/my folder, but not -city hall
        return word[:2] in takes and not word[2].isalpha()
    return True


def _values_of(option: TyperOption) -> int:
    return 0 if option.is_flag or option.count else option.nargs
