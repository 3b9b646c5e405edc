"""Editing the fields of an item. What is left empty is unknown."""

from typing import Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from app.errors import CatalogueError
from app.evidence.dossier import Dossier
from app.task import Task
from app.terms import DIGITAL_SOURCE_TYPES, ITEM_TYPES, PLATFORMS, SENSITIVITIES
from ui.forms.form import FormDialog, choice, line, lines, picked, words_of
from ui.window.act_context import ActContext

_TEXTS = {
    "published_at": "Published",
    "published_url": "URL",
    "creator": "Creator",
    "uploader": "Uploader",
    "licence": "Licence",
}
_IMAGERY = {"sensor": "Sensor", "operator": "Operator"}
_NUMBERS = {
    "ground_sample_m": "Metres a pixel",
    "off_nadir_deg": "Off nadir, degrees",
    "cloud_percent": "Cloud, percent",
}


class EditItemDialog(FormDialog):
    """Only what differs is written, as one act that can be undone."""

    def __init__(self, context: ActContext, dossier: Dossier) -> None:
        item = dossier.item
        super().__init__(context, f"Edit {item.exhibit}", "Save changes", "What is left empty is unknown.")
        self._item = item
        self.title = line(item.title)
        self.type = choice(ITEM_TYPES, item.type)
        self.description = lines(item.description)
        self.source_type = choice(DIGITAL_SOURCE_TYPES, item.digital_source_type, none="unknown")
        self.sensitivity = _Boxes(SENSITIVITIES, item.sensitivity.split(","))
        self.texts = {name: line(getattr(item, name)) for name in _TEXTS}
        self.unknowns = lines(item.unknowns, 48)
        self.reason = line(hint="why this is changed, if it matters")
        self.row("Title", self.title)
        self.row("Type", self.type)
        self.row("Description", self.description)
        self.row("Sensitivity", self.sensitivity)
        self.row("Source type", self.source_type)
        for name, label in _TEXTS.items():
            self.row(label, self.texts[name])
        self.platform = choice(PLATFORMS, item.platform, none="not stated")
        self.numbers = {name: line(_written(getattr(item, name))) for name in _NUMBERS}
        if "imagery" in item.type:
            self._add_imagery()
        self.row("Not known", self.unknowns)
        self.row("Reason", self.reason)

    def collect(self) -> None:
        self._reason = words_of(self.reason)
        wanted: dict[str, Any] = {
            "title": words_of(self.title),
            "type": picked(self.type),
            "description": words_of(self.description),
            "digital_source_type": picked(self.source_type),
            "unknowns": words_of(self.unknowns),
            **{name: words_of(field) for name, field in self.texts.items()},
        }
        if "imagery" in self._item.type:
            wanted["platform"] = picked(self.platform)
            wanted |= {name: _number(words_of(field), name) for name, field in self.numbers.items()}
        if not wanted["title"]:
            raise CatalogueError("An item needs a title.")
        self._changes = {name: value for name, value in wanted.items() if value != getattr(self._item, name)}
        chosen = self.sensitivity.chosen()
        if set(chosen) != {word for word in self._item.sensitivity.split(",") if word}:
            self._changes["sensitivity"] = chosen

    def work(self, _task: Task) -> bool:
        if not self._changes:
            return False
        return self.context.catalogue.evidence.edit(self._item.id, reason=self._reason, **self._changes)

    def _add_imagery(self) -> None:
        self.row("Platform", self.platform)
        for name, label in _IMAGERY.items():
            self.texts[name] = line(getattr(self._item, name))
            self.row(label, self.texts[name])
        for name, label in _NUMBERS.items():
            self.row(label, self.numbers[name])


class _Boxes(QWidget):
    """Any of some words."""

    def __init__(self, words: tuple[str, ...], chosen: list[str]) -> None:
        super().__init__()
        self._boxes = {word: QCheckBox(word) for word in words}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setVerticalSpacing(2)
        for number, (word, box) in enumerate(self._boxes.items()):
            box.setChecked(word in chosen)
            grid.addWidget(box, number // 2, number % 2)

    def chosen(self) -> tuple[str, ...]:
        """The words that are ticked."""
        return tuple(word for word, box in self._boxes.items() if box.isChecked())


def _written(number: float | None) -> str:
    return "" if number is None else f"{number:g}"


def _number(text: str | None, name: str) -> float | None:
    if text is None:
        return None
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise CatalogueError(f"{_NUMBERS[name]}: “{text}” is no number.") from None
