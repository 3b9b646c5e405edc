"""Keeping acts from being done where a trigger of others would change what they write."""

from sqlalchemy import Connection

from db.engine import DatabaseEngine
from db.errors import DatabaseError
from resources.messages import tr


class ForeignTriggerError(DatabaseError):
    """A trigger is not one of ours: what an act writes would be what the trigger makes of it."""

    def __init__(self, name: str) -> None:
        super().__init__(
            tr(
                "The catalogue file has a trigger of another program, “{name}”, which could change what is "
                "written: nothing is written until it is taken away there, or a backup is restored.",
                name=name,
            )
        )


class TriggerGuard:
    """Looks at the triggers when it is first asked, and whenever the schema has changed since."""

    def __init__(self, engine: DatabaseEngine) -> None:
        self._engine = engine
        self._looked_at: int | None = None

    def demand_own(self, connection: Connection) -> None:
        """Raises ForeignTriggerError. Needs the lock of writing: nobody may add one after the look."""
        version = self._engine.schema_number(connection)
        if version == self._looked_at:
            return
        for name in self._engine.foreign_triggers(connection):
            raise ForeignTriggerError(name)
        self._looked_at = version
