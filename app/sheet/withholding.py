"""Keeping restricted strings out of a sheet: wherever they stand, whole or inside another text."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from app.fields.field import Privacy
from app.privacy.profile import redact
from app.privacy.withheld import WITHHELD, Text, Withheld
from app.sheet.facts import Fact

Part = TypeVar("Part")


def withhold(part: Part, restricted: Sequence[str]) -> Part:
    """A copy of a sheet or a part of it in which no restricted string is left.

    A text that is nothing but a restricted string becomes WITHHELD where the record allows it; else, and
    inside a longer text, it is replaced by words. Codes are our own words and stay. SVG drawings (bytes) hold
    place names of the gazetteer only and are not searched.
    """
    result: Part = _kept(part, None, restricted) if restricted else part
    return result


def _kept(value: Any, hint: Any, restricted: Sequence[str]) -> Any:
    if isinstance(value, str):
        return _text(value, _alternatives(hint), restricted)
    if isinstance(value, Fact):
        public = value.field.privacy is Privacy.PUBLIC
        return value if public else replace(value, value=_kept(value.value, Text, restricted))
    if isinstance(value, tuple):
        within = next((get_args(each)[0] for each in _alternatives(hint) if get_origin(each) is tuple), None)
        return tuple(_kept(each, within, restricted) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        hints = _hints(type(value))
        changed = {
            field.name: _kept(getattr(value, field.name), hints[field.name], restricted)
            for field in fields(value)
        }
        return replace(value, **changed)
    return value


def _text(value: str, allowed: tuple[Any, ...], restricted: Sequence[str]) -> str | Withheld:
    # a code of ours that happens to be a restricted word is no leak
    if any(get_origin(each) is Literal for each in allowed):
        return value
    return WITHHELD if value in restricted and Withheld in allowed else redact(value, restricted)


def _alternatives(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in {Union, UnionType} else (hint,)


# typing evaluates every annotation of a class anew each time; a sheet has fewer classes than this
@lru_cache(maxsize=64)
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
