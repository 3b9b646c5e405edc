"""Codes that the program itself sets, marked so that `word` can say them; those that people choose are in
`app.fields.terms`."""

from resources.messages import later

SEARCH_ANSWERS = (later("inside"), later("may be inside"))
FIXITY_OUTCOMES = (later("intact"), later("damaged"), later("missing"), later("unreadable"))
CUSTODY_OUTCOMES = (
    later("taken in"),
    later("received again"),
    later("examined"),
    later("exported"),
    later("printed"),
)
SCHEMA_KINDS = (later("table"), later("index"), later("trigger"), later("view"))
COPY_OUTCOMES = (later("missing"), later("damaged"), later("not copied"))
LINK_STATUSES = (later("expected"), later("held, not examined"), later("examined"))
RELATION_DIRECTIONS = (later("to"), later("from"))
ZONE_BASES = (later("offset tag"), later("GPS UTC"), later("stated"), later("unknown"))
NAME_MATCHES = (
    later("exact"),
    later("folded"),
    later("stripped suffix"),
    later("misspelt"),
    later("beginning"),
)
CREDENTIAL_STATES = (
    later("none"),
    later("remote manifest not fetched"),
    later("invalid"),
    later("valid, signer not on the trust list"),
    later("trusted"),
)
PROFILES = (later("safe"), later("full"))
