"""Keeping restricted strings out of a sheet: wherever they stand, whole or inside another text."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from app.privacy.profile import redact
from app.sheet.withheld import WITHHELD

Part = TypeVar("Part")


def withhold(part: Part, restricted: Sequence[str]) -> Part:
    """A copy of a sheet or a part of it in which no restricted string is left.

    A text that is nothing but a restricted string becomes WITHHELD; inside a longer text it is replaced by
    words. SVG drawings (bytes) hold place names of the gazetteer only and are not searched.
    """
    result: Part = _kept(part, restricted)
    return result


def _kept(value: Any, restricted: Sequence[str]) -> Any:
    if isinstance(value, str):
        return WITHHELD if value in restricted else redact(value, restricted)
    if isinstance(value, tuple):
        return tuple(_kept(each, restricted) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {field.name: _kept(getattr(value, field.name), restricted) for field in fields(value)}
        return replace(value, **changed)
    return value
