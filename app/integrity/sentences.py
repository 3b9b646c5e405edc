"""What was found wrong, in sentences for people."""

from app.integrity.checkpoint import CheckpointOutcome
from app.integrity.column_words import column_words
from app.records import LogBreak, SchemaDifference, exhibit_number
from db.states.naming import NamedDifference
from resources.messages import later, tr

_BREAKS = {
    "missing": later("it is missing, though traces of it or later entries are there"),
    "types": later("it is not kept as it was written"),
    "hash": later("its hash does not follow from its text and the entry before it"),
    "number": later("it carries another number inside"),
    "content": later("its content is not the content that was committed to"),
    "gone": later("its content is gone and no entry names it as erased"),
    "erasure": later("it is marked as erased by an entry that does not name it"),
    "version": later("it is written as the first version of the log wrote, which the upgrade ended"),
    "shorter": later("it was seen here before, and the log ends before it"),
    "other": later("another entry was seen here under its number"),
}
_AGAINST: dict[CheckpointOutcome, str] = {
    "stands": later("Entry {entry} has the hash that was seen outside."),
    "shorter": later("The log ends before entry {entry}, which was seen outside: entries were cut off."),
    "other": later("Entry {entry} has another hash than was seen outside: the log was written anew."),
    "foreign": later("What was seen outside belongs to another catalogue."),
}
_OF_ITEM = {
    "item": later("{exhibit}"),
    "item_case": later("the case of {exhibit} (row {number})"),
    "item_file": later("the part of a file in {exhibit} (row {number})"),
    "item_tag": later("tag “{name}” of {exhibit}"),
    "caption": later("caption {number} of {exhibit}"),
    "custody": later("custody event {number} of {exhibit}"),
    "field_value": later("the value of a field of {exhibit} (row {number})"),
    "link": later("link {number} of {exhibit}"),
    "location": later("location {number} of {exhibit}"),
    "note": later("note {number} of {exhibit}"),
    "receipt": later("receipt {number} of {exhibit}"),
    "region": later("region {number} of {exhibit}"),
    "review": later("review {number} of {exhibit}"),
    "sheet": later("printed sheet {number} of {exhibit}"),
    "time": later("time {number} of {exhibit}"),
}
_OTHERS = {
    "agent": later("agent {name}"),
    "case": later("case {name}"),
    "catalogue": later("the catalogue"),
    "claim": later("claim {name}"),
    "claim_place": later("a place of claim {owner}"),
    "claim_source": later("a source of claim {owner}"),
    "derivation": later("derivation {number}"),
    "field": later("field {name}"),
    "file": later("file {name}"),
    "act": later("act {number}"),
    "origin": later("origin {name}"),
    "place": later("place {name}"),
    "place_name": later("name {number} of place {owner}"),
    "quantity": later("quantity {number} of claim {owner}"),
    "relation": later("relation {number} between claims"),
    "saved_search": later("saved search “{name}”"),
    "snapshot": later("metadata {number} as read from file {owner}"),
    "source": later("source {name}"),
    "tag": later("tag “{name}”"),
}

_ANY = later("row {number} of the table {table}")
"""What belongs to an item, if the item that it names cannot be."""


def break_sentence(found: LogBreak) -> str:
    """What is wrong with an entry, as the end of a sentence that names it."""
    return tr(_BREAKS[found.problem])


def checkpoint_sentence(entry: int, outcome: CheckpointOutcome) -> str:
    """How the log compares with what was seen outside."""
    return tr(_AGAINST[outcome], entry=entry)


def row_sentence(found: NamedDifference) -> str:
    """What is wrong with a row: which, in what, and by which entry it should be otherwise."""
    row = row_words(found)
    match found.row.difference:
        case "added":
            return tr("{row} was written by no entry of the log.", row=_begin(row))
        case "gone":
            return tr("{row}, which entry {entry} wrote, is gone.", row=_begin(row), entry=found.row.sequence)
        case "salt":
            return tr(
                "{row} cannot be compared: its salt is gone, and no entry disposed of it.", row=_begin(row)
            )
        case "unreadable":
            return tr(
                "Rows of the table {table} cannot be read, from {row} on.", table=found.row.table, row=row
            )
    what = ", ".join(column_words(found.row.table, name) for name in found.columns)
    if found.row.difference == "derived":
        return tr("The {fields} of {row} does not follow from what it sums up.", fields=what, row=row)
    if found.columns:
        return tr(
            "The {fields} of {row} is not what entry {entry} wrote.",
            fields=what,
            row=row,
            entry=found.row.sequence,
        )
    return tr("{row} is not what entry {entry} wrote.", row=_begin(row), entry=found.row.sequence)


def row_words(found: NamedDifference) -> str:
    """What a person calls a row."""
    number = found.row.key[0]
    owner = found.row.owner
    exhibit = exhibit_number(owner) if found.owner == "item" and isinstance(owner, int) else None
    pattern = _OF_ITEM[found.row.table] if exhibit else _OTHERS.get(found.row.table, _ANY)
    return tr(
        pattern,
        table=found.row.table,
        exhibit=exhibit,
        number=number,
        name=found.name or number,
        owner=found.owner_name or owner,
    )


def states_sentence(entry: int) -> str:
    """That what the log keeps of rows is not what an entry committed to."""
    return tr("The states of rows beside entry {entry} are not those it committed to.", entry=entry)


def schema_sentence(found: SchemaDifference) -> str:
    """What is wrong with the schema."""
    kind = tr(found.kind)
    match found.kind, found.difference:
        case "sequence", "altered":
            return tr(
                "Of the table {name} the highest number that was given is not known any more: one that a row"
                " has could be given again.",
                name=found.name,
            )
        case "revision", _:
            return tr("The database says that it has the schema of another version.")
        case _, "missing":
            return tr("The {kind} {name} of the database is missing.", kind=kind, name=found.name)
        case _, "added":
            return tr("The {kind} {name} of the database is not ours.", kind=kind, name=found.name)
    return tr("The {kind} {name} of the database was altered.", kind=kind, name=found.name)


def _begin(words: str) -> str:
    return words[:1].upper() + words[1:]
