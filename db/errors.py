"""What can go wrong with the catalogue file: shown to a person as one plain sentence."""

from resources.messages import shown
from resources.remark import Remark


class DatabaseError(Exception):
    """The disk or the catalogue file is at fault. The text is a sentence for the user."""


class NotOurFile(DatabaseError):
    """The file is foreign, damaged, or of a newer version of the program."""


class Unstorable(DatabaseError):
    """One value is at fault: the file cannot hold it. Nothing else of the catalogue is.

    `remark` is the message as a catalogue keeps it.
    """

    def __init__(self, remark: Remark) -> None:
        super().__init__(shown(remark))
        self.remark = remark


class NotAsLogged(DatabaseError):
    """The catalogue is not what its log says; nothing is built upon that until somebody accepts it."""


class Interrupted(Exception):
    """A question was cut short because whoever asked does not want the answer any more. No fault at all."""


class Busy(DatabaseError):
    """Another process holds the catalogue for writing."""
