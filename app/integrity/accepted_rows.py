"""Rows that were not as the log said when somebody accepted them: `verify` goes on to tell of them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from app.errors import NotAsLogged
from db.reader import Reader
from db.states.difference import RowDifference
from db.states.naming import NamedDifference


@dataclass(frozen=True, slots=True)
class AcceptedRow:
    """A row as it was found otherwise, and the entry that accepted it."""

    found: NamedDifference
    entry: int


def told_of(found: Sequence[RowDifference], named: Sequence[NamedDifference]) -> list[dict[str, Any]]:
    """What the content of an acceptance tells of rows, of which the first are named.

    `sequence` is the entry that wrote a row.
    """
    return [
        {
            "table": each.table,
            "key": list(each.key),
            "difference": each.difference,
            "sequence": each.sequence,
            "owner": each.owner,
            "columns": list(name.columns if name else each.columns),
        }
        for each, name in zip_longest(found, named)
    ]


def accepted_rows(
    reader: Reader, entries: Collection[int], items: Collection[int] | None
) -> Iterator[AcceptedRow]:
    """The rows that these entries accepted, all or those of some items.

    Nothing of an entry whose content was erased, or is not what it committed to: the log check tells of it.
    """
    for entry in entries:
        with suppress(NotAsLogged):
            content = reader.history.content(entry) or {}
            for told in content.get("rows", ()):
                found = _difference(told)
                if items is None or (found.owned_by_item and found.owner in items):
                    yield AcceptedRow(reader.states.called(found), entry)


def _difference(told: Mapping[str, Any]) -> RowDifference:
    # older entries do not tell the last three
    last = told.get("sequence"), told.get("owner"), tuple(told.get("columns", ()))
    return RowDifference(told["table"], tuple(told["key"]), told["difference"], *last)
