"""The table of what a person can do in the window: menu, words, key, and the method that does it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from ui.look import icons
from ui.look.theme import Theme


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """`slot` is group and method; `needs` is what must be selected: nothing, one item, or some."""

    slot: str
    text: str
    shortcut: str
    menu: str
    icon: str | None = None
    needs: str = ""
    line_before: bool = False
    writes: bool = False


ACTIONS = (
    ActionSpec("window.open_catalogue", "Open catalogue…", "Ctrl+O", "File", "folder-open"),
    ActionSpec("window.new_catalogue", "New catalogue…", "", "File"),
    ActionSpec("intake.take_in", "Take in files…", "Ctrl+I", "File", "import", line_before=True, writes=True),
    ActionSpec("intake.take_in_folder", "Take in a folder…", "Ctrl+Shift+I", "File", writes=True),
    ActionSpec("items.add", "Add item without a file…", "Ctrl+N", "File", "file-plus", writes=True),
    ActionSpec("sheets.preview", "Preview sheet…", "F3", "File", "file-text", "some", True),
    ActionSpec("sheets.print_sheet", "Print sheet…", "Ctrl+P", "File", "printer", "some"),
    ActionSpec("sheets.save_pdf", "Save sheet as PDF…", "Ctrl+S", "File", "save", "some"),
    ActionSpec("checks.verify", "Verify files and log", "Ctrl+Shift+V", "File", "shield-check", "", True),
    ActionSpec("window.close", "Quit", "Ctrl+Q", "File", line_before=True),
    ActionSpec("history.undo", "Undo", "Ctrl+Z", "Edit", "undo-2", writes=True),
    ActionSpec("history.show", "History…", "Ctrl+H", "Edit", "history"),
    ActionSpec("view.search", "Search", "Ctrl+F", "Edit", "search", line_before=True),
    ActionSpec("view.clear", "Clear the search", "Ctrl+E", "Edit", "x"),
    ActionSpec("searches.save", "Save this search…", "Ctrl+Shift+S", "Edit", "bookmark-plus", writes=True),
    ActionSpec("searches.rename", "Rename saved search…", "", "Edit", writes=True),
    ActionSpec("searches.remove", "Remove saved search", "", "Edit", writes=True),
    ActionSpec("view.all", "Select all", "Ctrl+A", "Edit"),
    ActionSpec("items.tag", "Add or remove a tag…", "T", "Item", "tag", "some", writes=True),
    ActionSpec("claims.link", "Link to claim…", "L", "Item", "link", "some", writes=True),
    ActionSpec("items.note", "Write a note…", "N", "Item", "sticky-note", "one", writes=True),
    ActionSpec("items.edit", "Edit fields…", "F2", "Item", "pencil", "one", writes=True),
    ActionSpec("items.locate", "Set location…", "P", "Item", "map-pin-plus", "one", True, True),
    ActionSpec("items.date", "Set time…", "D", "Item", "clock", "one", writes=True),
    ActionSpec("items.attach", "Attach a file…", "Ctrl+Shift+A", "Item", "paperclip", "one", writes=True),
    ActionSpec("items.examine", "Mark as examined", "X", "Item", "check", "one", writes=True),
    ActionSpec(
        "items.withdraw_any",
        "Withdraw a location, time or link…",
        "Shift+Del",
        "Item",
        None,
        "one",
        True,
        True,
    ),
    ActionSpec("items.withdraw", "Withdraw…", "Del", "Item", "archive-x", "one", writes=True),
    ActionSpec("claims.add", "New claim…", "Ctrl+Shift+C", "Claim", "message-square-plus", writes=True),
    ActionSpec("claims.show", "Claim on show…", "Ctrl+Shift+L", "Claim", "quote"),
    ActionSpec("claims.rate", "Rate claim on show…", "Ctrl+Shift+R", "Claim", writes=True),
    ActionSpec("claims.rate_source", "Rate a source…", "", "Claim", writes=True),
    ActionSpec("view.grid", "Grid", "Ctrl+1", "View", "layout-grid"),
    ActionSpec("view.table", "Table", "Ctrl+2", "View", "table-2"),
    ActionSpec("view.larger", "Larger pictures", "Ctrl++", "View", "zoom-in", line_before=True),
    ActionSpec("view.smaller", "Smaller pictures", "Ctrl+-", "View", "zoom-out"),
    ActionSpec("view.reveal", "Show or veil graphic pictures", "V", "View", "eye", "some"),
    ActionSpec("window.enlarge", "Picture in a window of its own", "Z", "View", "maximize", "one"),
    ActionSpec("window.colours", "Light or dark colours", "Ctrl+Shift+D", "View", line_before=True),
    ActionSpec("help.keys", "Keys and search words", "F1", "Help", "circle-help"),
    ActionSpec("help.about", "About Exhibit", "", "Help", "info"),
)
"""In the order of the menus."""


def build(
    owner: QWidget, bar: QMenuBar, slots: Mapping[str, object], theme: Theme, *, writable: bool
) -> dict[str, QAction]:
    """Fill the menu bar; gives the actions by slot. Changes are off where the catalogue is read-only."""
    actions: dict[str, QAction] = {}
    menus: dict[str, QMenu] = {}
    for spec in ACTIONS:
        menu = menus.get(spec.menu) or menus.setdefault(spec.menu, bar.addMenu(f"&{spec.menu}"))
        if spec.line_before:
            menu.addSeparator()
        actions[spec.slot] = _action(spec, owner, method(slots, spec.slot), theme)
        actions[spec.slot].setEnabled(writable or not spec.writes)
        menu.addAction(actions[spec.slot])
    return actions


def method(slots: Mapping[str, object], slot: str) -> Callable[[], None]:
    """The method that a slot names."""
    group, _, name = slot.partition(".")
    found = getattr(slots[group], name)
    if not callable(found):
        raise TypeError(f"{slot} is no method")
    return found  # type: ignore[no-any-return]  # a table of names cannot tell the type


def enable(actions: Mapping[str, QAction], selected: int, *, writable: bool) -> None:
    """Switch on what the selection allows."""
    for spec in ACTIONS:
        enough = {"": True, "one": selected == 1, "some": selected > 0}[spec.needs]
        actions[spec.slot].setEnabled(enough and (writable or not spec.writes))


def _action(spec: ActionSpec, owner: QWidget, slot: Callable[[], None], theme: Theme) -> QAction:
    action = QAction(spec.text, owner)
    if spec.shortcut:
        action.setShortcut(QKeySequence(spec.shortcut))
    if spec.icon:
        action.setIcon(icons.icon(spec.icon, theme.muted, theme.hairline))
    action.setToolTip(f"{spec.text.rstrip('…')} ({spec.shortcut})" if spec.shortcut else spec.text)
    action.triggered.connect(lambda: slot())
    return action
