"""What belongs to the user lies where the user says, and tests never touch the real place."""

from pathlib import Path

import pytest

from app.support.state_folder import ENVIRONMENT, state_folder


def test_tests_have_a_state_folder_of_their_own(own_state: Path) -> None:
    assert state_folder() == own_state


def test_without_the_variable_it_is_the_folder_of_the_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENVIRONMENT, " ")
    assert state_folder().name == "exhibit"
    assert state_folder().is_absolute()


def test_a_relative_folder_is_meant_from_where_one_stands(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(ENVIRONMENT, "mine")
    assert state_folder() == tmp_path / "mine"
