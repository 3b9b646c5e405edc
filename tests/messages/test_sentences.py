"""No sentence reaches a person past the messages: each literal like one is translated or named here."""

from collections.abc import Iterator
from pathlib import Path

from resources.build.messages import messages_of
from tests.messages.pseudo import ROOT
from tests.messages.untranslated import untranslated

EXCEPTIONS = {
    "the name of the program, and of what of it reads a file": {
        "Exhibit",
        "Exhibit {}",
        "Exhibit EXIF reader",
        "Exhibit IPTC reader",
        "Exhibit file reader",
    },
    "codes that are never shown as they are": {
        "Person",  # W3C PROV
        "asserted by",
        "reported via",
        "verify, not well",
        "verify, well",
        "other picture",
        "plus code",
        "no preview",
        "not held",
        "filled ring",
        "has: or no:",
    },
    "names of standards: GeoJSON, scripts, tags of IPTC, EXIF, CIFF, PNG, JPEG and GIF": {
        "Feature",
        "Point",
        "Polygon",
        *("Latn", "Cyrl", "Hang", "Hani", "Arab", "Hebr", "Grek", "Kana", "La"),
        *("Urgency", "Category", "Keywords", "City", "Headline", "Credit", "Source", "Contact", "Image"),
        *("EXIF DateTimeOriginal", "EXIF DateTimeDigitized", "EXIF DateTime", "EXIF XPComment"),
        *("EXIF XPSubject", "EXIF XPTitle", "EXIF UserComment", "EXIF ImageDescription", "EXIF GPS"),
        *("EXIF GPS time", "EXIF GPS destination", "IPTC location created", "IPTC location shown"),
        *("PNG Title", "PNG Description", "PNG Comment", "PNG Creation Time", "JPEG comment", "GIF comment"),
        *("CIFF Make", "CIFF Model", "CIFF DateTimeOriginal", "Raw profile type "),
    },
    "names of kinds of files, and of programs and fonts": {
        *("Fujifilm RAF", "Photoshop", "JPEG XL", "Sigma X3F", "Zstandard", "Ogg", "Windows Media"),
        *("Canon CR3", "Canon CRW", "Canon CR2", "Matroska", "Olympus ORF", "Panasonic RW2", "Nikon NEF"),
        *("Sony ARW", "Pentax PEF", "Samsung SRW", "Pillow", "Noto Sans", "Fusion"),
        "Natural Earth; GeoNames, CC BY 4.0",
    },
    "what is typed: commands, keys, examples of the query language, words that coordinates are read with": {
        *("exhibit restore THIS-FOLDER NEW-FOLDER", "exhibit source add", "exhibit case add"),
        *(
            "sudo apt install {}",
            "apt-file search {}",
            "Del",
            'in:"New South Wales"',
            'source:"Harbour office"',
        ),
        "n north с сш север пн пнш 북위 北纬 北緯",
        "s south ю юш юг пд пдш 남위 南纬 南緯",
        "e east в вд восток сх схд 동경 东经 東経 東經",
        "w west з зд запад зх зхд 서경 西经 西経 西經",
        "lat latitude широта",
        "lon long lng longitude долгота довгота",
        "deg degs degree degrees град градус градуса градусов 도 度",
        "min mins minute minutes мин минут минуты 분 分",
        "sec secs second seconds сек секунд секунды 초 秒",
    },
    "names of threads, jobs and styles": {
        *("exhibit worker", "exhibit backup", "exhibit copy", "exhibit fixity", "tag count", "left pane"),
        *("inspector thumbnail", "inspector picture", "large picture", "dim italic"),
    },
    "the log for support, which its readers have in English": {
        "A listener of changes failed: %s%s",
        "caused by {}",
    },
    "data of the demonstration case": {"Author of the demonstration case", "Demonstration: {}"},
    "what a key looks for, told by the manual, which is made in English": {
        *("a number, or two with `..`", "a time, two with `..`, or a period, in UTC", "yes or no"),
        *("words of it, each whole or as the beginning of one", "{}; several with commas"),
    },
    "a program of its own that only tries the display": {
        "from PySide6.QtWidgets import QApplication; QApplication([]); print('shown')"
    },
    "what a trigger says to a program that breaks the log": {"is never changed", "is never deleted"},
}
"""What looks like a sentence and is none, by the reason. It only shrinks."""
_DATA = ("app/examples/practice", "app/cli/manual_blocks.py", "db/migrations")
"""What the practice catalogue holds is data; the manual is made in English; a migration speaks to nobody."""


def test_every_sentence_of_the_code_is_translated_or_named_as_none() -> None:
    named = {text for texts in EXCEPTIONS.values() for text in texts}
    found = {text: place for text, place in _found() if text not in _codes()}
    assert {text: found[text] for text in found.keys() - named} == {}
    assert named - found.keys() == set(), "these are gone: take them from the list"


def test_the_search_for_sentences_finds_them(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        '"""A docstring."""\n'
        "def work(kind: str, n: int) -> str:\n"
        "    if kind == 'Some code':\n"
        "        raise CatalogueError('Name a tag to add.')\n"
        "    raise ValueError('this is a bug')\n"
        "label = QLabel('Title')\n"
        "said = [tr('Add it'), later('Add it later'), f'{n} more items', 'code', re.compile('a b')]\n"
        "run = typer.Option('--yes', help='Do not ask.')\n"
        "given: Annotated[str, typer.Option(help='What it is.')]\n"
        "def band_words(graphic: bool) -> str:\n"
        "    return 'practice' if graphic else tr('other')\n"
        "button.setToolTip(tip or 'dismiss')\n"
        "painter.drawText(box, 'veiled')\n"
        "button.setObjectName('quiet')\n",
        encoding="utf-8",
    )
    assert sorted(text for _, text in untranslated(module)) == [
        "Do not ask.",
        "Name a tag to add.",
        "Title",
        "What it is.",
        "dismiss",
        "practice",
        "veiled",
        "{} more items",
    ]


def _found() -> Iterator[tuple[str, str]]:
    for folder in ("app", "db", "ui"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if not name.startswith(_DATA):
                yield from ((text, f"{name}:{line}") for line, text in untranslated(path))


def _codes() -> set[str]:
    """Words that are codes, and marked as messages where they are listed."""
    lists = (ROOT / "app" / "fields" / "terms.py", ROOT / "app" / "messages" / "codes.py")
    return {text for path in lists for each in messages_of(path.read_text("utf-8")) for text in each.strings}
