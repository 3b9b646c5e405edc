"""What a screen has room for."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

_FRAME = QSize(16, 40)
"""Pixels that borders and title bar of a window take, at most."""


def room(window: QWidget) -> QSize:
    """What the screen leaves inside a frame; little where everything is drawn larger."""
    return window.screen().availableSize() - _FRAME


def size_within(window: QWidget, width: int, height: int) -> None:
    """Make a window that is not shown yet this large, or as large as its screen has room for."""
    window.resize(QSize(width, height).boundedTo(room(window)))
