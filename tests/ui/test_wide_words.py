"""In a language of longer words a dialog grows with its fields, or lays them out one below the other."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QCheckBox, QScrollArea
from pytestqt.qtbot import QtBot

from app.catalogue import Catalogue
from tests.ui.conftest import dialog_of, settle
from ui.forms.edit_item import EditItemDialog
from ui.window.main_window import MainWindow

Open = Callable[[Catalogue], MainWindow]


def edit_dialog(qtbot: QtBot, catalogue: Catalogue, open_window: Open) -> EditItemDialog:
    catalogue.evidence.add("aerial imagery", "부두")
    window = open_window(catalogue)
    settle(qtbot, window)
    window.selection.choose(0)
    window.actions_by_slot["items.edit"].trigger()
    return dialog_of(qtbot, window, EditItemDialog)


def columns_of(boxes: list[QCheckBox]) -> int:
    return len({box.x() for box in boxes})


@pytest.mark.parametrize("language", ["English", "made up"])
def test_no_field_of_the_edit_dialog_is_cut_at_its_side(
    qtbot: QtBot,
    request: pytest.FixtureRequest,
    catalogue: Catalogue,
    open_window: Open,
    language: str,
) -> None:
    if language == "made up":
        request.getfixturevalue("pseudo_language")
    dialog = edit_dialog(qtbot, catalogue, open_window)
    (area,) = dialog.findChildren(QScrollArea)
    inside = area.widget()
    assert inside is not None
    assert inside.width() <= area.viewport().width()
    assert not area.horizontalScrollBar().isVisible()
    assert columns_of(dialog.fields["sensitivity"].findChildren(QCheckBox)) == (
        2 if language == "English" else 1
    )
    taken = dialog.frameGeometry()
    assert dialog.screen().availableGeometry().contains(taken)
    dialog.reject()
