"""The fields of a table as rows of a dialog, each with the editor that its kind needs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from app.fields.field import Field
from app.fields.kinds import Code, Codes, Flag, Given, Lines, Names, Number, SourceName, Stored, YesNo
from app.records import Source
from resources.messages import tr
from ui.forms.form import FormDialog, add_choice, choice, line, lines, picked, words_of

_LINE = 18
_FRAME = 12
_NAMES = 2
"""Pixels of a line of text, and of what is around several; lines for names, of which there are few."""
_TWO_COLUMNS = 390
"""Pixels that two columns of boxes may take beside their label."""
_NOTHING = (None, "", ())


@dataclass(frozen=True, slots=True)
class FieldEditor:
    """The widget of a field, and what it says now; None is nothing."""

    widget: QWidget
    given: Callable[[], Given]


class FieldRows:
    """Editors of fields, filled with what is held of them, by name. What is said goes by column."""

    def __init__(
        self,
        form: FormDialog,
        fields: Iterable[Field],
        held: Mapping[str, Stored] = MappingProxyType({}),
        sources: Sequence[Source] = (),
    ) -> None:
        self._form = form
        self._fields = {field.name: field for field in fields}
        self._editors = {
            name: _editor(field, held.get(name), sources) for name, field in self._fields.items()
        }
        self._first = {name: editor.given() for name, editor in self._editors.items()}

    def __getitem__(self, name: str) -> QWidget:
        """The widget of a field."""
        return self._editors[name].widget

    def put(self, *names: str, at_intake: bool = False) -> None:
        """Add rows to the dialog, in this order; without names all that are not there yet."""
        for name in names or [name for name in self._fields if self[name].parent() is None]:
            field = self._fields[name]
            self._form.row(_heading(field), self[name], tr(field.at_intake) if at_intake else "")

    def show_those_of(self, item_type: str) -> None:
        """Hide the rows of fields that an item of this type does not have."""
        for name, field in self._fields.items():
            self._form.form.setRowVisible(self[name], field.applies_to(item_type))

    def said(self) -> dict[str, Given]:
        """What is said of any field."""
        return {column: given for column, given in self._given(self._fields) if given not in _NOTHING}

    def changes(self) -> dict[str, Given]:
        """What is said otherwise than it was at first; None makes a field unknown."""
        # against what the editor said at first, and not what is held: what it rounds or trims is no change
        return dict(
            self._given(name for name, editor in self._editors.items() if editor.given() != self._first[name])
        )

    def _given(self, names: Iterable[str]) -> Iterable[tuple[str, Given]]:
        return ((self._fields[name].stored_as, self._editors[name].given()) for name in names)


def _heading(field: Field) -> str:
    unit = field.kind.unit.strip() if isinstance(field.kind, Number) else ""
    return f"{tr(field.label)}, {unit}" if unit else tr(field.label)


def _editor(field: Field, held: Stored, sources: Sequence[Source]) -> FieldEditor:
    kind = field.kind
    if isinstance(kind, Codes):
        return _boxes(kind, held)
    if isinstance(kind, Code):
        return _choice(field, {word: kind.said(word) or word for word in field.words}, held)
    if isinstance(kind, SourceName):
        return _choice(field, {source.id: source.name for source in sources}, held)
    if isinstance(kind, YesNo):
        return _choice(field, {value: kind.said(value) or "" for value in (False, True)}, held)
    if isinstance(kind, Lines | Names):
        rows = kind.rows if isinstance(kind, Lines) else _NAMES
        text = lines(str(held or ""), _FRAME + _LINE * rows)
        text.setPlaceholderText(tr(field.help))
        return FieldEditor(text, lambda: words_of(text))
    # ten digits hold every number that is kept, and hide what a float adds to it in its last ones
    written = line(f"{held:.10g}" if isinstance(held, float) else str(held or ""), hint=tr(field.help))
    written.setCursorPosition(0)  # of a long address its beginning is seen
    return FieldEditor(written, lambda: words_of(written))


def _choice(
    field: Field, words: Mapping[str, str] | Mapping[int, str] | Mapping[bool, str], held: Stored
) -> FieldEditor:
    # a flag that nobody says is no, and no other nothing beside it
    certain = (field.needed and held) or isinstance(field.kind, Flag)
    made: QComboBox = choice((), none=None if certain else _no_word(field, "unknown" in words))
    for word, told in words.items():
        add_choice(made, told, word)
    made.setCurrentIndex(max(made.findData(held), 0))
    return FieldEditor(made, lambda: picked(made))


def _no_word(field: Field, unknown_is_one: bool) -> str:
    """How the choice of none is called."""
    return tr("not stated") if unknown_is_one or field.at_intake else tr("unknown")


def _boxes(kind: Codes, held: Stored) -> FieldEditor:
    boxes = {word: QCheckBox(tr(word)) for word in kind.words}
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 4, 0, 0)
    grid.setVerticalSpacing(2)
    widths = [box.sizeHint().width() for box in boxes.values()]
    columns = 2 if max(widths[::2]) + max(widths[1::2], default=0) <= _TWO_COLUMNS else 1
    for number, (word, box) in enumerate(boxes.items()):
        box.setChecked(word in Codes.chosen(held))
        grid.addWidget(box, *divmod(number, columns))
    return FieldEditor(made, lambda: tuple(word for word, box in boxes.items() if box.isChecked()))
