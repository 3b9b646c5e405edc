"""The filter's tree -> conditions of SQL, all values bound."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, not_, or_, select, true

from db.engine import DatabaseEngine
from db.queries.filter import (
    And,
    ByCamera,
    ByField,
    Everything,
    FieldWithin,
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
from db.queries.id_list import listed
from db.queries.text_query import AllOf, AnyOf, Phrase, TextQuery, Without
from db.schema import ITEM, ITEM_CASE, ITEM_TAG, LINK, LOCATION, RECEIPT
from resources.fold import query_terms

Condition = ColumnElement[bool]
ItemId = ColumnElement[int]
# conditions that read the item's own row: only for these the text index is joined with the items
_OF_THE_ROW = (OfType, FromSource, FromOrigin, ByCamera, ByField, FieldWithin, Taken, Received, Held)


@dataclass(frozen=True, slots=True)
class Meant:
    """What names in a filter stand for, looked up before the search.

    `ids`: of a place the items that answer it, of tag, case and claim their own ids, of source and origin
    those of the sources. `values`: what a column may hold to answer, of cameras their folded names.
    """

    ids: Mapping[Placed | Named, Sequence[int]] = field(default_factory=dict)
    values: Mapping[ByCamera | ByField, Sequence[str]] = field(default_factory=dict)


class Conditions:
    """Makes conditions of a filter's nodes, for one engine and with what its names mean."""

    def __init__(self, engine: DatabaseEngine, meant: Meant) -> None:
        self.engine = engine
        self.meant = meant

    def of(self, node: Node, item: ItemId) -> Condition:
        """What must hold of an item whose id is in a column. Raises KeyError for an unknown name."""
        return _MAKERS[type(node)](self, node, item)

    def text_query(self, node: Node) -> TextQuery | None:
        """The question to the text index that says what `node` says; None if it asks for more than text.

        A negation alone cannot be said: the index only takes away from what was found. Nor can brackets
        that are deeper than the engine can match.
        """
        # deeper ones are asked as several questions, joined by SQL
        if _depth(node) > self.engine.deepest_text_query:
            return None
        if isinstance(node, TextMatch):
            return _words(node)
        if isinstance(node, Or):
            parts = [self.text_query(part) for part in node.parts]
            found = tuple(part for part in parts if part is not None)
            return AnyOf(found) if len(found) == len(parts) else None
        if isinstance(node, And):
            wanted, rest = self.split_text(node)
            return wanted if not rest else None
        return None

    def split_text(self, node: And) -> tuple[TextQuery | None, tuple[Node, ...]]:
        """One question for all parts that are about text, and the parts that are not."""
        wanted = [(part, text) for part in node.parts if (text := self.text_query(part))]
        if not wanted:
            return None, node.parts
        unwanted = [
            (part, text)
            for part in node.parts
            if isinstance(part, Not) and (text := self.text_query(part.part))
        ]
        said = [part for part, _ in (*wanted, *unwanted)]
        # by identity: two equal parts are two parts, and one of them may stand under a negation
        rest = tuple(part for part in node.parts if not any(part is one for one in said))
        found: TextQuery = AllOf(tuple(text for _, text in wanted))
        if unwanted:
            found = Without(found, AnyOf(tuple(text for _, text in unwanted)))
        return found, rest

    def matching(self, query: TextQuery) -> Select[int]:
        """Ids of the items whose texts answer a query."""
        rows = self.engine.text_rows(query)
        return select(rows.item_id).where(rows.found)


def needs_item(node: Node) -> bool:
    """Whether a condition reads columns of the item's own row, beside its id."""
    return any(
        isinstance(leaf, _OF_THE_ROW) or (isinstance(leaf, Has) and leaf.feature == "time")
        for leaf in leaves(node)
    )


def _depth(node: Node) -> int:
    if isinstance(node, Not):
        return 1 + _depth(node.part)
    return 1 + max(map(_depth, node.parts)) if isinstance(node, And | Or) else 0


def _words(leaf: TextMatch) -> TextQuery:
    # several terms where signs of Han and kana stand, which are indexed in pairs (`resources.fold`)
    *others, last = query_terms(leaf.text)
    return AllOf((*map(Phrase, others), Phrase(last, leaf.prefix)))


def _and(conditions: Conditions, node: And, item: ItemId) -> Condition:
    query, rest = conditions.split_text(node)
    parts = [conditions.of(part, item) for part in rest]
    return and_(*parts) if query is None else and_(item.in_(conditions.matching(query)), *parts)


def _or(conditions: Conditions, node: Or, item: ItemId) -> Condition:
    """Parts about text are one question to the index, not one each."""
    said = {row: text for row, part in enumerate(node.parts) if (text := conditions.text_query(part))}
    rest = [conditions.of(part, item) for row, part in enumerate(node.parts) if row not in said]
    if said:
        rest.append(item.in_(conditions.matching(AnyOf(tuple(said.values())))))
    return or_(*rest)


