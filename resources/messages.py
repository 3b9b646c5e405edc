"""Words for people: the English sentences of the code, in the language that this process speaks.

A sentence stands in the code as a whole, with named places for data: `tr("Add tag “{tag}”", tag=name)`. It is
looked up as it stands and filled afterwards, so data may contain anything, braces included. Where it cannot
be translated on the spot (a table, a default, the help of an option), `later` marks it and whoever shows it
calls `tr`.

What is stored is the same in every language: a code, or a remark (`resources/remarks.py`), which is a code
with arguments. What is handed to programs is too: a code, or English, the sentence of a remark or one that
`stored` makes. Whoever shows either to a person calls `shown`.

One process speaks one language. Which one is settled by the first sentence, or by `choose` before it.
"""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from threading import Lock

from resources.remark import Remark, RemarkPiece, joined

LANGUAGE = "EXHIBIT_LANGUAGE"
"""The environment variable that names a language (uk, ko_KR) or the path of a .mo file to try out."""
ENGLISH = "en"
_DOMAIN = "exhibit"
_STORED = "stored"
_OF_STORED = f"{_STORED}\x04"
_ENGLISH = NullTranslations()
_SENTENCES = re.compile(r"(?<!\S)\S(?:.*?\.(?= )|.*)", re.DOTALL)
_PLACE = re.compile(r"\{(\w+)\}")
_POSIX = ("LC_ALL", "LC_MESSAGES", "LANG")


class _Speech:
    """The translations of this process: None until somebody chooses or speaks."""

    lock = Lock()
    translations: NullTranslations | None = None
    english: ContextVar[bool] = ContextVar("english", default=False)
    patterns: tuple[tuple[re.Pattern[str], str], ...] = ()
    """What stored sentences look like, and their translations; none in English."""


def tr(message: str, /, **arguments: object) -> str:
    """The message in the reader's language, each `{name}` filled with the argument of that name.

    Without arguments nothing is filled, and braces stand for themselves.
    """
    text = _translations().gettext(message) if message else ""
    return text.format_map(arguments) if arguments else text


def trn(one: str, many: str, count: int, /, **arguments: object) -> str:
    """The form of the message that `count` asks for; `{count}` is filled with the number, grouped (1,204)."""
    text = _translations().ngettext(one, many, count)
    return text.format_map({"count": number(count), **arguments})


def trc(context: str, message: str, /, **arguments: object) -> str:
    """As `tr`, for a word that needs another translation elsewhere; `context` says which one is meant."""
    text = _translations().pgettext(context, message)
    return text.format_map(arguments) if arguments else text


def later(message: str) -> str:
    """The message itself, marked for translation: whoever shows it to a person calls `tr`."""
    return message


def later_forms(one: str, many: str) -> tuple[str, str]:
    """`later` for the two forms of a message that counts: whoever shows it calls `trn(*forms, count)`."""
    return one, many


def stored(message: str, /, **arguments: object) -> str:
    """The English sentence, for what is handed to programs: the same everywhere."""
    return message.format_map(arguments) if arguments else message


def shown(sentence: str) -> str:
    """A remark, or what `stored` made, one or several, in the reader's language; any other text as it is.

    A sentence is known by its form: versions before remarks kept sentences in catalogues.
    """
    if isinstance(sentence, Remark):
        return joined(sentence.pieces, sentence.separator, _piece)
    said = _shown(sentence)
    several = _SENTENCES.findall(sentence) if said == sentence else []
    return " ".join(map(_shown, several)) if len(several) > 1 else said


def _piece(piece: RemarkPiece) -> str:
    """What fills its places is data, unless it is a number or a remark itself."""
    words = {
        name: number(value)
        if isinstance(value, int)
        else shown(value)
        if isinstance(value, Remark)
        else value
        for name, value in piece.arguments.items()
    }
    return _translations().pgettext(_STORED, piece.message).format_map(words)


