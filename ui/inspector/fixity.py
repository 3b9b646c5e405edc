"""Whether the bytes of a file are still those that were taken in, as the last check found: sign and words."""

from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.messages.wording import word
from app.records import File
from resources.messages import tr, trn
from ui.look import icons, readable, signs
from ui.look.labels import PlainLabel, muted
from ui.look.theme import Theme

_MARK = 14
_FRESH = timedelta(days=30)
"""For so long a check is news."""


def fixity(file: File, received: datetime | None, theme: Theme, now: datetime) -> QWidget:
    """A check with its date; a clock once that is long ago; a broken seal where the bytes are others.

    `received` is when the file was taken in, `now` the time, both in UTC.
    """
    made = _Signed()
    if file.checked_at is not None and file.check_outcome != "intact":
        words = PlainLabel(f"{word(file.check_outcome)}, {readable.moment(file.checked_at)}")
        words.setProperty("damage", "true")
        return made.say(_mark_of(file.check_outcome, theme, made.devicePixelRatioF()), words)
    if file.checked_at is not None and now - file.checked_at <= _FRESH:
        checked = PlainLabel(tr("unchanged, {moment}", moment=readable.moment(file.checked_at)))
        return made.say(_icon("check", theme.text, made), checked)
    return made.say(_icon("clock", theme.muted, made), muted(_unchecked(file.checked_at, received, now)))


def _unchecked(checked: datetime | None, received: datetime | None, now: datetime) -> str:
    last = checked or received
    if last is None:
        return tr("not checked since it was taken in")
    if (now - last).days < 1:
        return tr("not checked since it was taken in today")
    days = (now - last).days
    if checked:
        return trn(
            "not checked for {count} day; unchanged, {moment}",
            "not checked for {count} days; unchanged, {moment}",
            days,
            moment=readable.moment(checked),
        )
    return trn(
        "not checked for {count} day, since it was taken in",
        "not checked for {count} days, since it was taken in",
        days,
    )


def _mark_of(outcome: str | None, theme: Theme, ratio: float) -> QPixmap:
    if outcome == "damaged":
        return signs.broken_seal_pixmap(theme, _MARK, ratio)
    return icons.pixmap("triangle-alert", theme.damage, _MARK, ratio, 2.2)


def _icon(name: str, colour: str, widget: QWidget) -> QPixmap:
    return icons.pixmap(name, colour, _MARK, widget.devicePixelRatioF(), 2.2)


class _Signed(QWidget):
    """A sign and words beside it."""

    def say(self, mark: QPixmap, words: QWidget) -> "_Signed":
        """Show them."""
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        sign = QLabel()
        sign.setPixmap(mark)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(words, 1)
        return self
