"""A verification as a document and as a page."""

from typing import TYPE_CHECKING, Any

from app.integrity.findings import well_sentences, wrong_sentences
from app.integrity.fixity import FileCheck
from app.integrity.row_check import RowCheck
from app.integrity.sentences import break_sentence
from app.integrity.verify import Verification
from app.records import LogCheck, exhibit_number
from db.states.naming import NamedDifference
from resources.messages import in_english, later, number, shown, tr, trn

if TYPE_CHECKING:
    from app.cli.page import Page


def verification_document(of: Verification) -> dict[str, Any]:
    """What was found, for other programs."""
    return {
        "ok": of.ok,
        "files": {
            "checked": of.checked,
            "damaged": [_check(check) for check in of.damaged],
            "missing": [_check(check) for check in of.missing],
            "unknown": list(of.unknown),
        },
        "thumbnails": list(of.thumbnails),
        "log": _log(of.log),
        "rows": rows_document(of.rows),
        "database_schema": [
            {"kind": each.kind, "name": each.name, "difference": each.difference} for each in of.schema
        ],
        "against": [
            {"entry": seen.entry, "head": seen.head, "outcome": outcome} for seen, outcome in of.against
        ],
        "database_problem": of.database_problem,
        "recorded": of.recorded,
        "later_elsewhere": of.later_elsewhere,
    }


def print_verification(page: "Page", of: Verification) -> None:
    """What was found, for a person."""
    page.line(
        tr(
            "{checked}: {damaged} damaged, {missing} missing; {unknown}.",
            checked=trn("{count} file checked", "{count} files checked", of.checked),
            damaged=number(len(of.damaged)),
            missing=number(len(of.missing)),
            unknown=trn(
                "{count} file that no entry knows", "{count} files that no entry knows", len(of.unknown)
            ),
        )
    )
    for sentence in (*well_sentences(of), *wrong_sentences(of)):
        page.line(sentence)
    if of.database_problem:
        page.line(tr("The database finds wrong with its own file: {problem}.", problem=of.database_problem))
    _print_files(page, of)
    if not of.recorded:
        page.line(
            tr("Nothing of this was written down: the catalogue can only be read.")
            if of.log.open_break is None
            else tr("Nothing of this was written down: to write on after a break would cover it up.")
        )


def _log(of: LogCheck) -> dict[str, Any]:
    accepted = dict(of.accepted)
    with in_english():
        problem = break_sentence(of.breaks[0]) if of.breaks else None
    return {
        "entries": of.entries,
        "ok": of.ok,
        "broken_at": of.broken_at,
        "problem": problem,
        "erased": list(of.erased),
        "breaks": [
            {"at": each.at, "problem": each.problem, "accepted_by": accepted.get(each.at)}
            for each in of.breaks
        ],
    }


def rows_document(of: RowCheck) -> dict[str, Any]:
    """What comparing rows found, for other programs."""
    return {
        "ok": of.ok,
        "compared": of.compared,
        "differing": of.differing,
        "differences": [_difference(each) for each in of.differences],
        "changed_states": list(of.changed_states),
        "changed_items": list(of.changed_items),
        "changed_owners": list(of.changed_owners),
        "strays": [{"table": table, "entry": entry} for table, entry in of.strays],
        "salts": [{"table": table, "row": row} for table, row in of.salts],
        "compared_from": of.compared_from,
        "accepted": [{**_difference(each.found), "accepted_by": each.entry} for each in of.accepted],
    }


def _difference(of: NamedDifference) -> dict[str, Any]:
    return {
        "table": of.row.table,
        "key": list(of.row.key),
        "exhibit": exhibit_number(of.row.owner) if of.owner == "item" and of.row.owner else None,
        "name": of.name,
        "difference": of.row.difference,
        "fields": list(of.columns),
        "entry": of.row.sequence,
    }


def _check(of: FileCheck) -> dict[str, Any]:
    return {"sha256": of.sha256, "name": of.name, "exhibits": list(of.exhibits), "detail": of.detail}


def _print_files(page: "Page", of: Verification) -> None:
    rows = [(tr("damaged"), check) for check in of.damaged] + [(tr("missing"), check) for check in of.missing]
    if rows:
        page.table(
            (later("what"), later("file"), later("exhibits"), later("SHA-256"), later("detail")),
            [
                (
                    what,
                    check.name,
                    check.exhibits,
                    check.sha256,
                    shown(check.detail) if check.detail else tr("none"),
                )
                for what, check in rows
            ],
        )
    if of.unknown:
        page.table((later("not known to any entry"),), [(path,) for path in of.unknown])
