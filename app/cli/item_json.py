"""Records as JSON: the field names of the contract, times in UTC, unknown as null."""

import json
from collections.abc import Collection, Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any

from app.evidence.dossier import Dossier
from app.fields.evidence import LINK, LOCATION, RECEIPT, TIME
from app.fields.field import Field, FieldTable
from app.fields.item import ITEM
from app.fields.kinds import Plain
from app.messages.acts import in_english_words
from app.records import File, Item, Link, Location, LogEntry, Snapshot, Time
from app.times.moments import rfc3339
from resources.remark import Remark
from resources.remarks import remark_data, remarks_of_lines

INTERNAL = frozenset(
    {"id", "item_id", "file_id", "case_id", "place_id", "source_id", "origin_id", "publisher_id"}
    | {"collector_id", "examined_by", "created_by", "claim_id", "parent_id", "sidecar_of"}
)

_TOLD_BESIDE = {"publisher", "captured_earliest", "captured_latest", "camera"}
"""In a dossier they are more than a value."""
_CIFF = "CIFF "
"""How a tag of Canon's older raw format begins."""


def record(thing: Any, leave: Collection[str] = INTERNAL) -> dict[str, Any]:
    """The fields of a frozen record, without the numbers that only the database knows.

    Where the program worded one, `remarks` has its codes.
    """
    told = {field.name: getattr(thing, field.name) for field in fields(thing) if field.name not in leave}
    remarks = {name: remark_data(each) for name, each in told.items() if isinstance(each, Remark)}
    return {
        **{name: value(each) for name, each in told.items()},
        **({"remarks": remarks} if remarks else {}),
    }


def record_of(table: FieldTable, thing: Any, leave: Collection[str] = INTERNAL) -> dict[str, Any]:
    """The same of a record with a table: what people say of it is told as its kind is."""
    given = {field.stored_as for field in table.given}
    return {**record(thing, {*leave, *given}), **members(table.given, thing)}


def value(thing: Any) -> Any:
    """One value as JSON has it."""
    if isinstance(thing, datetime):
        return rfc3339(thing)
    if isinstance(thing, (tuple, list)):
        return [value(part) for part in thing]
    return record(thing) if hasattr(thing, "__dataclass_fields__") else thing


def members(table: Iterable[Field], thing: object, leave: Collection[str] = ()) -> dict[str, Plain]:
    """What a record holds of the fields of a table, for programs."""
    return {field.name: field.kind.plain(field.of(thing)) for field in table if field.name not in leave}


def item(it: Item) -> dict[str, Any]:
    """One evidence item by itself."""
    return {
        **members(ITEM, it, _TOLD_BESIDE),
        "captured": captured(it.captured_earliest, it.captured_latest),
        "withdrawn": it.withdrawn is not None,
    }


def captured(earliest: datetime | None, latest: datetime | None) -> dict[str, str | None] | None:
    """The interval in which it was taken, or null."""
    if earliest is None and latest is None:
        return None
    return {"earliest": value(earliest), "latest": value(latest)}


def location(at: Location) -> dict[str, Any]:
    """One statement about where; `footprint` is [[lat, lon], ...], `suspect` a list of reasons."""
    return {
        "id": at.id,
        **record_of(LOCATION, at),
        "footprint": json.loads(at.footprint) if at.footprint else None,
        "suspect": list(remarks_of_lines(at.suspect)),
    }


def file(of: File) -> dict[str, Any]:
    """One file of an item."""
    return {"role": of.role, **record(of), "c2pa_codes": _codes(of)}


def link(of: Link) -> dict[str, Any]:
    """One link, from either end."""
    return {
        "id": of.id,
        "exhibit": of.exhibit,
        "title": of.item_title,
        "claim": of.claim_label,
        "statement": of.claim_statement,
        "case": of.case_label,
        "status": of.status,
        **record_of(LINK, of, INTERNAL | {"item_title", "claim_label", "claim_statement", "case_label"}),
    }


def entry(of: LogEntry) -> dict[str, Any]:
    """One act of the history."""
    return {**record(of), "label": in_english_words(of), "undone": of.undone_by is not None}


def time(of: Time) -> dict[str, Any]:
    """One statement about when."""
    return record_of(TIME, of)


def snapshot(of: Snapshot, files: dict[int, File]) -> dict[str, Any]:
    """What one reader read in one file."""
    return {"sha256": files[of.file_id].sha256 if of.file_id in files else None, **record(of)}


def dossier(of: Dossier) -> dict[str, Any]:
    """Everything known of one item."""
    files = {held.id: held for held in of.files}
    return {
        **item(of.item),
        "publisher": of.publisher and record(of.publisher),
        "cases": [{"label": case.label, "title": case.title} for case in of.cases],
        "tags": list(of.tags),
        "files": [file(held) for held in of.files],
        "locations": [location(at) for at in of.locations],
        "times": [time(at) for at in of.times],
        "camera": camera(of),
        "metadata": [snapshot(taken, files) for taken in of.snapshots],
        "captions": [record(caption) for caption in of.captions],
        "receipts": [record_of(RECEIPT, receipt) for receipt in of.receipts],
        "custody": [record(event) for event in of.custody],
        "derivations": [record(made) for made in of.derivations],
        "links": [link(made) for made in of.links],
        "notes": [record(note) for note in of.notes],
        "sheets": [record(sheet) for sheet in of.sheets],
        "c2pa": c2pa(of),
        "history": [entry(act) for act in of.history],
    }


def camera(of: Dossier) -> dict[str, str | None]:
    """Make and model as the file states them."""
    found: dict[str, str | None] = {"make": None, "model": None}
    for taken in of.snapshots:
        for tag in taken.tags:
            name = tag.name.rsplit(":", 1)[-1].removeprefix(_CIFF).lower()
            stated = tag.group in {"EXIF", "XMP"} or tag.name.startswith(_CIFF)
            # the directory of a thumbnail may state its own
            named = name in found and stated and tag.namespace != "Thumbnail"
            if named and found[name] is None:
                found[name] = tag.value.strip() or None
    return found


def c2pa(of: Dossier) -> dict[str, Any]:
    """The state of the content credentials of the original."""
    held = of.original
    if held is None:
        return {"state": None, "url": None, "codes": []}
    return {"state": held.c2pa_state, "url": held.c2pa_url, "codes": _codes(held)}


def _codes(of: File) -> list[str]:
    return (of.c2pa_codes or "").splitlines()