def _shown(sentence: str) -> str:
    translations = _translations()
    said = translations.pgettext(_STORED, sentence) if sentence else ""
    if said != sentence or translations is _ENGLISH:
        return said
    for pattern, translation in _Speech.patterns:
        found = pattern.fullmatch(sentence)
        if found is not None:
            return translation.format_map({name: shown(text) for name, text in found.groupdict().items()})
    return sentence


def number(count: int) -> str:
    """A whole number with its digits grouped as the reader's language does it: 1,204."""
    plain = f"{count:,}"
    return plain if abs(count) < 1000 else plain.replace(",", trc("between thousands", ","))


@contextmanager
def in_english() -> Iterator[None]:
    """What is said within, by this thread, is English: for documents that programs read."""
    token = _Speech.english.set(True)
    try:
        yield
    finally:
        _Speech.english.reset(token)


def language() -> str:
    """The code of the language that is spoken: en, uk, ko."""
    return _translations().info().get("language") or ENGLISH


def wanted_language() -> str:
    """The language that was asked for, whether or not anything is translated into it: uk, zh_TW.

    That of a .mo file is what the file says; empty where it says none.
    """
    wanted = os.environ.get(LANGUAGE) or _of_the_system()
    if wanted.endswith(".mo"):
        return str(_translations().info().get("language", ""))
    return next(_names(wanted), "")


def choose(language: str | None = None) -> str:
    """Speak this language from now on, here and in processes started from here; gives the one spoken.

    None: what EXHIBIT_LANGUAGE says, else the system. English where nothing is translated. Raises OSError
    for a .mo file that cannot be read.
    """
    with _Speech.lock:
        if language is not None:
            os.environ[LANGUAGE] = language
        spoken, translations = _loaded(language or os.environ.get(LANGUAGE) or _of_the_system())
        _Speech.patterns = tuple(_patterns(translations))
        _Speech.translations = translations
    return spoken


def _translations() -> NullTranslations:
    if _Speech.english.get():
        return _ENGLISH
    if _Speech.translations is None:
        choose()
    return _Speech.translations or _ENGLISH


def _patterns(translations: NullTranslations) -> Iterator[tuple[re.Pattern[str], str]]:
    """Of every stored sentence with places to fill what it looks like; the least particular ones last."""
    entries: dict[str, str] = getattr(translations, "_catalog", {})  # gettext has no other way to ask for all
    marked = {
        key.removeprefix(_OF_STORED): entries[key] for key in entries if str(key).startswith(_OF_STORED)
    }
    for message in sorted(marked, key=lambda each: (each.startswith("{"), -len(each))):
        literals = _PLACE.split(message)
        if len(literals) > 1:
            parts = (
                re.escape(each) if at % 2 == 0 else f"(?P<{each}>.*)" for at, each in enumerate(literals)
            )
            yield re.compile("".join(parts), re.DOTALL), marked[message]


def _loaded(wanted: str) -> tuple[str, NullTranslations]:
    if wanted.endswith(".mo"):
        with Path(wanted).open("rb") as file:
            return wanted, GNUTranslations(file)
    for name in _names(wanted):
        if name == ENGLISH:
            break
        from importlib.resources import files  # 10 ms, which English does not need

        shipped = files(__package__).joinpath("i18n", name, "LC_MESSAGES", f"{_DOMAIN}.mo")
        if shipped.is_file():
            with shipped.open("rb") as file:
                return name, GNUTranslations(file)
    return ENGLISH, _ENGLISH


def _names(wanted: str) -> Iterator[str]:
    """uk_UA.UTF-8 and uk-UA are tried as uk_UA, then as uk; what is no name of a language is no path."""
    name = wanted.partition(".")[0].partition("@")[0].replace("-", "_")
    if name.replace("_", "").isalnum():
        yield name
        yield name.partition("_")[0].lower()


def _of_the_system() -> str:
    """As gettext looks for it; Windows keeps it elsewhere."""
    named = next((value for value in map(os.environ.get, _POSIX) if value), None)
    if named is None and sys.platform == "win32":
        import ctypes
        from locale import windows_locale

        named = windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage())
    return named or ENGLISH
