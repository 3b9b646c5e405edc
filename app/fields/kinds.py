"""What a field can hold: how it is read from what people write, and told to programs and to people."""

import json
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from app.errors import CatalogueError
from app.fields.terms import one_of
from app.messages.wording import encodable
from app.times.moments import rfc3339, utc_words
from app.times.spans import read_span
from resources.fold import fold
from resources.messages import shown, tr

Given: TypeAlias = str | float | Iterable[str] | None
"""What people and their programs give: text, a number, or several words."""
Stored: TypeAlias = str | float | bool | datetime | None
"""What a column holds; None is unknown."""
Plain: TypeAlias = str | float | bool | list["Plain"] | dict[str, "Plain"] | None
"""What JSON and tables are given."""

YES, NO = ("yes", "true", "1"), ("no", "false", "0")
"""How yes and no are asked for; the first of each is the word that is offered."""
_SHA256 = re.compile(r"[0-9a-f]{64}")
_UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between what a value lies that is asked for; None is open. The upper end counts where it is closed."""

    low: float | datetime | None
    high: float | datetime | None
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text. The other kinds differ from it in what they say otherwise."""

    metavar: str = "TEXT"

    @property
    def many(self) -> bool:
        """Whether several values are given, one by one."""
        return False

    def stored(self, given: Given, noun: str) -> Stored:
        """What is kept of what was given. Raises CatalogueError, which names the field by its noun."""
        if given is not None and not isinstance(given, str):
            raise CatalogueError(tr("{field} is a text.", field=_sentence(noun)))
        return encodable(given or "").strip() or None

    @property
    def readable(self) -> bool:
        """Whether people can say it; else the program alone finds it."""
        return True

    @property
    def searchable(self) -> bool:
        """Whether it can be searched for by a key of its own."""
        return True

    @property
    def sought(self) -> str:
        """What its key looks for, for the manual."""
        return "words of it, each whole or as the beginning of one"

    @property
    def choices(self) -> tuple[str, ...]:
        """The words that its key is limited to, if it is."""
        return ()

    def bounds(self, asked: str, noun: str, now: datetime) -> Bounds | None:  # noqa: ARG002
        """What is asked for, of a kind that is compared; None where each value `answers` for itself.

        Raises CatalogueError or ValueError for what is no question of this kind.
        """
        return None

    def answers(self, stored: str, asked: str) -> bool:
        """Whether a value is found by what somebody asks for: each word of it begins one of the value."""
        words, held = fold(asked).split(), f" {fold(stored)}"
        # what folds to nothing, such as “★”, is looked for as it is written
        return all(f" {word}" in held for word in words) if words else asked.strip() in stored

    def plain(self, stored: Stored) -> Plain:
        """The value for programs."""
        return rfc3339(stored) if isinstance(stored, datetime) else stored

    def said(self, stored: Stored) -> str | None:
        """The value in words; None is unknown."""
        return None if stored is None or stored == "" else str(stored)


@dataclass(frozen=True, slots=True)
class Noted(Text):
    """What the program itself notes, kept in English."""

    @property
    def readable(self) -> bool:
        return False

    def answers(self, stored: str, asked: str) -> bool:
        """By its English, and by the words in which it is shown."""
        return Text.answers(self, stored, asked) or Text.answers(self, shown(stored), asked)

    def said(self, stored: Stored) -> str | None:
        return shown(str(stored)) if stored else None


@dataclass(frozen=True, slots=True)
class Lines(Text):
    """A text of several lines; `rows` is how many a dialog shows."""

    rows: int = 4


@dataclass(frozen=True, slots=True)
class Names(Text):
    """Several names, kept one a line."""

    metavar: str = "NAME"

    @property
    def many(self) -> bool:
        return True

    def stored(self, given: Given, noun: str) -> Stored:  # noqa: ARG002  (no names are wrong)
        names = given.splitlines() if isinstance(given, str) else _words(given)
        return "\n".join(encodable(name).strip() for name in names if name.strip()) or None

    def plain(self, stored: Stored) -> Plain:
        return [*str(stored or "").splitlines()]


