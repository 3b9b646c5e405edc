"""The table of actions is whole: every slot exists, no key is used twice."""

from collections import Counter

from ui.window.actions import ACTIONS, method
from ui.window.main_window import MainWindow


def test_no_shortcut_is_used_twice() -> None:
    shortcuts = Counter(spec.shortcut for spec in ACTIONS if spec.shortcut)
    assert [key for key, times in shortcuts.items() if times > 1] == []


def test_every_slot_is_a_method(window: MainWindow) -> None:
    for spec in ACTIONS:
        assert callable(method(window.slots, spec.slot))


def test_every_action_is_in_a_menu_of_the_window(window: MainWindow) -> None:
    menus = [action.menu() for action in window.menuBar().actions()]
    shown = {action.text() for menu in menus if hasattr(menu, "actions") for action in menu.actions()}
    undo = {text for text in shown if text.startswith("Undo")}
    assert {spec.text for spec in ACTIONS} - {"Undo"} <= shown
    assert undo


def test_sentence_case_everywhere() -> None:
    for spec in ACTIONS:
        words = spec.text.rstrip("…").split()
        assert words[0][0].isupper()
        assert all(word[0].islower() or word in {"PDF", "Exhibit"} for word in words[1:]), spec.text


def test_what_needs_a_selection_is_off_without_one(window: MainWindow) -> None:
    assert not window.actions_by_slot["items.tag"].isEnabled()
    window.selection.choose(0)
    assert window.actions_by_slot["items.tag"].isEnabled()
    assert window.actions_by_slot["items.note"].isEnabled()
    window.selection.choose_all()
    assert window.actions_by_slot["items.tag"].isEnabled()
    assert not window.actions_by_slot["items.note"].isEnabled()
