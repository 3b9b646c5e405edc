"""What a query asks for twice is asked once."""

from db.queries.filter import And, HasLocation, Node, Not, Or, Placed

_DEFAULT_ROLES = ("subject", "camera")


def simplified(node: Node) -> Node:
    """The same question without a `role:` or `basis:` that a place beside it demands already."""
    if isinstance(node, Not):
        return Not(simplified(node.part))
    if isinstance(node, Or):
        return Or(tuple(simplified(part) for part in node.parts))
    if not isinstance(node, And):
        return node
    placed = [part for part in node.parts if isinstance(part, Placed)]
    parts = tuple(
        simplified(part)
        for part in node.parts
        if not (isinstance(part, HasLocation) and any(_demands(place, part) for place in placed))
    )
    return parts[0] if len(parts) == 1 else And(parts)


def _demands(place: Placed, where: HasLocation) -> bool:
    """A place found by its best basis may have any; one that looks at all bases shows none in particular."""
    roles = set(place.roles or _DEFAULT_ROLES)
    if where.roles and not roles <= set(where.roles):
        return False
    if not where.bases or "any" in where.bases:
        return True
    # without bases it took the best, which may be of any: what `basis:` demands is still to be asked
    return bool(place.bases) and set(place.bases) <= set(where.bases)