@dataclass(frozen=True, slots=True)
class Url(Text):
    """An address, kept as it was given."""


@dataclass(frozen=True, slots=True)
class StatedTime(Text):
    """A time as somebody stated it, in whatever precision."""


@dataclass(frozen=True, slots=True)
class Sha256(Text):
    """A hash of a file."""

    metavar: str = "HASH"

    def stored(self, given: Given, noun: str) -> Stored:
        digest = Text.stored(self, given, noun)
        if digest is not None and not _SHA256.fullmatch(str(digest)):
            raise CatalogueError(tr("A SHA-256 is 64 hexadecimal digits in lower case."))
        return digest


@dataclass(frozen=True, slots=True)
class Code(Text):
    """One word of a list. “unknown” is one where the list has it, else the lack of any."""

    words: tuple[str, ...] = ()

    @property
    def sought(self) -> str:
        return f"{', '.join(self.words)}; several with commas"

    @property
    def choices(self) -> tuple[str, ...]:
        return self.words

    def stored(self, given: Given, noun: str) -> Stored:
        word = Text.stored(self, given, noun)
        if word is None or (word == _UNKNOWN and _UNKNOWN not in self.words):
            return None
        return one_of(str(word), self.words, _sentence(noun))

    def answers(self, stored: str, asked: str) -> bool:
        return stored == asked

    def said(self, stored: Stored) -> str | None:
        return tr(str(stored)) if stored else None


@dataclass(frozen=True, slots=True)
class Term(Code):
    """A term of a standard, the same in every language."""

    def said(self, stored: Stored) -> str | None:
        return Text.said(self, stored)


@dataclass(frozen=True, slots=True)
class Codes(Code):
    """Any of some words; kept sorted, joined by commas."""

    metavar: str = "WORD"

    @property
    def many(self) -> bool:
        return True

    def stored(self, given: Given, noun: str) -> Stored:
        words = [given] if isinstance(given, str) else _words(given)
        # sorted, so that the same choice is the same value, and no change to the log
        return ",".join(sorted({one_of(word, self.words, _sentence(noun)) for word in words if word.strip()}))

    def answers(self, stored: str, asked: str) -> bool:
        return asked in self.chosen(stored)

    def plain(self, stored: Stored) -> Plain:
        return [*self.chosen(stored)]

    def said(self, stored: Stored) -> str | None:
        return ", ".join(map(tr, self.chosen(stored))) or None

    @staticmethod
    def chosen(stored: Stored) -> tuple[str, ...]:
        """The words apart."""
        return tuple(word for word in str(stored or "").split(",") if word)


@dataclass(frozen=True, slots=True)
class Number(Text):
    """A number with its unit. Bounds are themselves allowed; an upper one has a lower one beside it."""

    metavar: str = "NUMBER"
    unit: str = ""
    low: float | None = None
    high: float | None = None

    def stored(self, given: Given, noun: str) -> Stored:
        if given is None or (isinstance(given, str) and given.strip() in {"", _UNKNOWN}):
            return None
        number = self._number(given, noun)
        if not (self.low is None or number >= self.low) or not (self.high is None or number <= self.high):
            raise CatalogueError(self._beyond(number, noun))
        return number

    @property
    def sought(self) -> str:
        return "a number, or two with `..`"

    def bounds(self, asked: str, noun: str, now: datetime) -> Bounds | None:  # noqa: ARG002
        first, dots, last = asked.partition("..")
        if dots and (first or last):
            low, high = (self._near(each, noun) if each else None for each in (first, last))
            if low and high and high[1] < low[0]:
                raise CatalogueError(tr("The number after the dots is less than the one in front of them."))
            return Bounds(low and low[0], high and high[1])
        return Bounds(*self._near(asked, noun))

    def said(self, stored: Stored) -> str | None:
        return f"{stored:.10g}{self.unit}" if isinstance(stored, (int, float)) else None

    def _near(self, asked: str, noun: str) -> tuple[float, float]:
        """What is told as this number is, with ten digits: a number is found by what is shown of it."""
        number = self._number(asked.strip().removesuffix(self.unit.strip()), noun)
        size = math.floor(math.log10(abs(number))) if number else 0
        half = 0.5000001 * 10.0 ** (size - 9)
        return number - half, number + half

    def _number(self, given: Given, noun: str) -> float:
        try:
            number = float(given.replace(",", ".") if isinstance(given, str) else str(given))
        except ValueError:
            number = float("nan")
        if not abs(number) < float("inf"):  # no number, or one that no column can be compared by
            raise CatalogueError(tr("“{given}” is no number for {field}.", given=given, field=tr(noun)))
        return number

    def _beyond(self, number: float, noun: str) -> str:
        told = {"field": _sentence(noun), "number": f"{number:.10g}", "unit": self.unit}
        if self.high is None:
            return tr("{field} is at least {low}{unit}, not {number}.", low=f"{self.low:.10g}", **told)
        bounds = {"low": f"{self.low:.10g}", "high": f"{self.high:.10g}"}
        return tr("{field} is {low} to {high}{unit}, not {number}.", **bounds, **told)


