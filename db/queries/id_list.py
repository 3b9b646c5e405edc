"""Ids handed to a statement as one bound value, however many: an expression that engines write their way."""

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import BindParameter, Select, String, bindparam, literal, select
from sqlalchemy.sql.functions import FunctionElement


class IdList(FunctionElement[Any]):
    """A table with the one column `value`, made of a JSON array of numbers. Engines compile it."""

    name = "id_list"
    inherit_cache = True


def listed(ids: Collection[int]) -> Select[int]:
    """These ids as a subquery."""
    return _rows(literal(id_list(ids), String()))


def listed_as(name: str) -> Select[int]:
    """Ids handed in as the parameter `name`, which `id_list` makes: for a statement that is made once."""
    return _rows(bindparam(name, type_=String()))


def id_list(ids: Collection[int]) -> str:
    """Ids as one value, for `listed_as`."""
    return json.dumps(list(ids))


def _rows(value: BindParameter[str]) -> Select[int]:
    return select(IdList(value).table_valued("value").c.value)
