"""A verification in sentences: what is well in one or two, and what is wrong in one each."""

from collections.abc import Iterator

from app.integrity.row_check import RowCheck
from app.integrity.sentences import (
    break_sentence,
    checkpoint_sentence,
    row_sentence,
    schema_sentence,
    states_sentence,
)
from app.integrity.verify import Verification
from app.records import LogCheck
from resources.messages import later, tr, trn

ONLY_OUTSIDE = later(
    "Not found from within: a complete rewrite of the log, entries cut cleanly off its end, and an older"
    " copy of the whole database. Compare with a checkpoint or a printed sheet: verify --against."
)


def well_sentences(found: Verification) -> Iterator[str]:
    """That the log is whole and the rows are as it says, as far as that is so, and what cannot be found."""
    if found.log.ok:
        yield trn("The log is whole: {count} entry.", "The log is whole: {count} entries.", found.log.entries)
    if found.rows.as_logged:
        yield trn(
            "{count} row is as the log says.", "All {count} rows are as the log says.", found.rows.compared
        )
    if found.rows.compared_from > 1:
        yield tr(
            "Nothing earlier than entry {entry} was ever checked against rows: the first version of the log"
            " committed to none. That entry, of the upgrade, committed to all rows as they were found.",
            entry=found.rows.compared_from,
        )
    if found.later_elsewhere:
        yield tr(
            "Doubtful: entry {entry} of this catalogue was seen in another folder, and this log ends before"
            " it. This may be an older copy.",
            entry=found.later_elsewhere,
        )
    for seen, outcome in found.against:
        if outcome == "stands":
            yield checkpoint_sentence(seen.entry, outcome)
    if not found.against:
        yield tr(ONLY_OUTSIDE)


def wrong_sentences(found: Verification) -> Iterator[str]:
    """What is wrong with the log, the rows, the schema and small pictures, a sentence for each."""
    yield from _of_the_log(found.log)
    for seen, outcome in found.against:
        if outcome != "stands":
            yield checkpoint_sentence(seen.entry, outcome)
    yield from rows_sentences(found.rows)
    yield from map(schema_sentence, found.schema)
    if found.thumbnails:
        files = ", ".join(found.thumbnails)
        yield tr("The small pictures of these files were exchanged: {files}.", files=files)


def _of_the_log(log: LogCheck) -> Iterator[str]:
    accepted = dict(log.accepted)
    for each in log.breaks:
        by = accepted.get(each.at)
        yield tr(
            "The log is broken at entry {entry}: {problem}; {accepted}.",
            entry=each.at,
            problem=break_sentence(each),
            accepted=tr("accepted by entry {entry}", entry=by) if by else tr("not accepted by anybody"),
        )


def rows_sentences(rows: RowCheck) -> Iterator[str]:
    """What is wrong with the rows, a sentence for each."""
    yield from map(row_sentence, rows.differences)
    more = rows.differing - len(rows.differences)
    if more:
        yield trn(
            "{count} more row is not as the log says.", "{count} more rows are not as the log says.", more
        )
    for each in rows.accepted:
        yield tr(
            "Entry {entry} accepted what was found: {sentence}",
            entry=each.entry,
            sentence=row_sentence(each.found),
        )
    if rows.accepted_more:
        yield trn(
            "{count} more row was accepted as found.",
            "{count} more rows were accepted as found.",
            rows.accepted_more,
        )
    for entry in rows.changed_states:
        yield states_sentence(entry)
    for entry in rows.changed_items:
        yield tr("The list of items of entry {entry} is not the one it committed to.", entry=entry)
    for entry in rows.changed_owners:
        yield tr(
            "The list of rows of entry {entry} is not the one that follows from its states.", entry=entry
        )
    for table, number in rows.salts:
        yield tr(
            "There is a salt for row {number} of the table {table}, of which no entry tells.",
            table=table,
            number=number,
        )
    for table, entry in rows.strays:
        yield tr(
            "The table {table} tells of entry {entry}, which the log does not have.", table=table, entry=entry
        )
