"""What a verb acts on: exhibit numbers, or one query in quotes."""

import re
from collections.abc import Sequence

from app.catalogue import Catalogue
from app.errors import CatalogueError
from resources.messages import tr

_NUMBER = re.compile(r"(?:EX-?)?\d+", re.IGNORECASE)
# what can only stand in a query: looking for a label of it would be in vain
_NO_LABEL = re.compile(r"[\s:*\"()]")


def resolve(catalogue: Catalogue, targets: Sequence[str]) -> list[int]:
    """Ids of the items that are meant, each once. Raises CatalogueError for none."""
    if len(targets) == 1 and not _names_an_item(catalogue, targets[0]):
        found = catalogue.search.ids(targets[0]).tolist()
        if not found:
            raise CatalogueError(tr("Nothing answers “{query}”.", query=targets[0]))
        return found
    return list(dict.fromkeys(catalogue.evidence.named(target) for target in targets))


def _names_an_item(catalogue: Catalogue, text: str) -> bool:
    """A number names an item even if there is none of it: a mistyped number is never searched for."""
    if _NUMBER.fullmatch(text.strip()):
        return True
    if _NO_LABEL.search(text.strip()):
        return False
    try:
        catalogue.evidence.named(text)
    except CatalogueError:
        return False
    return True
