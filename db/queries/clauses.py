"""The filter's tree -> conditions of SQL, all values bound."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, not_, or_, select, true

from db.filter import (
    And,
    ByCamera,
    Everything,
    FromOrigin,
    FromSource,
    Has,
    HasLocation,
    HasStance,
    Held,
    InCase,
    Linked,
    Named,
    Node,
    Not,
    OfType,
    Or,
    Placed,
    Received,
    Tagged,
    Taken,
    TextMatch,
    leaves,
)
from db.schema import ITEM, ITEM_CASE, ITEM_TAG, LINK, LOCATION, RECEIPT
from db.sqlite import listed, matching
from resources.fold import query_terms

Condition = ColumnElement[bool]
ItemId = ColumnElement[int]
_DEEPEST = 8
_OF_THE_ROW = (OfType, FromSource, FromOrigin, ByCamera, Taken, Received, Held)


@dataclass(frozen=True, slots=True)
class Meant:
    """What names in a filter stand for, looked up before the search.

    `ids`: of a place the items that answer it, of tag, case and claim their own ids, of source and origin
    those of the sources. `cameras`: folded names of cameras.
    """

    ids: Mapping[Placed | Named, Sequence[int]] = field(default_factory=dict)
    cameras: Mapping[ByCamera, Sequence[str]] = field(default_factory=dict)


def condition(node: Node, meant: Meant, item: ItemId) -> Condition:
    """What must hold of an item whose id is in a column. Raises KeyError for a name that `meant` lacks."""
    return _MAKERS[type(node)](node, meant, item)


def needs_item(node: Node) -> bool:
    """Whether a condition reads columns of the item's own row, beside its id."""
    return any(
        isinstance(leaf, _OF_THE_ROW) or (isinstance(leaf, Has) and leaf.feature == "time")
        for leaf in leaves(node)
    )


def text_expression(node: Node) -> str | None:
    """The expression of the text index that says what `node` says; None if it asks for more than text.

    A negation alone cannot be said: the index only takes away from what was found. Nor can deep brackets:
    its parser has a small stack.
    """
    if _depth(node) > _DEEPEST:
        return None
    if isinstance(node, TextMatch):
        return _phrases(node)
    if isinstance(node, Or):
        parts = [text_expression(part) for part in node.parts]
        return f"({' OR '.join(part for part in parts if part)})" if all(parts) else None
    if isinstance(node, And):
        wanted, rest = split_text(node)
        return wanted if not rest else None
    return None


def split_text(node: And) -> tuple[str | None, tuple[Node, ...]]:
    """One expression for all parts that are about text, and the parts that are not."""
    wanted = [(part, text) for part in node.parts if (text := text_expression(part))]
    if not wanted:
        return None, node.parts
    unwanted = [
        (part, text) for part in node.parts if isinstance(part, Not) and (text := text_expression(part.part))
    ]
    said = [part for part, _ in (*wanted, *unwanted)]
    rest = tuple(part for part in node.parts if not any(part is one for one in said))
    expression = f"({' AND '.join(text for _, text in wanted)})"
    if unwanted:
        expression = f"({expression} NOT ({' OR '.join(text for _, text in unwanted)}))"
    return expression, rest


def _depth(node: Node) -> int:
    if isinstance(node, Not):
        return 1 + _depth(node.part)
    return 1 + max(map(_depth, node.parts)) if isinstance(node, And | Or) else 0


def _phrases(leaf: TextMatch) -> str:
    terms = [f'"{term}"' for term in query_terms(leaf.text)]
    if leaf.prefix:
        terms[-1] += "*"
    return f"({' AND '.join(terms)})"


def _and(node: And, meant: Meant, item: ItemId) -> Condition:
    expression, rest = split_text(node)
    parts = [condition(part, meant, item) for part in rest]
    return and_(*parts) if expression is None else and_(item.in_(matching(expression)), *parts)


def _or(node: Or, meant: Meant, item: ItemId) -> Condition:
    """Parts about text are one question to the index, not one each."""
    said = {row: text for row, part in enumerate(node.parts) if (text := text_expression(part))}
    rest = [condition(part, meant, item) for row, part in enumerate(node.parts) if row not in said]
    if said:
        rest.append(item.in_(matching(" OR ".join(said.values()))))
    return or_(*rest)


def _not(node: Not, meant: Meant, item: ItemId) -> Condition:
    return not_(condition(node.part, meant, item))


def _text(node: TextMatch, _meant: Meant, item: ItemId) -> Condition:
    return item.in_(matching(_phrases(node)))


def _placed(node: Placed, meant: Meant, item: ItemId) -> Condition:
    return item.in_(listed(meant.ids[node]))


