"""Where and when a catalogue is backed up, remembered for this user and never in the catalogue's folder."""

import json
from datetime import datetime

from PySide6.QtCore import QSettings

from app.backup.schedule import NEVER, SCHEDULES, BackupPlan


class BackupPlans:
    """The plan of one catalogue, by its UUID: a folder may be moved, and its UUID stays."""

    def __init__(self, settings: QSettings, catalogue: str) -> None:
        self._settings = settings
        self._key = f"backup/{catalogue}"

    def read(self) -> BackupPlan:
        """The plan; without one, or with one that cannot be read, nothing is planned."""
        try:
            told = json.loads(str(self._settings.value(self._key, "{}")))
            last = told.get("last")
            return BackupPlan(
                folder=str(told.get("folder", "")),
                schedule=told["schedule"] if told.get("schedule") in SCHEDULES else NEVER,
                last=datetime.fromisoformat(last) if last else None,
                files=int(told.get("files", 0)),
                entry=int(told.get("entry", 0)),
            )
        # anybody may edit the settings, or have those of a newer version
        except (ValueError, TypeError, AttributeError):
            return BackupPlan()

    def keep(self, plan: BackupPlan) -> None:
        """Remember it."""
        told = {
            "folder": plan.folder,
            "schedule": plan.schedule,
            "last": plan.last.isoformat() if plan.last else None,
            "files": plan.files,
            "entry": plan.entry,
        }
        self._settings.setValue(self._key, json.dumps(told))