@dataclass(frozen=True, slots=True)
class YesNo(Text):
    """Yes or no, or unknown."""

    def stored(self, given: Given, noun: str) -> Stored:
        if given is None or isinstance(given, bool):
            return given
        raise CatalogueError(tr("{field} is yes or no.", field=_sentence(noun)))

    @property
    def sought(self) -> str:
        return "yes or no"

    @property
    def choices(self) -> tuple[str, ...]:
        return YES[0], NO[0]

    def bounds(self, asked: str, noun: str, now: datetime) -> Bounds | None:  # noqa: ARG002
        word = asked.strip().lower()
        if word not in (*YES, *NO):
            raise CatalogueError(tr("{field} is yes or no.", field=_sentence(noun)))
        return Bounds(word in YES, word in YES)

    def said(self, stored: Stored) -> str | None:
        return None if stored is None else tr("yes") if stored else tr("no")


@dataclass(frozen=True, slots=True)
class Flag(YesNo):
    """Yes or no; what nobody says is no."""

    def stored(self, given: Given, noun: str) -> Stored:
        return YesNo.stored(self, given, noun) or False


@dataclass(frozen=True, slots=True)
class Moment(Text):
    """A time of our own clock, UTC."""

    @property
    def readable(self) -> bool:
        return False

    @property
    def sought(self) -> str:
        return "a time, two with `..`, or a period, in UTC"

    def bounds(self, asked: str, noun: str, now: datetime) -> Bounds | None:  # noqa: ARG002
        span = read_span(asked, now)
        return Bounds(span.start, span.end, closed=False)

    def said(self, stored: Stored) -> str | None:
        return utc_words(stored) if isinstance(stored, datetime) else None


@dataclass(frozen=True, slots=True)
class Outline(Text):
    """A polygon, kept as JSON [[lat, lon], …]."""

    @property
    def readable(self) -> bool:
        return False

    @property
    def searchable(self) -> bool:
        return False

    def plain(self, stored: Stored) -> Plain:
        outline: Plain = json.loads(str(stored)) if stored else None
        return outline


@dataclass(frozen=True, slots=True)
class SourceName(Text):
    """A source of the catalogue: people name it, its id is kept, and `source:` finds it."""

    metavar: str = "NAME"

    @property
    def searchable(self) -> bool:
        return False

    def stored(self, given: Given, noun: str) -> Stored:
        # names are looked up where there is a catalogue to look in
        if given is not None and not isinstance(given, int):
            raise CatalogueError(tr("{field} is the id of a source.", field=_sentence(noun)))
        return given


def _words(given: Given) -> list[str]:
    return [] if given is None or isinstance(given, (str, float, int)) else list(given)


def _sentence(noun: str) -> str:
    """The noun at the beginning of a sentence; URL stays URL."""
    told = tr(noun)
    return told[:1].upper() + told[1:]
