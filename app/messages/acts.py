"""What was done, as data: a code and its arguments in the catalogue, a sentence for whoever reads it.

A label of the log is written by `act_label` and said by `act_in_words`. Entries of the first version hold
their sentence itself, which stays as it is. A code, once used, keeps its meaning: catalogues are full of it.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from app.fields.item import ITEM
from app.records import LogEntry
from resources.messages import in_english, later, later_forms, number, shown, tr, trn
from resources.remarks import as_kept, kept

Argument: TypeAlias = str | int | list[str] | None
"""What JSON holds as it is; numbers with a plural form are called count."""
ActData: TypeAlias = tuple[str, Mapping[str, Argument]]

_ACTS: dict[str, str | tuple[str, str]] = {
    "make catalogue": later("Make the catalogue “{title}”"),
    "begin to work": later("{name} begins to work"),
    "add item": later("Add “{title}”"),
    "edit item": later("Edit {fields} of {exhibit}"),
    "note": later("Note on {exhibit}"),
    "examine": later("Examine {exhibit}"),
    "withdraw item": later("Withdraw {exhibit}"),
    "put in case": later_forms("Put {count} item in a case", "Put {count} items in a case"),
    "tag": later_forms("{changes}: {count} item", "{changes}: {count} items"),
    "locate": later("Locate {exhibit} ({role}, {basis}): {place}"),
    "withdraw location": later("Withdraw location {number}"),
    "date": later("Date {exhibit} ({kind}, {basis}): {time}"),
    "withdraw time": later("Withdraw time {number}"),
    "take in file": later("Take in “{name}”"),
    "take in files": later_forms("Take in {count} file", "Take in {count} files"),
    "attach": later("Attach “{name}” to {exhibit}"),
    "take in place": later("Take in place “{name}”"),
    "add place": later("Add place “{name}”"),
    "add places": later_forms("Add {count} place", "Add {count} places"),
    "open case": later("Open case “{title}”"),
    "edit case": later("Edit case {number}"),
    "withdraw case": later("Withdraw case “{title}”"),
    "add source": later("Add source “{name}”"),
    "add sources": later_forms("Add {count} source", "Add {count} sources"),
    "edit source": later("Edit source {number}"),
    "withdraw source": later("Withdraw source “{name}”"),
    "add origin": later("Add origin “{name}”"),
    "add origins": later_forms("Add {count} origin", "Add {count} origins"),
    "edit origin": later("Edit origin {number}"),
    "withdraw origin": later("Withdraw origin “{name}”"),
    "add claim": later("Add claim “{statement}”"),
    "add claims": later_forms("Add {count} claim", "Add {count} claims"),
    "edit claim": later("Edit claim {claim} of {case}"),
    "edit claims": later_forms("Edit {count} claim", "Edit {count} claims"),
    "withdraw claim": later("Withdraw claim {claim} of {case}"),
    "link item": later("Link {exhibit} to {claim} ({stance})"),
    "link items": later_forms(
        "Link {count} item to {claim} ({stance})", "Link {count} items to {claim} ({stance})"
    ),
    "add links": later_forms("Add {count} link", "Add {count} links"),
    "edit link": later("Edit link {number}"),
    "withdraw link": later("Withdraw link {number}"),
    "add relations": later_forms(
        "Add {count} relation between claims", "Add {count} relations between claims"
    ),
    "withdraw relation": later("Withdraw relation {number}"),
    "save search": later("Save search “{name}”"),
    "rename search": later("Rename a search to “{name}”"),
    "remove search": later("Remove search “{name}”"),
    "print sheet": later("Print the provenance sheet of {exhibit}, {profile} profile"),
    "print sheets": later_forms(
        "Print the provenance sheet of {count} item, {profile} profile",
        "Print the provenance sheet of {count} items, {profile} profile",
    ),
    "export": later_forms(
        "Export {count} item as {form} ({profile})", "Export {count} items as {form} ({profile})"
    ),
    "check files": later("Check the files of {exhibit}"),
    "verify item": later_forms("Verify {exhibit}: {count} file", "Verify {exhibit}: {count} files"),
    "verify, well": later_forms(
        "Verify {count} file and the log: all is well", "Verify {count} files and the log: all is well"
    ),
    "verify, not well": later_forms(
        "Verify {count} file and the log: not all is well",
        "Verify {count} files and the log: not all is well",
    ),
    "accept broken log": later("Accept that the log is broken at entry {entries}"),
    "accept rows": later_forms("Accept {count} row as found", "Accept {count} rows as found"),
    "accept broken log and rows": later_forms(
        "Accept that the log is broken at entry {entries}, and {count} row as found",
        "Accept that the log is broken at entry {entries}, and {count} rows as found",
    ),
    "back up": later_forms("Back up {count} file ({new} new)", "Back up {count} files ({new} new)"),
    "restore": later("Restore from the backup of {state}"),
    "upgrade": later("Upgrade the catalogue to schema {schema}"),
    "undo": later("Undo: {act}"),
    "clock": later("The clock of this machine had gone back: from {before} to {now}"),
}
_CODES = frozenset({"role", "basis", "kind", "stance", "profile"})
"""Arguments that are codes of `app.fields.terms`, said as words."""


_NOUNS = {field.stored_as: field.noun for field in ITEM}


def act_label(code: str, /, **arguments: Argument) -> str:
    """A label as the catalogue keeps it. Raises KeyError for a code that is not in the table."""
    # looked up for the KeyError alone: a code that nobody can read must not get into a catalogue
    _ACTS[code]
    place = arguments.get("place")
    if isinstance(place, str):  # of people, or a remark
        arguments["place"] = kept(place)
    return json.dumps([code, arguments], ensure_ascii=False, separators=(",", ":"))


def act_data(label: str) -> ActData | None:
    """Code and arguments of a label; None for a sentence of the first version."""
    if not label.startswith('["'):
        return None
    try:
        code, arguments = json.loads(label)
    except ValueError:
        return None
    place = arguments.get("place")
    return str(code), {**arguments, "place": as_kept(place)} if isinstance(place, str) else dict(arguments)


def act_in_words(label: str) -> str:
    """A label in the reader's language; a sentence of the first version as it is."""
    data = act_data(label)
    return label if data is None else _said(*data)


