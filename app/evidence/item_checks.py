"""Which item is meant, and whether it is there and may be changed."""

import re
from collections.abc import Sequence

from app.errors import CatalogueError
from app.records import Item, exhibit_number
from db.reader import Reader
from resources.messages import tr

# at most 18 digits, which integers of 64 bits hold; longer ones are no number of an item
_NUMBER = re.compile(r"(?:EX-?)?0*([1-9]\d{0,17})", re.IGNORECASE)


def demand_standing(reader: Reader, item_ids: Sequence[int]) -> None:
    """Raises CatalogueError for the first of these items that is unknown or withdrawn."""
    standing = reader.claims.items_standing(item_ids)
    for item in item_ids:
        if item not in standing:
            not_withdrawn(reader, item)


def not_withdrawn(reader: Reader, item_id: int) -> Item:
    """An item that may be changed. Raises CatalogueError if it is unknown or withdrawn."""
    item = read_item(reader, item_id)
    if item.withdrawn is not None:
        raise CatalogueError(tr("{exhibit} was withdrawn and is not changed any more.", exhibit=item.exhibit))
    return item


def find_item(reader: Reader, text: str) -> int:
    """The item that a person names by exhibit number or label."""
    labelled = reader.evidence.item_labelled(text.strip())
    if len(labelled) == 1:
        return labelled[0]
    if labelled:
        numbers = tuple(exhibit_number(item) for item in labelled)
        raise CatalogueError(
            tr(
                "{label} is the label of {count} items: {numbers}.",
                label=text,
                count=len(labelled),
                numbers=", ".join(numbers),
            ),
            numbers,
        )
    number = _NUMBER.fullmatch(text.strip())
    if number is None:
        raise CatalogueError(tr("“{text}” is no exhibit number. Write one such as EX-000012.", text=text))
    return read_item(reader, int(number[1])).id


def read_item(reader: Reader, item_id: int) -> Item:
    """An item, withdrawn or not. Raises CatalogueError if it is unknown."""
    item = reader.evidence.item(item_id)
    if item is None:
        raise CatalogueError(tr("There is no {exhibit} in this catalogue.", exhibit=exhibit_number(item_id)))
    return item
