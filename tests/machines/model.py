"""What a catalogue should look like after acts, and what undoing may bring back; a reading of its own."""

from dataclasses import dataclass, replace
from typing import Any

from tests.machines.acts import ITEMS, ItemSeen, Seen

Key = tuple[int, str, str]
"""An item, what of it (title, tag, note, withdrawn), and which tag or note."""


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
        self.undo_several(analyst, 1, found, bool(left))

    def undo_several(self, analyst: str, times: int, found: Seen, left: bool) -> None:
        """The same of undoing several times at once; `left` says that something was left as it was."""
        allowed = {key: {value} for key, value in _flat(self.items).items()}
        for _ in range(times):
            act = self._last(analyst)
            assert act is not None, "there was nothing to undo"
            since = self._keys_since(act)
            for key, (before, _after) in act.changes.items():
                stays = allowed[key] if key in since or left else set()
                allowed[key] = {before, *stays}
            act.undone = True
        now = _flat(found)
        for key in allowed | now:
            value, may_be = now.get(key, False), allowed.get(key, {False})
            assert value in may_be, f"undo made {key} {value}, and not one of {may_be}"
        self.items = found

    def touched_since(self, analyst: str, times: int) -> bool:
        """Whether others touched the items of the acts that would be undone."""
        mine = [act for act in self.acts if act.analyst == analyst and not act.undone][-times:]
        return any(
            {key[0] for key in act.changes} & {key[0] for key in self._keys_since(act, analyst)}
            for act in mine
        )

    def undoable(self, analyst: str) -> int:
        """How many acts can be undone."""
        return sum(act.analyst == analyst and not act.undone for act in self.acts)

    def _keys_since(self, act: Done, but: str = "") -> set[Key]:
        later = self.acts[self.acts.index(act) + 1 :]
        return {key for one in later if not one.undone and one.analyst != but for key in one.changes}

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
        case "note":
            return replace(item, notes=item.notes | {act["note"]})
        case "mark":
            return replace(item, graphic=act["graphic"])
        case "unlink":
            return replace(item, stances=item.stances - {act["stance"]})
        case _:
            return replace(item, withdrawn=True)


def _flat(items: Seen) -> dict[Key, Any]:
    flat: dict[Key, Any] = {}
    for number, item in items.items():
        flat[number, "title", ""] = item.title
        flat[number, "withdrawn", ""] = item.withdrawn
        flat[number, "graphic", ""] = item.graphic
        flat |= {(number, "note", note): True for note in item.notes}
        flat |= {(number, "tag", tag): tag in item.tags for tag in ("rail", "порт")}
        flat |= {(number, "stance", stance): stance in item.stances for stance in ("supports", "refutes")}
    return flat


def _differences(before: Seen, after: Seen) -> dict[Key, tuple[Any, Any]]:
    old, new = _flat(before), _flat(after)
    pairs = {key: (old.get(key, False), new.get(key, False)) for key in old | new}
    return {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}
