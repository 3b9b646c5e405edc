"""Typesetter: records in, PDF/A-3a and PDF/UA-1 out, each with its JSON attached; fonts are loaded once."""

import json
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from threading import Lock
from types import TracebackType
from typing import Literal, Self, TypeAlias

import typst

import resources
from app.sheet.attachment import to_json
from app.sheet.glyphs import Glyphs
from app.sheet.picture import for_print
from app.sheet.record import ProvenanceSheet
from app.sheet.setting import Data, Setting
from resources.messages import language, later, tr

Paper: TypeAlias = Literal["a4", "letter"]
Entry: TypeAlias = tuple[ProvenanceSheet, bytes | None]

# 500 sheets in one document took 8.2 GB
MOST_IN_ONE_FILE = 25
_REMEMBERED = 300_000  # characters of records set since Typst's memory was last emptied
_OLD_AGE = 12  # compilations after which Typst forgets what it has not used
_PAPERS = {"a4": "a4", "letter": "us-letter"}


_TEMPLATE_WORDS = {
    "subject": later("subject"),
    "camera": later("camera"),
    "publisher": later("publisher"),
    "hollow": later("hollow: claimed"),
    "half": later("half: recorded"),
    "filled": later("filled: assessed"),
    "map": later("Map"),
    "picture": later("Picture"),
    "practice": later("generated for practice"),
    "no_hash": later("no hash: no file held"),
    "sheet": later("sheet"),
    "page": later("page"),
    "of": later("of"),
    "title": later("Provenance sheet"),
    "record": later("The record this sheet was set from, as canonical JSON (RFC 8785)"),
}
"""What stands in the template itself."""


class Typesetter:
    """Sets sheets, one at a time; a context manager, since it keeps the shipped fonts and template open.

    It may be used from any thread; two of them in two threads set twice as much. It writes no file, and
    the same record, picture and paper give the same bytes.
    """

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._lock = Lock()
        self._set_since = 0
        self._setting = Setting(Glyphs(resources.read_text("fonts/coverage.txt")))
        fonts = self._stack.enter_context(resources.path("fonts"))
        template = self._stack.enter_context(resources.path("sheet"))
        self._compiler = typst.Compiler(
            input=template / "sheet.typ",
            root=template,
            font_paths=typst.Fonts(
                include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)]
            ),
            # folders that do not exist: Typst would else look for packages in the user's, and fetch them from
            # the network
            package_path=template / "no-packages",
            package_cache_path=template / "no-packages",
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let fonts and template go; the typesetter is of no use afterwards."""
        self._stack.close()

    def typeset(self, sheet: ProvenanceSheet, picture: bytes | None, paper: Paper = "a4") -> bytes:
        """One sheet as a PDF. `picture` is an RGB or grey JPEG of at most 900 pixels, None for none."""
        return self.typeset_many([(sheet, picture)], paper)

    def typeset_many(self, entries: Sequence[Entry], paper: Paper = "a4") -> bytes:
        """One to 25 sheets in one PDF, each with its own page numbers; ValueError for other counts."""
        if not 1 <= len(entries) <= MOST_IN_ONE_FILE:
            raise ValueError(f"one file holds 1 to {MOST_IN_ONE_FILE} sheets, not {len(entries)}")
        with self._lock:
            pdf = self._compile(entries, paper)
            if self._set_since > _REMEMBERED:
                self._forget(paper)
            return pdf

    def _compile(self, entries: Sequence[Entry], paper: Paper) -> bytes:
        printed_at = entries[0][0].heading.printed_at.astimezone(UTC)
        # inputs are data to Typst, whatever is in them: no text of a file is ever markup
        inputs = {"data": json.dumps(self._document(entries, paper, printed_at))}
        for number, (sheet, _) in enumerate(entries):
            inputs[_input(number)] = to_json(sheet).decode("utf-8")
            self._set_since += len(inputs[_input(number)])
        pdf = self._compiler.compile(
            sys_inputs=inputs,
            format="pdf",
            pdf_standards=["a-3a", "ua-1"],
            # the time of the printing and not of the typesetting: the same record gives the same bytes
            timestamp=int(printed_at.timestamp()),
        )
        # of drawings and pictures Typst gives a list, one a page
        assert isinstance(pdf, bytes)
        return pdf

    def _forget(self, paper: Paper) -> None:
        """Age Typst's memory with empty documents: it keeps the last ten, and ten large ones fill gigabytes.

        May go when Typst's Python package can be told how much to keep.
        """
        empty = {**self._frame(paper), "sheets": []}
        dated = {"title": "", "author": "", "keywords": [], "date": [2000, 1, 1, 0, 0, 0]}
        for _ in range(_OLD_AGE):
            self._compiler.compile(sys_inputs={"data": json.dumps(empty | dated)}, format="svg")
        self._set_since = 0

    def _frame(self, paper: Paper) -> Data:
        return {
            "paper": _PAPERS[paper],
            "fonts": self._setting.fonts(),
            "language": language(),
            "words": {name: self._setting.plain(tr(said)) for name, said in _TEMPLATE_WORDS.items()},
        }

    def _document(self, entries: Sequence[Entry], paper: Paper, printed_at: datetime) -> Data:
        first = entries[0][0]
        names = [self._setting.plain(sheet.heading.exhibit) for sheet, _ in entries]
        return {
            **self._frame(paper),
            "title": self._setting.plain(tr("Provenance sheet {exhibits}", exhibits=", ".join(names))),
            "author": self._setting.plain(first.heading.program),
            "keywords": [*names],
            "date": [*printed_at.timetuple()[:6]],
            "sheets": [self._sheet(entry, number) for number, entry in enumerate(entries)],
        }

    def _sheet(self, entry: Entry, number: int) -> Data:
        sheet, picture = entry
        name = _file_name(sheet.heading.exhibit, number)
        return self._setting.sheet(sheet, _input(number), name, for_print(picture) if picture else None)


def _input(number: int) -> str:
    return f"record-{number}"


def _file_name(exhibit: str, number: int) -> str:
    """E.g. EX-000001.json; sheets after the first of a file carry their place, as no name may come twice."""
    safe = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in exhibit)
    return f"{safe}.json" if number == 0 else f"{safe} ({number + 1}).json"
