"""Reader: what can be asked of a catalogue, a noun at a time."""

from sqlalchemy import Connection

from db.claims import Claims
from db.evidence import Evidence
from db.files import Files
from db.history import History
from db.identity import Identity
from db.places import Places


class Reader:
    """Questions to one moment of the catalogue."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.identity = Identity(connection)
        self.evidence = Evidence(connection)
        self.files = Files(connection)
        self.places = Places(connection)
        self.claims = Claims(connection)
        self.history = History(connection)
