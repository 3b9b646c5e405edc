"""Names of files as text: what is no text is escaped, and the bytes are kept beside it."""

import os
from pathlib import Path
from unicodedata import normalize

from resources.messages import stored

_LONGEST_TITLE = 200


def shown(path: Path | str) -> str:
    """A path or name as text that can be stored and printed; bytes that are no text become `\\xNN`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def title_of(path: Path) -> str:
    """The title of an item made from a file: its name without the ending, in NFC and on one line."""
    words = "".join(letter if letter.isprintable() else " " for letter in normalize("NFC", shown(path.stem)))
    return " ".join(words.split())[:_LONGEST_TITLE] or stored("unnamed file")
