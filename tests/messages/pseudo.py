"""A made-up language: accented, a third longer, in ⟦brackets⟧, made from the messages by rule.

No ASCII letter is left of a message, so what is read in plain letters is data or was never translated.
"""

import re
import struct
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from resources.build.messages import Message, messages_in

ROOT = Path(__file__).parents[2]
LEFT, RIGHT = "⟦", "⟧"
_KEPT = re.compile(r"(\{\{|\}\}|\{\w+\}|</?\w+[^<>]*>)")
_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED = "áƀçðéƒĝĥîĵķļɱñöþɋŕšţüṽŵẋýžÁɃÇÐÉƑĜĤÎĴĶĻṀÑÖÞɊŔŠŢÜṼŴẊÝŽ"
_ACCENTS = str.maketrans(_PLAIN, _ACCENTED)
_PADDING = " ẅẍŷž"
_HEADER = "Content-Type: text/plain; charset=utf-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"


def pseudo(text: str) -> str:
    """The text in the made-up language: places to fill and tags of markup are kept as they are."""
    parts = _KEPT.split(text)
    parts[::2] = [part.translate(_ACCENTS) for part in parts[::2]]
    return f"{LEFT}{''.join(parts)}{_longer(len(text))}{RIGHT}"


def language_file(folder: Path) -> Path:
    """The .mo file of the made-up language, for EXHIBIT_LANGUAGE."""
    path = folder / "xx.mo"
    path.write_bytes(_language())
    return path


@cache
def _language() -> bytes:
    """Reading the whole program takes seconds."""
    return compiled(dict(map(_translated, (message for _, message in messages_in(ROOT)))))


def compiled(translations: Mapping[str, str]) -> bytes:
    """A .mo file of these translations; keys and values as gettext has them, with \\x04 and \\0 inside."""
    rows = sorted((key.encode(), value.encode()) for key, value in {"": _HEADER, **translations}.items())
    tables_end = 28 + 16 * len(rows)
    texts, places = _laid_out((each for row in zip(*rows, strict=True) for each in row), tables_end)
    head = struct.pack("<7I", 0x950412DE, 0, len(rows), 28, 28 + 8 * len(rows), 0, 0)
    return head + places + texts


def _laid_out(texts: Iterable[bytes], offset: int) -> tuple[bytes, bytes]:
    places = body = b""
    for text in texts:
        places += struct.pack("<2I", len(text), offset + len(body))
        body += text + b"\0"
    return body, places


def _translated(message: Message) -> tuple[str, str]:
    first, *rest = message.strings
    if message.function == "trn":
        return f"{first}\0{rest[0]}", f"{pseudo(first)}\0{pseudo(rest[0])}"
    if message.function == "trc":
        return f"{first}\x04{rest[0]}", pseudo(rest[0])
    return first, pseudo(first)


def _longer(length: int) -> str:
    return (_PADDING * length)[: length * 35 // 100]
