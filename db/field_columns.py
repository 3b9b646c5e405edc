"""Columns of fields that no query names: each stands here once, for the table, its rows and its record.

A new field of a noun is one more line of its class. The classes have no slots, so that a record with bases of
its own can have them; None is unknown.
"""

from dataclasses import dataclass, field
from typing import Any

INDEXED = {"index": True}
"""The `metadata` of a column by which items are searched."""


def _searched() -> Any:
    return field(default=None, metadata=INDEXED)


@dataclass(frozen=True, kw_only=True)
class ItemFields:
    """What people say of an item, as `app.fields.item` describes it."""

    digital_source_type: str | None = None
    published_at: str | None = None  # as stated, any precision
    published_url: str | None = None
    creator: str | None = _searched()
    uploader: str | None = None
    # of imagery only
    platform: str | None = _searched()
    sensor: str | None = _searched()
    operator: str | None = _searched()
    licence: str | None = None
    ground_sample_m: float | None = None
    off_nadir_deg: float | None = None
    cloud_percent: float | None = None
    unknowns: str | None = None  # what the analyst states is unknown, one a line


@dataclass(frozen=True, kw_only=True)
class SourceFields:
    """What is said of a source, as `app.fields.claims` describes it. Reliability is Admiralty A to F."""

    kind: str | None = None
    identified: bool | None = None
    speaks_for: str | None = None
    interest: str | None = None
    reliability: str | None = None
    reliability_reason: str | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class ClaimFields:
    """What is said of a claim, as `app.fields.claims` describes it. Credibility is Admiralty 1 to 6."""

    kind: str | None = None  # event, estimate, intention, opinion
    modality: str | None = None
    checkable: bool | None = None
    reported_date: str | None = None
    event_time: str | None = None
    credibility: str | None = None
    credibility_reason: str | None = None
    likelihood: str | None = None
    confidence: str | None = None
    independence_reason: str | None = None  # a reasoned judgement that the origins are independent
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class ReceiptFields:
    """What people say of an arrival, as `app.fields.evidence` describes it."""

    obtained_from: str | None = None
    method: str | None = None
    url: str | None = None
    obtained_at: str | None = None  # as stated
    account: str | None = None
    upstream: str | None = None  # upstream post or mirror
    conditions: str | None = None
    conversions: str | None = None


@dataclass(frozen=True, kw_only=True)
class LocationFields:
    """What is said of a location beside where it is, as `app.fields.evidence` describes it."""

    altitude_m: float | None = None
    bearing_deg: float | None = None
    bearing_reference: str | None = None  # true, magnetic
    field_of_view_deg: float | None = None
    source_datum: str | None = None
    method: str | None = None


@dataclass(frozen=True, kw_only=True)
class TimeFields:
    """What is said of a time beside when it is, as `app.fields.evidence` describes it."""

    tag: str | None = None
    method: str | None = None


@dataclass(frozen=True, kw_only=True)
class LinkFields:
    """What is said of a link beside its stance and its reason, as `app.fields.evidence` describes it."""

    strength: str | None = None
    condition: str | None = None
