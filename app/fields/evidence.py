"""The fields of what belongs to an item: its files, their receipts, locations, times, links to claims.

A new one is a row here, a column, and a line of a migration; files excepted, which say all of themselves.
"""

from app.fields.field import Field, FieldTable, Privacy
from app.fields.kinds import Lines, Moment, Noted, Number, Outline, Sha256, StatedTime, Text, Url
from resources.messages import later

_PUBLIC, _TEXT = Privacy.PUBLIC, Privacy.TEXT
_PERSON, _PATH, _SOURCE, _POSITION = Privacy.PERSON, Privacy.PATH, Privacy.SOURCE, Privacy.POSITION

FILE = FieldTable(
    Field("role", later("Role"), later("role"), Text(), _PUBLIC),
    Field("name", later("Original name"), later("original name"), Text(), _TEXT),
    Field("sha256", later("SHA-256"), later("SHA-256"), Sha256(), _PUBLIC),
    Field("sha512", later("SHA-512"), later("SHA-512"), Text(), _PUBLIC),
    Field("size", later("Size"), later("size"), Number(unit=" bytes"), _PUBLIC),
    Field("media_type", later("Media type"), later("media type"), Text(), _PUBLIC),
    Field("width", later("Width"), later("width"), Number(unit=" pixels"), _PUBLIC),
    Field("height", later("Height"), later("height"), Number(unit=" pixels"), _PUBLIC),
    Field("c2pa_state", later("C2PA"), later("content credentials"), Text(), _PUBLIC),
    Field("checked_at", later("Last fixity check"), later("last fixity check"), Moment(), _PUBLIC),
    Field("check_outcome", later("Fixity"), later("fixity"), Text(), _PUBLIC),
    Field("path", later("Path as found"), later("path"), Text(), _PATH, exported=False),
)  # fmt: skip

RECEIPT = FieldTable(
    Field("sha256", later("SHA-256 on arrival"), later("SHA-256"), Sha256(), _PUBLIC),
    Field("received_at", later("Received"), later("time"), Moment(), _PUBLIC, sheet=(5, 1), missed=True),
    Field("clock_basis", later("Clock"), later("clock basis"), Noted(), _PUBLIC, sheet=(5, 2), missed=True),
    Field("obtained_at", later("Obtained at"), later("obtained at"), StatedTime("ISO"), _TEXT, given=True,
          sheet=(5, 3), missed=True, help=later("When it was obtained.")),
    Field("obtained_from", later("Obtained from"), later("obtained from"), Text(), _SOURCE, given=True,
          sheet=(5, 4), missed=True, help=later("From whom you have it.")),
    Field("method", later("Method"), later("method"), Text(), _TEXT, given=True, sheet=(5, 5), missed=True,
          help=later("How it was obtained.")),
    Field("url", later("URL"), later("URL"), Url(), _SOURCE, given=True, sheet=(5, 6), missed=True,
          help=later("Where it was obtained.")),
    Field("page_html", later("Page as HTML"), later("page as HTML"), Text(), _TEXT, exported=False,
          sheet=(5, 7), missed=True),
    Field("full_page_capture", later("Page capture"), later("full-page capture"), Text(), _TEXT,
          exported=False, sheet=(5, 8), missed=True),
    Field("collector", later("Collector"), later("collector"), Text(), _PERSON, sheet=(5, 9)),
    Field("machine", later("Machine"), later("machine"), Text(), _PERSON, sheet=(5, 10), missed=True),
    Field("account", later("Account used"), later("account used"), Text(), _PERSON, given=True, sheet=(5, 11),
          missed=True, help=later("The account it was obtained with.")),
    Field("tool", later("Tool"), later("tool"), Text(), _PUBLIC, column="tool_and_version", sheet=(5, 12),
          missed=True),
    Field("upstream", later("Upstream post or mirror"), later("upstream post or mirror"), Text(), _SOURCE,
          given=True, sheet=(5, 13), missed=True, help=later("The post or mirror it came from.")),
    Field("conditions", later("Conditions of use"), later("conditions of use"), Lines(rows=2), _TEXT,
          given=True, sheet=(5, 14), missed=True, help=later("Conditions of use.")),
    Field("conversions", later("Conversions"), later("conversions"), Text(), _TEXT, given=True, sheet=(5, 15),
          missed=True, help=later("What was done to the bytes on the way.")),
    Field("original_name", later("Name on arrival"), later("original name"), Text(), _TEXT, column="name",
          exported=False, sheet=(5, 16)),
    Field("name", later("Name on arrival"), later("original name"), Text(), _TEXT),
    Field("path", later("Path"), later("path"), Text(), _PATH),
    Field("source_name", later("Source"), later("source"), Text(), _SOURCE),
)  # fmt: skip

