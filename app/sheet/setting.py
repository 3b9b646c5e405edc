"""What is handed to Typst for one sheet: its form, every text made printable, drawings, file names."""

import re
from collections.abc import Mapping
from dataclasses import fields
from typing import TypeAlias

from app.sheet.attachment import Json
from app.sheet.breaks import breakable
from app.sheet.code import code_svg, code_text
from app.sheet.form import FormSection, FormTableRow, Row, Span, Table, Value
from app.sheet.form_arrival import part_4, part_5, part_6, part_7
from app.sheet.form_closing import part_15, part_16
from app.sheet.form_embedded import part_8, part_9
from app.sheet.form_item import part_1, part_1_continued, part_2, part_3
from app.sheet.form_reasoning import part_12, part_13, part_14
from app.sheet.form_where_when import part_10, part_11
from app.sheet.glyphs import Glyphs
from app.sheet.picture import Print
from app.sheet.printed_values import said
from app.sheet.record import ProvenanceSheet
from app.sheet.where_when import SheetPosition
from resources.messages import later, shown, tr, trc, trn

Data: TypeAlias = dict[str, Json]

_PARTS = (
    part_1,
    part_1_continued,
    part_3,
    part_4,
    part_5,
    part_6,
    part_7,
    part_8,
    part_9,
    part_10,
    part_11,
    part_12,
    part_13,
    part_14,
    part_15,
)
# hebrew, Arabic and their neighbours, and the presentation forms of both
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile("[A-Za-z]")
# the longest run without a break, and how it is cut, over the page and in the cells of a table
_WIDE, _NARROW = (30, 8), (15, 5)


class Setting:
    """Turns records into the data of the template, with one set of glyphs."""

    def __init__(self, glyphs: Glyphs) -> None:
        self._glyphs = glyphs

    def fonts(self) -> list[Json]:
        """The families in the order of use, each with the character class it is used for."""
        return [{"name": family.name, "only": _class(family.only)} for family in self._glyphs.families]

    def plain(self, text: str) -> str:
        """A text for places that take no markup: titles, alternative texts."""
        return self._glyphs.printable(text).replace("\n", " ")

    def sheet(self, sheet: ProvenanceSheet, record: str, attached_as: str, picture: Print | None) -> Data:
        """The data of one sheet; `record` names the input with its JSON, to be attached under a file name."""
        replaced: dict[str, None] = {}
        body = [self._section(part(sheet), replaced) for part in _PARTS]
        title = self._data(_title(sheet), replaced, _WIDE)
        captions = self._data(part_2(sheet), replaced, _WIDE)
        # last, for it tells which characters were replaced in all the others
        body.append(self._section(part_16(sheet, tuple(replaced)), replaced))
        return {
            "exhibit": self._words(sheet.heading.exhibit, replaced, _WIDE),
            "title": title,
            "serial": self._words(shown(sheet.heading.serial), replaced, _WIDE),
            "marking": []
            if sheet.heading.marking is None
            else self._data(said(sheet.heading.marking), replaced, _WIDE),
            "profile": trc("of a sheet", "{profile} profile", profile=tr(sheet.heading.profile)),
            "digits": None if sheet.original is None else self.plain(sheet.original.sha256[:16]),
            "kind": drawing_of(sheet.item.kind),
            "practice": sheet.item.practice,
            "picture": self._picture(sheet, picture),
            "caption": captions,
            "map": self._map(sheet),
            "code": {
                "svg": code_svg(code_text(sheet)),
                "alt": tr("QR code: {text}", text=self.plain(code_text(sheet))),
            },
            "sections": body,
            "attachment": {"name": attached_as, "input": record},
        }

    def _picture(self, sheet: ProvenanceSheet, picture: Print | None) -> Data:
        kind = tr(sheet.item.kind or "item")
        alt = sheet.picture.alt or tr("{kind}, not described", kind=kind)
        return {
            "svg": picture.svg if picture else None,
            "width": picture.width if picture else None,
            "height": picture.height if picture else None,
            "alt": self.plain(alt if picture else tr("Drawing that stands for: {kind}", kind=kind)),
            "words": tr(_CARD[sheet.picture.state]),
        }

    def _map(self, sheet: ProvenanceSheet) -> Json:
        drawing = sheet.locator_map
        if drawing is None:
            return None
        # names of places stand in the drawing, and a letter that no font has would end the whole sheet
        # between > and < stands nothing but the text of the drawing, which our own code has made
        svg = _DRAWN.sub(lambda name: f">{self._glyphs.drawn(name[1])}<", drawing.svg.decode("utf-8"))
        return {"svg": svg, "alt": self.plain(_map_in_words(sheet))}

    def _section(self, section: FormSection, replaced: dict[str, None]) -> Json:
        return self._data(section, replaced, _WIDE)

    def _data(self, value: object, replaced: dict[str, None], width: tuple[int, int]) -> Json:
        if isinstance(value, str):
            return self._words(value, replaced, width)
        if isinstance(value, int | float):
            return value
        if isinstance(value, tuple):
            return [self._data(part, replaced, width) for part in value]
        return self._members(value, replaced, width)

    def _members(self, value: object, replaced: dict[str, None], width: tuple[int, int]) -> Data:
        if isinstance(value, Row):
            return self._row(value, replaced, width)
        inner = _NARROW if isinstance(value, Table) else width
        data = {name: self._data(getattr(value, name), replaced, inner) for name in _names(type(value))}
        return data | {"whole": value.whole} if isinstance(value, FormTableRow) else data

    def _row(self, row: Row, replaced: dict[str, None], width: tuple[int, int]) -> Data:
        return {
            "label": self._words(row.label, replaced, _NARROW),
            "value": self._data(row.value, replaced, width),
            "sign": row.sign,
            "whole": row.whole,
        }

    def _words(self, text: str, replaced: dict[str, None], width: tuple[int, int]) -> Json:
        pieces = breakable(_isolated(self._glyphs.printable(text, replaced)), *width)
        return pieces if isinstance(pieces, str) else [*pieces]


