"""The further keys under which a place is found: without the word for what it is, and across alphabets.

`대전시` -> `대전`, `X Oblast` -> `x`; Russian and Ukrainian spellings of one name are brought together.
"""

import re

_WORDS = (
    "city|town|village|settlement|municipality|county|district|region|province|prefecture|state|oblast|krai|kray|"
    "raion|rayon|okrug|republic|governorate|gorod|misto|si|gun|shi|do|to|"
    "городской округ|город|округ|район|область|край|республика|село|поселок|пгт|деревня|станица|"
    "місто|селище|повіт|горад|вобласць|обл"
)
_BEFORE = (
    "city of|town of|port of|region of|province of|republic of|state of|gorod|misto|"
    "город|гор|г|пгт|пос|поселок|село|с|дер|порт|місто|м|смт|республика|республіка|lungsod ng"
)
_TAIL = re.compile(rf"(?P<bare>.*\w) (?:{_WORDS})")
_HEAD = re.compile(rf"(?:{_BEFORE}) (?P<bare>.{{2,}})")
_HANGUL = re.compile(
    r"(?P<bare>[가-힣]{2,}?) ?"
    r"(?:특별자치시|특별자치도|특별시|광역시|직할시|자치주|지방|변경주|주|시|군|도|구|읍)"
)
_HAN = re.compile(
    r"(?P<bare>[\u3400-\u9fff々ァ-ヺー]{2,}?)(?:特別市|广域市|廣域市|直辖市|直轄市|[市縣县省郡府州區区鎮镇])"
)
_EAST_SLAVIC = str.maketrans("іїыэєґ", "иииеег", "ьъ")


def bare_key(key: str) -> str:
    """`key` (made by `fold_key`) without the word for city, region and so on; `key` itself if it has none.

    It takes one word off each end and never leaves less than two characters.
    """
    bare = key
    for pattern in (_HEAD, _TAIL, _HANGUL, _HAN):
        found = pattern.fullmatch(bare)
        if found and len(found["bare"]) > 1:
            bare = found["bare"]
    return bare


def loose_key(key: str) -> str:
    """`key` with Russian, Ukrainian and Belarusian spelling made equal: `харків`, `харьков` come close."""
    return key.translate(_EAST_SLAVIC)


def keys_of(key: str) -> tuple[str, ...]:
    """Every key a name is found under, the strictest first; none for a name without letters and digits."""
    bare = bare_key(key)
    return tuple(form for form in dict.fromkeys((key, bare, loose_key(bare))) if form)
