"""The words that fields accept: one list each, from DESIGN and STANDARDS, used by every door.

They are codes, the same in every language; `tr` gives the word for people.
"""

from app.errors import CatalogueError
from resources.messages import later, tr

ITEM_TYPES = (
    later("aerial imagery"),
    later("satellite imagery"),
    later("photograph"),
    later("video"),
    later("physical object"),
    later("statement"),
    later("document"),
    later("audio"),
    later("other"),
)
IMAGERY_TYPES = ("aerial imagery", "satellite imagery")
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
    later("graphic"),
    later("identifiable person"),
    later("minor"),
    later("victim"),
    later("detainee or prisoner of war"),
    later("protected source"),
    later("security-sensitive place"),
)
ROLES = (later("camera"), later("subject"), later("publisher"))
BASES = (later("claimed"), later("recorded"), later("assessed"))
TIME_KINDS = (later("captured"), later("created"), later("modified"), later("published"))
LOCATION_STATUSES = (later("open"), later("assessed"), later("tried and not locatable"))
FILE_ROLES = (later("original"), later("working copy"), later("derivative"), later("sidecar"))
STANCES = (later("supports"), later("refutes"), later("context"))
CLAIM_KINDS = (later("event"), later("estimate"), later("intention"), later("opinion"))
MODALITIES = (later("asserted"), later("reported"), later("possible"), later("planned"), later("denied"))
CLAIM_STATUSES = (later("unassessed"), later("in work"), later("assessed"), later("set aside"))
QUANTITY_BOUNDS = (
    later("point"),
    later("at least"),
    later("at most"),
    later("slightly below"),
    later("slightly above"),
)
LIKELIHOODS = (
    later("almost no chance"),
    later("very unlikely"),
    later("unlikely"),
    later("roughly even chance"),
    later("likely"),
    later("very likely"),
    later("almost certain"),
)
CONFIDENCES = (later("low"), later("moderate"), later("high"))
RELATION_KINDS = (
    later("conflicts with"),
    later("same quantity"),
    later("subset of"),
    later("restates"),
    later("depends on"),
)
ORIGIN_COUNTS = (later("yes"), later("own acts only"), later("unproven"), later("no"))
PLATFORMS = (later("satellite"), later("aircraft"), later("drone"), later("unknown"))
CUSTODY_EVENTS = {
    "cap": later("captured"),
    "ing": later("taken in"),
    "mes": later("message digest calculated"),
    "fix": later("fixity check"),
    "mod": later("metadata modified"),
    "red": later("redacted"),
    "rep": later("replicated"),
    "tra": later("transferred"),
    "dis": later("disseminated"),
    "exp": later("exported"),
    "prt": later("printed"),
    "dsg": later("signature checked"),
    "dig": later("digitised"),
    "val": later("examined"),
    "vir": later("virus check"),
    "del": later("deleted"),
}
"""PREMIS event codes and their words."""
RELIABILITIES = {
    "A": later("completely reliable"),
    "B": later("usually reliable"),
    "C": later("fairly reliable"),
    "D": later("not usually reliable"),
    "E": later("unreliable"),
    "F": later("reliability cannot be judged"),
}
CREDIBILITIES = {
    "1": later("confirmed by other sources"),
    "2": later("probably true"),
    "3": later("possibly true"),
    "4": later("doubtful"),
    "5": later("improbable"),
    "6": later("truth cannot be judged"),
}


def one_of(word: str, allowed: tuple[str, ...], field: str) -> str:
    """The allowed word that `word` is, whatever its case. Raises CatalogueError with the list.

    `field` is its name in the reader's language, as the sentence begins with it: The stance of a link.
    """
    low = word.strip().lower()
    for known in allowed:
        if known.lower() == low:
            return known
    raise CatalogueError(
        tr("{field} is one of: {words}; not “{word}”.", field=field, words=", ".join(allowed), word=word),
        allowed,
    )
