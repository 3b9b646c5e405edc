"""The table of what a person can do in the window: menu, words, key, and the method that does it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from resources.messages import later, tr
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


# letters alone are for the hand that rests on the keys: a field that has the focus is asked first, and keeps
# them
ACTIONS = (
    ActionSpec("window.open_catalogue", later("Open catalogue…"), "Ctrl+O", later("File"), "folder-open"),
    ActionSpec("window.new_catalogue", later("New catalogue…"), "", later("File")),
    ActionSpec(
        "intake.take_in",
        later("Take in files…"),
        "Ctrl+I",
        later("File"),
        "import",
        line_before=True,
        writes=True,
    ),
    ActionSpec(
        "intake.take_in_folder", later("Take in a folder…"), "Ctrl+Shift+I", later("File"), writes=True
    ),
    ActionSpec(
        "items.add", later("Add item without a file…"), "Ctrl+N", later("File"), "file-plus", writes=True
    ),
    ActionSpec("sheets.preview", later("Preview sheet…"), "F3", later("File"), "file-text", "some", True),
    ActionSpec("sheets.print_sheet", later("Print sheet…"), "Ctrl+P", later("File"), "printer", "some"),
    ActionSpec("sheets.save_pdf", later("Save sheet as PDF…"), "Ctrl+S", later("File"), "save", "some"),
    ActionSpec(
        "checks.verify",
        later("Verify files and log"),
        "Ctrl+Shift+V",
        later("File"),
        "shield-check",
        "",
        True,
    ),
    ActionSpec("backups.back_up", later("Back up…"), "Ctrl+B", later("File")),
    ActionSpec("window.close", later("Quit"), "Ctrl+Q", later("File"), line_before=True),
    ActionSpec("history.undo", later("Undo"), "Ctrl+Z", later("Edit"), "undo-2", writes=True),
    ActionSpec("history.show", later("History…"), "Ctrl+H", later("Edit"), "history"),
    ActionSpec("view.search", later("Search"), "Ctrl+F", later("Edit"), "search", line_before=True),
    ActionSpec("view.clear", later("Clear the search"), "Ctrl+E", later("Edit"), "x"),
    ActionSpec(
        "searches.save",
        later("Save this search…"),
        "Ctrl+Shift+S",
        later("Edit"),
        "bookmark-plus",
        writes=True,
    ),
    ActionSpec("searches.rename", later("Rename saved search…"), "", later("Edit"), writes=True),
    ActionSpec("searches.remove", later("Remove saved search"), "", later("Edit"), writes=True),
    ActionSpec("view.all", later("Select all"), "Ctrl+A", later("Edit")),
    ActionSpec("items.tag", later("Add or remove a tag…"), "T", later("Item"), "tag", "some", writes=True),
    ActionSpec("claims.link", later("Link to claim…"), "L", later("Item"), "link", "some", writes=True),
    ActionSpec("items.note", later("Write a note…"), "N", later("Item"), "sticky-note", "one", writes=True),
    ActionSpec("items.edit", later("Edit fields…"), "F2", later("Item"), "pencil", "one", writes=True),
    ActionSpec("items.locate", later("Set location…"), "P", later("Item"), "map-pin-plus", "one", True, True),
    ActionSpec("items.date", later("Set time…"), "D", later("Item"), "clock", "one", writes=True),
    ActionSpec(
        "items.attach",
        later("Attach a file…"),
        "Ctrl+Shift+A",
        later("Item"),
        "paperclip",
        "one",
        writes=True,
    ),
    ActionSpec("items.examine", later("Mark as examined"), "X", later("Item"), "check", "one", writes=True),
    ActionSpec(
        "items.withdraw_any",
        later("Withdraw a location, time or link…"),
        "Shift+Del",
        later("Item"),
        None,
        "one",
        True,
        True,
    ),
    ActionSpec("items.withdraw", later("Withdraw…"), "Del", later("Item"), "archive-x", "one", writes=True),
    ActionSpec(
        "claims.add", later("New claim…"), "Ctrl+Shift+C", later("Claim"), "message-square-plus", writes=True
    ),
    ActionSpec("claims.show", later("Claim on show…"), "Ctrl+Shift+L", later("Claim"), "quote"),
    ActionSpec("claims.rate", later("Rate claim on show…"), "Ctrl+Shift+R", later("Claim"), writes=True),
    ActionSpec("claims.rate_source", later("Rate a source…"), "", later("Claim"), writes=True),
    ActionSpec("view.grid", later("Grid"), "Ctrl+1", later("View"), "layout-grid"),
    ActionSpec("view.table", later("Table"), "Ctrl+2", later("View"), "table-2"),
    ActionSpec("view.larger", later("Larger pictures"), "Ctrl++", later("View"), "zoom-in", line_before=True),
    ActionSpec("view.smaller", later("Smaller pictures"), "Ctrl+-", later("View"), "zoom-out"),
    ActionSpec("view.reveal", later("Show or veil graphic pictures"), "V", later("View"), "eye", "some"),
    ActionSpec(
        "window.enlarge", later("Picture in a window of its own"), "Z", later("View"), "maximize", "one"
    ),
    ActionSpec(
        "window.colours", later("Light or dark colours"), "Ctrl+Shift+D", later("View"), line_before=True
    ),
    ActionSpec("help.keys", later("Keys and search words"), "F1", later("Help"), "circle-help"),
    ActionSpec("help.about", later("About Exhibit"), "", later("Help"), "info"),
)
"""In the order of the menus."""


def build(
    owner: QWidget, bar: QMenuBar, slots: Mapping[str, object], theme: Theme, *, writable: bool
) -> dict[str, QAction]:
    """Fill the menu bar; gives the actions by slot. Changes are off where the catalogue is read-only."""
    actions: dict[str, QAction] = {}
    menus: dict[str, QMenu] = {}
    for spec in ACTIONS:
        # the & makes the first letter a key with Alt
        menu = menus.get(spec.menu) or menus.setdefault(spec.menu, bar.addMenu(f"&{tr(spec.menu)}"))
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
        if spec.needs:
            enough = selected == 1 if spec.needs == "one" else selected > 0
            actions[spec.slot].setEnabled(enough and (writable or not spec.writes))


def _action(spec: ActionSpec, owner: QWidget, slot: Callable[[], None], theme: Theme) -> QAction:
    text = tr(spec.text)
    action = QAction(text, owner)
    if spec.shortcut:
        action.setShortcut(QKeySequence(spec.shortcut))
    if spec.icon:
        action.setIcon(icons.icon(spec.icon, theme.muted, theme.hairline))
    action.setToolTip(f"{text.rstrip('…')} ({spec.shortcut})" if spec.shortcut else text)
    # Qt hands over whether it is checked, which a slot would take for its own first argument
    action.triggered.connect(lambda: slot())
    return action
