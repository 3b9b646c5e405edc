"""A dialog that asks for something and does it: labels left, fields right, a verb on the button."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.errors import CatalogueError
from app.messages.faults import fault_words
from app.messages.visible import visible_line
from app.task import Task
from resources.messages import tr
from ui.forms.completed_line import lines_within
from ui.look.labels import PlainLabel, muted, title
from ui.window.act_context import ActContext

_WIDTH = 560
_MARGINS = 32
"""Pixels of the margins at both sides."""
_AROUND = 210
"""Pixels of the screen that heading, buttons, a problem in two lines and the frame need."""
# most acts are done before: a line that comes and goes at once would only flicker
_SLOW_MS = 500


class FormDialog(QDialog):
    """`work` does the act on another thread. What goes wrong is told in the dialog, which stays open.

    While it works it cannot be cancelled: an act is done whole or not at all. Fields that the screen is too
    low for scroll; Ctrl+Return is the verb, from any field.
    """

    done_with = Signal(object)
    """What `work` gave."""

    def __init__(self, context: ActContext, heading: str, verb: str, words: str = "") -> None:
        super().__init__(context.window)
        self.context = context
        self.setWindowTitle(visible_line(heading))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setMinimumWidth(_WIDTH)
        self.first: QWidget | None = None
        self.form = QFormLayout()
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        self.form.setHorizontalSpacing(12)
        self.form.setVerticalSpacing(8)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.problem = PlainLabel("")
        self.problem.setProperty("damage", "true")
        self.problem.hide()
        self.buttons = QDialogButtonBox()
        self.verb = self.buttons.addButton(verb, QDialogButtonBox.ButtonRole.AcceptRole)
        self.verb.setDefault(True)
        self.cancel = self.buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        # in a field of several lines Return alone begins another line
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.verb.click)
        self.under_way = muted(tr("Under way. It is done whole or not at all."))
        self.under_way.hide()
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.timeout.connect(self.under_way.show)
        self.buttons.accepted.connect(self.go)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(title(heading))
        if words:
            column.addWidget(muted(words))
        self._inside = QWidget()
        self._inside.setLayout(self.form)
        self._area = _scrolled(self._inside)
        column.addWidget(self._area, 1)
        column.addWidget(self.under_way)
        column.addWidget(self.problem)
        column.addWidget(self.buttons)

    def work(self, _task: Task) -> Any:
        """Do the act with what `collect` laid aside."""
        raise NotImplementedError

    def collect(self) -> None:
        """Read the fields, on the window's thread. Raises CatalogueError for what cannot be."""

    def row(self, label: str, field: QWidget, hint: str = "") -> None:
        """Add a field, with a hint under it."""
        name = QLabel(label)
        name.setProperty("muted", "true")
        name.setBuddy(field)
        name.setMinimumWidth(110)
        name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        # on the line of the text in the field beside it, which has a frame
        name.setContentsMargins(0, 5, 0, 0)
        field.setAccessibleName(label)
        for completed in lines_within(field):
            completed.applied.connect(self.verb.click)
        self.first = self.first or field
        self.form.addRow(name, field)
        if hint:
            self.form.addRow(QLabel(), muted(hint))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        inside = self._inside
        self._widen()
        wanted = inside.heightForWidth(self.width() - _MARGINS) if inside.hasHeightForWidth() else -1
        room = self.screen().availableSize().height() - _AROUND
        self._area.setMinimumHeight(min(max(wanted, inside.sizeHint().height()), room))
        self._keep_on_screen()
        # Qt gives the focus to the default button where no field asked for it
        if self.focusWidget() in (None, self.verb) and self.first is not None:
            self.first.setFocus()

    def _widen(self) -> None:
        """As wide as its fields need in the reader's language, as far as the screen goes."""
        bar = self._area.verticalScrollBar().sizeHint().width()
        room = self.screen().availableSize().width() - _MARGINS
        self._area.setMinimumWidth(min(self._inside.minimumSizeHint().width() + bar, room))
        self.resize(max(self.width(), self._area.minimumWidth() + _MARGINS), self.height())

    def _keep_on_screen(self) -> None:
        """It was placed before it was as large as its fields want."""
        self.adjustSize()
        screen, frame = self.screen().availableGeometry(), self.frameGeometry()
        below, beside = frame.bottom() - screen.bottom(), frame.right() - screen.right()
        if below > 0 or beside > 0:
            left = max(screen.left(), self.x() - max(beside, 0))
            self.move(left, max(screen.top(), self.y() - max(below, 0)))

    def go(self) -> None:
        """Do it, once however often it is asked for."""
        if not self.verb.isEnabled():
            return
        try:
            self.collect()
        except CatalogueError as error:
            self.tell(error)
            return
        self.problem.hide()
        self._work_on(True)
        self.context.jobs.start(self.work, self._done, failed=self.tell, owner=self)

    def tell(self, error: Exception) -> None:
        """Say in the dialog what is wrong."""
        self.problem.setText(fault_words(error))
        self.problem.show()
        self._work_on(False)

    def reject(self) -> None:
        if self.cancel.isEnabled():
            super().reject()

    def _work_on(self, busy: bool) -> None:
        self.verb.setDisabled(busy)
        self.cancel.setDisabled(busy)
        if busy:
            self._slow.start(_SLOW_MS)
        else:
            self._slow.stop()
            self.under_way.hide()

    def _done(self, outcome: Any) -> None:
        self._work_on(False)
        self.done_with.emit(outcome)
        self.accept()


def _scrolled(inside: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    # else Tab stops at the area itself, where nothing can be typed
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area


def close_button(dialog: QDialog) -> QDialogButtonBox:
    """The one button of a dialog that only tells."""
    buttons = QDialogButtonBox()
    buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole).setDefault(True)
    buttons.rejected.connect(dialog.reject)
    return buttons


def options() -> QListWidget:
    """A list to choose one line from; long lines are wrapped."""
    made = QListWidget()
    made.setWordWrap(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
    return made


def line(text: str | None = "", hint: str = "") -> QLineEdit:
    """A field of one line."""
    field = QLineEdit(text or "")
    field.setPlaceholderText(hint)
    return field


def lines(text: str | None = "", height: int = 72) -> QPlainTextEdit:
    """A field of several lines, where Tab leaves it."""
    field = QPlainTextEdit(text or "")
    # else it would write a tab
    field.setTabChangesFocus(True)
    field.setFixedHeight(height)
    return field


def choice(words: Sequence[str], chosen: str | None = None, *, none: str | None = None) -> QComboBox:
    """One of some words; `none` is what the first line says where nothing need be chosen."""
    field = QComboBox()
    if none is not None:
        field.addItem(none, None)
    for word in words:
        field.addItem(tr(word), word)
    at = field.findData(chosen) if chosen is not None else -1
    field.setCurrentIndex(max(at, 0))
    return field


def add_choice(field: QComboBox, name: str, datum: object) -> None:
    """Add a line to choose, under a name that somebody wrote."""
    field.addItem(visible_line(name), datum)


def picked(field: QComboBox) -> Any:
    """The datum of the chosen line."""
    return field.currentData()


def words_of(field: QLineEdit | QPlainTextEdit) -> str | None:
    """What was written, None for nothing."""
    text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
    return text.strip() or None
