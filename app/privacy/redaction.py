"""Redaction: records as they may leave, by the privacy class of each field and by what must not be named."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from app.evidence.dossier import Dossier
from app.fields.field import Field, FieldTable, Privacy
from app.fields.kinds import Plain, Stored
from app.privacy.classes import classes_out
from app.privacy.profile import WITHHELD_WORDS, redact, restricted_strings
from app.privacy.withheld import WITHHELD, Profile, Withheld

Part = TypeVar("Part")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Redaction:
    """What one profile lets out of one item. `restricted` are the strings that stand nowhere."""

    profile: Profile
    restricted: tuple[str, ...] = ()

    @classmethod
    def of(cls, dossier: Dossier, profile: Profile, others: Iterable[str] = ()) -> "Redaction":
        """That of an item; `others` are the restricted names of the whole catalogue."""
        return cls(profile, () if profile == "full" else restricted_strings(dossier, others))

    def lets_out(self, privacy: Privacy, record: object = None) -> bool:
        """Whether values of this class may leave of this record."""
        return privacy in classes_out(self.profile, record)

    def value(self, field: Field, value: Value, record: object = None) -> Value | Withheld:
        """The value of a field, or WITHHELD for one that is known and may not leave."""
        if value is None or self.lets_out(field.privacy, record):
            return value
        return WITHHELD

    def values(
        self, table: Iterable[Field], values: Mapping[str, Stored], record: object
    ) -> dict[str, Stored | Withheld]:
        """The values of fields, by name, with WITHHELD for what may not leave."""
        return {field.name: self.value(field, values.get(field.name), record) for field in table}

    def told(self, table: Iterable[Field], values: Mapping[str, Stored], record: object) -> dict[str, Plain]:
        """The values of fields for programs: what is kept back is “[withheld]”, a position nothing."""
        return {field.name: self._told(field, values.get(field.name), record) for field in table}

    def record(self, table: FieldTable, record: object) -> dict[str, Plain]:
        """A record as exports tell it."""
        exported = [field for field in table if field.exported]
        return self.told(exported, table.values(record), record)

    def texts(self, texts: Iterable[str]) -> list[Plain]:
        """Free words that are no field: tags, labels."""
        return [redact(text, self.restricted) for text in texts]

    def part(self, table: FieldTable, part: Part, record: object) -> Part:
        """A part of a sheet with WITHHELD for what may not leave, where its members are called as fields."""
        out = classes_out(self.profile, record)
        kept_back: dict[str, Any] = {
            field.name: WITHHELD
            for field in table
            if field.privacy not in out and getattr(part, field.name, None) not in (None, ())
        }
        whole: Any = part
        result: Part = replace(whole, **kept_back)
        return result

    def _told(self, field: Field, stored: Stored, record: object) -> Plain:
        if stored is not None and not self.lets_out(field.privacy, record):
            return None if field.privacy is Privacy.POSITION else WITHHELD_WORDS
        plain = field.kind.plain(stored)
        if isinstance(plain, str) and field.privacy is not Privacy.PUBLIC:
            return redact(plain, self.restricted)
        return plain
