"""The query's text -> a tree. One pass with a stack of its own: no text makes it recurse or crawl.

    query  = group { "OR" group }          a group is a run of parts that must all hold
    part   = [ "-" ] ( term | word | word* | "phrase" | "phrase"* | "(" query ")" )

`role:` and `basis:` keep the items that have such a location, and at the same time say which locations
`near:`, `in:` and `box:` of the same group (and of brackets within it) look at. `stance:` does the same
for `claim:`. `sort:` may stand anywhere outside brackets, once. `AND` and `NOT` are understood too.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from app.search.errors import QueryError
from app.search.keys import leaf, sort_of
from app.search.tokens import Token, tokenize
from db.queries.filter import (
    And,
    Everything,
    HasLocation,
    HasStance,
    Linked,
    Node,
    Not,
    Or,
    Placed,
    Query,
    Sort,
    TextMatch,
)
from resources.fold import query_terms
from resources.messages import tr

__all__ = ["Query", "Sort", "parse"]

# Walks over the tree recurse: at 400 brackets Python's limit is reached. The database takes expressions
# up to 1000 deep, which a thousand parts are.
DEEPEST, MOST = 40, 200


def parse(text: str, now: datetime | None = None) -> Query:
    """What a query asks for; an empty one asks for everything.

    `now` (aware; default: this moment) is what periods such as `received:30d` count back from. Raises
    QueryError with the position and what was expected there.
    """
    tokens = tokenize(text)
    # a part has a minus sign, itself and an OR at most, brackets beside: a text of 10,000 signs is refused
    # before it is built
    if len(tokens) > 3 * MOST + 100:
        raise QueryError(tr("A query has at most {most} parts.", most=MOST), tokens[-1].start, tokens[-1].end)
    parser = _Parser(now or datetime.now(UTC))
    for token in tokens:
        parser.take(token)
    return Query(parser.finish(len(text)), parser.sort, text)


@dataclass(slots=True)
class _Level:
    """One open bracket, or the whole query: groups already closed by OR, and the parts of the open one."""

    start: int
    negated: bool = False
    groups: list[Node] = field(default_factory=list)
    parts: list[Node] = field(default_factory=list)
    waiting: Token | None = None
    """An OR or AND that still needs something behind it."""


class _Parser:
    def __init__(self, now: datetime) -> None:
        self.sort: Sort | None = None
        self._now = now
        self._levels = [_Level(0)]
        self._minus: Token | None = None
        self._negated = False
        self._count = 0

    def take(self, token: Token) -> None:
        """Go on by one token."""
        if token.kind == "-":
            # two minus signs take each other back
            self._minus, self._negated = token, not self._negated
        elif token.kind == "(":
            self._open(token)
        elif token.kind == ")":
            self._close(token)
        elif token.kind in {"OR", "AND"}:
            self._join(token)
        elif token.kind == "term" and token.key == "sort":
            self._order(token)
        else:
            self._add(self._meaning(token), token)

    def finish(self, end: int) -> Node:
        """The whole tree."""
        self._refuse_dangling(end)
        if len(self._levels) > 1:
            start = self._levels[-1].start
            raise QueryError(tr("A bracket is open. Close it with “)”."), start, start + 1)
        level = self._levels[0]
        if not level.groups and not level.parts:
            return Everything()
        return _level_node(level)

    def _open(self, token: Token) -> None:
        if len(self._levels) > DEEPEST:
            raise QueryError(
                tr("Brackets stand at most {deepest} deep.", deepest=DEEPEST), token.start, token.end
            )
        self._levels.append(_Level(token.start, self._negated))
        self._minus, self._negated = None, False

    def _close(self, token: Token) -> None:
        self._refuse_dangling(token.start)
        if len(self._levels) == 1:
            raise QueryError(tr("This bracket was never opened."), token.start, token.end)
        level = self._levels.pop()
        if not level.parts:
            raise QueryError(tr("There is nothing between these brackets."), level.start, token.end)
        self._negated = level.negated
        self._add(_level_node(level), token)

    def _join(self, token: Token) -> None:
        self._refuse_dangling(token.start)
        level = self._levels[-1]
        if not level.parts:
            raise QueryError(
                tr("{word} stands between two things to look for.", word=token.kind), token.start, token.end
            )
        if token.kind == "OR":
            level.groups.append(_group(level.parts))
            level.parts = []
        level.waiting = token

    def _order(self, token: Token) -> None:
        if self.sort is not None or len(self._levels) > 1 or self._minus:
            raise QueryError(
                tr("sort: stands once, outside brackets and without a minus sign."), token.start, token.end
            )
        self.sort = sort_of(token)

    def _meaning(self, token: Token) -> Node:
        if token.kind == "term":
            return leaf(token, self._now)
        if not query_terms(token.text):
            raise QueryError(
                tr("“{text}” holds no letter or digit to look for.", text=token.text or "*"),
                token.start,
                token.end,
            )
        return TextMatch(token.text, token.prefix)

    def _add(self, node: Node, token: Token) -> None:
        self._count += 1
        if self._count > MOST:
            raise QueryError(tr("A query has at most {most} parts.", most=MOST), token.start, token.end)
        level = self._levels[-1]
        level.parts.append(_negation(node) if self._negated else node)
        level.waiting = None
        self._minus, self._negated = None, False

    def _refuse_dangling(self, end: int) -> None:
        waiting = self._minus or self._levels[-1].waiting
        if waiting:
            said = (
                tr("A minus sign needs something to look for behind it.")
                if waiting.kind == "-"
                else tr("{word} needs something to look for behind it.", word=waiting.kind)
            )
            raise QueryError(said, waiting.start, max(waiting.end, end))


def _negation(node: Node) -> Node:
    return node.part if isinstance(node, Not) else Not(node)


def _level_node(level: _Level) -> Node:
    groups = [*level.groups, _group(level.parts)]
    return groups[0] if len(groups) == 1 else Or(tuple(groups))


def _group(parts: list[Node]) -> Node:
    """Parts that must all hold, `role:`, `basis:` and `stance:` brought to what they qualify."""
    where = _merged([part for part in parts if isinstance(part, HasLocation)])
    stance = _only([part for part in parts if isinstance(part, HasStance)])
    rest: list[Node] = [part for part in parts if not isinstance(part, HasLocation | HasStance)]
    if where:
        rest = [_looking_at(part, where) for part in rest]
    if stance:
        rest = [_standing(part, stance) for part in rest]
    group = (*rest, *(part for part in (where, stance) if part))
    return group[0] if len(group) == 1 else And(group)


def _merged(found: list[HasLocation]) -> HasLocation | None:
    """One demand of one location: `role:` and `basis:` of a group speak of the same one."""
    merged: HasLocation | None = None
    for part in found:
        if merged and ((merged.roles and part.roles) or (merged.bases and part.bases)):
            key = "role" if part.roles else "basis"
            raise QueryError(_twice(key), part.at, part.at + len(key) + 1)
        merged = (
            replace(merged, roles=merged.roles or part.roles, bases=merged.bases or part.bases)
            if merged
            else part
        )
    return merged


def _only(found: list[HasStance]) -> HasStance | None:
    if len(found) > 1:
        raise QueryError(_twice("stance"), found[1].at, found[1].at + 7)
    return found[0] if found else None


def _twice(key: str) -> str:
    return tr(
        "{key}: stands twice in one group. For either of two write them with a comma, or use OR.", key=key
    )


def _looking_at(node: Node, where: HasLocation) -> Node:
    if isinstance(node, Placed):
        return replace(node, roles=node.roles or where.roles, bases=node.bases or where.bases)
    if isinstance(node, Not):
        return Not(_looking_at(node.part, where))
    if isinstance(node, And | Or):
        return replace(node, parts=tuple(_looking_at(part, where) for part in node.parts))
    return node


def _standing(node: Node, stance: HasStance) -> Node:
    if isinstance(node, Linked):
        return replace(node, stances=node.stances or stance.stances)
    if isinstance(node, Not):
        return Not(_standing(node.part, stance))
    if isinstance(node, And | Or):
        return replace(node, parts=tuple(_standing(part, stance) for part in node.parts))
    return node
