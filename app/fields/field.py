"""Field: a row of a field table. FieldTable: the fields of one noun, and the check of what they are given."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from app.errors import CatalogueError
from app.fields.kinds import Code, Given, Stored, Text
from resources.messages import tr

_UNKNOWN = "unknown"


class Privacy(Enum):
    """What the value of a field may give away; `app.privacy` says which profile lets out which class."""

    PUBLIC = "public"
    """Codes, numbers, hashes: our own words and what was measured, never rewritten."""
    TEXT = "text"
    """Free words, searched for restricted names before they leave."""
    SOURCE = "source"
    """Leads to who published or passed it on."""
    PERSON = "person"
    """Names who works on the case, or with what."""
    PATH = "path"
    """Where a file lay on somebody's machine."""
    SERIAL = "serial"
    """Names one device or its owner."""
    POSITION = "position"
    """Where somebody or something was."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `name` is its column, its name in JSON and tables, and its option, unless said otherwise.

    `label` heads it in dialogs, inspector and sheet; `noun` is the same within a sentence. `help` is a
    sentence for options and dialogs; without one the words of its list are told.
    """

    name: str
    label: str
    noun: str
    kind: Text
    privacy: Privacy
    help: str = ""
    column: str = ""
    """Where the column is not called as the field is."""
    option: str = ""
    """Where the option is not called as the field is."""
    given: bool = False
    """People say it; else the program finds or counts it."""
    needed: bool = False
    asked: bool = False
    """The dialog that adds asks for it, too; the one that edits asks for all that is given."""
    at_intake: str = ""
    """It may be given for all files of an intake: the sentence that says what happens otherwise."""
    types: tuple[str, ...] = ()
    """The types of item that it applies to; empty is all."""
    exported: bool = True
    sheet: tuple[int, int] | None = None
    """Its part of the provenance sheet, and its place there."""
    missed: bool = False
    """The sheet names it among what is unknown, where it is."""
    search: str = ""
    """How it is searched for: its key in the query language, with an example, such as sensor:ultracam."""
    nothing: str = _UNKNOWN
    """The word for nothing."""
    quiet: bool = False
    """Nothing is said of it where nothing is known."""

    def __post_init__(self) -> None:
        if self.given and not self.kind.readable:
            raise TypeError(f"{self.name}: nobody can say a {type(self.kind).__name__}")
        if self.search and not self.kind.searchable:
            raise TypeError(f"{self.name}: a {type(self.kind).__name__} answers no search key")

    @property
    def stored_as(self) -> str:
        """The column."""
        return self.column or self.name

    @property
    def search_key(self) -> str:
        """Its key in the query language; empty if it has none."""
        return self.search.partition(":")[0]

    @property
    def words(self) -> tuple[str, ...]:
        """The words of its list, where it is limited to some."""
        return self.kind.words if isinstance(self.kind, Code) else ()

    def applies_to(self, item_type: str) -> bool:
        """Whether an item of this type has the field."""
        return not self.types or item_type in self.types

    def of(self, thing: object) -> Stored:
        """The value that a record holds of it; a record without such a member knows nothing of it."""
        value: Stored = getattr(thing, self.stored_as, None)
        return value


class FieldTable:
    """The fields of one noun, in the order in which they are shown and exported.

    `needs` is the sentence for a needed {field} that is left out.
    """

    def __init__(self, *fields: Field, needs: str = "") -> None:
        self.fields = fields
        self._needs = needs
        self._by_column = {field.stored_as: field for field in fields}
        self._by_name = {field.name: field for field in fields}

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields)

    def __getitem__(self, name: str) -> Field:
        return self._by_name[name]

    def of_column(self, column: str) -> Field:
        """The field that a column holds."""
        return self._by_column[column]

    @property
    def given(self) -> tuple[Field, ...]:
        """The fields that people say."""
        return tuple(field for field in self.fields if field.given)

    @property
    def asked(self) -> tuple[Field, ...]:
        """Those that the dialog asks for that adds one."""
        return tuple(field for field in self.fields if field.asked)

    def part(self, number: int) -> tuple[Field, ...]:
        """The fields of a part of the sheet, in its order."""
        placed = [(field.sheet, field) for field in self.fields if field.sheet and field.sheet[0] == number]
        return tuple(field for _, field in sorted(placed, key=lambda one: one[0]))

    def values(self, record: object) -> dict[str, Stored]:
        """What a record holds of each field, by its name."""
        return {field.name: field.of(record) for field in self.fields}

    def told(self, record: object, leave: Collection[str] = ()) -> Iterator[tuple[Field, str | None]]:
        """What a record holds of what people say, in words; None is unknown, which quiet fields leave out."""
        for field in self.given:
            said = field.kind.said(field.of(record))
            if field.name not in leave and not (said is None and field.quiet):
                yield field, tr(field.nothing) if said is None and field.nothing != _UNKNOWN else said

    def checked(self, values: Mapping[str, Given]) -> dict[str, Any]:
        """What is kept of given values, by column, each of its column's type.

        Raises CatalogueError for what cannot be.
        """
        unknown = [name for name in values if not (field := self._by_column.get(name)) or not field.given]
        if unknown:
            raise CatalogueError(tr("There is no field {names}.", names=", ".join(sorted(unknown))))
        return {name: self._checked(self._by_column[name], given) for name, given in values.items()}

    def checked_of(self, draft: object) -> dict[str, Any]:
        """The same of a draft, which holds all that is given."""
        return self.checked({field.stored_as: getattr(draft, field.stored_as) for field in self.given})

    def _checked(self, field: Field, given: Given) -> Stored:
        stored = field.kind.stored(given, field.noun)
        if field.needed and stored in {None, ""}:
            raise CatalogueError(tr(self._needs, field=tr(field.noun)))
        return stored
