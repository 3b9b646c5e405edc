"""Typer's own words in the reader's language: the frame of a help page, and what it says to wrong usage."""

from typing import Any

from typer.exceptions import TyperException

from app.cli.metavars import metavars_said
from app.messages.wording import sentences
from resources.messages import shown, stored, tr

_WORDS = (
    stored("[OPTIONS]"),
    stored("COMMAND [ARGS]..."),
    stored("Show this message and exit."),
    stored("required"),
    stored("default: {value}"),
    stored("Missing command."),
    stored("Missing argument {name}."),
    stored("Missing option {name}."),
    stored("No such command {name}."),
    stored("No such command {name}. Did you mean {others}?"),
    stored("No such option: {name}"),
    stored("No such option: {name} (Possible options: {others})"),
    stored("Got unexpected extra argument(s) ({words})"),
    stored("Option {name} requires an argument."),
    stored("Option {name} does not take a value."),
    stored("Invalid value for {name}: {why}"),
    stored("Invalid value: {why}"),
    stored("{value} is not a valid integer."),
    stored("{value} is not a valid int range."),
    stored("{value} is not a valid float range."),
    stored("{value} is not a valid float."),
    stored("{value} is not in the range {range}."),
)
"""As Typer says them; it does not let others be said in their place, so they are recognised afterwards."""


def usage_pieces(pieces: list[str]) -> list[str]:
    """The pieces of the first line of a help page: what is required stands bare.

    Typer puts it into braces, which elsewhere mean a choice.
    """
    return [metavars_said(shown(piece.strip("{}"))) for piece in pieces]


def wrong_usage(error: TyperException) -> str:
    """What was wrong with what was typed, and where it is told how it is done."""
    return sentences(_whole(said_by_typer(error.format_message())), _hint(error))


def said_by_typer(text: str) -> str:
    """What Typer says to wrong usage, in the reader's language; unchanged where it is none of these."""
    return shown(text)


def write_usage(command: Any, context: Any, formatter: Any) -> None:
    """The first line of a help page."""
    pieces = " ".join(command.collect_usage_pieces(context))
    formatter.write_usage(context.command_path, pieces, prefix=f"{tr('Usage:')} ")


def write_parameters(command: Any, context: Any, formatter: Any) -> None:
    """What a verb takes: its arguments, then its options."""
    for kind, heading in (("argument", tr("Arguments")), ("option", tr("Options"))):
        params = (each for each in command.get_params(context) if each.param_type_name == kind)
        rows = [row for each in params if (row := _row(each, context)) is not None]
        if rows:
            with formatter.section(heading):
                formatter.write_dl(rows)


def write_verbs(group: Any, context: Any, formatter: Any) -> None:
    """The verbs of a group, each with the first sentence of its help."""
    verbs = {name: group.get_command(context, name) for name in group.list_commands(context)}
    # three times the usual spacing, as Click leaves beside the names
    room = formatter.width - 6 - max(map(len, verbs))
    with formatter.section(tr("Commands")):
        formatter.write_dl([(name, verb.get_short_help_str(room)) for name, verb in verbs.items()])


def _row(parameter: Any, context: Any) -> tuple[str, str] | None:
    record = parameter.get_help_record(context)
    if record is None:
        return None
    name, text = record
    own = parameter.help or ""
    extra = text.removeprefix(own).strip().removeprefix("[").removesuffix("]")
    said = "; ".join(shown(part) for part in extra.split("; ")) if extra else ""
    return metavars_said(name), "  ".join(part for part in (shown(own), f"[{said}]" if said else "") if part)


def _hint(error: TyperException) -> str:
    """What to do after wrong usage of the program or of one of its verbs."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "exhibit"
    listed = (
        tr("“{command} --help” lists verbs and options.", command=path)
        if path == "exhibit"
        else tr("“{command} --help” lists what it takes.", command=path)
    )
    quotes = tr("Words that belong together stand in quotes.") if "unexpected extra" in str(error) else ""
    return sentences(quotes, listed)


def _whole(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
