"""Help: keys and search words; what the program is, and whose work is in it."""

from PySide6 import __version__ as qt_version
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from app import __version__
from app.search.keys import KEYS
from resources import read_text
from resources.messages import later, tr
from ui.forms.form import close_button
from ui.inspector.section import SectionRows
from ui.look.labels import PlainLabel, hairline, muted, title
from ui.look.screen import size_within
from ui.window.act_context import ActContext
from ui.window.actions import ACTIONS

_CREDITS = ("gazetteer/CREDITS.md", "fonts/CREDITS.md", "map/CREDITS.md")
_OWN = later(
    "Icons: Lucide (ISC licence), some of them derived from Feather (MIT licence).\n"
    "Window: Qt {version} through PySide6 (LGPL 3).\n"
    "Sheets: Typst (Apache 2.0). Pages on the screen: PDFium through pypdfium2 (Apache 2.0, BSD)."
)


class HelpActs:
    """The slots of the menu Help."""

    def __init__(self, context: ActContext) -> None:
        self._context = context

    def keys(self) -> None:
        """Every key, and every word of the search language."""
        KeysDialog(self._context).open()

    def about(self) -> None:
        """Version, licence, credits of data."""
        AboutDialog(self._context).open()


class KeysDialog(QDialog):
    """Made from the table of actions and the table of search keys."""

    def __init__(self, context: ActContext) -> None:
        super().__init__(context.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Keys and search words"))
        size_within(self, 620, 640)
        inside = QWidget()
        inside.setObjectName("pane")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(title(tr("Keys")))
        keys = SectionRows()
        for spec in ACTIONS:
            if spec.shortcut:
                keys.fact(spec.shortcut, tr(spec.text).rstrip("…"))
        keys.fact(tr("Space"), tr("Next item; Backspace goes back"))
        column.addWidget(keys)
        column.addWidget(hairline())
        column.addWidget(title(tr("Search words")))
        column.addWidget(
            muted(
                tr(
                    "Words, “phrases”, prefix*, -not, OR and brackets, and these keys, "
                    "also with a - before them:"
                )
            )
        )
        words = SectionRows()
        for key in KEYS:
            words.fact(f"{key.key}:", PlainLabel(key.meaning))
        column.addWidget(words)
        column.addStretch(1)
        _frame(self, inside)


class AboutDialog(QDialog):
    """Says what is shipped and from whom."""

    def __init__(self, context: ActContext) -> None:
        super().__init__(context.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("About Exhibit"))
        size_within(self, 620, 560)
        inside = QWidget()
        inside.setObjectName("pane")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(title(tr("Exhibit {version}", version=__version__)))
        column.addWidget(
            PlainLabel(
                tr(
                    "Catalogues pictures as evidence: provenance, places, claims, "
                    "and sheets that can be tested. "
                    "It opens no network connection. Licence: Apache 2.0."
                )
            )
        )
        column.addWidget(
            muted(
                tr(
                    "Catalogue: {folder}\nAnalyst: {name}",
                    folder=context.catalogue.folder,
                    name=context.catalogue.agent.name,
                )
            )
        )
        column.addWidget(hairline())
        column.addWidget(title(tr("Credits")))
        self.credits = QPlainTextEdit(credits_text())
        self.credits.setReadOnly(True)
        column.addWidget(self.credits, 1)
        _frame(self, inside)


def credits_text() -> str:
    """Everything shipped that somebody else made."""
    parts = [tr(_OWN, version=qt_version)]
    for name in _CREDITS:
        try:
            parts.append(_plain(read_text(name)))
        except FileNotFoundError:
            continue
    return "\n\n".join(parts)


def _plain(text: str) -> str:
    """Markdown as people read it: rows of tables as lines, without marks."""
    lines = []
    for row in text.strip().splitlines():
        cells = [cell.strip() for cell in row.strip().strip("|").split("|")]
        if row.lstrip().startswith("|") and set(row) <= set("|-: "):
            continue
        lines.append((" · ".join(cells) if row.startswith("|") else row.lstrip("# ")).replace("`", ""))
    return "\n".join(lines)


def _frame(dialog: QDialog, inside: QWidget) -> None:
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setWidget(inside)
    buttons = close_button(dialog)
    buttons.setContentsMargins(0, 0, 12, 0)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(0, 0, 0, 8)
    column.addWidget(scroll)
    column.addWidget(buttons)