def _has_location(node: HasLocation, _meant: Meant, item: ItemId) -> Condition:
    where = select(LOCATION.c.item_id).where(LOCATION.c.withdrawn.is_(None))
    if node.roles:
        where = where.where(LOCATION.c.role.in_(node.roles))
    if node.bases and "any" not in node.bases:
        where = where.where(LOCATION.c.basis.in_(node.bases))
    return item.in_(where)


def _tagged(node: Tagged, meant: Meant, item: ItemId) -> Condition:
    return item.in_(select(ITEM_TAG.c.item_id).where(ITEM_TAG.c.tag_id.in_(meant.ids[node])))


def _of_type(node: OfType, _meant: Meant, _item: ItemId) -> Condition:
    return ITEM.c.type == node.type


def _in_case(node: InCase, meant: Meant, item: ItemId) -> Condition:
    members = select(ITEM_CASE.c.item_id).where(
        ITEM_CASE.c.case_id.in_(meant.ids[node]), ITEM_CASE.c.withdrawn.is_(None)
    )
    return item.in_(members)


def _links(stances: Sequence[str]) -> Select[int]:
    linked = select(LINK.c.item_id).where(LINK.c.withdrawn.is_(None))
    return linked.where(LINK.c.stance.in_(stances)) if stances else linked


def _linked(node: Linked, meant: Meant, item: ItemId) -> Condition:
    return item.in_(_links(node.stances).where(LINK.c.claim_id.in_(meant.ids[node])))


def _has_stance(node: HasStance, _meant: Meant, item: ItemId) -> Condition:
    return item.in_(_links(node.stances))


def _from_sources(node: FromSource | FromOrigin, meant: Meant, item: ItemId) -> Condition:
    sources = meant.ids[node]
    received = select(RECEIPT.c.item_id).where(
        RECEIPT.c.source_id.in_(sources), RECEIPT.c.withdrawn.is_(None)
    )
    published = and_(ITEM.c.publisher_id.is_not(None), ITEM.c.publisher_id.in_(sources))
    return or_(published, item.in_(received))


def _by_camera(node: ByCamera, meant: Meant, _item: ItemId) -> Condition:
    return and_(ITEM.c.camera_folded.is_not(None), ITEM.c.camera_folded.in_(meant.cameras[node]))


def _taken(node: Taken, _meant: Meant, _item: ItemId) -> Condition:
    parts: list[Condition] = [ITEM.c.captured_earliest.is_not(None), ITEM.c.captured_latest.is_not(None)]
    if node.interval.start is not None:
        parts.append(ITEM.c.captured_latest >= node.interval.start)
    if node.interval.end is not None:
        parts.append(ITEM.c.captured_earliest < node.interval.end)
    return and_(*parts)


def _received(node: Received, _meant: Meant, _item: ItemId) -> Condition:
    parts: list[Condition] = [ITEM.c.received_at.is_not(None)]
    if node.interval.start is not None:
        parts.append(ITEM.c.received_at >= node.interval.start)
    if node.interval.end is not None:
        parts.append(ITEM.c.received_at < node.interval.end)
    return and_(*parts)


def _held(node: Held, _meant: Meant, _item: ItemId) -> Condition:
    return ITEM.c.held.is_(node.held)


def _has(node: Has, _meant: Meant, item: ItemId) -> Condition:
    return _FEATURES[node.feature](item)


def _located() -> Select[int]:
    return select(LOCATION.c.item_id).where(LOCATION.c.withdrawn.is_(None), LOCATION.c.lat.is_not(None))


_FEATURES: dict[str, Callable[[ItemId], Condition]] = {
    "gps": lambda item: item.in_(_located().where(LOCATION.c.basis == "recorded")),
    "location": lambda item: item.in_(_located()),
    "claim": lambda item: item.in_(_links(())),
    "tag": lambda item: item.in_(select(ITEM_TAG.c.item_id)),
    "time": lambda _item: ITEM.c.captured_earliest.is_not(None),
}

_MAKERS: dict[type[Node], Callable[[Any, Meant, ItemId], Condition]] = {
    Everything: lambda _node, _meant, _item: true(),
    And: _and,
    Or: _or,
    Not: _not,
    TextMatch: _text,
    Placed: _placed,
    HasLocation: _has_location,
    Tagged: _tagged,
    OfType: _of_type,
    InCase: _in_case,
    Linked: _linked,
    HasStance: _has_stance,
    FromSource: _from_sources,
    FromOrigin: _from_sources,
    ByCamera: _by_camera,
    Taken: _taken,
    Received: _received,
    Held: _held,
    Has: _has,
}
