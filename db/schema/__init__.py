"""Every table of a catalogue as a SQLAlchemy class. Virtual tables and triggers are in `db.sqlite`."""

from db.schema.catalogue import AgentRow, CaseRow, CatalogueRow, FieldRow, SavedSearchRow
from db.schema.claims import (
    ClaimPlaceRow,
    ClaimRow,
    ClaimSourceRow,
    LinkRow,
    OriginRow,
    QuantityRow,
    RelationRow,
    SourceRow,
)
from db.schema.evidence import (
    CaptionRow,
    CustodyRow,
    DerivationRow,
    FileRow,
    ItemCaseRow,
    ItemFileRow,
    ItemRow,
    ReceiptRow,
    SnapshotRow,
)
from db.schema.log import LogContentRow, LogErasureRow, LogItemRow, LogRow, OperationRow
from db.schema.places import LocationRow, PlaceNameRow, PlaceRow, TimeRow
from db.schema.types import Base, UtcTime, utc_text
from db.schema.work import FieldValueRow, ItemTagRow, NoteRow, RegionRow, ReviewRow, SheetRow, TagRow

__all__ = [
    "AgentRow",
    "Base",
    "CaptionRow",
    "CaseRow",
    "CatalogueRow",
    "ClaimPlaceRow",
    "ClaimRow",
    "ClaimSourceRow",
    "CustodyRow",
    "DerivationRow",
    "FieldRow",
    "FieldValueRow",
    "FileRow",
    "ItemCaseRow",
    "ItemFileRow",
    "ItemRow",
    "ItemTagRow",
    "LinkRow",
    "LocationRow",
    "LogContentRow",
    "LogErasureRow",
    "LogItemRow",
    "LogRow",
    "NoteRow",
    "OperationRow",
    "OriginRow",
    "PlaceNameRow",
    "PlaceRow",
    "QuantityRow",
    "ReceiptRow",
    "RegionRow",
    "RelationRow",
    "ReviewRow",
    "SavedSearchRow",
    "SheetRow",
    "SnapshotRow",
    "SourceRow",
    "TagRow",
    "TimeRow",
    "UtcTime",
    "utc_text",
]
