"""Sources: persons, offices and outlets, how reliable they are and why, and which origin is theirs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.claims.drafts import SourceDraft, edited
from app.claims.naming import SOURCE_NAMES, pick
from app.claims.references import check_origin, refuse_second_label
from app.context import Context
from app.errors import CatalogueError
from app.fields.claims import SOURCE
from app.messages.acts import act_label
from app.messages.wording import needed, short, words
from app.records import Case, Claim, Origin, Source
from db.acts.unit import Unit
from db.reader import Reader
from db.rows import SourceRow
from resources.messages import tr, trn
from resources.sort_key import in_order


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source with what hangs on it. `published` are ids of items."""

    source: Source
    origin: Origin | None
    case: Case | None
    asserts: tuple[Claim, ...]
    reports: tuple[Claim, ...]
    published: tuple[int, ...]


class Sources:
    """The sources of a catalogue."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self) -> list[Source]:
        """Every source, in the order of names."""
        with self._context.database.read() as reader:
            return in_order(reader.claims.sources(), lambda source: source.name)

    def named(self, text: str) -> int:
        """The id of the source with this label, name, native name or number.

        Raises CatalogueError with candidates.
        """
        with self._context.database.read() as reader:
            return pick(
                text,
                reader.claims.sources(),
                SOURCE_NAMES,
                lambda source: (source.label, source.name, *(source.native_names or "").splitlines()),
                lambda source: f"{source.label or source.id} {source.name}",
            ).id

    def show(self, source_id: int) -> SourceView:
        """A source with its origin, its claims and what it published."""
        with self._context.database.read() as reader:
            return _view(reader, source_id)

    def add(self, draft: SourceDraft) -> int:
        """Add a source; gives its id."""
        return self.add_all([draft])[0]

    def add_all(self, drafts: Sequence[SourceDraft]) -> list[int]:
        """Add sources in one act; gives their ids."""
        label = (
            act_label("add source", name=short(drafts[0].name))
            if len(drafts) == 1
            else act_label("add sources", count=len(drafts))
        )
        with self._context.act("source", label) as unit:
            return [_insert(unit, draft) for draft in drafts]

    def edit(self, source_id: int, *, reason: str | None = None, **fields: Any) -> bool:
        """Change fields, those of SourceDraft; says whether anything differed."""
        with self._context.act(
            "edit source", act_label("edit source", number=source_id), reason=words(reason)
        ) as unit:
            source = source_not_withdrawn(unit, source_id)
            row = _row(unit, edited(_draft(source), fields), source_id)
            return unit.save(source_id, replace(row, uuid=source.uuid))

    def withdraw(self, source_id: int, reason: str) -> None:
        """Mark a source as withdrawn. Raises CatalogueError while a claim or an item still names it."""
        why = needed(reason, tr("Withdrawing needs a reason."))
        with self._context.act(
            "withdraw source", act_label("withdraw source", name=str(source_id)), reason=why
        ) as unit:
            view = _view(unit, source_id)
            uses = len(view.asserts) + len(view.reports) + len(view.published)
            if uses:
                raise CatalogueError(
                    tr(
                        "{name} is still named {items} and {claims}. Change those first.",
                        name=view.source.name,
                        items=trn("by {count} item", "by {count} items", len(view.published)),
                        claims=trn(
                            "{count} time by claims", "{count} times by claims", uses - len(view.published)
                        ),
                    )
                )
            unit.label = act_label("withdraw source", name=short(view.source.name))
            unit.withdraw(SourceRow, source_id)


def source_not_withdrawn(reader: Reader, source_id: int) -> Source:
    """A source that is not withdrawn. Raises CatalogueError."""
    for source in reader.claims.sources([source_id]):
        return source
    raise CatalogueError(tr("There is no source number {number}, or it was withdrawn.", number=source_id))


def _view(reader: Reader, source_id: int) -> SourceView:
    source = source_not_withdrawn(reader, source_id)
    claims = reader.claims.claims_of_source(source_id)
    return SourceView(
        source,
        next((o for o in reader.claims.origins() if o.id == source.origin_id), None),
        next((c for c in reader.identity.cases() if c.id == source.case_id), None),
        tuple(claim for claim in claims if source_id in claim.asserted_by),
        tuple(claim for claim in claims if source_id in claim.reported_via),
        tuple(reader.claims.published_by(source_id)),
    )


def _insert(unit: Unit, draft: SourceDraft) -> int:
    unit.flush()
    return unit.insert(_row(unit, draft, None))


def _draft(source: Source) -> SourceDraft:
    fields = {
        name: getattr(source, name) for name in SourceDraft.__dataclass_fields__ if name != "native_names"
    }
    return SourceDraft(native_names=tuple((source.native_names or "").splitlines()), **fields)


def _row(reader: Reader, draft: SourceDraft, own_id: int | None) -> SourceRow:
    """The row of a draft. Raises CatalogueError for what cannot be stored."""
    values = SOURCE.checked_of(draft)
    if values["reliability"] is not None:
        needed(values["reliability_reason"], tr("Rating a source needs a reason."))
    check_origin(reader, draft.origin_id)
    refuse_second_label(reader, "source", values["label"], draft.case_id, own_id)
    return SourceRow(**values, origin_id=draft.origin_id, case_id=draft.case_id)
