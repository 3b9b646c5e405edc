"""What leaves the program: *safe*, the default, keeps back what could endanger a person; *full* does not.

What it lets out goes by the privacy classes of the field tables: see `app.privacy.redaction`. Here stand the
strings that must not leave inside other texts either, and how they are found there.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from app.errors import CatalogueError
from app.evidence.dossier import Dossier
from app.fields.evidence import RECEIPT
from app.fields.tags import names_a_device
from app.privacy.classes import classes_out
from app.privacy.withheld import Profile
from app.records import MetadataTag
from db.reader import Reader
from resources.messages import tr

WITHHELD_WORDS = "[withheld]"
# letters: shorter ones would blank words all over every text
SHORTEST_RESTRICTED = 3
SHORTEST_SERIAL = 6
# letters of a name that may get an ending (Petrenko, Petrenkom); a shorter one would swallow other words
LONG_ENOUGH_TO_INFLECT = 5
_LETTER = r"[^\W\d_]"
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Thai, Lao, Hangul, kana and Han: names stand in them without a space beside the next word."""


def check_profile(profile: str, reason: str | None) -> Profile:
    """The profile asked for. Raises CatalogueError for *full* without a reason."""
    if profile == "safe":
        return "safe"
    if profile != "full":
        raise CatalogueError(
            tr("A profile is safe or full, not “{profile}”.", profile=profile), ("safe", "full")
        )
    if not (reason or "").strip():
        raise CatalogueError(tr("The full profile needs a reason; it is kept in the log."))
    return "full"


def restricted_people(reader: Reader) -> frozenset[str]:
    """Every name of a collector, machine, account or restricted source that the catalogue knows."""
    return frozenset(reader.batches.restricted_people())


def restricted_strings(dossier: Dossier, others: Iterable[str] = ()) -> tuple[str, ...]:
    """Every string that must not leave in a *safe* output of an item, the longest first; `others` too."""
    found = {text for text in (*_of_receipts(dossier), *others) if text}
    if dossier.publisher is not None and dossier.publisher.restricted:
        found.update([dossier.publisher.name, *(dossier.publisher.native_names or "").splitlines()])
    for snapshot in dossier.snapshots:
        found.update(tag.value.strip() for tag in snapshot.tags if _names_somebody(tag))
    long_enough = (text for text in found if len(text) >= SHORTEST_RESTRICTED and not text.isspace())
    # the longest first: else a part of it would be put as withheld and the rest stay
    return tuple(sorted(long_enough, key=lambda text: (-len(text), text)))


def redact(text: str, restricted: Iterable[str]) -> str:
    """The text without the restricted strings, each put as “[withheld]”.

    They are found in small and capital letters, composed or decomposed, beside “_” and digits, and a name
    with the ending that its language gives it; inside another word a string is left.
    """
    whole = unicodedata.normalize("NFC", text)
    folded, kept = whole.casefold(), whole
    for string in restricted:
        sought, pattern = _sought(string)
        if sought in folded:
            kept = pattern.sub(WITHHELD_WORDS, kept)
    # the text as it was, not in NFC, where nothing had to go
    return text if kept == whole else kept


# the same strings are sought in every text of an export
@lru_cache(maxsize=4096)
def _sought(string: str) -> tuple[str, re.Pattern[str]]:
    """The string folded, and what it looks like in a text. Its edges: see `redact`."""
    whole = unicodedata.normalize("NFC", string)
    name = whole[0].isupper() and len(whole) >= LONG_ENOUGH_TO_INFLECT
    after = f"{_LETTER}*" if name and whole[-1].isalpha() else _edge(whole[-1], "(?!{})")
    return whole.casefold(), re.compile(_edge(whole[0], "(?<!{})") + re.escape(whole) + after, re.IGNORECASE)


def _edge(character: str, unless: str) -> str:
    """What must not stand beside a string that begins or ends so: it would be part of another word."""
    if character.isdecimal():
        return unless.format(r"\d")
    if not character.isalpha() or _UNSPACED.match(character):
        return ""
    return unless.format(_LETTER)


def _names_somebody(tag: MetadataTag) -> bool:
    """A value as short as “1.0” stands everywhere: only longer ones are searched for in other texts."""
    return names_a_device(tag.name) and len(tag.value.strip()) >= SHORTEST_SERIAL


def _of_receipts(dossier: Dossier) -> Iterable[str]:
    """What may not leave as a field of a receipt may not leave inside another text."""
    for receipt in dossier.receipts:
        out = classes_out("safe", receipt)
        kept_back = (field.of(receipt) for field in RECEIPT if field.privacy not in out)
        yield from (value for value in kept_back if isinstance(value, str))
        # the folder: the name of the file may leave, the place on somebody's disk may not
        yield receipt.path.rsplit("/", 1)[0]
