"""What an export tells of one item, under a profile: values ready for CSV, JSON and GeoJSON alike."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from app.evidence.dossier import Dossier
from app.privacy.profile import WITHHELD_WORDS, Profile, keeps_back_position, redact, restricted_strings
from app.records import File, Link, Location, Receipt, Time
from app.times.moments import rfc3339

COLUMNS = (
    *("exhibit", "uuid", "label", "type", "title", "description", "held", "sensitivity"),
    *("digital_source_type", "publisher", "published_at", "published_url", "creator", "uploader"),
    *("platform", "sensor", "operator", "licence", "ground_sample_m", "off_nadir_deg", "cloud_percent"),
    *("captured_earliest", "captured_latest", "camera", "received_at"),
    *("sha256", "size", "media_type", "width", "height", "name", "tags", "cases", "claims"),
    *("lat", "lon", "radius_m", "role", "basis", "position_withheld"),
)
"""The flat fields, one value each (lists of texts for tags, cases, claims and sensitivity), in this order."""

_NEVER_REDACTED = frozenset(
    {"exhibit", "uuid", "type", "held", "sensitivity", "sha256", "sha512", "media_type", "role", "basis"}
    | {"stance", "status", "kind", "zone_basis", "bearing_reference", "digital_source_type"}
)


def told(dossier: Dossier, profile: Profile, restricted: Iterable[str] = ()) -> dict[str, Any]:
    """The flat fields and the lists of one item; None is unknown.

    Under *safe*, what `app.privacy.profile` keeps back is “[withheld]” (a position: null, with
    `position_withheld`),
    and no `restricted` string is left inside any text.
    """
    safe = profile == "safe"
    record = {**_flat(dossier, safe=safe), **_lists(dossier, safe=safe)}
    if not safe:
        return record
    strings = restricted_strings(dossier, restricted)
    return {name: _redacted(name, value, strings) for name, value in record.items()}


def shown(dossier: Dossier, *, safe: bool) -> Location | None:
    """The location that stands for the item: its best subject location, else its best camera location."""
    open_ones = [at for at in dossier.locations if not (safe and keeps_back_position(at))]
    placed = (at for at in open_ones if at.role != "publisher" and at.lat is not None)
    return next(placed, None)


def _flat(dossier: Dossier, *, safe: bool) -> dict[str, Any]:
    item, at, file = dossier.item, shown(dossier, safe=safe), dossier.original
    publisher = dossier.publisher
    hidden = safe and publisher is not None and publisher.restricted
    return {
        "exhibit": item.exhibit,
        "uuid": item.uuid,
        "label": item.label,
        "type": item.type,
        "title": item.title,
        "description": item.description,
        "held": item.held,
        "sensitivity": [word for word in item.sensitivity.split(",") if word],
        "digital_source_type": item.digital_source_type,
        "publisher": WITHHELD_WORDS if hidden else publisher and publisher.name,
        "published_at": item.published_at,
        "published_url": WITHHELD_WORDS if hidden and item.published_url else item.published_url,
        **{name: getattr(item, name) for name in _OF_THE_ITEM},
        "captured_earliest": rfc3339(item.captured_earliest),
        "captured_latest": rfc3339(item.captured_latest),
        "camera": item.camera,
        "received_at": rfc3339(item.received_at),
        **{name: getattr(file, name) if file else None for name in _OF_THE_FILE},
        "tags": list(dossier.tags),
        "cases": [case.label for case in dossier.cases],
        "claims": [f"{link.claim_label} {link.stance}" for link in dossier.links],
        **{name: getattr(at, name) if at else None for name in _OF_THE_LOCATION},
        "position_withheld": safe and any(keeps_back_position(each) for each in dossier.locations),
    }


def _lists(dossier: Dossier, *, safe: bool) -> dict[str, Any]:
    return {
        "files": [_file(file) for file in dossier.files],
        "locations": [_location(at, hidden=safe and keeps_back_position(at)) for at in dossier.locations],
        "times": [_time(time) for time in dossier.times],
        "receipts": [_receipt(receipt, safe=safe) for receipt in dossier.receipts],
        "links": [_link(link) for link in dossier.links],
    }


def _file(file: File) -> dict[str, Any]:
    names = ("role", "name", "sha256", "sha512", "size", "media_type", "width", "height", "c2pa_state")
    return {
        **{name: getattr(file, name) for name in names},
        "checked_at": rfc3339(file.checked_at),
        "check_outcome": file.check_outcome,
    }


def _location(at: Location, *, hidden: bool) -> dict[str, Any]:
    exact = {
        "lat": at.lat,
        "lon": at.lon,
        "radius_m": at.radius_m,
        "footprint": json.loads(at.footprint) if at.footprint else None,
        "altitude_m": at.altitude_m,
        "bearing_deg": at.bearing_deg,
        "bearing_reference": at.bearing_reference,
        "raw": at.raw,
        "place": at.place_name,
    }
    return {
        "role": at.role,
        "basis": at.basis,
        **(dict.fromkeys(exact) if hidden else exact),
        "withheld": hidden,
        "source_datum": at.source_datum,
        "method": at.method,
        "status": at.status,
    }


def _time(time: Time) -> dict[str, Any]:
    names = ("kind", "basis", "tag", "raw", "zone_basis", "method", "reason")
    return {
        **{name: getattr(time, name) for name in names},
        "earliest": rfc3339(time.earliest),
        "latest": rfc3339(time.latest),
    }


def _receipt(receipt: Receipt, *, safe: bool) -> dict[str, Any]:
    record: dict[str, Any] = {
        "sha256": receipt.sha256,
        "received_at": rfc3339(receipt.received_at),
        "clock_basis": receipt.clock_basis,
        "tool": f"{receipt.tool} {receipt.tool_version}",
        **{name: getattr(receipt, name) for name in _OF_THE_RECEIPT},
    }
    kept_back = (*_OF_A_PERSON, *(_OF_A_SOURCE if receipt.source_restricted else ())) if safe else ()
    return {**record, **{name: WITHHELD_WORDS for name in kept_back if record[name] is not None}}


def _link(link: Link) -> dict[str, Any]:
    return {
        "claim": link.claim_label,
        "case": link.case_label,
        "statement": link.claim_statement,
        "stance": link.stance,
        "status": link.status,
        "reason": link.reason,
    }


def _redacted(name: str, value: Any, restricted: tuple[str, ...]) -> Any:
    if isinstance(value, str):
        return value if name in _NEVER_REDACTED else redact(value, restricted)
    if isinstance(value, list):
        return [_redacted(name, part, restricted) for part in value]
    if isinstance(value, Mapping):
        return {key: _redacted(key, part, restricted) for key, part in value.items()}
    return value


_OF_THE_ITEM = (
    *("creator", "uploader", "platform", "sensor", "operator", "licence"),
    *("ground_sample_m", "off_nadir_deg", "cloud_percent"),
)
_OF_THE_FILE = ("sha256", "size", "media_type", "width", "height", "name")
_OF_THE_LOCATION = ("lat", "lon", "radius_m", "role", "basis")
_OF_A_PERSON = ("collector", "machine", "account", "path")
_OF_A_SOURCE = ("source_name", "obtained_from", "url", "upstream")
_OF_THE_RECEIPT = (
    *_OF_A_PERSON,
    *_OF_A_SOURCE,
    *("name", "method", "obtained_at", "conditions", "conversions"),
)
