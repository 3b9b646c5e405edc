"""The verb that shows everything known of one item."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli import item_json as item_json
from app.cli.more_columns import more_fields, more_values
from app.cli.readable import interval, position, said, size
from app.cli.verb import Verb, verb_run
from app.evidence.dossier import Dossier
from app.fields.evidence import LINK, LOCATION, RECEIPT, TIME
from app.fields.field import Field
from app.fields.item import ITEM
from app.fields.terms import CUSTODY_EVENTS
from app.messages.clock import doubted
from app.messages.wording import outcome_words, word
from app.records import File, Link, Location, Time
from resources.messages import later, shown, tr, trn
from resources.remarks import remarks_of_lines

if TYPE_CHECKING:
    from app.cli.page import Page

_OF_OURS = ("collector", "machine", "tool", "sha256")
"""What a receipt says of us, and what arrived."""


def add_to(app: typer.Typer) -> None:
    """Put the verb into the program."""
    app.command(cls=Verb)(show)


def show(
    context: typer.Context,
    exhibit: Annotated[
        str, typer.Argument(metavar="EXHIBIT", help=later("Exhibit number: EX-000012 or 12."))
    ],
) -> None:
    """Everything known of one item: files, places, times, receipts, custody, links, metadata as read."""
    run = verb_run(context)
    with run.open() as catalogue:
        dossier = catalogue.evidence.dossier(catalogue.evidence.named(exhibit))
    run.terminal.show(item_json.dossier(dossier), lambda page: _print(page, dossier))


def _print(page: "Page", dossier: Dossier) -> None:
    item = dossier.item
    page.heading(f"{item.exhibit}  {item.title}")
    if item.withdrawn is not None:
        page.line(tr("Withdrawn by entry {number} of the log.", number=item.withdrawn_entry))
    page.facts(_facts(dossier))
    for title, records, write in _SECTIONS:
        found: Sequence[object] = getattr(dossier, records)
        page.line()
        page.heading(tr(title))
        if found:
            write(page, dossier)
        else:
            page.line(tr("none"))


def _facts(dossier: Dossier) -> Iterator[tuple[str, object]]:
    item, camera = dossier.item, item_json.camera(dossier)
    yield tr("held"), tr("held") if item.held else tr("referenced, not held")
    yield tr("cases"), tuple(f"{case.label} ({case.title})" for case in dossier.cases)
    yield tr("tags"), dossier.tags
    for field in ITEM.given:
        if field.applies_to(item.type) and field.name != "title":
            yield tr(field.noun), _said(field, dossier)
    yield tr("captured"), interval(item.captured_earliest, item.captured_latest)
    yield tr("camera"), " ".join(part for part in (camera["make"], camera["model"]) if part)
    yield tr("content credentials"), word(dossier.original.c2pa_state) if dossier.original else None
    yield tr("received"), item.received_at
    yield tr("examined"), item.examined_at or tr("not examined")
    yield tr("uuid"), item.uuid


def _said(field: Field, dossier: Dossier) -> str:
    if field.name == "publisher":
        return dossier.publisher.name if dossier.publisher else tr(field.nothing)
    return field.kind.said(field.of(dossier.item)) or tr(field.nothing)


def _files(page: "Page", dossier: Dossier) -> None:
    for file in dossier.files:
        page.facts(
            [
                (tr(file.role), file.name),
                (tr("size"), size(file.size)),
                (tr("media type"), file.media_type),
                (tr("pixels"), _pixels(file)),
                ("SHA-256", file.sha256),
                ("SHA-512", file.sha512),
                (
                    tr("last fixity check"),
                    f"{word(file.check_outcome)}, {said(file.checked_at)}" if file.checked_at else tr("none"),
                ),
            ]
        )


def _pixels(file: File) -> str | None:
    if file.width is None or file.height is None:
        return shown(file.no_picture_reason or "")
    return f"{file.width} × {file.height}"


def _locations(page: "Page", dossier: Dossier) -> None:
    others = more_fields(LOCATION, dossier.locations)
    page.table(
        (
            later("role"),
            later("basis"),
            later("where"),
            later("place"),
            later("status"),
            later("method"),
            later("stated"),
            later("doubts"),
            *(field.noun for field in others),
        ),
        [(*_location(at), *more_values(others, at)) for at in dossier.locations],
    )


def _location(at: Location) -> tuple[object, ...]:
    where = tr("outline") if at.footprint and at.lat is None else position(at.lat, at.lon, at.radius_m)
    doubts = "; ".join(map(shown, remarks_of_lines(at.suspect))) or tr("none")
    return word(at.role), word(at.basis), where, at.place_name, word(at.status), at.method, at.raw, doubts


def _times(page: "Page", dossier: Dossier) -> None:
    others = more_fields(TIME, dossier.times)
    page.table(
        (
            later("kind"),
            later("basis"),
            later("tag"),
            later("as stated"),
            later("when"),
            later("zone"),
            *(field.noun for field in others),
        ),
        [(*_time(at), *more_values(others, at)) for at in dossier.times],
    )


def _time(at: Time) -> tuple[object, ...]:
    return (
        word(at.kind),
        word(at.basis),
        at.tag,
        at.raw,
        interval(at.earliest, at.latest),
        word(at.zone_basis),
    )


def _receipts(page: "Page", dossier: Dossier) -> None:
    for receipt in dossier.receipts:
        told = [
            (tr("received"), f"{said(receipt.received_at)} ({shown(receipt.clock_basis)})"),
            (tr("original name"), receipt.name),
            (tr("path"), receipt.path),
            (tr("source"), receipt.source_name),
        ]
        told += [(tr(field.noun), field.kind.said(field.of(receipt))) for field in RECEIPT.given]
        told += [(tr(RECEIPT[name].noun), str(RECEIPT[name].of(receipt))) for name in _OF_OURS]
        page.facts(told)


def _custody(page: "Page", dossier: Dossier) -> None:
    page.table(
        (later("when"), later("event"), later("who"), later("outcome"), later("detail")),
        [
            (
                doubted(said(of.at), of.clock_behind_s),
                tr(CUSTODY_EVENTS.get(of.event, of.event)),
                of.agent,
                outcome_words(of.outcome),
                shown(of.detail or ""),
            )
            for of in dossier.custody
        ],
    )


def _links(page: "Page", dossier: Dossier) -> None:
    others = more_fields(LINK, dossier.links)
    page.table(
        (
            later("claim"),
            later("stance"),
            later("status"),
            later("statement"),
            later("reason"),
            *(field.noun for field in others),
        ),
        [(*_link(link), *more_values(others, link)) for link in dossier.links],
    )


def _link(link: Link) -> tuple[object, ...]:
    return link.claim_label, word(link.stance), word(link.status), link.claim_statement, link.reason


def _notes(page: "Page", dossier: Dossier) -> None:
    for note in dossier.notes:
        page.line(f"{said(note.at)}, {note.agent}:")
        page.text(note.text)


def _captions(page: "Page", dossier: Dossier) -> None:
    page.table(
        (later("tag"), later("language"), later("text")),
        [(text.tag, text.language, text.text) for text in dossier.captions],
    )


def _sheets(page: "Page", dossier: Dossier) -> None:
    page.table(
        (later("serial"), later("printed"), later("by"), later("profile"), later("pages")),
        [
            (sheet.serial, sheet.printed_at, sheet.agent, word(sheet.profile), sheet.pages)
            for sheet in dossier.sheets
        ],
        right=("pages",),
    )


def _derivations(page: "Page", dossier: Dossier) -> None:
    page.table(
        (later("used"), later("made"), later("how"), later("by"), later("when")),
        [
            (made.used_sha256, made.made_sha256, made.activity, made.agent, made.at)
            for made in dossier.derivations
        ],
    )


def _metadata(page: "Page", dossier: Dossier) -> None:
    for snapshot in dossier.snapshots:
        count = len(snapshot.tags)
        found = tr("none found") if snapshot.none_found else trn("{count} tag", "{count} tags", count)
        page.line(f"{snapshot.reader} {snapshot.version}, {said(snapshot.read_at)}: {found}")
        page.facts((f"{tag.group} {tag.namespace} {tag.name}", tag.value) for tag in snapshot.tags)


def _history(page: "Page", dossier: Dossier) -> None:
    page.table(
        (later("entry"), later("when"), later("who"), later("what")),
        [
            (act.sequence, doubted(said(act.at), act.clock_behind_s), act.agent, act.label)
            for act in dossier.history
        ],
        right=("entry",),
    )


_SECTIONS: tuple[tuple[str, str, Callable[["Page", Dossier], None]], ...] = (
    (later("Files"), "files", _files),
    (later("Locations"), "locations", _locations),
    (later("Times"), "times", _times),
    (later("Receipts"), "receipts", _receipts),
    (later("Custody"), "custody", _custody),
    (later("Links to claims"), "links", _links),
    (later("Notes"), "notes", _notes),
    (later("Captions"), "captions", _captions),
    (later("Made from one another"), "derivations", _derivations),
    (later("Sheets printed"), "sheets", _sheets),
    (later("Metadata as read, not verified"), "snapshots", _metadata),
    (later("History"), "history", _history),
)
