"""What an upgrade of the catalogue did, in sentences: shown once, to whoever opened it."""

from app.records import UpgradeChange, UpgradeReport
from resources.messages import later, tr

_TWICE = {
    "link": later("Link {number} said what link {kept} says, and was withdrawn."),
    "relation": later("Relation {number} said what relation {kept} says, and was withdrawn."),
    "place_name": later("Name {number} of a place was there twice, and was withdrawn."),
    "saved_search": later("Saved search {number} had the name of saved search {kept}, and was withdrawn."),
    "source": later("Source {number} had the label of source {kept}, and has none now."),
    "origin": later("Origin {number} had the label of origin {kept}, and has none now."),
    "act": later("Rows refer to act {number}, of which nothing is left: somebody cut it off."),
}


def upgrade_sentence(report: UpgradeReport) -> str:
    """That the catalogue was upgraded, and where it is as it was before."""
    return tr(
        "The catalogue was upgraded to schema {after}. As it was before, it is in {backup}.",
        after=report.after,
        backup=report.backup.name,
    )


def change_sentences(report: UpgradeReport) -> list[str]:
    """One for each row that could not stand as it was."""
    return [_sentence(change) for change in report.changes]


def _sentence(change: UpgradeChange) -> str:
    return tr(_TWICE[change.table], number=change.id, kept=change.kept)
