"""What crosses the border from the catalogue file: frozen rows, times in UTC, angles in degrees WGS 84."""

from db.records.acts import Agent, Case, LogEntry, SavedSearch
from db.records.claims import Claim, Link, Origin, Quantity, Relation, Source
from db.records.evidence import (
    Caption,
    CustodyEvent,
    Derivation,
    File,
    Item,
    Line,
    MetadataTag,
    Note,
    PrintedSheet,
    Receipt,
    Snapshot,
    exhibit_number,
)
from db.records.places import Location, Place, PlaceName, Time

__all__ = [
    "Agent",
    "Caption",
    "Case",
    "Claim",
    "CustodyEvent",
    "Derivation",
    "File",
    "Item",
    "Line",
    "Link",
    "Location",
    "LogEntry",
    "MetadataTag",
    "Note",
    "Origin",
    "Place",
    "PlaceName",
    "PrintedSheet",
    "Quantity",
    "Receipt",
    "Relation",
    "SavedSearch",
    "Snapshot",
    "Source",
    "Time",
    "exhibit_number",
]
