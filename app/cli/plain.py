"""Text of files and people made safe to print: nothing in it steers a terminal or turns the line around."""

import json
import re
from typing import Any

# c0 but for tab and line feed, DEL and C1; the marks, embeddings and isolates of UAX 9; separators of lines,
# blanks without width, lone surrogates and annotations
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufff9-\ufffb]"
)
_BREAKS = re.compile("[\t\n]")


def plain(text: str) -> str:
    r"""One line: controls, bidi controls and lone surrogates as `\x1b` or `\u202e`, breaks as spaces."""
    return _BREAKS.sub(" ", plain_lines(text))


def plain_lines(text: str) -> str:
    r"""Like `plain`, with line breaks and tabs kept."""
    return _STEERING.sub(_escaped, text.replace("\r\n", "\n"))


def json_text(document: Any) -> str:
    """The document as JSON; what could steer a terminal is written as its JSON escape, so nothing is lost."""
    return _STEERING.sub(_json_escaped, json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False))


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def _json_escaped(found: re.Match[str]) -> str:
    return found[0] if found[0] in "\n\r" else f"\\u{ord(found[0]):04x}"
