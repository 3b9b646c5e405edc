"""Whether a copy of a catalogue's database is what its log says: the chain, and every row."""

from pathlib import Path

from app.errors import DatabaseError
from app.integrity.row_check import RowCheck, compare_rows
from app.integrity.row_progress import RowProgress
from app.records import LogCheck
from app.task import Task
from db.engines import read_copy
from db.reader import Reader
from resources.remarks import remark


def check_reader(reader: Reader, task: Task) -> tuple[LogCheck, RowCheck]:
    """Check the whole chain and compare all rows with it. Raises Cancelled."""
    return reader.history.check(), compare_rows(reader, None, task, RowProgress(reader.history.head()))


def what_is_broken(database: Path, task: Task) -> str | None:
    """What is wrong with a copy, as a remark; None where it is whole, or of an older schema.

    Takes what a verification takes but for the held files. Raises Cancelled.
    """
    try:
        with read_copy(database) as reader:
            return None if reader is None else broken_remark(*check_reader(reader, task))
    except DatabaseError as error:
        return remark("cannot be read", why=error)


def broken_remark(log: LogCheck, rows: RowCheck) -> str | None:
    """The same, of what was found."""
    wrong = rows.differing + len(rows.changed_states) + len(rows.changed_items)
    wrong += len(rows.changed_owners) + len(rows.strays) + len(rows.salts)
    if log.ok:
        return remark("rows not as logged", count=wrong) if wrong else None
    if wrong:
        return remark("log broken, rows not as logged", entry=log.broken_at, count=wrong)
    return remark("log broken", entry=log.broken_at)
