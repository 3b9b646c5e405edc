"""Columns of an item that no query names: each stands here once, for the table, its rows and its record."""

from dataclasses import dataclass, field
from typing import Any

INDEXED = {"index": True}
"""The `metadata` of a column by which items are searched."""


def _searched() -> Any:
    return field(default=None, metadata=INDEXED)


@dataclass(frozen=True, kw_only=True)
class ItemFields:
    """What people say of an item, as `app.fields.item` describes it; None is unknown.

    A new field is one more line here. It has no slots, so that a record with bases of its own can have it.
    """

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
