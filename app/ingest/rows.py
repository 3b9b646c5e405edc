"""The rows that an arrival makes: the file, its receipt, its role in an item, what the file itself says."""

import json
import os
import platform
from dataclasses import asdict, replace
from typing import Any

from app import __version__
from app.fields.evidence import RECEIPT
from app.ingest.copying import Copied
from app.ingest.kinds import time_kind
from app.ingest.names import shown
from app.ingest.positions import index_boxes
from app.ingest.records import SharedFields
from app.messages.clock import clock_basis
from app.reading.records import PictureReading, ReadCaption, ReadSnapshot, RecordedLocation, RecordedTime
from db.acts.unit import Unit
from db.json_value import Json
from db.queries.file_queries import pack_tags
from db.rows import CaptionRow, FileRow, ItemFileRow, LocationRow, ReceiptRow, SnapshotRow, TimeRow
from resources.remarks import LINES, remark, remarks_together

_SIDECAR_TYPE = "application/rdf+xml"


def insert_file(unit: Unit, copied: Copied, reading: PictureReading | None) -> int:
    """A file row; `reading` is None for a sidecar."""
    row = FileRow(
        sha256=copied.sha256,
        sha512=copied.sha512,
        size=copied.size,
        media_type=_SIDECAR_TYPE,
        no_picture_reason=remark("sidecar"),
        created_at=unit.now,
    )
    return unit.insert(row if reading is None else _with_content(row, reading), tracked=False)


def insert_role(unit: Unit, copied: Copied, item: int, file: int, role: str) -> None:
    """The part that a file plays in an item."""
    name = shown(copied.source.name)
    unit.insert(ItemFileRow(item_id=item, file_id=file, role=role, name=name), tracked=False)


def insert_receipt(
    unit: Unit, copied: Copied, shared: SharedFields, item: int, file: int, sidecar_of: int | None
) -> None:
    """One arrival: from whom, how and when, under which name."""
    receipt = ReceiptRow(
        item_id=item,
        file_id=file,
        received_at=unit.now,
        clock_basis=clock_basis(unit.clock_behind_s),
        name=shown(copied.source.name),
        # the name as text may be escaped, and cannot be turned back
        name_bytes=os.fsencode(copied.source.name),
        path=shown(copied.source),
        modified_at=copied.modified_at,
        sidecar_of=sidecar_of,
        source_id=shared.source_id,
        **RECEIPT.checked_of(shared),
        collector_id=unit.agent_id,
        machine=platform.node(),
        tool="Exhibit",
        tool_version=__version__,
    )
    unit.insert(receipt, tracked=False)


def told(shared: SharedFields) -> dict[str, Json]:
    """The shared fields that say something, for the log."""
    fields: dict[str, Any] = asdict(shared)
    fields |= fields.pop("item")
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in fields.items() if value
    }


def insert_facts(unit: Unit, item: int, file: int, reading: PictureReading) -> None:
    """Snapshots, captions, recorded locations and times, as the file states them."""
    for snapshot in reading.snapshots:
        _insert_snapshot(unit, file, snapshot)
    for caption in reading.captions:
        _insert_caption(unit, item, caption)
    for location in reading.locations:
        _insert_location(unit, item, location)
    for time in reading.times:
        _insert_time(unit, item, time)


def insert_later_facts(unit: Unit, item: int, file: int, reading: PictureReading) -> None:
    """What a sidecar adds to a picture that was held before it came."""
    unit.flush()
    for snapshot in reading.snapshots:
        if any(tag.group == "sidecar" for tag in snapshot.tags):
            _insert_snapshot(unit, file, snapshot)
    captions = {(caption.tag, caption.text) for caption in unit.evidence.captions(item)}
    for caption in reading.captions:
        if (caption.tag, caption.text) not in captions:
            _insert_caption(unit, item, caption)
    locations = {location.raw for location in unit.places.locations(item)}
    for location in reading.locations:
        if location.raw not in locations:
            _insert_location(unit, item, location)
    times = {(time.tag, time.raw) for time in unit.places.times(item)}
    for time in reading.times:
        if (time.tag, time.raw) not in times:
            _insert_time(unit, item, time)


def _insert_snapshot(unit: Unit, file: int, snapshot: ReadSnapshot) -> None:
    row = SnapshotRow(
        file_id=file,
        reader=snapshot.reader,
        version=snapshot.version,
        read_at=snapshot.read_at,
        none_found=snapshot.none_found,
        tags=pack_tags((tag.group, tag.namespace, tag.name, tag.value) for tag in snapshot.tags),
    )
    unit.insert(row, tracked=False)


def _insert_caption(unit: Unit, item: int, caption: ReadCaption) -> None:
    row = CaptionRow(item_id=item, tag=caption.tag, text=caption.text, language=caption.language)
    unit.insert(row, tracked=False)


def _with_content(row: FileRow, reading: PictureReading) -> FileRow:
    return replace(
        row,
        media_type=reading.media_type,
        width=reading.width,
        height=reading.height,
        orientation=reading.orientation,
        frames=reading.frames,
        no_picture_reason=reading.no_picture_reason,
        c2pa_state=reading.c2pa.state,
        c2pa_url=reading.c2pa.url,
        c2pa_codes="\n".join(reading.c2pa.codes) or None,
    )


def _insert_location(unit: Unit, item: int, location: RecordedLocation) -> None:
    row = LocationRow(
        item_id=item,
        role=location.role,
        basis="recorded",
        lat=location.lat,
        lon=location.lon,
        radius_m=location.radius_m,
        footprint=None if location.footprint is None else json.dumps(location.footprint),
        altitude_m=location.altitude_m,
        bearing_deg=location.bearing_deg,
        bearing_reference=location.bearing_reference,
        raw=location.raw,
        source_datum=location.source_datum,
        method=location.method,
        suspect=remarks_together(location.suspect, LINES),
        agent_id=unit.agent_id,
        at=unit.now,
    )
    unit.add_location(index_boxes(location), row, tracked=False)


def _insert_time(unit: Unit, item: int, time: RecordedTime) -> None:
    row = TimeRow(
        item_id=item,
        kind=time_kind(time),
        basis="recorded",
        tag=time.tag,
        raw=time.raw,
        earliest=time.earliest,
        latest=time.latest,
        zone_basis=time.zone_basis,
        reason=time.reason,
        agent_id=unit.agent_id,
        at=unit.now,
    )
    unit.insert(row, tracked=False)
