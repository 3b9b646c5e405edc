"""Marks and words on a small map, as pieces of SVG in millimetres."""

import html
from typing import Literal

from app.messages.visible import visible_line

Role = Literal["subject", "camera", "publisher"]
Basis = Literal["claimed", "recorded", "assessed"]
Anchor = Literal["start", "middle", "end"]
FONT = "Noto Sans"
TEXT = 2.1
"""Height of the letters in millimetres."""
MARK = 1.4
"""Half the size of a mark in millimetres."""
_WIDTH = 0.58
"""Mean width of a letter in parts of its height."""
_LONGEST = 40


class Labels:
    """Where on the paper there is room for a name that covers no mark and no other name."""

    def __init__(self, width: float, height: float) -> None:
        self._width, self._height = width, height
        # the corner of the scale bar, which is at most 30 % of the width long
        self._taken: list[tuple[float, float, float, float]] = [(0, height - 6, width * 0.35, height)]

    def occupy(self, x: float, y: float, half: float) -> None:
        """Keep names off a square around a mark."""
        self._taken.append((x - half, y - half, x + half, y + half))

    def beside(self, words: str, x: float, y: float, bold: bool = False) -> str:
        """The words right or left, below or above of a position; "" where they find no room."""
        long = len(words) * TEXT * _WIDTH * (1.1 if bold else 1)
        # nearest first, and once more a little farther off
        for gap in (MARK + 0.4 if bold else 0.8, MARK + 1.2):
            spots: tuple[tuple[float, float, float, Anchor], ...] = (
                (x + gap, x + gap, y + 0.7, "start"),
                (x - gap, x - gap - long, y + 0.7, "end"),
                (x, x - long / 2, y + gap + 1.8, "middle"),
                (x, x - long / 2, y - gap - 0.6, "middle"),
            )
            for at, left, base, anchor in spots:
                box = (left, base - TEXT, left + long, base + 0.4)
                if self._free(box):
                    self._taken.append(box)
                    return text(words, at, base, bold, anchor)
        return ""

    def _free(self, box: tuple[float, float, float, float]) -> bool:
        left, top, right, bottom = box
        if left < 0.5 or top < 0.5 or right > self._width - 0.5 or bottom > self._height - 0.5:
            return False
        return all(right <= a or left >= c or bottom <= b or top >= d for a, b, c, d in self._taken)


def mark(role: Role, basis: Basis, x: float, y: float) -> str:
    """Circle subject, triangle camera, square publisher; hollow claimed, half recorded, full assessed."""
    outline = _outline(role, x, y)
    fill = "#000" if basis == "assessed" else "#fff"
    drawn = f'<path d="{outline}" fill="{fill}" stroke="#000" stroke-width="0.35"/>'
    if basis == "recorded":
        drawn += f'<path d="{_left_half(role, x, y)}" fill="#000"/>'
    return drawn


def text(words: str, x: float, y: float, bold: bool = False, anchor: Anchor = "start") -> str:
    """Words at a position, with a white rim so that lines do not cross them; markup in them stays text."""
    safe = html.escape(plain(words))
    place = f'x="{x:.2f}" y="{y:.2f}"'
    place += "" if anchor == "start" else f' text-anchor="{anchor}"'
    place += ' font-weight="bold"' if bold else ""
    # two texts, for a stroke over its own letters would thin them
    rim = 'fill="none" stroke="#fff" stroke-width="0.5" stroke-linejoin="round"'
    return f"<text {place} {rim}>{safe}</text><text {place}>{safe}</text>"


def plain(words: str) -> str:
    """Words on one line, at most 40 characters; what cannot be seen in them stands as its code point."""
    return visible_line(words, _LONGEST)


def _outline(role: Role, x: float, y: float) -> str:
    m = MARK
    if role == "camera":
        return f"M{x:.2f} {y - m:.2f}L{x + m:.2f} {y + m:.2f}L{x - m:.2f} {y + m:.2f}Z"
    if role == "publisher":
        return f"M{x - m:.2f} {y - m:.2f}h{2 * m:g}v{2 * m:g}h{-2 * m:g}Z"
    return f"M{x - m:.2f} {y:.2f}a{m:g} {m:g} 0 1 1 {2 * m:g} 0a{m:g} {m:g} 0 1 1 {-2 * m:g} 0Z"


def _left_half(role: Role, x: float, y: float) -> str:
    m = MARK
    if role == "camera":
        return f"M{x:.2f} {y - m:.2f}V{y + m:.2f}H{x - m:.2f}Z"
    if role == "publisher":
        return f"M{x - m:.2f} {y - m:.2f}h{m:g}v{2 * m:g}h{-m:g}Z"
    return f"M{x:.2f} {y - m:.2f}a{m:g} {m:g} 0 0 0 0 {2 * m:g}Z"