LOCATION = FieldTable(
    Field("role", later("Role"), later("role"), Text(), _PUBLIC),
    Field("basis", later("Basis"), later("basis"), Text(), _PUBLIC),
    Field("position", later("Position"), later("position"), Text(), _POSITION, exported=False),
    Field("lat", later("Latitude"), later("latitude"), Number(unit="°", low=-90, high=90), _POSITION),
    Field("lon", later("Longitude"), later("longitude"), Number(unit="°", low=-180, high=180), _POSITION),
    Field("radius_m", later("Radius"), later("radius"), Number(unit=" m", low=0), _POSITION),
    Field("footprint", later("Outline"), later("outline"), Outline(), _POSITION),
    Field("altitude_m", later("Altitude"), later("altitude"), Number(unit=" m"), _POSITION),
    Field("bearing_deg", later("Bearing"), later("bearing"), Number(unit="°"), _POSITION),
    Field("bearing_reference", later("Bearing from"), later("bearing reference"), Text(), _POSITION),
    Field("field_of_view_deg", later("Field of view"), later("field of view"), Number(unit="°"), _POSITION,
          exported=False),
    Field("raw", later("As written"), later("as written"), Text(), _POSITION),
    Field("place", later("Place"), later("place"), Text(), _POSITION, column="place_name"),
    Field("source_datum", later("Source datum"), later("source datum"), Text(), _TEXT),
    Field("method", later("Method"), later("method"), Text(), _TEXT, given=True,
          help=later("How it was found; “assessed” needs it.")),
    Field("status", later("Status"), later("status"), Text(), _PUBLIC),
)  # fmt: skip

TIME = FieldTable(
    Field("kind", later("Kind"), later("kind"), Text(), _PUBLIC),
    Field("basis", later("Basis"), later("basis"), Text(), _PUBLIC),
    Field("tag", later("Tag"), later("tag"), Text(), _TEXT),
    Field("raw", later("As written"), later("as written"), Text(), _TEXT),
    Field("zone_basis", later("Zone"), later("zone"), Text(), _PUBLIC),
    Field("method", later("Method"), later("method"), Text(), _TEXT, given=True,
          help=later("How it was found; “assessed” needs it.")),
    Field("reason", later("Reason"), later("reason"), Text(), _TEXT),
    Field("earliest", later("Earliest"), later("earliest"), Moment(), _PUBLIC),
    Field("latest", later("Latest"), later("latest"), Moment(), _PUBLIC),
)  # fmt: skip

LINK = FieldTable(
    Field("claim", later("Claim"), later("claim"), Text(), _TEXT, column="claim_label"),
    Field("case", later("Case"), later("case"), Text(), _TEXT, column="case_label"),
    Field("statement", later("Statement"), later("statement"), Text(), _TEXT, column="claim_statement"),
    Field("stance", later("Stance"), later("stance"), Text(), _PUBLIC),
    Field("status", later("Status"), later("status"), Text(), _PUBLIC),
    Field("reason", later("Reason"), later("reason"), Text(), _TEXT),
    Field("strength", later("Strength"), later("strength"), Text(), _TEXT, given=True, quiet=True,
          exported=False, help=later("How strong the link is, in words.")),
    Field("condition", later("Condition"), later("condition"), Text(), _TEXT, given=True, quiet=True,
          exported=False, help=later("What must hold for the link to hold.")),
)  # fmt: skip
