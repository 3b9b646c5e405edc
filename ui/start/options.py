"""What `exhibit-desk` takes: a folder, colours, how much it notes. Read by Typer, as all verbs are."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException
from typer.main import get_command

from app.cli.usage import wrong_usage
from app.cli.verb import TranslatedCommand
from app.errors import CatalogueError
from app.support.support_log import LEVELS
from resources.messages import later, tr
from ui.start.window_options import WindowOptions

_THEMES = ("light", "dark", "system")
_Folder = Annotated[Path | None, typer.Argument(metavar="[DIR]", help=later("The folder of the catalogue."))]
_Level = Annotated[str, typer.Option(metavar="LEVEL", help=later("How much goes into the log for support."))]
_Theme = Annotated[str, typer.Option(metavar="KIND", help=later("light, dark or system."))]


def window_options(arguments: Sequence[str]) -> WindowOptions | None:
    """The options; None where help was asked for, which is told. Raises CatalogueError for wrong usage."""
    found: list[WindowOptions] = []

    def desk(folder: _Folder = None, log_level: _Level = "", theme: _Theme = "system") -> None:
        _demand("--log-level", log_level, ("", *LEVELS))
        _demand("--theme", theme, _THEMES)
        found.append(WindowOptions(folder, log_level, theme))

    program = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    program.command(cls=TranslatedCommand, help=later("Open the window on a catalogue."))(desk)
    try:
        get_command(program).main(list(arguments), prog_name="exhibit-desk", standalone_mode=False)
    except TyperException as error:
        raise CatalogueError(wrong_usage(error)) from error
    return found[0] if found else None


def _demand(option: str, value: str, choices: Sequence[str]) -> None:
    if value not in choices:
        raise typer.BadParameter(
            tr("{option} is one of {words}.", option=option, words=", ".join(filter(None, choices)))
        )
