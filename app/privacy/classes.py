"""Which privacy classes a profile lets out of a record: an allow-list, and the one place that says so.

*safe* lets out what is public and free text; who published or passed on something, unless that source is
restricted; and positions, but not the one that a camera recorded of itself, which may be somebody's home.
Never who collected it and with what, no path, no serial number. Claimed and assessed locations and
footprints of imagery may leave. *full* lets out everything.
"""

from app.evidence.dossier import Dossier
from app.fields.field import Privacy
from app.privacy.withheld import Profile
from app.records import Location, Receipt, Source

_ALWAYS = frozenset({Privacy.PUBLIC, Privacy.TEXT})


def classes_out(profile: Profile, record: object = None) -> frozenset[Privacy]:
    """The classes whose values may leave of this record; without one, those that may leave of any."""
    if profile == "full":
        return frozenset(Privacy)
    unless = {Privacy.SOURCE: _of_a_restricted_source, Privacy.POSITION: _where_a_camera_was}
    return _ALWAYS | {kind for kind, kept in unless.items() if record is not None and not kept(record)}


def keeps_back_position(location: Location) -> bool:
    """Whether *safe* keeps back where this is: what a camera recorded of itself."""
    return location.role == "camera" and location.basis == "recorded"


def _of_a_restricted_source(record: object) -> bool:
    if isinstance(record, Receipt):
        return record.source_restricted
    source = record.publisher if isinstance(record, Dossier) else record
    return isinstance(source, Source) and source.restricted


def _where_a_camera_was(record: object) -> bool:
    return isinstance(record, Location) and keeps_back_position(record)
