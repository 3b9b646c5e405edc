"""The verb that shows everything known of one item."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli import item_json as item_json
from app.cli.readable import interval, position, said, size
from app.cli.verb import Verb, verb_run
from app.evidence.dossier import Dossier
from app.messages.wording import counted
from app.records import File, Link, Location, Time
from app.terms import CUSTODY_EVENTS

if TYPE_CHECKING:
    from app.cli.page import Page


def add_to(app: typer.Typer) -> None:
    """Put the verb into the program."""
    app.command(cls=Verb)(show)


def show(
    context: typer.Context,
    exhibit: Annotated[str, typer.Argument(metavar="EXHIBIT", help="Exhibit number: EX-000012 or 12.")],
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
        page.line(f"Withdrawn by entry {item.withdrawn} of the log.")
    page.facts(_facts(dossier))
    for title, records, write in _SECTIONS:
        found: Sequence[object] = getattr(dossier, records)
        page.line()
        page.heading(title)
        if found:
            write(page, dossier)
        else:
            page.line("none")


def _facts(dossier: Dossier) -> Iterator[tuple[str, object]]:
    item, camera = dossier.item, item_json.camera(dossier)
    yield "type", item.type
    yield "held", "held" if item.held else "referenced, not held"
    yield "label", item.label or "none"
    yield "description", item.description
    yield "cases", tuple(f"{case.label} ({case.title})" for case in dossier.cases)
    yield "tags", dossier.tags
    yield "sensitivity", item.sensitivity or "none stated"
    yield "digital source type", item.digital_source_type
    yield "publisher", dossier.publisher.name if dossier.publisher else None
    yield "published", item.published_at
    yield "published at", item.published_url
    yield "creator", item.creator
    yield "uploader", item.uploader
    yield "captured", interval(item.captured_earliest, item.captured_latest)
    yield "camera", " ".join(part for part in (camera["make"], camera["model"]) if part)
    if "imagery" in item.type:
        yield from _imagery(dossier)
    yield "content credentials", dossier.original.c2pa_state if dossier.original else None
    yield "received", item.received_at
    yield "examined", item.examined_at or "not examined"
    yield "stated as unknown", item.unknowns or "nothing"
    yield "uuid", item.uuid


def _imagery(dossier: Dossier) -> Iterator[tuple[str, object]]:
    item = dossier.item
    yield "platform", item.platform
    yield "sensor", item.sensor
    yield "operator", item.operator
    yield "licence", item.licence
    yield "ground sample (m)", item.ground_sample_m
    yield "off-nadir (degrees)", item.off_nadir_deg
    yield "cloud (%)", item.cloud_percent


def _files(page: "Page", dossier: Dossier) -> None:
    for file in dossier.files:
        page.facts(
            [
                (file.role, file.name),
                ("size", size(file.size)),
                ("media type", file.media_type),
                ("pixels", _pixels(file)),
                ("SHA-256", file.sha256),
                ("SHA-512", file.sha512),
                (
                    "last fixity check",
                    f"{file.check_outcome}, {said(file.checked_at)}" if file.checked_at else "none",
                ),
            ]
        )


def _pixels(file: File) -> str | None:
    if file.width is None or file.height is None:
        return file.no_picture_reason
    return f"{file.width} × {file.height}"


def _locations(page: "Page", dossier: Dossier) -> None:
    page.table(
        ("role", "basis", "where", "place", "status", "method", "stated", "doubts"),
        [_location(at) for at in dossier.locations],
    )


def _location(at: Location) -> tuple[object, ...]:
    where = "outline" if at.footprint and at.lat is None else position(at.lat, at.lon, at.radius_m)
    doubts = "; ".join((at.suspect or "none").splitlines())
    return at.role, at.basis, where, at.place_name, at.status, at.method, at.raw, doubts


def _times(page: "Page", dossier: Dossier) -> None:
    page.table(("kind", "basis", "tag", "as stated", "when", "zone"), [_time(at) for at in dossier.times])


def _time(at: Time) -> tuple[object, ...]:
    return at.kind, at.basis, at.tag, at.raw, interval(at.earliest, at.latest), at.zone_basis


def _receipts(page: "Page", dossier: Dossier) -> None:
    for receipt in dossier.receipts:
        page.facts(
            (label, value)
            for label, value in (
                ("received", f"{said(receipt.received_at)} ({receipt.clock_basis})"),
                ("original name", receipt.name),
                ("path", receipt.path),
                ("source", receipt.source_name),
                ("obtained from", receipt.obtained_from),
                ("obtained at", receipt.obtained_at),
                ("method", receipt.method),
                ("URL", receipt.url),
                ("conditions of use", receipt.conditions),
                ("collector", receipt.collector),
                ("machine", receipt.machine),
                ("tool", f"{receipt.tool} {receipt.tool_version}"),
                ("SHA-256", receipt.sha256),
            )
        )


def _custody(page: "Page", dossier: Dossier) -> None:
    page.table(
        ("when", "event", "who", "outcome", "detail"),
        [
            (of.at, CUSTODY_EVENTS.get(of.event, of.event), of.agent, of.outcome, of.detail)
            for of in dossier.custody
        ],
    )


def _links(page: "Page", dossier: Dossier) -> None:
    page.table(("claim", "stance", "status", "statement", "reason"), [_link(link) for link in dossier.links])


def _link(link: Link) -> tuple[object, ...]:
    return link.claim_label, link.stance, link.status, link.claim_statement, link.reason


def _notes(page: "Page", dossier: Dossier) -> None:
    for note in dossier.notes:
        page.line(f"{said(note.at)}, {note.agent}:")
        page.text(note.text)


def _captions(page: "Page", dossier: Dossier) -> None:
    page.table(
        ("tag", "language", "text"), [(text.tag, text.language, text.text) for text in dossier.captions]
    )


def _sheets(page: "Page", dossier: Dossier) -> None:
    page.table(
        ("serial", "printed", "by", "profile", "pages"),
        [
            (sheet.serial, sheet.printed_at, sheet.agent, sheet.profile, sheet.pages)
            for sheet in dossier.sheets
        ],
        right=("pages",),
    )


def _derivations(page: "Page", dossier: Dossier) -> None:
    page.table(
        ("used", "made", "how", "by", "when"),
        [
            (made.used_sha256, made.made_sha256, made.activity, made.agent, made.at)
            for made in dossier.derivations
        ],
    )


def _metadata(page: "Page", dossier: Dossier) -> None:
    for snapshot in dossier.snapshots:
        found = "none found" if snapshot.none_found else counted(len(snapshot.tags), "tag")
        page.line(f"{snapshot.reader} {snapshot.version}, {said(snapshot.read_at)}: {found}")
        page.facts((f"{tag.group} {tag.namespace} {tag.name}", tag.value) for tag in snapshot.tags)


def _history(page: "Page", dossier: Dossier) -> None:
    page.table(
        ("entry", "when", "who", "what"),
        [(act.sequence, act.at, act.agent, act.label) for act in dossier.history],
        right=("entry",),
    )


_SECTIONS: tuple[tuple[str, str, Callable[["Page", Dossier], None]], ...] = (
    ("Files", "files", _files),
    ("Locations", "locations", _locations),
    ("Times", "times", _times),
    ("Receipts", "receipts", _receipts),
    ("Custody", "custody", _custody),
    ("Links to claims", "links", _links),
    ("Notes", "notes", _notes),
    ("Captions", "captions", _captions),
    ("Made from one another", "derivations", _derivations),
    ("Sheets printed", "sheets", _sheets),
    ("Metadata as read, not verified", "snapshots", _metadata),
    ("History", "history", _history),
)
