"""The program: all verbs in one command, and what becomes of errors.

Exit 0 done, 1 a plain reason, 2 wrong usage, 130 stopped by Ctrl+C, 141 the reader of the output went away.
"""

import os
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException
from typer.main import get_command

from app import __version__
from app.cli.terminal import ReaderGone, Terminal
from app.cli.usage import wrong_usage
from app.cli.verb import Verb, VerbRun, Verbs, verb_run
from app.errors import Cancelled, CatalogueError, DatabaseError, NotAsLogged
from app.messages.wording import sentences
from app.search.errors import QueryError
from app.support.support_log import LEVEL, SupportLog
from resources.messages import later, tr

# 128 and the number of the signal, as shells have it: SIGINT is 2, and SIGPIPE 13
_STOPPED = 130
OpenWindow = Callable[[Path | None], int]
"""Opens the window on a catalogue folder, or on none, and gives the exit code when it is closed."""

_VERBS = {
    # in the order of the work, not of the alphabet
    **dict.fromkeys(("init", "demo", "practice"), "making"),
    **dict.fromkeys(("ingest", "attach", "add"), "taking"),
    **dict.fromkeys(("edit", "note", "examine", "withdraw"), "items"),
    "find": "finding",
    "search": "searches",
    "show": "showing",
    **dict.fromkeys(("place", "locate", "date"), "placing"),
    **dict.fromkeys(("tag", "tags"), "tagging"),
    "case": "cases",
    "source": "sources",
    "origin": "origins",
    "claim": "claiming",
    **dict.fromkeys(("link", "unlink", "relation"), "linking"),
    "sheet": "sheets",
    **dict.fromkeys(("verify", "checkpoint", "history", "undo"), "integrity"),
    "export": "exporting",
    **dict.fromkeys(("backup", "restore"), "backing"),
    "support": "supporting",
}
"""Every verb and the module of `app.cli` that has it, in the order in which --help lists them."""


class _AllVerbs(Verbs):
    """The verbs, each imported when it is asked for: none pays for what another needs."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [*_VERBS, *(name for name in super().list_commands(ctx) if name not in _VERBS)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in self.commands:
            wanted = [_VERBS[cmd_name]] if cmd_name in _VERBS else dict.fromkeys(_VERBS.values())
            for module in wanted:
                self.commands.update(_commands_of(module))
        return super().get_command(ctx, cmd_name)


def run(arguments: Sequence[str], open_window: OpenWindow) -> int:
    """Run one verb and give the exit code."""
    terminal = Terminal()
    terminal.json = _asks_for_json(arguments)
    begun = time.monotonic()
    with SupportLog() as log:
        this = VerbRun(terminal, log)
        try:
            code = _run(arguments, open_window, this)
        # raised again below: the terminal shows all of it, the log for support none of its texts
        except Exception as error:
            log.broke(error, this.verb)
            terminal.fail(
                tr(
                    "This is a fault of the program, not of your evidence. “exhibit support” prints what to"
                    " send with a report; there is no evidence in it."
                )
            )
            raise
        log.ended(this.verb, time.monotonic() - begun, code)
    return code


def _run(arguments: Sequence[str], open_window: OpenWindow, this: VerbRun) -> int:
    try:
        code = build(open_window).main(list(arguments), prog_name="exhibit", standalone_mode=False, obj=this)
    except ReaderGone:
        return _reader_gone()
    except Cancelled:
        code = _STOPPED
    except (TyperException, CatalogueError, DatabaseError, OSError) as error:
        this.log.refused(error, this.verb)
        return _refused(this.terminal, error)
    if code == _STOPPED:  # typer makes a code of a KeyboardInterrupt, too
        this.terminal.fail(tr("Stopped. What was finished until then is kept."))
    return int(code or 0)


def _refused(terminal: Terminal, error: Exception) -> int:
    """Say what was wrong with the world, or with what was asked; gives the exit code."""
    if isinstance(error, TyperException):
        terminal.fail(wrong_usage(error))
        return error.exit_code
    if isinstance(error, QueryError):
        terminal.fail(f"{error} ({_where(error)})", error.candidates)
    elif isinstance(error, CatalogueError):
        terminal.fail(str(error), error.candidates)
    elif isinstance(error, NotAsLogged):
        terminal.fail(sentences(str(error), tr("Go on with --on-broken-log REASON.")))
    else:
        from app.messages.faults import fault_words  # workers and readers, which most runs need not

        terminal.fail(fault_words(error))
    return 1


def build(open_window: OpenWindow) -> TyperGroup:
    """The whole command, for running it and for holding the manual to it."""
    app = typer.Typer(
        name="exhibit",
        cls=_AllVerbs,
        help=later("Catalogue pictures as evidence: what they are, where they came from, what they support."),
        invoke_without_command=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_without_verb(open_window))
    app.command("desk", cls=Verb)(_desk(open_window))
    command = get_command(app)
    assert isinstance(command, TyperGroup)
    return command


def _commands_of(module: str) -> dict[str, Any]:
    app = typer.Typer(rich_markup_mode=None)
    app.callback()(_nothing)  # keeps a single verb from becoming the whole program
    import_module(f"app.cli.{module}").add_to(app)
    command = get_command(app)
    assert isinstance(command, TyperGroup)
    return dict(command.commands)


def _nothing() -> None:
    """Typer wants a function for a group."""


def _without_verb(open_window: OpenWindow) -> Callable[..., None]:
    def exhibit(
        context: typer.Context,
        version: bool = typer.Option(False, "--version", help=later("Print the version of the program.")),
    ) -> None:
        if version:
            verb_run(context).terminal.show({"version": __version__}, lambda page: page.line(__version__))
            raise typer.Exit
        if context.invoked_subcommand is None:
            raise typer.Exit(_open(verb_run(context), open_window))

    return exhibit


def _desk(open_window: OpenWindow) -> Callable[[typer.Context], None]:
    def desk(context: typer.Context) -> None:
        """Open the window; “exhibit” alone does the same."""
        raise typer.Exit(_open(verb_run(context), open_window))

    return desk


def _open(run: VerbRun, open_window: OpenWindow) -> int:
    folder = run.folder if run.points_somewhere else None
    if run.log_level is not None:
        os.environ[LEVEL] = run.log_level  # the window notes by itself, and so may what it starts
    return open_window(folder)


def _asks_for_json(arguments: Sequence[str]) -> bool:
    """Known before anything is parsed, so that wrong usage is answered in JSON too."""
    until = arguments.index("--") if "--" in arguments else len(arguments)
    return "--json" in arguments[:until]


def _where(error: QueryError) -> str:
    """Which characters of the query are meant, counted from 1."""
    first, last = error.position + 1, error.end
    if last > first:
        return tr("characters {first} to {last} of the query", first=first, last=last)
    return tr("character {number} of the query", number=first)


def _reader_gone() -> int:
    """Nobody reads our output any more: stop without a word, as other tools do."""
    # Python flushes stdout once more at its end, and would complain
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 141
