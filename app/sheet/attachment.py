"""to_json: the record as canonical JSON (RFC 8785), attached inside the PDF for other programs."""

import math
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import TypeAlias

import rfc8785

from app.privacy.withheld import Withheld
from app.sheet.facts import Fact
from app.sheet.record import ProvenanceSheet
from app.sheet.unknowns import unknowns
from app.sheet.wording import custody_gaps, log_sentences, not_established, origins_sentence
from app.times.moments import rfc3339
from resources.messages import in_english

Json: TypeAlias = dict[str, "Json"] | list["Json"] | str | int | float | bool | None

FORMAT = "exhibit-sheet/1"
SCHEMA = 1
"""Of the record that is attached to a sheet."""
# RFC 8785 writes numbers as doubles, which hold no larger integer exactly (I-JSON, RFC 7493, 2.2)
_LARGEST_INTEGER = 2**53 - 1


def to_json(sheet: ProvenanceSheet) -> bytes:
    """The sheet as canonical JSON; the map's drawing is left out, its words stay.

    Unknown is null, withheld is {"withheld": true}. Times are UTC as RFC 3339 with "Z". Lone surrogates
    become "[U+D800]", numbers that are not finite or too large for JSON become their digits as text.
    A time without a zone raises ValueError.
    """
    with in_english():
        derived = {
            "format": FORMAT,
            "schema": SCHEMA,
            "unknown": unknowns(sheet),
            "custody_gaps": custody_gaps(sheet),
            "log_says": log_sentences(sheet.log),
            "origins": [[claim.label, origins_sentence(claim)] for claim in sheet.claims],
            "does_not_establish": not_established(sheet),
        }
    return rfc8785.dumps(_plain({**_members(sheet), **derived}))


def _plain(value: object) -> Json:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Withheld):
        return {"withheld": True}
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime):
        return _utc(value)
    return _nested(value)


def _nested(value: object) -> Json:
    if isinstance(value, tuple) and value and isinstance(value[0], Fact):
        return {fact.field.name: _plain(fact.plain) for fact in value}
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {_text(str(name)): _plain(part) for name, part in value.items()}
    return _plain(_members(value))


def _members(value: object) -> dict[str, object]:
    if not is_dataclass(value):
        raise TypeError(f"{type(value).__name__} has no place in the record of a sheet")
    members = {field.name: getattr(value, field.name) for field in fields(value)}
    of_the_table = members.pop("facts", ())  # they are members like the others
    members |= {fact.field.name: fact.plain for fact in of_the_table}
    return {name: member for name, member in members.items() if not isinstance(member, bytes)}


def _text(text: str) -> str:
    if text.isascii():
        return text
    # UTF-8 has no lone surrogates, and RFC 8785 refuses them; names of files may hold some
    return "".join(f"[U+{ord(c):04X}]" if "\ud800" <= c <= "\udfff" else c for c in text)


def _number(value: int | float) -> Json:
    if isinstance(value, int):
        return value if abs(value) <= _LARGEST_INTEGER else str(value)
    return value if math.isfinite(value) else str(value)


def _utc(value: datetime) -> str:
    if value.tzinfo is None:
        raise ValueError(f"the time {value} of the sheet has no zone")
    return rfc3339(value)
