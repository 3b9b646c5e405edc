"""The fields of an evidence item. A new one is a row here, a column, and a line of a migration."""

from app.fields.field import Field, FieldTable, Privacy
from app.fields.kinds import (
    Code,
    Codes,
    Lines,
    Moment,
    Number,
    Sha256,
    SourceName,
    StatedTime,
    Term,
    Text,
    Url,
    YesNo,
)
from app.fields.terms import DIGITAL_SOURCE_TYPES, IMAGERY_TYPES, ITEM_TYPES, PLATFORMS, SENSITIVITIES
from resources.messages import later

_PUBLIC, _TEXT = Privacy.PUBLIC, Privacy.TEXT

_IDENTITY = (
    Field("exhibit", later("Exhibit"), later("exhibit number"), Text(), _PUBLIC),
    Field("uuid", later("Item id"), later("uuid"), Text(), _PUBLIC),
    Field("label", later("Label"), later("label"), Text(), _TEXT, given=True, nothing=later("none"),
          help=later("Its name in a case text, such as E01.")),
    Field("type", later("Type"), later("type"), Code("TYPE", ITEM_TYPES), _PUBLIC, given=True, needed=True,
          asked=True, at_intake=later("Else what the bytes say.")),
    Field("title", later("Title"), later("title"), Text(), _TEXT, given=True, needed=True, asked=True,
          help=later("What it is called in lists.")),
    Field("description", later("Description"), later("description"), Lines(), _TEXT, given=True, asked=True,
          sheet=(1, 1), help=later("What it is, in your words.")),
    Field("held", later("State"), later("held"), YesNo(), _PUBLIC),
    Field("sensitivity", later("Sensitivity"), later("sensitivity"), Codes(words=SENSITIVITIES), _PUBLIC,
          given=True, sheet=(1, 3), nothing=later("none flagged"),
          help=later("graphic, identifiable person, minor, victim …; may be repeated.")),
    Field("digital_source_type", later("Digital source"), later("digital source type"),
          Term(words=DIGITAL_SOURCE_TYPES), _PUBLIC, given=True, sheet=(1, 2), missed=True,
          help=later("digitalCapture, screenCapture, composite, algorithmicMedia … (IPTC), or unknown.")),
)  # fmt: skip

_PUBLICATION = (
    Field("publisher", later("Published by"), later("publisher"), SourceName(), Privacy.SOURCE,
          column="publisher_id", option="source", given=True, asked=True, help=later("Who published it.")),
    Field("published_at", later("Published"), later("published"), StatedTime(), _TEXT, given=True, asked=True,
          help=later("When it was published: as stated, in any precision.")),
    Field("published_url", later("URL"), later("published at"), Url(), Privacy.SOURCE, given=True, asked=True,
          quiet=True, help=later("Where it was published.")),
    Field("creator", later("Creator"), later("creator"), Text(), _TEXT, given=True, sheet=(4, 1), missed=True,
          search="creator:survey", help=later("Who made it.")),
    Field("uploader", later("Uploader"), later("uploader"), Text(), _TEXT, given=True, sheet=(4, 2),
          missed=True, help=later("Who put it there.")),
)  # fmt: skip

_OF_IMAGERY = (
    Field("platform", later("Platform"), later("platform"), Code(words=PLATFORMS), _PUBLIC, given=True,
          types=IMAGERY_TYPES, sheet=(1, 11), missed=True, search="platform:drone"),
    Field("sensor", later("Sensor"), later("sensor"), Text(), _TEXT, given=True, types=IMAGERY_TYPES,
          sheet=(1, 12), missed=True, search="sensor:ultracam", help=later("What recorded the imagery.")),
    Field("operator", later("Operator"), later("operator"), Text(), _TEXT, given=True, types=IMAGERY_TYPES,
          sheet=(1, 13), missed=True, search="operator:survey", help=later("Who operates the platform.")),
    Field("licence", later("Licence"), later("licence"), Text(), _TEXT, given=True, types=IMAGERY_TYPES,
          sheet=(1, 14), missed=True, help=later("Licence of the imagery.")),
    Field("ground_sample_m", later("Ground sample distance"), later("ground sample distance"),
          Number(unit=" m", low=0), _PUBLIC, given=True, types=IMAGERY_TYPES, sheet=(1, 15), missed=True,
          help=later("Metres a pixel.")),
    Field("off_nadir_deg", later("Off-nadir angle"), later("off-nadir angle"),
          Number(unit="°", low=0, high=90), _PUBLIC, given=True, types=IMAGERY_TYPES, sheet=(1, 16),
          missed=True, help=later("Degrees off nadir.")),
    Field("cloud_percent", later("Cloud cover"), later("cloud cover"), Number(unit=" %", low=0, high=100),
          _PUBLIC, given=True, types=IMAGERY_TYPES, sheet=(1, 17), missed=True,
          help=later("Cloud cover, 0 to 100.")),
)  # fmt: skip

_FOUND = (
    Field("captured_earliest", later("Captured, earliest"), later("captured, earliest"), Moment(), _PUBLIC),
    Field("captured_latest", later("Captured, latest"), later("captured, latest"), Moment(), _PUBLIC),
    Field("camera", later("Camera"), later("camera"), Text(), _TEXT),
    Field("received_at", later("Received"), later("received"), Moment(), _PUBLIC),
    Field("examined_at", later("Examined"), later("examined"), Moment(), _PUBLIC, exported=False),
    Field("created_at", later("Catalogued"), later("catalogued"), Moment(), _PUBLIC, exported=False),
)  # fmt: skip

_OPEN = (
    Field("unknowns", later("Not known"), later("stated as unknown"), Lines(rows=2), _TEXT, given=True,
          exported=False, nothing=later("nothing"), quiet=True, help=later("What is not known, one a line.")),
    Field("expected_sha256", later("Expected SHA-256"), later("expected SHA-256"), Sha256(), _PUBLIC,
          given=True, exported=False, quiet=True,
          help=later("SHA-256 of a file not held yet; once taken in, it is this item's.")),
)  # fmt: skip

ITEM = FieldTable(
    *(*_IDENTITY, *_PUBLICATION, *_OF_IMAGERY, *_FOUND, *_OPEN), needs=later("An item needs a {field}.")
)
"""In the order in which they are listed and exported."""
