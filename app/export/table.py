"""CSV as RFC 4180 has it, in UTF-8, that no spreadsheet runs.

A text whose first character could start a formula (= + - @, their full-width forms, tab, line break), or is
an apostrophe, gets an apostrophe before it. So a reader takes one apostrophe off every cell that begins with
one, and has the text as it was. Numbers stay numbers, also negative ones. Unknown is an empty cell; lists are
joined by “; ”.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from app.export.item_values import COLUMNS

_DANGEROUS = tuple("=+-@＝＋－＠\t\r\n'")


def csv_chunks(items: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The file in pieces, the line of names first."""
    yield _line(COLUMNS)
    for item in items:
        yield _line([cell(item[name]) for name in COLUMNS])


def cell(value: Any) -> str:
    """One value as a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        # the shortest text that is read back as the same number
        return repr(value)
    text = "; ".join(value) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def _line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()