def in_words(entry: LogEntry) -> LogEntry:
    """An entry whose label is in the reader's language, with code and arguments beside it."""
    data = act_data(entry.label)
    if data is None:
        return entry
    return replace(entry, label=_said(*data), code=data[0], arguments=data[1])


def in_english_words(entry: LogEntry) -> str:
    """The label of such an entry in English, for programs."""
    if entry.code is None:
        return entry.label
    with in_english():
        return _said(entry.code, entry.arguments)


def _said(code: str, arguments: Mapping[str, Argument]) -> str:
    message = _ACTS.get(code)
    words = {name: _argument(name, value) for name, value in arguments.items()}
    if code == "tag":
        words["changes"] = _tag_changes(arguments)
    if message is None:  # of a newer version of the program
        return ", ".join((code, *words.values()))
    if isinstance(message, str):
        return tr(message, **words)
    count = arguments["count"]
    words.pop("count")
    return trn(*message, count if isinstance(count, int) else 0, **words)


def _argument(name: str, value: Argument) -> str:
    if isinstance(value, list):
        return (
            ", ".join(tr(_NOUNS.get(each, each)) for each in value) if name == "fields" else ", ".join(value)
        )
    if isinstance(value, int):
        return number(value) if name in {"count", "new"} else str(value)
    if name == "act":
        return act_in_words(value or "")
    text = value or ""
    return tr(text) if name in _CODES else shown(text) if name == "place" else text


def _tag_changes(arguments: Mapping[str, Argument]) -> str:
    added, removed = arguments["added"], arguments["removed"]
    parts = [tr("add tag {tag}", tag=tag) for tag in (added if isinstance(added, list) else [])]
    parts += [tr("remove tag {tag}", tag=tag) for tag in (removed if isinstance(removed, list) else [])]
    said = ", ".join(parts)
    return f"{said[:1].upper()}{said[1:]}"
