"""Verb: a command with the options that every verb has, and what one run of it knows."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from app.cli.argument_words import part
from app.cli.option_help import MEANING
from app.cli.terminal import Terminal
from app.cli.usage import usage_pieces, write_parameters, write_usage, write_verbs
from app.errors import CatalogueError
from app.support.support_log import LEVEL, LEVELS, SupportLog
from resources.messages import tr

if TYPE_CHECKING:
    from app.catalogue import Catalogue
    from app.records import UpgradeReport

ENVIRONMENT = "EXHIBIT_CATALOGUE"
_DATABASE = "catalogue.sqlite"


class VerbRun:
    """One run of the program: its terminal, the log for support, and the catalogue it was pointed at.

    `verb` is the name of the verb that runs, `log_level` what was asked for.
    """

    def __init__(self, terminal: Terminal, log: SupportLog | None = None) -> None:
        self.terminal = terminal
        self.log = log or SupportLog()
        self.log_level: str | None = None
        self.verb = ""
        self.named: str | None = None
        self.on_broken_log: str | None = None
        self.after_values: list[str] = []

    @property
    def points_somewhere(self) -> bool:
        """Whether there is a catalogue to open: the window does without, verbs do not."""
        return bool(self.named or os.environ.get(ENVIRONMENT)) or Path(_DATABASE).is_file()

    @property
    def folder(self) -> Path:
        """The catalogue's folder: as named, else the environment's, else the one we stand in."""
        named = self.named or os.environ.get(ENVIRONMENT)
        if named:
            return Path(named)
        if Path(_DATABASE).is_file():
            return Path()
        raise CatalogueError(
            tr(
                "Say which catalogue: exhibit -c FOLDER …, or set {variable}. “exhibit init FOLDER” "
                "makes one.",
                variable=ENVIRONMENT,
            )
        )

    def open(self) -> "Catalogue":
        """Open the catalogue; close it with `with`."""
        from app.catalogue import Catalogue  # the database costs most of a start, which --help does not need

        catalogue = Catalogue.open(self.folder, on_broken_log=self.on_broken_log)
        if catalogue.upgraded is not None:
            self._tell_upgrade(catalogue.upgraded)
        for sentence in catalogue.accepted.sentences() if catalogue.accepted else ():
            self.terminal.say(sentence)
        return catalogue

    def _tell_upgrade(self, report: "UpgradeReport") -> None:
        from app.integrity.upgraded import change_sentences, upgrade_sentence  # hardly ever needed

        for sentence in (upgrade_sentence(report), *change_sentences(report)):
            self.terminal.say(sentence)


class TranslatedCommand(TyperCommand):
    """A command whose help page is in the reader's language."""

    def __init__(self, name: str | None, **settings: Any) -> None:
        for param in settings.get("params") or ():
            if isinstance(param, TyperOption | TyperArgument):
                param.help = tr(param.help or MEANING.get(param.opts[0]) or "")
        settings["help"] = tr(settings.get("help") or "")
        super().__init__(name, **settings)

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Typer's words are English."""
        return usage_pieces(super().collect_usage_pieces(ctx))

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """In the reader's language, as all of the page."""
        write_usage(self, ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Arguments and options."""
        write_parameters(self, ctx, formatter)


class Verb(TranslatedCommand):
    """A command that knows --catalogue and --json."""

    def __init__(self, name: str | None, **settings: Any) -> None:
        super().__init__(name, **settings)
        self.params += common_options()

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """What is no option of this verb is a value, dash or not."""
        options = [param for param in self.get_params(ctx) if isinstance(param, TyperOption)]
        words = part(args, options)
        if words is None:
            return super().parse_args(ctx, args)
        verb_run(ctx).after_values = words.after_values
        return super().parse_args(ctx, words.in_order())

    def invoke(self, ctx: Any) -> Any:
        """Run, and note that it began by the names that the program gives: what was typed may be anything."""
        run = verb_run(ctx)
        # of “claim add” the group has a parent, the program itself has none
        names = [] if ctx.parent.parent is None else [ctx.parent.command.name]
        run.verb = " ".join([*names, str(self.name)])
        run.log.began(run.verb)
        return super().invoke(ctx)


class Verbs(TyperGroup):
    """A group of commands that knows --catalogue and --json before the verb, too."""

    def __init__(self, **settings: Any) -> None:
        own = list(settings.get("params") or ())
        for param in own:
            param.help = tr(param.help or "")
        settings["params"] = [*own, *common_options()]
        settings["help"] = tr(settings.get("help") or "")
        super().__init__(**settings)

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Typer's words are English."""
        return usage_pieces(super().collect_usage_pieces(ctx))

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """In the reader's language, as all of the page."""
        write_usage(self, ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Options, and the verbs of the group."""
        write_parameters(self, ctx, formatter)
        write_verbs(self, ctx, formatter)


def verb_run(context: typer.Context) -> VerbRun:
    """The run that a verb belongs to."""
    run = context.find_root().obj
    assert isinstance(run, VerbRun)
    return run


def common_options() -> list[TyperOption]:
    """The options that stand before or after every verb."""
    return [
        TyperOption(
            param_decls=["-c", "--catalogue"],
            metavar="DIR",
            callback=_point_at,
            expose_value=False,
            help=tr(
                "Folder of the catalogue. Else {variable}, else the folder you are in.", variable=ENVIRONMENT
            ),
        ),
        TyperOption(
            param_decls=["--json"],
            is_flag=True,
            callback=_ask_for_json,
            expose_value=False,
            help=tr("Print one JSON document on stdout, and everything else on stderr."),
        ),
        TyperOption(
            param_decls=["--log-level"],
            metavar="LEVEL",
            callback=_log_at,
            expose_value=False,
            help=tr(
                "How much goes into the log for support: {levels}. Else {variable}, else info.",
                levels=", ".join(LEVELS),
                variable=LEVEL,
            ),
        ),
        TyperOption(
            param_decls=["--on-broken-log"],
            metavar="REASON",
            callback=_go_on,
            expose_value=False,
            help=tr("Go on though the log is broken or rows are not what it says: why. Kept in the log."),
        ),
    ]


def _point_at(context: typer.Context, _: object, value: str | None) -> None:
    if value is not None:
        verb_run(context).named = value


def _log_at(context: typer.Context, _: object, value: str | None) -> None:
    if value is None:
        return
    if value not in LEVELS:
        raise typer.BadParameter(tr("--log-level is one of {levels}.", levels=", ".join(LEVELS)))
    run = verb_run(context)
    run.log_level = value
    run.log.set_level(value)


def _go_on(context: typer.Context, _: object, value: str | None) -> None:
    if value is not None:
        verb_run(context).on_broken_log = value


def _ask_for_json(context: typer.Context, _: object, value: bool | None) -> None:
    if value:
        verb_run(context).terminal.json = True
