"""The words that fields accept: one list each, from DESIGN and STANDARDS, used by every door."""

from app.errors import CatalogueError

ITEM_TYPES = (
    "aerial imagery",
    "satellite imagery",
    "photograph",
    "video",
    "physical object",
    "statement",
    "document",
    "audio",
    "other",
)
DIGITAL_SOURCE_TYPES = (
    "digitalCapture",
    "computationalCapture",
    "screenCapture",
    "negativeFilm",
    "positiveFilm",
    "print",
    "composite",
    "compositeCapture",
    "compositeSynthetic",
    "trainedAlgorithmicMedia",
    "compositeWithTrainedAlgorithmicMedia",
    "algorithmicMedia",
    "algorithmicallyEnhanced",
    "humanEdits",
    "digitalCreation",
    "dataDrivenMedia",
    "virtualRecording",
)
SENSITIVITIES = (
    "graphic",
    "identifiable person",
    "minor",
    "victim",
    "detainee or prisoner of war",
    "protected source",
    "security-sensitive place",
)
ROLES = ("camera", "subject", "publisher")
BASES = ("claimed", "recorded", "assessed")
TIME_KINDS = ("captured", "created", "modified", "published")
LOCATION_STATUSES = ("open", "assessed", "tried and not locatable")
FILE_ROLES = ("original", "working copy", "derivative", "sidecar")
STANCES = ("supports", "refutes", "context")
CLAIM_KINDS = ("event", "estimate", "intention", "opinion")
MODALITIES = ("asserted", "reported", "possible", "planned", "denied")
CLAIM_STATUSES = ("unassessed", "in work", "assessed", "set aside")
QUANTITY_BOUNDS = ("point", "at least", "at most", "slightly below", "slightly above")
LIKELIHOODS = (
    "almost no chance",
    "very unlikely",
    "unlikely",
    "roughly even chance",
    "likely",
    "very likely",
    "almost certain",
)
CONFIDENCES = ("low", "moderate", "high")
RELATION_KINDS = ("conflicts with", "same quantity", "subset of", "restates", "depends on")
ORIGIN_COUNTS = ("yes", "own acts only", "unproven", "no")
PLATFORMS = ("satellite", "aircraft", "drone", "unknown")
CUSTODY_EVENTS = {
    "cap": "captured",
    "ing": "taken in",
    "mes": "message digest calculated",
    "fix": "fixity check",
    "mod": "metadata modified",
    "red": "redacted",
    "rep": "replicated",
    "tra": "transferred",
    "dis": "disseminated",
    "exp": "exported",
    "prt": "printed",
    "dsg": "signature checked",
    "dig": "digitised",
    "val": "examined",
    "vir": "virus check",
    "del": "deleted",
}
"""PREMIS event codes and their words."""
RELIABILITIES = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITIES = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}


def one_of(word: str, allowed: tuple[str, ...], field: str) -> str:
    """The allowed word that `word` is, whatever its case. Raises CatalogueError with the list."""
    low = word.strip().lower()
    for known in allowed:
        if known.lower() == low:
            return known
    raise CatalogueError(f"{field} is one of: {', '.join(allowed)}; not “{word}”.", allowed)
