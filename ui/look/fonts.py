"""Fonts that are shipped, for scripts that the machine has none for."""

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from resources import read_bytes

_Writing = QFontDatabase.WritingSystem
# Qt asks the system for a glyph that a font lacks; where no font has it boxes are shown
_FALL_BACK = (
    (_Writing.Latin, "NotoSans-Regular.ttf"),
    (_Writing.Cyrillic, "NotoSans-Regular.ttf"),
    (_Writing.Korean, "NanumSquareR.ttf"),
    (_Writing.Japanese, "DroidSansFallbackFull.ttf"),
    (_Writing.SimplifiedChinese, "DroidSansFallbackFull.ttf"),
    (_Writing.Arabic, "NotoSansArabic-Regular.ttf"),
    (_Writing.Hebrew, "NotoSansHebrew-Regular.ttf"),
)


def register_missing() -> tuple[str, ...]:
    """Register a shipped font for every script that no font of the machine writes; gives their files."""
    missing = (file for writing, file in _FALL_BACK if not QFontDatabase.families(writing))
    files = tuple(dict.fromkeys(missing))
    for file in files:
        QFontDatabase.addApplicationFontFromData(QByteArray(read_bytes(f"fonts/{file}")))
    return files


def sized(font: QFont, points: float, *, weight: QFont.Weight | None = None) -> QFont:
    """The same font, `points` bigger or smaller but never under 9 pt."""
    made = QFont(font)
    # a font that was set in pixels has no size in points: Qt says -1
    own = font.pointSizeF() if font.pointSizeF() > 0 else 10.0
    made.setPointSizeF(max(9.0, own + points))
    if weight is not None:
        made.setWeight(weight)
    return made


def monospaced() -> QFont:
    """The face of hashes and coordinates, as tall as the interface font."""
    made = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    made.setPointSizeF(max(9.0, QFont().pointSizeF()))
    return made


def line_height(font: QFont) -> int:
    """Pixels from one line of text to the next."""
    return round(QFontMetricsF(font).lineSpacing())
