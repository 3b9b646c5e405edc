"""What a draft refers to must be there, and the label that it asks for must be free."""

from collections.abc import Iterable
from typing import Literal

from app.claims.drafts import ClaimDraft
from app.claims.naming import Numbered
from app.errors import CatalogueError
from db.reader import Reader
from resources.messages import later, tr

_NO_CASE = later("There is no case number {number}, or it was withdrawn.")
_NO_SOURCE = later("There is no source number {number}, or it was withdrawn.")
_NO_ORIGIN = later("There is no origin number {number}, or it was withdrawn.")
_NO_PLACE = later("There is no place number {number}, or it was withdrawn.")
_NO_CLAIM = later("There is no claim number {number}, or it was withdrawn.")


def check_references(reader: Reader, draft: ClaimDraft) -> None:
    """Raises CatalogueError for the first reference to something that is not there or was withdrawn."""
    _demand(_NO_CASE, [draft.case_id], reader.identity.cases())
    check_origin(reader, draft.origin_id)
    sources = [*draft.asserted_by, *draft.reported_via]
    _demand(_NO_SOURCE, sources, reader.claims.sources(sources))
    _demand(_NO_PLACE, draft.places, reader.places.places(draft.places))
    parents = _given(draft.parent_id)
    _demand(_NO_CLAIM, parents, reader.claims.claims(parents))


def check_origin(reader: Reader, origin_id: int | None) -> None:
    """Raises CatalogueError for an origin that is not there or was withdrawn; None is no origin."""
    _demand(_NO_ORIGIN, _given(origin_id), reader.claims.origins(_given(origin_id)))


def refuse_second_label(
    reader: Reader,
    noun: Literal["source", "origin"],
    label: str | None,
    case_id: int | None,
    own_id: int | None,
) -> None:
    """Raises CatalogueError if another source (or origin) of the same case bears the label."""
    for row in reader.claims.labelled_in(noun, case_id) if label else ():
        if row.label.casefold() == (label or "").casefold() and row.id != own_id:
            raise CatalogueError(
                tr("{label} is already the label of {name}.", label=row.label, name=row.name)
            )


def _given(number: int | None) -> list[int]:
    return [] if number is None else [number]


def _demand(otherwise: str, wanted: Iterable[int], found: Iterable[Numbered]) -> None:
    there = {row.id for row in found}
    for number in wanted:
        if number not in there:
            raise CatalogueError(tr(otherwise, number=number))
