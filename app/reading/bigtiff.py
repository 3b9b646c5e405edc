"""The tags of a BigTIFF as they are recorded: ExifRead takes its eight-byte offsets for something else."""

from PIL import TiffTags

from app.reading.records import RawTag
from app.reading.text import decoded, escaped
from app.reading.tiff import Directory, Entry, Tiff
from resources.remarks import remark

_ASCII, _MOST_NUMBERS = 2, 64


def recorded_tags(tiff: Tiff, directories: dict[str, Directory]) -> list[RawTag]:
    """Every entry of the named directories: text and numbers as stored, of long values only the size."""
    return [
        RawTag("EXIF", name, TiffTags.lookup(entry.tag).name, escaped(_value(tiff, entry)))
        for name, directory in directories.items()
        for entry in directory.values()
    ]


def _value(tiff: Tiff, entry: Entry) -> str:
    if entry.kind == _ASCII:
        return decoded(tiff.raw(entry))
    # a strip table of imagery has thousands of numbers that tell a person nothing
    if entry.count <= _MOST_NUMBERS:
        ratios = [f"{over}/{under}" for over, under in tiff.rationals(entry)]
        numbers = ratios or [
            f"{number:g}" if number % 1 else f"{number:.0f}" for number in tiff.numbers(entry)
        ]
        if numbers:
            return " ".join(numbers)
    return remark("not decoded", size=entry.size)
