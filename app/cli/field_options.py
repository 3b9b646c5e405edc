"""The fields of a table as options of a verb, and what a run says of them."""

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Annotated, Any, TypeAlias

import typer

from app.fields.field import Field
from app.fields.kinds import Code, YesNo

Said: TypeAlias = dict[str, Any]
"""What was said of fields, by column, as it was typed; an empty text makes a field unknown again."""
_Verb: TypeAlias = Callable[..., None]


def with_fields(fields: Iterable[Field], parameter: str = "fields") -> Callable[[_Verb], _Verb]:
    """Options for all of these fields, in the place of one parameter of a verb, which is given what was said.

    Fields that are needed are required.
    """
    rows = tuple(fields)
    options = [_option(field, field.help, required=field.needed) for field in rows]
    return lambda verb: _widened(verb, parameter, rows, options)


def with_changes(fields: Iterable[Field]) -> Callable[[_Verb], _Verb]:
    """The same where nothing need be said."""
    rows = tuple(fields)
    options = [_option(field, field.help, required=False) for field in rows]
    return lambda verb: _widened(verb, "fields", rows, options)


def with_fields_at_intake(fields: Iterable[Field]) -> Callable[[_Verb], _Verb]:
    """Options for those of the fields that may be said of all files of an intake, as `of_item`."""
    rows = tuple(field for field in fields if field.at_intake)
    options = [_option(field, field.at_intake, required=False) for field in rows]
    return lambda verb: _widened(verb, "of_item", rows, options)


def _widened(verb: _Verb, parameter: str, rows: tuple[Field, ...], options: list[inspect.Parameter]) -> _Verb:
    @wraps(verb)
    def run(**given: Any) -> None:
        said = {field.stored_as: given.pop(field.name) for field in rows}
        verb(**given, **{parameter: {name: value for name, value in said.items() if value is not None}})

    parts: list[inspect.Parameter] = []
    for part in inspect.signature(verb, eval_str=True).parameters.values():
        kept = part.replace(kind=inspect.Parameter.KEYWORD_ONLY)  # what is required may stand behind
        parts += options if part.name == parameter else [kept]
    setattr(run, "__signature__", inspect.Signature(parts))  # noqa: B010  (typer reads it, mypy knows of none)
    return run


def _option(field: Field, words: str, *, required: bool) -> inspect.Parameter:
    kind = field.kind
    told = words or (f"{', '.join(kind.words)}." if isinstance(kind, Code) else None)
    name = field.option or field.name.replace("_", "-")
    yes_or_no = isinstance(kind, YesNo)
    names = (f"--{name}/--not-{name}" if yes_or_no else f"--{name}",)
    hint = bool | None if yes_or_no else list[str] | None if kind.many else str | None
    return inspect.Parameter(
        field.name,
        inspect.Parameter.KEYWORD_ONLY,
        default=inspect.Parameter.empty if required else None,
        annotation=Annotated[
            hint, typer.Option(*names, metavar=None if yes_or_no else kind.metavar, help=told)
        ],
    )
