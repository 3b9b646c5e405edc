"""What a catalogue should look like after acts, and what undoing may bring back; a reading of its own."""

from dataclasses import dataclass, replace
from typing import Any

from tests.machines.acts import ITEMS, ItemSeen, Seen

Key = tuple[int, str, str]
"""An item, what of it (title, tag, stance, withdrawn), and which tag or stance."""


@dataclass(slots=True)
class Done:
    """An act that changed something: what was before and after it, by key."""

    analyst: str
    changes: dict[Key, tuple[Any, Any]]
    undone: bool = False


class Model:
    """Items as they should stand, and the acts that made them so."""

    def __init__(self, items: Seen) -> None:
        self.items = items
        self.acts: list[Done] = []

    def refused(self, act: dict[str, Any]) -> bool:
        """Whether the act has to be refused."""
        if act["do"] == "undo":
            return self._last(act["analyst"]) is None
        if act["do"] == "unlink":  # what stands there is looked up first, and nothing may stand
            return False
        return any(self.items[item].withdrawn for item in act.get("items", [act.get("item")]))

    def after(self, act: dict[str, Any]) -> Seen:
        """The items after an act other than undo."""
        items = act.get("items", [act.get("item")])
        return {
            item: _changed(self.items[item], act) if item in items else self.items[item] for item in ITEMS
        }

    def keep(self, analyst: str, after: Seen) -> None:
        """The act was done."""
        changes = _differences(self.items, after)
        if changes:
            self.acts.append(Done(analyst, changes))
        self.items = after

    def undo(self, analyst: str, found: Seen, left: str | None) -> None:
        """Check what an undo made: each value is back or untouched; all is back where nothing is named."""
        act = self._last(analyst)
        assert act is not None, "there was nothing to undo"
        before, now = _flat(self.items), _flat(found)
        since = {
            key
            for later in self.acts[self.acts.index(act) + 1 :]
            if not later.undone
            for key in later.changes
        }
        for key in before:
            if key not in act.changes:
                assert now[key] == before[key], f"undo touched {key}"
            elif key in since or left:
                assert now[key] in (before[key], act.changes[key][0]), f"undo made up {key}"
            else:
                assert now[key] == act.changes[key][0], f"undo did not bring back {key}"
        act.undone, self.items = True, found

    def _last(self, analyst: str) -> Done | None:
        mine = [act for act in self.acts if act.analyst == analyst and not act.undone]
        return mine[-1] if mine else None


def _changed(item: ItemSeen, act: dict[str, Any]) -> ItemSeen:
    match act["do"]:
        case "title":
            return replace(item, title=act["title"])
        case "tag":
            return replace(item, tags=item.tags | {act["tag"]})
        case "untag":
            return replace(item, tags=item.tags - {act["tag"]})
        case "link":
            return replace(item, stances=item.stances | {act["stance"]})
        case "unlink":
            return replace(item, stances=item.stances - {act["stance"]})
        case _:
            return replace(item, withdrawn=True)


def _flat(items: Seen) -> dict[Key, Any]:
    flat: dict[Key, Any] = {}
    for number, item in items.items():
        flat[number, "title", ""] = item.title
        flat[number, "withdrawn", ""] = item.withdrawn
        flat |= {(number, "tag", tag): tag in item.tags for tag in ("rail", "порт")}
        flat |= {(number, "stance", stance): stance in item.stances for stance in ("supports", "refutes")}
    return flat


def _differences(before: Seen, after: Seen) -> dict[Key, tuple[Any, Any]]:
    old, new = _flat(before), _flat(after)
    return {key: (old[key], new[key]) for key in old if old[key] != new[key]}
