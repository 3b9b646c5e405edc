"""Where the program keeps what belongs to this user and to no catalogue."""

import os
from pathlib import Path

from platformdirs import user_state_path

ENVIRONMENT = "EXHIBIT_STATE"


def state_folder() -> Path:
    """The folder named by EXHIBIT_STATE, else the one that the system sets aside. It may not exist yet."""
    named = os.environ.get(ENVIRONMENT, "").strip()
    # appauthor=False: else Windows would have a folder of the author around it, with the same name
    return Path(named).absolute() if named else user_state_path("exhibit", appauthor=False)
