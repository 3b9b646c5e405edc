"""A part of the inspector that folds: a heading with acts, and rows of label and value."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFont, QIcon, QPixmap
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.fields.field import FieldTable
from app.messages.visible import visible_line
from resources.messages import tr
from ui.look import icons
from ui.look.labels import muted, value
from ui.look.readable import one_line, tip
from ui.look.theme import Theme

_LABEL_WIDTH = 84
_WIDEST_LABEL = 104
"""A longer label is broken, so that the value beside it keeps its room."""
_SIGN_WIDTH = 20
_BRIEF = 160


def told_briefly(table: FieldTable, record: object) -> list[str]:
    """What is known of the fields of a statement but its method, each with its noun before it."""
    told = ((tr(field.noun), said) for field, said in table.told(record, leave=("method",)))
    return [f"{noun} {one_line(said, _BRIEF)}" for noun, said in told if said is not None]


class SectionRows(QWidget):
    """Rows of a muted label, right-aligned, and a value; or of a sign and words (`signs`)."""

    def __init__(self, *, signs: bool = False) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 4)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnMinimumWidth(0, _SIGN_WIDTH if signs else _LABEL_WIDTH)
        self._grid.setColumnStretch(1, 1)

    def fact(self, label: str, told: str | QWidget | None, act: QWidget | None = None) -> None:
        """A row, with a button for what can be done with it; None is told as unknown."""
        row = self._grid.rowCount()
        name = QLabel(label)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setProperty("muted", "true")
        name.setWordWrap(True)
        wanted = name.fontMetrics().horizontalAdvance(label)
        name.setFixedWidth(min(max(wanted, _LABEL_WIDTH), _WIDEST_LABEL))
        name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(told if isinstance(told, QWidget) else value(told), row, 1)
        self._put_act(act, row)

    def marked(self, mark: QPixmap, meaning: str, words: QWidget, act: QWidget | None = None) -> None:
        """A row with a sign, right-aligned, whose meaning is told to whoever hovers or listens."""
        row = self._grid.rowCount()
        sign = QLabel()
        sign.setPixmap(mark)
        sign.setToolTip(tip(meaning))
        sign.setAccessibleName(visible_line(meaning))
        sign.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        sign.setContentsMargins(0, 3, 0, 0)
        self._grid.addWidget(sign, row, 0)
        self._grid.addWidget(words, row, 1)
        self._put_act(act, row)

    def whole(self, widget: QWidget) -> None:
        """Something over both columns."""
        self._grid.addWidget(widget, self._grid.rowCount(), 0, 1, 2)

    def _put_act(self, act: QWidget | None, row: int) -> None:
        if act is not None:
            self._grid.addWidget(act, row, 2, Qt.AlignmentFlag.AlignTop)


@dataclass(frozen=True, slots=True)
class Chevrons:
    """The two marks of all headings, drawn once: drawing them for each item cost more than its text."""

    down: QIcon
    right: QIcon

    @classmethod
    def of(cls, theme: Theme) -> "Chevrons":
        """Drawn in the theme's colour."""
        return cls(icons.icon("chevron-down", theme.muted), icons.icon("chevron-right", theme.muted))


class FoldingSection(QWidget):
    """Folds and unfolds at a click on its heading. What is inside is made only once it is unfolded."""

    def __init__(
        self, heading: str, chevrons: Chevrons, make: Callable[[], QWidget], acts: Sequence[QAction] = ()
    ) -> None:
        super().__init__()
        self._chevrons = chevrons
        self._make = make
        self._inside: QWidget | None = None
        self._unfolded = False
        self._button = QToolButton()
        self._button.setText(heading)
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        font = QFont(self._button.font())
        font.setWeight(QFont.Weight.DemiBold)
        self._button.setFont(font)
        self._button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._button.clicked.connect(self.toggle)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(0)
        head.addWidget(self._button)
        head.addStretch(1)
        for act in acts:
            head.addWidget(_act_button(act))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 2, 12, 2)
        self._column.setSpacing(4)
        self._column.addLayout(head)
        self._show_state()

    @property
    def heading(self) -> str:
        return self._button.text()

    @property
    def unfolded(self) -> bool:
        return self._unfolded

    def set_unfolded(self, unfolded: bool) -> None:
        """Show or hide what is inside."""
        if unfolded == self._unfolded:
            return
        self._unfolded = unfolded
        if self._inside is None:
            self._inside = self._make()
            self._column.addWidget(self._inside)
        else:
            self._inside.setVisible(unfolded)
        self._show_state()

    def toggle(self) -> None:
        """The other way round."""
        self.set_unfolded(not self.unfolded)

    def _show_state(self) -> None:
        self._button.setIcon(self._chevrons.down if self.unfolded else self._chevrons.right)
        self._button.setAccessibleName(f"{self.heading}, {tr('unfolded') if self.unfolded else tr('folded')}")


def none_yet(words: str) -> QWidget:
    """What an empty section says."""
    label = muted(words)
    label.setContentsMargins(24, 0, 0, 4)
    return label


def _act_button(act: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(act)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setToolTip(act.text())
    return button
