"""Text from files made safe to keep: escaped verbatim for raw tags, cleaned NFC for parsed values."""

import re
import unicodedata
from functools import partial

from resources.messages import stored
from resources.remark import Remark
from resources.remarks import remark

RAW_LIMIT = 8_000
"""Characters of one raw tag that are kept."""
TEXT_LIMIT = 20_000
"""Characters of one caption that are kept."""

# tabs and line feeds stay; C1 controls, lone surrogates and non-characters go: XML and terminals choke on
# them
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def escaped(text: str, limit: int = RAW_LIMIT) -> str:
    r"""The text as it stands, with NUL, controls and lone surrogates as ``\x00``; cut with a note."""
    if len(text) > limit:
        text = f"{text[:limit]}… {stored('(cut: {count} characters in the file)', count=f'{len(text):,}')}"
    if text.isascii() and text.isprintable():
        return text
    return _CONTROL.sub(_escape, text)


def clean(text: str, limit: int = TEXT_LIMIT) -> str:
    """NFC, without control characters (line breaks and tabs stay), without white space around it.

    Of a remark so are its arguments.
    """
    if isinstance(text, Remark):
        return text.with_texts(partial(clean, limit=limit))
    # cut first: NFC of 20,000 marks on one letter takes 0.6 s, of a million hours. It may shorten, hence 1000
    # more
    text = text[: limit + 1000]
    if not (text.isascii() and text.isprintable()):
        text = _CONTROL.sub("", unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n"))
    text = text.strip()
    return text if len(text) <= limit else f"{text[:limit]}… {stored('(cut)')}"


def decoded(raw: bytes) -> str:
    r"""UTF-8 up to the first NUL; bytes that are no UTF-8 stay visible as ``\xe4``."""
    return raw.split(b"\0", 1)[0].decode("utf-8", "backslashreplace")


def optional(text: str | None) -> str | None:
    """The cleaned text, or None where nothing is left of it."""
    return (clean(text) or None) if text is not None else None


def fault(error: Exception, limit: int) -> str:
    """What a reader or a library raised: its kind, and its words on as many characters."""
    kind, words = type(error).__name__, clean(str(error), limit)
    if isinstance(words, Remark):
        return remark("fault", kind=kind, why=words)
    return f"{kind}: {words}"


def _escape(found: re.Match[str]) -> str:
    code = ord(found.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
