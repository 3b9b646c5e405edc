"""What must not be seen by accident, and what must not be taken for a picture of the world."""

from resources.messages import tr

# Codes of IPTC's Digital Source Type (cv.iptc.org/newscodes/digitalsourcetype): what people drew or programs
# made, wholly or in part. Composites and edits of captured pictures are not among them.
GENERATED = frozenset(
    {
        "trainedAlgorithmicMedia",
        "compositeWithTrainedAlgorithmicMedia",
        "compositeSynthetic",
        "algorithmicMedia",
        "virtualRecording",
        "digitalCreation",
        "dataDrivenMedia",
    }
)


def is_graphic(sensitivity: str) -> bool:
    """Whether the codes (joined by commas) flag a graphic picture."""
    return "graphic" in sensitivity.split(",")


def band_words(digital_source_type: str | None, practice: bool) -> str | None:
    """The words on the corner band of a thumbnail, None where there is no band."""
    if practice:
        return tr("practice")
    return tr("generated") if digital_source_type in GENERATED else None