_DRAWN = re.compile(r">([^<>]+)<")
_CARD = {
    "printed": later("no picture"),
    "not held": later("not held"),
    "no preview": later("no picture"),
    "withheld": later("withheld (safe profile)"),
}


def _map_in_words(sheet: ProvenanceSheet) -> str:
    located = [place for place in sheet.locations if isinstance(place.position, SheetPosition)]
    return trn(
        "Map of {count} location: {locations}",
        "Map of {count} locations: {locations}",
        len(located),
        locations="; ".join(f"{tr(place.role)}, {tr(place.basis)}" for place in located),
    )


def _isolated(text: str) -> str:
    """Text with Hebrew or Arabic in it turns nothing beside it (UAX 9 isolates).

    Sentences read in their own direction; file names, addresses and mostly Latin lines from the left.
    """
    if not _RIGHT_TO_LEFT.search(text):
        return text
    return "\n".join(f"{_direction(line)}{line}\u2069" for line in text.split("\n"))


def _direction(line: str) -> str:
    latin, turned = len(_LATIN.findall(line)), len(_RIGHT_TO_LEFT.findall(line))
    # LEFT-TO-RIGHT ISOLATE or FIRST STRONG ISOLATE
    return "\u2066" if latin > turned or (latin and " " not in line) else "\u2068"


def _title(sheet: ProvenanceSheet) -> Value:
    if sheet.item.title is None:
        return ((Span("unknown", tr("title unknown")),),)
    return said(sheet.item.title)


def drawing_of(kind: str | None) -> str:
    """The name of the line drawing for a type of item; "item" where none fits."""
    words = (kind or "").lower()
    return next((drawing for word, drawing in _DRAWINGS.items() if word in words), "item")


_DRAWINGS: Mapping[str, str] = {
    "imagery": "imagery",
    "satellite": "imagery",
    "photo": "photograph",
    "picture": "photograph",
    "image": "photograph",
    "video": "video",
    "audio": "audio",
    "object": "object",
    "statement": "statement",
    "source": "statement",
    "document": "document",
    "report": "document",
    "text": "document",
}


def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _class(ranges: tuple[tuple[int, int], ...]) -> str:
    if not ranges:
        return ""
    return "[" + "".join(f"\\u{{{first:x}}}-\\u{{{last:x}}}" for first, last in ranges) + "]"
