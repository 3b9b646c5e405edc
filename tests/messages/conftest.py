"""The made-up language, spoken by the process of the test and by those it starts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from resources.messages import ENGLISH, LANGUAGE, choose
from tests.messages.pseudo import language_file


@pytest.fixture
def pseudo_language(tmp_path: Path) -> Iterator[Path]:
    """The made-up language is spoken, and English again afterwards."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(LANGUAGE, ENGLISH)
        made = language_file(tmp_path)
        choose(str(made))
        yield made
    choose()
