"""A fault of the world in the window: the sentence that the command line has."""

import errno
from collections.abc import Callable

from pytestqt.qtbot import QtBot

from app.catalogue import Catalogue
from app.messages.faults import fault_words
from tests.ui.conftest import settle
from ui.forms.write import NoteDialog
from ui.window.main_window import MainWindow

_FULL = OSError(errno.ENOSPC, "No space left on device", "/media/disk/file")


def test_a_full_disk_is_told_without_a_number(
    qtbot: QtBot, catalogue: Catalogue, open_window: Callable[[Catalogue], MainWindow]
) -> None:
    window = open_window(catalogue)
    settle(qtbot, window)
    window.jobs.start(_full_disk)
    settle(qtbot, window)
    assert window.messages.words == fault_words(_FULL) == "/media/disk/file: No space left on the disk."


def test_so_it_is_in_a_dialog(
    qtbot: QtBot, catalogue: Catalogue, open_window: Callable[[Catalogue], MainWindow]
) -> None:
    catalogue.evidence.add("photograph", "A pier")
    window = open_window(catalogue)
    settle(qtbot, window)
    window.selection.choose(0)
    window.actions_by_slot["items.note"].trigger()
    (dialog,) = window.findChildren(NoteDialog)
    dialog.tell(_FULL)
    assert dialog.problem.text() == fault_words(_FULL)
    dialog.reject()


def _full_disk(_task: object) -> None:
    raise _FULL
