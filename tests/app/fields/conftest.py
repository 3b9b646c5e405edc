"""A copy of the program to which fields were added, each in three places, as its developers would."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]  # the package ships no types
import pytest

from app.catalogue import Catalogue
from tests.app.fields.each_kind import EACH_KIND, KindOfField

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class NewField:
    """The three places of one field: the row of its table, the column, and a line of the revision."""

    table: tuple[str, str]
    row: str
    columns: str
    column: str
    revision: str

    def add(self, program: Path) -> None:
        """Write the first two."""
        module, begin = self.table
        put_behind(program / "app" / "fields" / module, begin, self.row)
        put_behind(program / "db" / "field_columns.py", f"class {self.columns}:", self.column, '"""\n\n')


def of_kind(each: KindOfField) -> NewField:
    """A field of an item that is searched by its key."""
    added = f"""op.add_column("item", Column("{each.name}", {each.column}))
    standing = text("{each.name} IS NOT NULL")
    op.create_index("item_by_{each.name}", "item", ["{each.name}"], sqlite_where=standing)"""
    column = f"    {each.name}: {each.held} | None = _searched()\n"
    return NewField(("item.py", "_OPEN = ("), each.row, "ItemFields", column, added)


NEW_FIELDS = (
    *map(of_kind, EACH_KIND),
    NewField(
        ("item.py", "_OPEN = ("),
        """
    Field("survey_sheet", later("Sheet of the survey"), later("sheet of the survey"), Text(), _TEXT,
          given=True, asked=True, at_intake=later("Of all these files."), sheet=(1, 4), missed=True,
          search="survey:12", help=later("Which sheet of a survey it is.")),""",
        "ItemFields",
        "    survey_sheet: str | None = _searched()\n",
        """op.add_column("item", Column("survey_sheet", String()))
    standing = text("survey_sheet IS NOT NULL")
    op.create_index("item_by_survey_sheet", "item", ["survey_sheet"], sqlite_where=standing)""",
    ),
    NewField(
        ("claims.py", "SOURCE = FieldTable("),
        """
    Field("founded", later("Founded"), later("founded"), StatedTime(), _TEXT, given=True, sheet=(4, 3),
          help=later("When it was founded.")),""",
        "SourceFields",
        "    founded: str | None = None\n",
        'op.add_column("source", Column("founded", String()))',
    ),
    NewField(
        ("claims.py", "CLAIM = FieldTable("),
        """
    Field("audience", later("Said to"), later("said to"), Text(), _TEXT, given=True, asked=True,
          sheet=(12, 1), help=later("To whom it is said.")),""",
        "ClaimFields",
        "    audience: str | None = None\n",
        'op.add_column("claim", Column("audience", String()))',
    ),
    NewField(
        ("evidence.py", "RECEIPT = FieldTable("),
        """
    Field("courier", later("Courier"), later("courier"), Text(), _TEXT, given=True,
          sheet=(5, 17), missed=True, help=later("Who carried it.")),""",
        "ReceiptFields",
        "    courier: str | None = None\n",
        'op.add_column("receipt", Column("courier", String()))',
    ),
    NewField(
        ("evidence.py", "LOCATION = FieldTable("),
        """
    Field("surveyor", later("Surveyor"), later("surveyor"), Text(), _TEXT, given=True,
          asked=True, sheet=(10, 1), help=later("Who surveyed it.")),""",
        "LocationFields",
        "    surveyor: str | None = None\n",
        'op.add_column("location", Column("surveyor", String()))',
    ),
    NewField(
        ("evidence.py", "TIME = FieldTable("),
        """
    Field("calendar", later("Calendar"), later("calendar"), Text(), _TEXT, given=True,
          asked=True, sheet=(11, 1), help=later("In which calendar it is said.")),""",
        "TimeFields",
        "    calendar: str | None = None\n",
        'op.add_column("time", Column("calendar", String()))',
    ),
    NewField(
        ("evidence.py", "LINK = FieldTable("),
        """
    Field("seen_from", later("Seen from"), later("seen from"), Text(), _TEXT, given=True,
          asked=True, sheet=(12, 2), help=later("From where it is seen.")),""",
        "LinkFields",
        "    seen_from: str | None = None\n",
        'op.add_column("link", Column("seen_from", String()))',
    ),
)
REVISION = '''
"""Fields of a survey."""

from alembic import op
from sqlalchemy import Boolean, Column, Double, String, text

revision = "{revision}"
down_revision = "{before}"


def upgrade() -> None:
    {lines}
'''
MADE_BY_MAKE = ("db.sqlite.schema_sql", "db.migrations.freezing", "app.cli.manual_blocks")
"""What “make schema” and “make manual” run."""


