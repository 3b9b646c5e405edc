"""The window in a made-up language: menus, views, inspector and dialogs, each widget as a person reads it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.catalogue import Catalogue
from app.claims.drafts import ClaimDraft, SourceDraft
from app.fields.terms import DIGITAL_SOURCE_TYPES
from app.search.keys import KEYS
from tests.ui.conftest import PATIENCE_MS, settle
from tests.ui.said_by import left_in
from ui.window.main_window import MainWindow

_DATA = ("Test Analyst", "Ctrl Shift Del Enter Esc Alt F3 Home End PgUp PgDown Space Return Tab Backspace")
"""The catalogue's title and its analyst; names of keys, which Qt writes."""
_TERMS = (*_DATA, *DIGITAL_SOURCE_TYPES)
"""Terms of IPTC are the same in every language."""
_TYPED = (*(f"{spec.key} {spec.example}" for spec in KEYS), "F1 F2")
"""So are keys and search words, of which a dialog tells."""


def test_window_menus_and_inspector_speak_the_made_up_language(
    qtbot: QtBot,
    pseudo_language: None,
    catalogue: Catalogue,
    open_window: Callable[[Catalogue], MainWindow],
) -> None:
    item = catalogue.evidence.add("photograph", "부두")
    catalogue.tags.change([item], add=["철도"])
    catalogue.statements.locate(item, role="subject", basis="claimed", at="43.80, 131.96", radius_m=500.0)
    window = open_window(catalogue)
    settle(qtbot, window)
    assert left_in(window, _DATA) == {}


@pytest.mark.parametrize(
    "slot",
    [
        *(
            "items.tag",
            "items.note",
            "items.edit",
            "items.locate",
            "items.date",
            "items.withdraw",
            "items.add",
        ),
        *("claims.add", "claims.link", "claims.rate", "claims.rate_source", "history.show"),
        *("backups.back_up", "intake.ask", "help.keys"),
    ],
)
def test_each_dialog_speaks_the_made_up_language(
    qtbot: QtBot,
    pseudo_language: None,
    catalogue: Catalogue,
    open_window: Callable[[Catalogue], MainWindow],
    slot: str,
) -> None:
    case = catalogue.cases.add("사건")
    claim = catalogue.claims.add(ClaimDraft(case, "주장"))
    catalogue.sources.add(SourceDraft("출처"))
    item = catalogue.evidence.add("photograph", "부두", case_ids=[case])
    catalogue.links.add([item], claim, "supports", "이유")
    window = open_window(catalogue)
    settle(qtbot, window)
    window.selection.choose(0)
    if slot == "intake.ask":  # asked by the system's own dialog for files, and by a drop
        window.intake.ask([Path("부두")])
    else:
        window.actions_by_slot[slot].trigger()
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(QDialog)), timeout=PATIENCE_MS)
    dialog = next(d for d in window.findChildren(QDialog) if d.isVisible())
    terms = (*_TERMS, *_TYPED) if slot == "help.keys" else _TERMS
    left = left_in(dialog, terms)
    dialog.reject()
    assert left == {}
