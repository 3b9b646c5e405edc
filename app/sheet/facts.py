"""Fact: the value of a field as a sheet tells it; where it stands there, the field table says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from app.fields.evidence import RECEIPT
from app.fields.field import Field
from app.fields.item import ITEM
from app.fields.kinds import Plain, Stored
from app.fields.terms import IMAGERY_TYPES
from app.privacy.withheld import Text, Withheld


@dataclass(frozen=True, slots=True)
class Fact:
    """A field with its value; None is unknown, WITHHELD is kept back."""

    field: Field
    value: Stored | Withheld

    @property
    def said(self) -> Text:
        """The value in words."""
        if isinstance(self.value, Withheld):
            return self.value
        return self.field.kind.said(self.value)

    @property
    def plain(self) -> Plain | Withheld:
        """The value for programs."""
        return self.value if isinstance(self.value, Withheld) else self.field.kind.plain(self.value)


Facts: TypeAlias = tuple[Fact, ...]
IMAGERY = tuple(field for field in ITEM.part(1) if field.types == IMAGERY_TYPES)
"""They stand in a block of their own."""


def of_item(item_type: str | None) -> tuple[Field, ...]:
    """The fields of part 1 that an item of this type has, but for those of imagery."""
    return tuple(
        field for field in ITEM.part(1) if field not in IMAGERY and field.applies_to(item_type or "")
    )


def facts(fields: Iterable[Field], values: Mapping[str, Stored | Withheld]) -> Facts:
    """A fact for each field; unknown where there is no value."""
    return tuple(Fact(field, values.get(field.name)) for field in fields)


NOTHING_SAID = facts(of_item(None), {})
NOBODY_NAMED = facts(ITEM.part(4), {})
NOTHING_RECEIVED = facts(RECEIPT.part(5), {})
