"""Reading latitude and longitude written as angles: decimal degrees, or degrees, minutes and seconds."""

import re
import unicodedata
from dataclasses import dataclass

from app.errors import CatalogueError
from app.messages.wording import sentences
from resources.messages import tr

_SIGNS = {
    **dict.fromkeys("−‐‑‒–—﹣－", "-"),
    **dict.fromkeys("＋", "+"),
    **dict.fromkeys("º˚∘", "°"),
    **dict.fromkeys("′’‘ʹʼ´`＇‛", "'"),
    **dict.fromkeys("″”“ʺ＂˝„", '"'),
    **dict.fromkeys("，、،", ","),
    **dict.fromkeys("；|/", ";"),
    **dict.fromkeys("：:=", " "),
    "．": ".",
    "٫": ".",
}
_WORDS = {
    "N": "n north с сш север пн пнш 북위 北纬 北緯",
    "S": "s south ю юш юг пд пдш 남위 南纬 南緯",
    "E": "e east в вд восток сх схд 동경 东经 東経 東經",
    "W": "w west з зд запад зх зхд 서경 西经 西経 西經",
    "Y": "lat latitude широта",
    "X": "lon long lng longitude долгота довгота",
    "°": "deg degs degree degrees град градус градуса градусов 도 度",
    "'": "min mins minute minutes мин минут минуты 분 分",
    '"': "sec secs second seconds сек секунд секунды 초 秒",
}
_MEANING = {word: mark for mark, words in _WORDS.items() for word in words.split()}
# 48d02m55s, before its letters are looked up as words: d, m and s are not among them, and s is south
_LETTERED = re.compile(r"(\d+)\s*d\s*(\d+(?:\.\d+)?)\s*m(?:\s*(\d+(?:\.\d+)?)\s*s)?(?=[\s,;]|$|[nsew]\b)")
# Russian and Ukrainian, with and without full stops: 43° с. ш., пн.ш.
_ABBREVIATED = re.compile(r"(?<![^\W\d])(с|ю|в|з|пн|пд|сх|зх)\.?\s?(ш|д)\b\.?")
_GLUED = re.compile(r"(?<=\d)[-+](?=\d)")
_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?|\.\d+)|([^\W\d_]+)\.?|([-+])(?=[\d.])|([°'\",;]))")
_ANGLE = re.compile(r"(Y|X)?([NSEW])?([-+])?n(°)?(?:n(')?(?:n(\")?)?)?([NSEW])?")


@dataclass(frozen=True, slots=True)
class _Angle:
    value: float
    axis: str | None
    """"Y" for latitude, "X" for longitude, None where the text does not say."""
    before: bool
    parts: int


def read_angles(text: str) -> tuple[float, float, bool] | None:
    """Latitude, longitude and whether minutes were written; None if `text` is not two angles.

    Latitude comes first unless letters or words (Latin, Cyrillic, Korean, Chinese) say otherwise. A comma
    is a decimal comma where both numbers have one and no full stop stands anywhere. Raises CatalogueError
    when two angles are there but cannot be meant: out of range, a minus sign beside "S", and the like.
    """
    pair = _pair(_tokens(_plain(text)))
    if pair is None:
        return None
    first, second = pair
    if first.axis == second.axis and first.axis is not None:
        raise CatalogueError(
            tr("“{text}” gives one axis twice. Write a latitude (N, S) and a longitude (E, W).", text=text)
        )
    lat, lon = (second, first) if first.axis == "X" else (first, second)
    _check_range(text, lat.value, lon.value)
    return lat.value, lon.value, max(lat.parts, lon.parts) > 1


def _plain(text: str) -> str:
    """The text in small letters with one sign for each meaning: digits 0-9, - + ° ' " , ; and blanks."""
    marks = "".join(_SIGNS.get(character, _digit(character)) for character in text.strip().casefold())
    # two primes are a second mark; a geo: URI (RFC 5870) has lost its colon above
    marks = re.sub(r"\s+", " ", marks).replace("''", '"').removeprefix("geo ")
    marks = _LETTERED.sub(lambda m: f"{m[1]}°{m[2]}'" + (f'{m[3]}"' if m[3] else ""), marks)
    marks = _ABBREVIATED.sub(r"\1\2", marks)
    # 48-02-55N: with letters for both halves no hyphen between digits is a minus sign
    if len(re.findall(r"[nsewсювз]", marks)) >= 2:
        marks = re.sub(r"(?<=\d)-(?=\d)", " ", marks)
    return _decimal_commas(marks.removesuffix(";"))


def _digit(character: str) -> str:
    return str(unicodedata.decimal(character)) if unicodedata.category(character) == "Nd" else character


def _decimal_commas(text: str) -> str:
    """Commas between digits become full stops where they must be decimal commas."""
    inside = len(re.findall(r"(?<=\d),(?=\d)", text))
    if not inside or "." in text or re.search(r"\d,\d+,\d", text):
        return text
    # 43,80 alone may be one number or two: it is left as two, 43 and 80
    return text if re.fullmatch(r"[-+]?\d+,\d+", text) else re.sub(r"(?<=\d),(?=\d)", ".", text)


def _tokens(text: str) -> list[tuple[str, str]]:
    """(mark, text) pairs, numbers under the mark "n"; empty when anything in the text is not understood.

    A hyphen between digits may be a dash or a minus sign: it is read only where the first angle has a sign.
    """
    tokens: list[tuple[str, str]] = []
    at = len(text) if _GLUED.search(text) and text[0] not in "+-" else 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if not found:
            return [] if text[at:].strip() else tokens
        number, word, sign, mark = found.groups()
        kind = "n" if number else _MEANING.get(word, "") if word else sign or mark
        if not kind:
            return []
        tokens.append((kind, number or kind))
        at = found.end()
    return tokens


def _pair(tokens: list[tuple[str, str]]) -> tuple[_Angle, _Angle] | None:
    """The two angles, where there is exactly one way to part the tokens into two of the same build."""
    gaps = [at for at, (kind, _) in enumerate(tokens) if kind in ",;"]
    # an angle has at most ten marks: label, letters, sign, three numbers and their signs
    if len(tokens) > 24 or len(gaps) > 1:
        return None
    parted = [(tokens[:at], tokens[at + 1 :]) for at in gaps] or [
        (tokens[:at], tokens[at:]) for at in range(1, len(tokens))
    ]
    pairs = [pair for left, right in parted if (pair := _alike(_angle(left), _angle(right)))]
    # read in two ways means two places: then it is read in none
    return pairs[0] if len(pairs) == 1 else None


def _alike(first: _Angle | None, second: _Angle | None) -> tuple[_Angle, _Angle] | None:
    if first is None or second is None or (first.axis is None) != (second.axis is None):
        return None
    if first.before != second.before or (first.axis is None and first.parts != second.parts):
        return None
    return first, second


def _angle(tokens: list[tuple[str, str]]) -> _Angle | None:
    found = _ANGLE.fullmatch("".join(kind for kind, _ in tokens))
    if not found:
        return None
    label, before, sign, after = found[1], found[2], found[3], found[7]
    letter = before or after
    if (before and after) or (letter and sign) or (label and letter and (label == "Y") != (letter in "NS")):
        return None
    numbers = _expand([text for kind, text in tokens if kind == "n"], bool(letter or sign))
    value = _value(numbers)
    if value is None:
        return None
    axis = label or (("Y" if letter in "NS" else "X") if letter else None)
    negative = sign == "-" or letter in {"S", "W"}
    return _Angle(-value if negative else value, axis, bool(before or label), len(numbers))


def _expand(numbers: list[str], marked: bool) -> list[str]:
    """Degrees, minutes and seconds run together (`480255`, `0363157.5`), as aviation and ISO 6709 do."""
    # DDMM and DDDMM, DDMMSS and DDDMMSS (ISO 6709): the count of digits tells latitude from
    # longitude. Without a letter or sign these may be any number.
    whole, _, fraction = numbers[0].partition(".")
    if len(numbers) > 1 or not marked or len(whole) not in {4, 5, 6, 7}:
        return numbers
    degrees = 2 if len(whole) % 2 == 0 else 3
    parts = [whole[:degrees], *re.findall("..", whole[degrees:])]
    return [*parts[:-1], f"{parts[-1]}.{fraction}"] if fraction else parts


def _value(numbers: list[str]) -> float | None:
    """Degrees of one to three numbers; None if any but the last has a fraction, or 60 is reached."""
    if any("." in number for number in numbers[:-1]):
        return None
    values = [float(number) for number in numbers]
    # 60 minutes are written as the next degree; it is mistyped, or no angle
    if any(value >= 60 for value in values[1:]):
        return None
    return sum((value / 60.0**place for place, value in enumerate(values)), 0.0)


def _check_range(text: str, lat: float, lon: float) -> None:
    if abs(lat) > 90:
        hint = tr("Latitude comes first.") if abs(lat) <= 180 and abs(lon) <= 90 else ""
        said = tr("“{text}”: a latitude lies between -90 and 90 degrees.", text=text)
        raise CatalogueError(sentences(said, hint))
    if abs(lon) > 180:
        raise CatalogueError(tr("“{text}”: a longitude lies between -180 and 180 degrees.", text=text))
