"""The small button at a location, a time or a link that withdraws it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QToolButton

from app.messages.visible import visible_line
from resources.messages import later, tr
from ui.look import icons
from ui.look.theme import Theme

_SIZE = 13
_SAID = {
    "location": (later("Withdraw this location…"), later("Withdraw location: {words}")),
    "time": (later("Withdraw this time…"), later("Withdraw time: {words}")),
    "link": (later("Withdraw this link…"), later("Withdraw link: {words}")),
}
"""The hint of a button and what a screen reader says of it, by the kind of statement."""


@dataclass(frozen=True, slots=True)
class Retract:
    """Makes the buttons; `ask` is told which statement is meant: kind (location, time, link) and id."""

    icon: QIcon
    ask: Callable[[str, int], None]

    @classmethod
    def of(cls, theme: Theme, ask: Callable[[str, int], None]) -> "Retract":
        """Its icon is drawn once, in the theme's colour."""
        return cls(icons.icon("archive-x", theme.muted), ask)

    def button(self, kind: str, row_id: int, words: str) -> QToolButton:
        """A button that is reached with Tab; `words` say what it withdraws."""
        made = QToolButton()
        made.setIcon(self.icon)
        made.setIconSize(QSize(_SIZE, _SIZE))
        tip, name = _SAID[kind]
        made.setToolTip(tr(tip))
        made.setAccessibleName(tr(name, words=visible_line(words)))
        made.clicked.connect(lambda: self.ask(kind, row_id))
        return made
