"""Text on show: plain whatever is in it, wrapped wherever it must be, copied as it is."""

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QFont, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QMenu, QSizePolicy, QToolTip, QWidget

from app.messages.visible import LONGEST, visible
from resources.messages import tr
from ui.look import readable as wording
from ui.look.fonts import monospaced, sized

# ZERO WIDTH SPACE: a line breaks only where Unicode lets it, and nowhere within a hash
_SOFT = "\u200b"
# from so many letters on a word may be wider than the narrowest pane; shorter ones stay whole
_LONG_WORD = re.compile(r"\S{18,}")


class PlainLabel(QLabel):
    """A text that can be selected. Never taken as HTML; long words break, and are copied unbroken.

    What cannot be seen in it is shown as its code point, and copied as it is.
    """

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        # else the longest word would decide how narrow a pane can be
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def setText(self, text: str) -> None:
        self.whole = text
        shown = visible(text[:LONGEST], 4 * LONGEST)
        shown += "" if len(text) <= LONGEST else tr(" … (shortened here)")
        super().setText(_LONG_WORD.sub(lambda word: _breakable(word.group()), shown))

    def text(self) -> str:
        """What is shown, without the places where a long word may break."""
        return super().text().replace(_SOFT, "")

    def minimumSizeHint(self) -> QSize:
        return QSize(20, super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy(self.selectedText() or self.whole)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.hasSelectedText():
            menu.addAction(tr("Copy selection"), lambda: self._copy(self.selectedText()))
        menu.addAction(tr("Copy"), lambda: self._copy(self.whole))
        menu.popup(event.globalPos())

    def _copy(self, text: str) -> None:
        # Qt writes the breaks of a selection as U+2029, PARAGRAPH SEPARATOR
        QApplication.clipboard().setText(text.replace(_SOFT, "").replace("\u2029", "\n"))


class Hash(PlainLabel):
    """A hash in groups of four; one click copies it whole."""

    def __init__(self, digest: str, parent: QWidget | None = None) -> None:
        super().__init__(wording.grouped(digest), parent)
        self.whole = digest
        self.setFont(sized(monospaced(), -1))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(tr("Click to copy the whole hash"))
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setAccessibleName(tr("Hash {digest}", digest=digest))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        QApplication.clipboard().setText(self.whole)
        QToolTip.showText(event.globalPosition().toPoint(), tr("Copied"), self)


def muted(text: str) -> PlainLabel:
    """Secondary text."""
    label = PlainLabel(text)
    label.setProperty("muted", "true")
    return label


def small(text: str) -> PlainLabel:
    """Secondary text, one point smaller."""
    label = muted(text)
    label.setFont(sized(label.font(), -1))
    return label


def unknown(words: str | None = None) -> PlainLabel:
    """The word *unknown*, or other words that say what is not known, as such."""
    label = PlainLabel(wording.unknown_word() if words is None else words)
    label.setProperty("unknown", "true")
    return label


def value(text: str | None) -> PlainLabel:
    """A value, or the word unknown where there is none."""
    return PlainLabel(text) if text and text != wording.unknown_word() else unknown()


def title(text: str) -> PlainLabel:
    """A heading: a little bigger, semi-bold."""
    label = PlainLabel(text)
    label.setFont(sized(label.font(), 1.5, weight=QFont.Weight.DemiBold))
    return label


def strong(text: str) -> PlainLabel:
    """Text that leads others: semi-bold."""
    label = PlainLabel(text)
    label.setFont(sized(label.font(), 0, weight=QFont.Weight.DemiBold))
    return label


def hairline() -> QFrame:
    """One line between groups."""
    line = QFrame()
    line.setObjectName("hairline")
    return line


def _breakable(word: str) -> str:
    return _SOFT.join(word[at : at + 6] for at in range(0, len(word), 6))
