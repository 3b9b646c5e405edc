"""Page: what a verb prints for people, with Rich; nothing is cut, and no text is read as markup."""

from collections.abc import Iterable, Sequence
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from app.cli.plain import plain, plain_lines
from app.cli.readable import UNKNOWN, said
from resources.messages import tr

# rich takes a pipe for 80 columns, and would fold
_WITHOUT_END = 1_000_000


class Page:
    """Lines and aligned tables on one stream; folded to the width of a terminal, never folded elsewhere."""

    def __init__(self, stream: TextIO) -> None:
        self._terminal = stream.isatty()
        self._stream = stream
        self._console = Console(
            file=stream,
            width=None if self._terminal else _WITHOUT_END,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )

    def heading(self, text: str) -> None:
        """A title over what follows."""
        self._console.print(Text(plain(text), style="bold"), soft_wrap=True)

    def line(self, text: str = "") -> None:
        """One line of plain text."""
        self._console.print(_cell(text), soft_wrap=True)

    def text(self, text: str) -> None:
        """Text with its own line breaks."""
        self._console.print(Text(plain_lines(text)), soft_wrap=True)

    def table(
        self, columns: Sequence[str], rows: Iterable[Sequence[object]], right: Sequence[str] = ()
    ) -> None:
        """A table with headings, each marked with `later`; the columns in `right` are set to the right."""
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
        for column in columns:
            table.add_column(
                tr(column),
                justify="right" if column in right else "left",
                no_wrap=not self._terminal,
                overflow="fold",
            )
        for row in rows:
            table.add_row(*(_cell(said(value)) for value in row))
        self._put(table)

    def facts(self, pairs: Iterable[tuple[str, object]]) -> None:
        """Labels, in the reader's language, and values in two columns."""
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
        table.add_column(style="dim", no_wrap=True)
        table.add_column(no_wrap=not self._terminal, overflow="fold")
        for label, value in pairs:
            table.add_row(_cell(label), _cell(said(value)))
        self._put(table)

    def _put(self, table: Table) -> None:
        # columns are filled up with blanks, which a file or the next program should not get
        if self._terminal:
            self._console.print(table)
            return
        with self._console.capture() as captured:
            self._console.print(table)
        lines = captured.get().splitlines()
        self._stream.write("".join(f"{line.rstrip()}\n" for line in lines))


def _cell(text: str) -> Text:
    return Text(plain(text), style="dim italic" if text == tr(UNKNOWN) else "")
