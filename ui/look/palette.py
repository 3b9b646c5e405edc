"""A theme laid over Qt: the palette set colour by colour, and the few rules Fusion does not know."""

from string import Template

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from ui.look.contrast import mixed
from ui.look.style_images import StyleImages
from ui.look.style_sheet import STYLE_SHEET
from ui.look.theme import Theme

_Role = QPalette.ColorRole


def apply_theme(application: QApplication, theme: Theme, images: StyleImages) -> None:
    """Set style, palette and style sheet. (`setColorScheme` does nothing on bare X11.)"""
    # Fusion paints from the palette on every system; the styles of Windows and macOS take some colours from
    # the system
    application.setStyle(QStyleFactory.create("Fusion"))
    application.setPalette(palette(theme))
    application.setStyleSheet(style_sheet(theme, images))


def palette(theme: Theme) -> QPalette:
    """Every role that Fusion paints with, for the enabled and the disabled state."""
    made = QPalette()
    for role, colour in _roles(theme).items():
        made.setColor(role, QColor(colour))
    faint = QColor(mixed(theme.pane, theme.muted, 0.6))
    for role in (_Role.Text, _Role.WindowText, _Role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, faint)
    return made


def style_sheet(theme: Theme, images: StyleImages) -> str:
    """The small style sheet, its colours filled in."""
    own = {"tint": theme.tint, "hover": theme.hover, "edge": theme.edge, "ontop": on_accent(theme)}
    return Template(STYLE_SHEET).substitute(theme.colours(), **own, **images.paths(theme, on_accent(theme)))


def on_accent(theme: Theme) -> str:
    """What is written on the accent colour."""
    return theme.ground if theme.dark else theme.pane


def _roles(theme: Theme) -> dict[QPalette.ColorRole, str]:
    return {
        _Role.Window: theme.ground,
        _Role.WindowText: theme.text,
        _Role.Base: theme.pane,
        _Role.AlternateBase: theme.ground,
        _Role.Text: theme.text,
        _Role.Button: theme.pane,
        _Role.ButtonText: theme.text,
        _Role.BrightText: theme.damage,
        _Role.ToolTipBase: theme.pane,
        _Role.ToolTipText: theme.text,
        _Role.PlaceholderText: theme.muted,
        _Role.Highlight: theme.accent,
        _Role.HighlightedText: on_accent(theme),
        _Role.Accent: theme.accent,
        _Role.Link: theme.accent,
        _Role.LinkVisited: theme.accent,
        _Role.Light: mixed(theme.pane, theme.text, 0.06),
        _Role.Midlight: mixed(theme.pane, theme.text, 0.03),
        _Role.Mid: theme.hairline,
        _Role.Dark: theme.hairline,
        _Role.Shadow: mixed(theme.ground, "#000000", 0.4),
    }
