"""Origins: where information truly starts, however many outlets pass it on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.claims.drafts import OriginDraft, edited
from app.claims.naming import ORIGIN_NAMES, pick
from app.claims.references import refuse_second_label
from app.context import Context
from app.errors import CatalogueError
from app.fields.terms import ORIGIN_COUNTS, one_of
from app.messages.acts import act_label
from app.messages.wording import needed, short, words
from app.records import Claim, Origin, Source
from db.acts.unit import Unit
from db.reader import Reader
from db.rows import OriginRow
from resources.messages import tr, trn
from resources.sort_key import in_order


@dataclass(frozen=True, slots=True)
class OriginView:
    """An origin with the sources that have it and the claims whose own origin it is."""

    origin: Origin
    sources: tuple[Source, ...]
    claims: tuple[Claim, ...]


class Origins:
    """The origins of a catalogue."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self) -> list[Origin]:
        """Every origin, in the order of names."""
        with self._context.database.read() as reader:
            return in_order(reader.claims.origins(), lambda origin: origin.name)

    def named(self, text: str) -> int:
        """The id of the origin with this label, name or number. Raises CatalogueError with candidates."""
        with self._context.database.read() as reader:
            return pick(
                text,
                reader.claims.origins(),
                ORIGIN_NAMES,
                lambda origin: (origin.label, origin.name),
                lambda origin: f"{origin.label or origin.id} {origin.name}",
            ).id

    def show(self, origin_id: int) -> OriginView:
        """An origin with what hangs on it."""
        with self._context.database.read() as reader:
            return _view(reader, origin_id)

    def add(self, draft: OriginDraft) -> int:
        """Add an origin; gives its id."""
        return self.add_all([draft])[0]

    def add_all(self, drafts: Sequence[OriginDraft]) -> list[int]:
        """Add origins in one act; gives their ids."""
        label = (
            act_label("add origin", name=short(drafts[0].name))
            if len(drafts) == 1
            else act_label("add origins", count=len(drafts))
        )
        with self._context.act("origin", label) as unit:
            return [_insert(unit, draft) for draft in drafts]

    def edit(self, origin_id: int, *, reason: str | None = None, **fields: Any) -> bool:
        """Change fields, those of OriginDraft; says whether anything differed."""
        with self._context.act(
            "edit origin", act_label("edit origin", number=origin_id), reason=words(reason)
        ) as unit:
            origin = _standing(unit, origin_id)
            draft = OriginDraft(origin.name, origin.counts, origin.label, origin.note, origin.case_id)
            row = _row(unit, edited(draft, fields), origin_id)
            return unit.save(origin_id, replace(row, uuid=origin.uuid))

    def withdraw(self, origin_id: int, reason: str) -> None:
        """Mark an origin as withdrawn. Raises CatalogueError while a source or a claim has it."""
        why = needed(reason, tr("Withdrawing needs a reason."))
        with self._context.act(
            "withdraw origin", act_label("withdraw origin", name=str(origin_id)), reason=why
        ) as unit:
            view = _view(unit, origin_id)
            if view.sources or view.claims:
                raise CatalogueError(
                    tr(
                        "{name} is the origin of {sources} and {claims}. Change those first.",
                        name=view.origin.name,
                        sources=trn("{count} source", "{count} sources", len(view.sources)),
                        claims=trn("{count} claim", "{count} claims", len(view.claims)),
                    )
                )
            unit.label = act_label("withdraw origin", name=short(view.origin.name))
            unit.withdraw(OriginRow, origin_id)


def _standing(reader: Reader, origin_id: int) -> Origin:
    for origin in reader.claims.origins([origin_id]):
        return origin
    raise CatalogueError(tr("There is no origin number {number}, or it was withdrawn.", number=origin_id))


def _view(reader: Reader, origin_id: int) -> OriginView:
    return OriginView(
        _standing(reader, origin_id),
        tuple(in_order(reader.claims.sources_of_origin(origin_id), lambda source: source.name)),
        tuple(reader.claims.claims_of_origin(origin_id)),
    )


def _insert(unit: Unit, draft: OriginDraft) -> int:
    unit.flush()
    return unit.insert(_row(unit, draft, None))


def _row(reader: Reader, draft: OriginDraft, own_id: int | None) -> OriginRow:
    """The row of a draft. Raises CatalogueError for what cannot be stored."""
    counts = one_of(draft.counts, ORIGIN_COUNTS, tr("Whether an origin counts"))
    note, label = words(draft.note), words(draft.label)
    refuse_second_label(reader, "origin", label, draft.case_id, own_id)
    if counts == "own acts only" and note is None:
        raise CatalogueError(tr("An origin that counts for its own acts only needs a note that says so."))
    return OriginRow(
        name=needed(draft.name, tr("An origin needs a name.")),
        label=label,
        counts=counts,
        note=note,
        case_id=draft.case_id,
    )
