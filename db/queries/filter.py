"""What a search asks for: a small tree of frozen nodes.

Made by `app.search`, compiled by `db.queries.clauses`."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

SortKey = Literal["exhibit", "title", "type", "taken", "received", "distance"]
Feature = Literal["gps", "location", "claim", "tag", "time"]


@dataclass(frozen=True, slots=True)
class Everything:
    """Every item that is not withdrawn."""


@dataclass(frozen=True, slots=True)
class And:
    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Or:
    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    part: "Node"


@dataclass(frozen=True, slots=True)
class TextMatch:
    """Words that stand side by side in the text of an item; with `prefix` the last one may go on."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """A place by name, or coordinates, and a distance in metres around it."""

    place: str
    radius_m: float


@dataclass(frozen=True, slots=True)
class InRegion:
    """A country or a first-level region by name."""

    name: str


@dataclass(frozen=True, slots=True)
class InBox:
    """Degrees of WGS 84; `west` greater than `east` crosses the antimeridian."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True, slots=True)
class Placed:
    """The item has a location that answers the target.

    `roles` empty means subject and camera; `bases` empty means the best basis of each role, `any` all.
    """

    target: Near | InRegion | InBox
    roles: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    at: int = field(default=0, compare=False)
    """Where in the text the term begins; so in every node that has it."""


@dataclass(frozen=True, slots=True)
class HasLocation:
    """The item has a location of one of the roles and one of the bases; empty means whatever."""

    roles: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Tagged:
    name: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class OfType:
    type: str


@dataclass(frozen=True, slots=True)
class InCase:
    name: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Linked:
    """The item is linked to the claim, with one of the stances if any is given."""

    claim: str
    stances: tuple[str, ...] = ()
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class HasStance:
    """The item is linked to some claim with one of the stances."""

    stances: tuple[str, ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class FromSource:
    """The item was published by the source, or a file of it was received from it."""

    name: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class FromOrigin:
    """The item comes from a source whose origin is this."""

    name: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ByCamera:
    """Words of make or model of the camera, each whole or as the beginning of one."""

    text: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ByField:
    """What a field of the item holds, by its column; how a text answers, the kind of the field says."""

    column: str
    text: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class FieldWithin:
    """What a field of the item holds, by its column, lies between; None is open.

    The lower end counts, the upper one where it is `closed`.
    """

    column: str
    low: float | datetime | None
    high: float | datetime | None
    closed: bool = True


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """UTC, start included and end not; None is open."""

    start: datetime | None
    end: datetime | None


@dataclass(frozen=True, slots=True)
class Taken:
    """The capture interval of the item overlaps the interval, if only at one moment."""

    interval: TimeSpan


@dataclass(frozen=True, slots=True)
class Received:
    """The item was first received within the interval."""

    interval: TimeSpan


@dataclass(frozen=True, slots=True)
class Held:
    held: bool


@dataclass(frozen=True, slots=True)
class Has:
    """The item has: gps (a recorded position), location (any position), claim, tag, time (of capture)."""

    feature: Feature


Named = Tagged | InCase | Linked | FromSource | FromOrigin | ByCamera | ByField
"""Leaves that name something which must be looked up before the search."""

Leaf = (
    Everything
    | TextMatch
    | Placed
    | HasLocation
    | OfType
    | HasStance
    | FieldWithin
    | Taken
    | Received
    | Held
    | Has
    | Named
)
Node = And | Or | Not | Leaf


@dataclass(frozen=True, slots=True)
class Sort:
    """The order of results; unknown values come last either way, equal ones by exhibit number."""

    key: SortKey
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A search as it was understood, and the text that was typed. `sort` None is for the search to choose."""

    node: Node
    sort: Sort | None
    text: str


def positive_leaves(node: Node) -> list[Leaf]:
    """The leaves that are wanted: those under no negation, in their order."""
    if isinstance(node, Not):
        return []
    if isinstance(node, And | Or):
        return [leaf for part in node.parts for leaf in positive_leaves(part)]
    return [node]


def leaves(node: Node) -> list[Leaf]:
    """All leaves, negated ones too, in their order."""
    if isinstance(node, Not):
        return leaves(node.part)
    if isinstance(node, And | Or):
        return [leaf for part in node.parts for leaf in leaves(part)]
    return [node]