def _not(conditions: Conditions, node: Not, item: ItemId) -> Condition:
    return not_(conditions.of(node.part, item))


def _text(conditions: Conditions, node: TextMatch, item: ItemId) -> Condition:
    return item.in_(conditions.matching(_words(node)))


def _placed(conditions: Conditions, node: Placed, item: ItemId) -> Condition:
    return item.in_(listed(conditions.meant.ids[node]))


def _has_location(_conditions: Conditions, node: HasLocation, item: ItemId) -> Condition:
    where = select(LOCATION.c.item_id).where(LOCATION.c.withdrawn.is_(None))
    if node.roles:
        where = where.where(LOCATION.c.role.in_(node.roles))
    if node.bases and "any" not in node.bases:
        where = where.where(LOCATION.c.basis.in_(node.bases))
    return item.in_(where)


def _tagged(conditions: Conditions, node: Tagged, item: ItemId) -> Condition:
    return item.in_(select(ITEM_TAG.c.item_id).where(ITEM_TAG.c.tag_id.in_(conditions.meant.ids[node])))


def _of_type(_conditions: Conditions, node: OfType, _item: ItemId) -> Condition:
    return ITEM.c.type == node.type


def _in_case(conditions: Conditions, node: InCase, item: ItemId) -> Condition:
    members = select(ITEM_CASE.c.item_id).where(
        ITEM_CASE.c.case_id.in_(conditions.meant.ids[node]), ITEM_CASE.c.withdrawn.is_(None)
    )
    return item.in_(members)


def _links(stances: Sequence[str]) -> Select[int]:
    linked = select(LINK.c.item_id).where(LINK.c.withdrawn.is_(None))
    return linked.where(LINK.c.stance.in_(stances)) if stances else linked


def _linked(conditions: Conditions, node: Linked, item: ItemId) -> Condition:
    return item.in_(_links(node.stances).where(LINK.c.claim_id.in_(conditions.meant.ids[node])))


def _has_stance(_conditions: Conditions, node: HasStance, item: ItemId) -> Condition:
    return item.in_(_links(node.stances))


def _from_sources(conditions: Conditions, node: FromSource | FromOrigin, item: ItemId) -> Condition:
    sources = conditions.meant.ids[node]
    received = select(RECEIPT.c.item_id).where(
        RECEIPT.c.source_id.in_(sources), RECEIPT.c.withdrawn.is_(None)
    )
    published = and_(ITEM.c.publisher_id.is_not(None), ITEM.c.publisher_id.in_(sources))
    return or_(published, item.in_(received))


def _by_camera(conditions: Conditions, node: ByCamera, _item: ItemId) -> Condition:
    # not null first, here and below: NULL IN (...) is null, and its negation would lose the items that have
    # no camera, no publisher or no time
    return and_(ITEM.c.camera_folded.is_not(None), ITEM.c.camera_folded.in_(conditions.meant.values[node]))


def _by_field(conditions: Conditions, node: ByField, _item: ItemId) -> Condition:
    column = ITEM.c[node.column]
    return and_(column.is_not(None), column.in_(conditions.meant.values[node]))


def _within(_conditions: Conditions, node: FieldWithin, _item: ItemId) -> Condition:
    column = ITEM.c[node.column]
    parts: list[Condition] = [column.is_not(None)]
    if isinstance(node.low, bool):  # engines differ in whether yes is more than no
        return and_(*parts, column == node.low)
    if node.low is not None:
        parts.append(column >= node.low)
    if node.high is not None:
        parts.append(column <= node.high if node.closed else column < node.high)
    return and_(*parts)


def _taken(_conditions: Conditions, node: Taken, _item: ItemId) -> Condition:
    parts: list[Condition] = [ITEM.c.captured_earliest.is_not(None), ITEM.c.captured_latest.is_not(None)]
    if node.interval.start is not None:
        parts.append(ITEM.c.captured_latest >= node.interval.start)
    if node.interval.end is not None:
        parts.append(ITEM.c.captured_earliest < node.interval.end)
    return and_(*parts)


def _received(_conditions: Conditions, node: Received, _item: ItemId) -> Condition:
    parts: list[Condition] = [ITEM.c.received_at.is_not(None)]
    if node.interval.start is not None:
        parts.append(ITEM.c.received_at >= node.interval.start)
    if node.interval.end is not None:
        parts.append(ITEM.c.received_at < node.interval.end)
    return and_(*parts)


def _held(_conditions: Conditions, node: Held, _item: ItemId) -> Condition:
    return ITEM.c.held.is_(node.held)


def _has(_conditions: Conditions, node: Has, item: ItemId) -> Condition:
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

_MAKERS: dict[type[Node], Callable[[Conditions, Any, ItemId], Condition]] = {
    Everything: lambda _conditions, _node, _item: true(),
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
    ByField: _by_field,
    FieldWithin: _within,
    Taken: _taken,
    Received: _received,
    Held: _held,
    Has: _has,
}
