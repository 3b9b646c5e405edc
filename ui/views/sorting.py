"""The order in a query: reading and writing its `sort:` word."""

import re

_SORT = re.compile(r"(?<!\S)sort:(\S*)")


def sort_of(query: str) -> str:
    """The value of `sort:` in a query, empty where there is none."""
    found = _SORT.search(query)
    return found.group(1) if found else ""


def sorted_by(query: str, word: str) -> str:
    """The query with this order in place of the one it had."""
    rest = " ".join(_SORT.sub("", query).split())
    return f"{rest} sort:{word}".strip()
