"""What two analysts may do to a small catalogue, as data for another process, and what is seen of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from app.catalogue import Catalogue

ITEMS = (1, 2, 3, 4)
WITHDRAWABLE = 4
"""This one is never linked: links of a withdrawn item are not shown, so that nothing could be compared."""
CLAIM = 1
STANCES = ("supports", "refutes")
TAGS = ("rail", "порт")


@dataclass(frozen=True, slots=True)
class ItemSeen:
    """What the model holds of one item."""

    title: str
    tags: frozenset[str]
    stances: frozenset[str]
    withdrawn: bool
    graphic: bool
    notes: frozenset[str] = frozenset()


Seen = dict[int, ItemSeen]


def seen(catalogue: Catalogue) -> Seen:
    """The items as they stand."""
    stances = {item: {link.stance for link in catalogue.links.of_item(item)} for item in ITEMS}
    return {
        line.id: ItemSeen(
            line.title,
            frozenset(line.tags),
            frozenset(stances[line.id]),
            line.withdrawn is not None,
            "graphic" in line.sensitivity.split(","),
        )
        for line in catalogue.evidence.lines(ITEMS)
    }


def seen_with_notes(catalogue: Catalogue) -> Seen:
    """The items as they stand, and what is noted on them."""
    return {
        item: replace(one, notes=frozenset(note.text for note in catalogue.evidence.dossier(item).notes))
        for item, one in seen(catalogue).items()
    }


def perform(catalogue: Catalogue, act: dict[str, Any]) -> str | None:
    """Do it. Gives what `undo` says that it left, if anything; CatalogueError is a refusal."""
    return _ACTS[act["do"]](catalogue, act)


def _title(catalogue: Catalogue, act: dict[str, Any]) -> None:
    catalogue.evidence.edit(act["item"], title=act["title"])


def _tag(catalogue: Catalogue, act: dict[str, Any]) -> None:
    catalogue.tags.change(act["items"], add=[act["tag"]])


def _untag(catalogue: Catalogue, act: dict[str, Any]) -> None:
    catalogue.tags.change(act["items"], remove=[act["tag"]])


def _link(catalogue: Catalogue, act: dict[str, Any]) -> None:
    catalogue.links.add([act["item"]], CLAIM, act["stance"], "It shows the quay.")


def _unlink(catalogue: Catalogue, act: dict[str, Any]) -> None:
    for link in catalogue.links.of_item(act["item"]):
        if link.stance == act["stance"]:
            catalogue.links.withdraw(link.id, "It shows another quay.")


def _withdraw(catalogue: Catalogue, act: dict[str, Any]) -> None:
    catalogue.evidence.withdraw(act["item"], "It is a copy.")


def _note(catalogue: Catalogue, act: dict[str, Any]) -> None:
    catalogue.evidence.note(act["item"], act["note"])


def _mark(catalogue: Catalogue, act: dict[str, Any]) -> None:
    catalogue.evidence.edit(act["item"], sensitivity=["graphic"] if act["graphic"] else [])


def _undo(catalogue: Catalogue, _act: dict[str, Any]) -> str | None:
    return "; ".join(catalogue.history.undo().left) or None


_ACTS: dict[str, Callable[[Catalogue, dict[str, Any]], str | None]] = {
    "title": _title,
    "tag": _tag,
    "untag": _untag,
    "link": _link,
    "unlink": _unlink,
    "withdraw": _withdraw,
    "note": _note,
    "mark": _mark,
    "undo": _undo,
}