class Program:
    """A copy of the program, run as a program of its own."""

    def __init__(self, folder: Path, catalogue: Path) -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(folder),
            "EXHIBIT_CATALOGUE": str(catalogue),
            "EXHIBIT_ANALYST": "Analyst",
            "QT_QPA_PLATFORM": "offscreen",
        }

    def python(self, *arguments: str, code: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stderr
        return done.stdout if code == 0 else done.stderr

    def exhibit(self, *arguments: object, code: int = 0) -> str:
        return self.python("-m", "app", *map(str, arguments), code=code)

    def json(self, *arguments: object) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.exhibit(*arguments, "--json"))
        return told


@pytest.fixture(scope="session")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy with these fields more."""
    program = tmp_path_factory.mktemp("field") / "program"
    for room in ("app", "db", "ui"):
        shutil.copytree(ROOT / room, program / room, ignore=shutil.ignore_patterns("__pycache__"))
    (program / "resources").mkdir()
    for each in (ROOT / "resources").iterdir():
        if each.name == "manual":
            shutil.copytree(each, program / "resources" / "manual")
        elif each.name != "__pycache__":
            (program / "resources" / each.name).symlink_to(each)
    for field in NEW_FIELDS:
        field.add(program)
    put_behind(
        program / "app" / "fields" / "item.py", "from app.fields.kinds import (", "\n    Flag,\n    Names,"
    )
    lines = "\n    ".join(field.revision for field in NEW_FIELDS)
    revise(program / "db" / "migrations" / "versions", lines)
    made = Program(program, program)
    assert str(program) in made.python("-c", "import app; print(app.__file__)")
    for module in MADE_BY_MAKE:
        made.python("-m", module)
    return program


@pytest.fixture
def program(changed: Path, tmp_path: Path) -> Program:
    """The copy, with a catalogue that the program as it is has made before."""
    with Catalogue.create(tmp_path / "catalogue", title="Case", analyst="Analyst") as before:
        before.evidence.add("photograph", "A quay")
    return Program(changed, tmp_path / "catalogue")


def revise(versions: Path, lines: str) -> None:
    """Write the revision that follows the newest one of these."""
    before = max(path.name[:4] for path in versions.glob("[0-9]*.py"))
    revision = f"{int(before) + 1:04}"
    text = REVISION.lstrip().format(revision=revision, before=before, lines=lines)
    (versions / f"{revision}_survey.py").write_text(text, encoding="utf-8")


def put_behind(path: Path, begin: str, new: str, end: str = "") -> None:
    """Write something behind a beginning, or behind the `end` that follows it."""
    before, found, rest = path.read_text(encoding="utf-8").partition(begin)
    assert found, (path, begin)
    within, ended, after = rest.partition(end) if end else ("", "", rest)
    path.write_text(f"{before}{found}{within}{ended}{new}{after}", encoding="utf-8")


def words_of_sheet(pdf: Path) -> tuple[str, dict[str, Any]]:
    """What a sheet says on paper, and the record that is attached to it."""
    with pypdfium2.PdfDocument(pdf) as document:
        words = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())
        return words, json.loads(bytes(document.get_attachment(0).get_data()))
