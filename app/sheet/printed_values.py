"""Values as people read them: unknown and withheld as words, times in UTC, sizes, lengths, angles."""

import math
from collections.abc import Iterable
from datetime import datetime

from app.messages.wording import plain_number
from app.privacy.withheld import Text, Withheld
from app.sheet.facts import Facts
from app.sheet.form import Kind, Line, Row, Span, Value
from app.times.moments import utc_words
from resources.messages import shown, tr, trn

NBSP = "\u00a0"


def unknown() -> Line:
    """The word for a value that is not known."""
    return (Span("unknown", tr("unknown")),)


def kept_back() -> Line:
    """The words for a value that may not leave under this profile."""
    return (Span("withheld", tr("withheld (safe profile)")),)


def capital(code: str) -> str:
    """The reader's word for a code, as a label begins with it."""
    said = tr(code)
    return said[:1].upper() + said[1:]


def noted(text: Text) -> Text:
    """What the program itself noted, in the reader's language; other texts as they are."""
    return shown(text) if isinstance(text, str) else text


def said(value: Text, kind: Kind = "text") -> Value:
    """A text, or the word for why there is none; an empty text is said to be empty."""
    return (said_line(value, kind),)


def said_line(value: Text, kind: Kind = "text") -> Line:
    """`said`, as one line."""
    if value is None:
        return unknown()
    if isinstance(value, Withheld):
        return kept_back()
    words = value.strip()
    return (Span(kind, words),) if words else (Span("muted", tr("(empty)")),)


def lines(values: Iterable[Text], kind: Kind = "text") -> Value:
    """Several texts under each other; none at all is unknown."""
    return tuple(said_line(value, kind) for value in values) or (unknown(),)


def lead(name: str) -> Span:
    """The muted word before a value inside a line; it stays with the first word of the value."""
    # no line breaks between the word and its value
    return Span("muted", f"{name.replace(' ', NBSP)}{NBSP}")


def labelled(parts: Iterable[tuple[str, Text]]) -> tuple[Line, ...]:
    """Lines "label value" for the parts that are known or withheld; unknown ones are left out."""
    return tuple((lead(name), *said_line(value)) for name, value in parts if value is not None)


def facts_lines(facts: Facts) -> tuple[Line, ...]:
    """A line "label value" for each fact, unknown ones too; quiet ones only where something is known."""
    return tuple(
        (lead(tr(fact.field.noun)), *said_line(fact.said))
        for fact in facts
        if fact.value or not fact.field.quiet
    )


def joined(parts: Iterable[tuple[str, Text]]) -> tuple[Line, ...]:
    """`labelled`, all on one line; no line at all where nothing is known."""
    spans: list[Span] = []
    for line in labelled(parts):
        spans.extend((*((Span("text", "\u2003"),) if spans else ()), *line))
    return (tuple(spans),) if spans else ()


def rows(parts: Iterable[tuple[str, Text]]) -> tuple[Row, ...]:
    """A row for each known or withheld part, then one row that names the unknown ones."""
    known, missing = [], []
    for label, value in parts:
        if value is None:
            missing.append(label)
        else:
            known.append(Row(label, said(value)))
    if missing:
        names = ", ".join(
            [
                missing[0],
                *(name[0].lower() + name[1:] if name[1:2].islower() else name for name in missing[1:]),
            ]
        )
        known.append(Row(tr("Unknown"), ((Span("unknown", names),),)))
    return tuple(known)


def utc(moment: datetime | None) -> str | None:
    """E.g. "2026-11-23 09:25:08 UTC"; a fraction of a second is printed where there is one."""
    if moment is None:
        return None
    fraction = f".{moment.microsecond:06d}".rstrip("0").rstrip(".")
    return f"{utc_words(moment).removesuffix(' UTC')}{fraction} UTC"


def size(count: int | None) -> str | None:
    """E.g. "1 204 224 bytes"."""
    if count is None:
        return None
    # a comma between thousands is a decimal comma to half of the readers; a blank must not end the line
    return trn("{count} byte", "{count} bytes", count, count=f"{count:,}".replace(",", NBSP))


def metres(length: float | Withheld | None) -> Text:
    """E.g. "25 m", "10 km"; None stays unknown."""
    if length is None or isinstance(length, Withheld):
        return length
    if not math.isfinite(length):
        return None
    far = abs(length) >= 1000
    return f"{plain_number(length / 1000, 6)} km" if far else f"{plain_number(length, 6)} m"


def degrees(angle: float | Withheld | None) -> Text:
    """E.g. "271.5°"."""
    if isinstance(angle, Withheld):
        return angle
    return None if angle is None or not math.isfinite(angle) else f"{angle:g}°"
