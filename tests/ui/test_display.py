"""Where no window can be opened, the reason and the remedy are named."""

import pytest

from ui.start.display import explain, missing_libraries

PLUGIN = (
    'qt.core.library: "/x/libqxcb.so" cannot load: Cannot load library /x/libqxcb.so: '
    "libxcb-cursor.so.0: cannot open shared object file: No such file or directory"
)
BRACKETED = PLUGIN.replace("libxcb-cursor.so.0:", "(libxcb-cursor.so.0:") + ")"
IMPORT = "ImportError: libEGL.so.1: cannot open shared object file: No such file or directory"


@pytest.mark.parametrize("words", [PLUGIN, BRACKETED], ids=["plain", "in brackets"])
def test_a_missing_library_is_named_with_the_package_that_holds_it(words: str) -> None:
    told = explain(words, {"DISPLAY": ":0"})
    assert "not installed: libxcb-cursor.so.0." in told
    assert "apt install libxcb-cursor0" in told


def test_a_library_missing_at_import_is_named_too() -> None:
    assert "apt install libegl1" in explain(IMPORT, {"DISPLAY": ":0"})


def test_several_missing_libraries_are_named_once_each() -> None:
    assert missing_libraries(f"{PLUGIN}\n{IMPORT}\n{PLUGIN}") == ("libxcb-cursor.so.0", "libEGL.so.1")


def test_a_library_of_no_known_package_is_left_to_apt_file() -> None:
    words = "libstrange.so.9: cannot open shared object file: No such file or directory"
    assert "apt-file search libstrange.so.9" in explain(words, {"DISPLAY": ":0"})


@pytest.mark.parametrize("words", ["", "qt.qpa.xcb: could not connect to display"])
def test_without_a_display_the_environment_is_named(words: str) -> None:
    assert "neither DISPLAY nor WAYLAND_DISPLAY" in explain(words, {})


def test_a_display_that_refuses_is_told_in_its_own_words() -> None:
    told = explain("qt.qpa.xcb: could not connect to display :9", {"DISPLAY": ":9"})
    assert "could not connect to display :9" in told
