"""Cases: lines of inquiry, to which items and claims belong."""

from dataclasses import dataclass, replace

from app.claims.naming import CASE_NAMES, pick
from app.context import Context
from app.errors import CatalogueError
from app.messages.acts import act_label
from app.messages.wording import needed, short, words
from app.records import Case, Claim
from db.reader import Reader
from db.rows import CaseRow
from resources.messages import tr, trn
from resources.sort_key import in_order


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case with what is in it; `items` are ids."""

    case: Case
    items: tuple[int, ...]
    claims: tuple[Claim, ...]


class Cases:
    """The cases of a catalogue."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self) -> list[Case]:
        """Every case, in the order of labels."""
        with self._context.database.read() as reader:
            return in_order(reader.identity.cases(), lambda case: f"{case.label} {case.title}")

    def named(self, text: str) -> int:
        """The id of the case with this label, title or number. Raises CatalogueError with candidates."""
        with self._context.database.read() as reader:
            return find_case(reader, text).id

    def show(self, case_id: int) -> CaseView:
        """A case with its items and claims."""
        with self._context.database.read() as reader:
            return CaseView(
                case_not_withdrawn(reader, case_id),
                tuple(reader.identity.items_of_case(case_id)),
                tuple(reader.claims.claims_of_case(case_id)),
            )

    def add(self, title: str, *, label: str | None = None, description: str | None = None) -> int:
        """Open a case; gives its id. Without a label it gets CASE-1, CASE-2 ..."""
        name = needed(title, tr("A case needs a title."))
        with self._context.act("case", act_label("open case", title=short(name))) as unit:
            return unit.insert(
                CaseRow(
                    label=_label(unit, words(label), None),
                    title=name,
                    description=words(description),
                    created_at=unit.now,
                )
            )

    def edit(
        self,
        case_id: int,
        *,
        title: str | None = None,
        label: str | None = None,
        description: str | None = None,
    ) -> bool:
        """Change what is given; an empty description removes it. Says whether anything differed."""
        with self._context.act("edit case", act_label("edit case", number=case_id)) as unit:
            case = case_not_withdrawn(unit, case_id)
            changed = replace(
                unit.row(CaseRow, case_id),
                title=case.title if title is None else needed(title, tr("A case needs a title.")),
                label=case.label if label is None else _label(unit, words(label), case_id),
                description=case.description if description is None else words(description),
            )
            return unit.save(case_id, changed)

    def withdraw(self, case_id: int, reason: str) -> None:
        """Mark a case as withdrawn. Raises CatalogueError while it has claims."""
        why = needed(reason, tr("Withdrawing needs a reason."))
        with self._context.act(
            "withdraw case", act_label("withdraw case", title=str(case_id)), reason=why
        ) as unit:
            case = case_not_withdrawn(unit, case_id)
            claims = unit.claims.claims_of_case(case_id)
            if claims:
                raise CatalogueError(
                    trn(
                        "{case} has {count} claim. Withdraw that first.",
                        "{case} has {count} claims. Withdraw those first.",
                        len(claims),
                        case=case.label,
                    )
                )
            unit.label = act_label("withdraw case", title=short(case.title))
            unit.withdraw(CaseRow, case_id)


def find_case(reader: Reader, text: str) -> Case:
    """The case with this label, title or number. Raises CatalogueError with candidates."""
    return pick(
        text,
        reader.identity.cases(),
        CASE_NAMES,
        lambda case: (case.label, case.title),
        lambda case: f"{case.label} {case.title}",
    )


def case_not_withdrawn(reader: Reader, case_id: int) -> Case:
    """A case that is not withdrawn. Raises CatalogueError."""
    for case in reader.identity.cases():
        if case.id == case_id:
            return case
    raise CatalogueError(tr("There is no case number {number}, or it was withdrawn.", number=case_id))


def _label(reader: Reader, wished: str | None, own_id: int | None) -> str:
    others = {case.label.casefold(): case for case in reader.identity.cases() if case.id != own_id}
    if wished is None:
        number = 1
        while f"case-{number}" in others:
            number += 1
        return f"CASE-{number}"
    if wished.casefold() in others:
        raise CatalogueError(
            tr(
                "{label} is already the label of a case: {title}",
                label=wished,
                title=others[wished.casefold()].title,
            )
        )
    return wished
