"""The remarks of the program: what a catalogue keeps of each are a code and arguments, never the sentence.

Readers of files, the intake and the record of custody remark what people should know later: why there is no
picture, what is doubtful about a position, how a time was read. A column that holds remarks holds JSON,
`[[code, {argument: value}], …]`, and beside it text of people, or sentences of versions before this one.

A code, once used, keeps its meaning and its arguments: catalogues are full of it. The English may change.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from resources.messages import stored
from resources.remark import Argument, Remark, RemarkPiece

LINES = "\n"
"""What stands between several remarks that are read with a line for each."""
_MARK = '[["'
_AS_WRITTEN = "as written"
REMARKS: Mapping[str, str] = {
    # files that are held, and files that are not
    "sidecar": stored("a sidecar"),
    "held, unreadable": stored("It is held, but could not be read: {why}."),
    "file unreadable": stored("It could not be read: {why}."),
    "put back": stored("Its held bytes had gone missing and were put back from this file."),
    "held by withdrawn item": stored("{exhibit}, which holds these bytes, was withdrawn."),
    "case withdrawn": stored("Case number {number} was withdrawn: the item is not in it."),
    "changed while read": stored(
        "It changed while it was read, twice. Take it in when nothing writes to it."
    ),
    "no file any more": stored("It is no file any more."),
    "copy differs": stored("The copy on the catalogue's disk differs from what was read: check it."),
    "cannot be read": stored("It cannot be read: {why}."),
    "disk full": stored("The catalogue's disk is full. Make room and take it in again."),
    "gone": stored("It is not there any more."),
    "not taken in": stored("Not taken in: {why}."),
    "not taken in either": stored("Not taken in. {why}"),
    "pipe": stored("This is a pipe, not a file: not taken in."),
    "socket": stored("This is a socket, not a file: not taken in."),
    "device": stored("This is a device, not a file: not taken in."),
    "no file": stored("This is no file: not taken in."),
    "not found": stored("There is no file or folder of this name."),
    "cannot be found": stored("It cannot be found: {why}."),
    "own folder": stored("This is the catalogue's own folder: it is not taken in."),
    "link in folder": stored(
        "A link inside a folder is not followed. Name it by itself to take in its file."
    ),
    "file of the system": stored("A file that the system keeps for itself: not taken in."),
    # arrivals and custody
    "clock not verified": stored("local clock, not verified"),
    "clock had gone back": stored("local clock, not verified; it had gone back by {time} or more"),
    "examined": stored("examined by an analyst"),
    "sheet, full profile": stored("provenance sheet {serial}, full profile"),
    "sheet, safe profile": stored("provenance sheet {serial}, safe profile"),
    "export, full profile": stored("{form}, full profile, SHA-256 {digest}"),
    "export, safe profile": stored("{form}, safe profile, SHA-256 {digest}"),
    # checks of held files, and backups
    "bytes changed": stored("its bytes now have the SHA-256 {digest}"),
    "held file unreadable": stored("it cannot be read: {why}"),
    "held file unreadable, verify": stored("The held file {digest}… cannot be read: {why}. Run “verify”."),
    "held file named wrong": stored("The catalogue names a held file {digest}, which is no SHA-256."),
    "no characters": stored(
        "A text holds bytes that are no characters, after “{text}”. Write it in UTF-8; nothing was changed."
    ),
    "every file intact": stored("every held file has the SHA-256 with which it was recorded"),
    "missing": stored("missing"),
    "damaged": stored("damaged"),
    "file of backup wrong": stored("its {name} is missing or not as it was written"),
    "record of backup wrong": stored("its {name} is damaged or missing"),
    "left out": stored("{problem}, and is left out"),
    "log broken": stored("its log is broken at entry {entry}"),
    "rows not as logged": stored("rows of it are not what its log says, or its log's own lists: {count}"),
    "log broken, rows not as logged": stored(
        "its log is broken at entry {entry}, and rows are not what it says: {count}"
    ),
    "files of state lost": stored("files of it are missing or damaged: {count}"),
    "file of backup unreadable": stored("its {name} cannot be read: {why}"),
    "file of backup changed": stored("its {name} is not as it was written"),
    "no SHA-256": stored("the catalogue names it by what is no SHA-256"),
    "too large for FAT32": stored("it is too large for that disk (FAT32 ends at 4 GB)"),
    "cause unknown": stored("unknown cause"),
    "in place of file": stored("what lies in its place is no file"),
    "link in place of file": stored("a link lies in its place"),
    "link in place of folder": stored("a link lies in the place of a folder of it"),
    # what the system says of a file or a disk
    "no space": stored("No space left on the disk"),
    "no permission": stored("Permission denied"),
    "too many open": stored("Too many open files"),
    "no answer of the disk": stored("The disk or its server does not answer"),
    "no such file": stored("No such file or directory"),
    "file exists": stored("File exists"),
    "not a directory": stored("Not a directory"),
    "is a directory": stored("Is a directory"),
    "not empty": stored("Directory not empty"),
    "read only": stored("Read-only file system"),
    "input or output": stored("Input/output error"),
    "no device": stored("No such device"),
    "in use": stored("Another program is using it"),
    "name too long": stored("File name too long"),
    "file too large": stored("File too large"),
    "links in a circle": stored("Links lead in a circle"),
    "no memory": stored("Not enough memory"),
    "nobody reads": stored("Nobody reads what is written"),
    # places and times
    "point of the gazetteer": stored("a point of the gazetteer; how far the place reaches is not stated"),
    "outline": stored("an outline of {count} corners"),
    "not locatable": stored("tried and not locatable"),
    "zone stated": stored("The zone is stated."),
    "zone unknown": stored("No zone is stated: any zone from UTC+14:00 to UTC-12:00 is possible."),
    "zone by satellite": stored(
        "No zone is stated; the satellites' time in the same file puts the camera at UTC{offset}."
    ),
    "time of satellites": stored("The satellites' clock: UTC."),
    "offset stated": stored("The file states UTC{offset}."),
    "offset wrong": stored("The stated offset “{offset}” is none."),
    "date impossible": stored("The text “{text}” names no possible date."),
    "date empty": stored("The date is empty."),
    "date in the future": stored("It lies after the moment of reading."),
    "interval impossible": stored("What the file states is no possible interval of time."),
    # doubts about a recorded position
    "latitude": stored("latitude"),
    "longitude": stored("longitude"),
    "no latitude": stored("no latitude"),
    "no longitude": stored("no longitude"),
    "position out of range": stored("out of range: latitude {lat}, longitude {lon}"),
    "position zero": stored("0,0: usually written when the receiver had no fix"),
    "datum unknown": stored("the datum “{datum}” is not known here; the numbers stand as they are"),
    "datum converted": stored("converted from the datum {datum} to WGS 84"),
    "position void": stored("the receiver called this measurement void"),
    "north assumed": stored("hemisphere reference missing: north is assumed"),
    "east assumed": stored("hemisphere reference missing: east is assumed"),
    "coordinate negative": stored("the {coordinate} is negative and has the reference {letter}"),
    "coordinate as text": stored("the {coordinate} is written as text, which can be misread"),
    "coordinate undefined": stored("the {coordinate} has an undefined part, read as nothing"),
    "coordinate over 60": stored("the {coordinate} has minutes or seconds over 60"),
    "coordinate unreadable": stored("the {coordinate} cannot be read"),
    "positions disagree": stored("{method} and {other} disagree"),
    "reference system unreadable": stored(
        "the coordinate reference system is the file's own and cannot be read"
    ),
    "reference system unknown": stored("the coordinate reference system {crs} is not known"),
    "corners outside": stored("the corners lie outside the Earth or outside the reference system"),
    "error impossible": stored(
        "the stated error of {length} m is impossible: how far off it may be is unknown"
    ),
    "height impossible": stored("the stated height of {length} m is impossible: the height is unknown"),
    "direction impossible": stored(
        "the stated direction of {angle} degrees is impossible: the direction is unknown"
    ),
    "outline impossible": stored("the outline of the ground is impossible: the extent is unknown"),
    # what a reader could not read
    "kind unreadable": stored("The kind of file cannot be read ({why})."),
    "container unreadable": stored("The container cannot be read ({why})."),
    "EXIF unreadable": stored("The EXIF cannot be read ({why})."),
    "XMP unreadable": stored("The XMP cannot be read ({why})."),
    "sidecar unreadable": stored("The sidecar cannot be read ({why})."),
    "IPTC unreadable": stored("The IPTC text cannot be read ({why})."),
    "GeoTIFF unreadable": stored("The GeoTIFF tags cannot be read ({why})."),
    "credentials unreadable": stored("The content credentials cannot be read ({why})."),
    "credentials too long": stored("The content credentials are too long to keep; only their state was."),
    "XML wrong": stored("it is no well-formed XML: {why}"),
    "XML with definitions": stored("it defines a document type or entities of its own, which are not read"),
    "XML in no encoding": stored("its text cannot be decoded: {why}"),
    "XMP of sidecar unreadable": stored("The XMP of the sidecar cannot be read ({why})."),
    "XMP of file unreadable": stored("The XMP of the file cannot be read ({why})."),
    "sidecar too large": stored("The sidecar is larger than {size} bytes and was not read."),
    "misnamed": stored("The name ends in “{extension}”, but the content is {format}."),
    "IPTC in no character set": stored(
        "The IPTC text names no character set and is no UTF-8; it was read as Windows-1252."
    ),
    "ExifRead failed": stored("ExifRead could not read the EXIF tags ({why}); Pillow read them."),
    "Pillow failed": stored("Pillow could not read the EXIF tags either ({why})."),
    "EXIF tags cut": stored("Only the first {most} of {count} EXIF tags were kept."),
    "not decoded": stored("{size} bytes, not decoded"),
    "GeoTIFF without position": stored("The GeoTIFF tags do not say where the picture lies."),
    "TIFF directory unreadable": stored("The TIFF's first directory cannot be read."),
    "GIF cut": stored("The GIF ends in the middle of its header."),
    "JPEG cut": stored("The JPEG ends in the middle of its header."),
    "Photoshop cut": stored("The Photoshop file ends in the middle of its header."),
    "raw file cut": stored("The raw file ends in the middle of its header."),
    "raw file without preview": stored("The raw file's header points to no preview."),
    "PNG text left out": stored("The PNG text “{name}” was left out: {why}."),
    "PNG text not hexadecimal": stored("The PNG text “{name}” holds no hexadecimal digits."),
    "unpacks too large": stored("it unpacks to more than {size} bytes"),
    # why there is no picture
    "empty": stored("The file is empty."),
    "content unknown": stored("The content is of no kind that is known here; it is kept as it is."),
    "no picture": stored("This is no picture (content: {format})."),
    "needs HEIC": stored("The picture needs the optional part “heic” of this program; the README says how."),
    "kind not decoded": stored("The {format} picture is of a kind that cannot be decoded here."),
    "too many pixels": stored(
        "The picture says it has {width} x {height} pixels; more than {millions} million would take too "
        "much memory, so it was not decoded."
    ),
    "no picture found": stored("The file starts as {format}, but no picture was found in it."),
    "no preview": stored("The raw file holds no preview picture."),
    "picture cut": stored("The file is damaged or cut short; the picture shows what could be decoded."),
    "picture undecodable": stored("The {format} picture cannot be decoded ({why})."),
    "picture unreadable": stored("The {format} cannot be read."),
    "preview": stored("{format} preview"),
    "no thumbnail": stored("No thumbnail could be made: {why}."),
    "bands unusual": stored("its bands are of different or unusual kinds"),
    "numbers unusual": stored("its numbers are of an unusual kind"),
    "packing unknown": stored("it is packed in a way that is not read here"),
    "blocks too large": stored("its blocks are too large"),
    "too large": stored("it is too large"),
    # kinds of content that have no name of their own
    "empty file": stored("empty file"),
    "unknown": stored("unknown"),
    "JPEG 2000 code stream": stored("JPEG 2000 code stream"),
    "SQLite database": stored("SQLite database"),
    "old Office file": stored("Microsoft Office, before 2007"),
    "Flash video": stored("Flash video"),
    "MPEG video": stored("MPEG video"),
    "ELF program": stored("ELF program"),
    "WARC archive": stored("WARC web archive"),
    "Word document": stored("Word document"),
    "Excel workbook": stored("Excel workbook"),
    "Windows program": stored("Windows program"),
    "MPEG stream": stored("MPEG transport stream"),
    "text": stored("text in an unknown encoding"),
    # workers that ended
    "took too long": stored("it took longer than {seconds} seconds"),
    "too much memory": stored("it needs more than the {megabytes} MB a worker may use"),
    "worker ended": stored("the worker process ended unexpectedly"),
    "worker ended with code": stored("the worker process ended unexpectedly (exit code {code})"),
    "worker ended by signal": stored("the worker process was ended by the signal {signal}"),
    "no worker": stored("no worker process could be started ({error})"),
    "feeder ended": stored("the thread that fed the worker ended"),
    "worker silent": stored("it did not report"),
    # notation, the same in every language; the last is text of people that would be taken for a remark
    "file taken in": "{name}, SHA-256 {digest}",
    "file wrong": "{name} ({digest}): {why}",
    "fault": "{kind}: {why}",
    "as written": "{text}",
}


def remark(code: str, /, **arguments: object) -> Remark:
    """The remark of this code. Raises KeyError for a code that is not in the table, or without an argument.

    Whole numbers are numbers; a number that is not to be grouped is given as text.
    """
    return Remark(
        (RemarkPiece(code, REMARKS[code], {name: _argument(each) for name, each in arguments.items()}),)
    )


def remarks_together(remarks: Iterable[str], separator: str = "") -> Remark | None:
    """Several as one, codes kept, with `LINES` a line for each; None for none."""
    pieces = tuple(piece for each in remarks for piece in _as_remark(each).pieces)
    return Remark(pieces, separator) if pieces else None


def remarks_of_lines(text: str | None) -> tuple[str, ...]:
    """The lines of such a text, each a remark where it was made of them."""
    return text.each() if isinstance(text, Remark) else tuple(filter(None, (text or "").splitlines()))


def kept(text: str) -> str:
    """A text as a column of remarks keeps it."""
    if not isinstance(text, Remark) and text.startswith(_MARK):
        text = remark(_AS_WRITTEN, text=text)  # otherwise it would be read as codes
    return _json(_data(text)) if isinstance(text, Remark) else text


def as_kept(text: str, separator: str = "") -> str:
    """What `kept` made, as the remark that it was; any other text as it is."""
    if not text.startswith(_MARK):
        return text
    try:
        found = _remark(json.loads(text), separator)
    except (ValueError, TypeError, LookupError, RecursionError):
        return text  # somebody else's program wrote it
    return str(found.pieces[0].arguments["text"]) if found.pieces[0].code == _AS_WRITTEN else found


def remark_data(text: str | None) -> list[Any] | None:
    """Codes and arguments for programs: [{code, arguments}, …]; None for a text that is no remark."""
    if not isinstance(text, Remark):
        return None
    return [{"code": code, "arguments": arguments} for code, arguments in _data(text)]


def _as_remark(text: str) -> Remark:
    return text if isinstance(text, Remark) else remark(_AS_WRITTEN, text=text)


def _argument(value: object) -> Argument:
    return value if isinstance(value, int) else str(value)


def _data(remark: Remark) -> list[Any]:
    return [
        [
            piece.code,
            {
                name: _data(each) if isinstance(each, Remark) else each
                for name, each in piece.arguments.items()
            },
        ]
        for piece in remark.pieces
    ]


def _json(data: list[Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _remark(data: Any, separator: str = "") -> Remark:
    """Raises ValueError, TypeError or LookupError for what is none."""
    pieces = []
    for code, given in data:
        if not isinstance(code, str):
            raise TypeError("a code of a remark is a text")
        arguments = {_name(name): _read(value) for name, value in dict(given).items()}
        pieces.append(RemarkPiece(code, REMARKS.get(code) or _of_newer_version(code, arguments), arguments))
    return Remark(tuple(pieces), separator)


def _name(name: Any) -> str:
    if not isinstance(name, str) or not name.isidentifier():
        raise ValueError("an argument of a remark has a plain name")
    return name


def _read(value: Any) -> Argument:
    if isinstance(value, list):
        return _remark(value)
    if isinstance(value, str | int):
        return value
    raise TypeError(f"{type(value).__name__} is no argument of a remark")


def _of_newer_version(code: str, arguments: Mapping[str, Argument]) -> str:
    """What is said of a code that this version does not know: the code, and its arguments."""
    return ", ".join((code.replace("{", "{{").replace("}", "}}"), *(f"{{{name}}}" for name in arguments)))
