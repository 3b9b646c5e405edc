"""The records of the catalogue, as windows and command line know them: `db.records` and a few more."""

from db.acts.undo import Undone as Undone
from db.engine import SchemaDifference as SchemaDifference
from db.log import LogBreak as LogBreak
from db.log import LogCheck as LogCheck
from db.log import LogHead as LogHead
from db.records import *  # noqa: F403  (one list of records, kept there)
