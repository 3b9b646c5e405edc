"""The fields of sources and claims. A new one is a row here, a column, and a line of a migration."""

from app.fields.field import Field, FieldTable, Privacy
from app.fields.kinds import Code, Flag, Lines, Names, StatedTime, Term, Text, YesNo
from app.fields.terms import (
    CLAIM_KINDS,
    CLAIM_STATUSES,
    CONFIDENCES,
    CREDIBILITIES,
    LIKELIHOODS,
    MODALITIES,
    RELIABILITIES,
)
from resources.messages import later

_PUBLIC, _TEXT, _SOURCE = Privacy.PUBLIC, Privacy.TEXT, Privacy.SOURCE

SOURCE = FieldTable(
    Field("name", later("Name"), later("name"), Text("NAME"), _SOURCE, given=True, needed=True,
          help=later("The name.")),
    Field("label", later("Label"), later("label"), Text(), _SOURCE, given=True, nothing=later("none"),
          help=later("A short name in the case, such as S02.")),
    Field("kind", later("Kind"), later("kind"), Text(), _TEXT, given=True, help=later("What kind it is.")),
    Field("native_names", later("Names in its own languages"), later("names in its own languages"), Names(),
          _SOURCE, option="native-name", given=True, help=later("In its own language; repeatable.")),
    Field("identified", later("Identified"), later("identified"), YesNo(), _PUBLIC, given=True, quiet=True,
          help=later("Whether it is known who it is.")),
    Field("speaks_for", later("Speaks for"), later("speaks for"), Text(), _SOURCE, given=True,
          help=later("Whom it speaks for.")),
    Field("interest", later("Interest"), later("interest"), Text(), _SOURCE, given=True,
          help=later("What it may have an interest in.")),
    Field("reliability", later("Reliability"), later("reliability"), Term("A-F", tuple(RELIABILITIES)),
          _PUBLIC, given=True, help=later("Admiralty reliability; needs --reliability-reason.")),
    Field("reliability_reason", later("Because"), later("because"), Text(), _TEXT, given=True,
          help=later("Why that reliability.")),
    Field("restricted", later("Restricted"), later("restricted"), Flag(), _PUBLIC, given=True,
          help=later("Kept out of every safe output.")),
    Field("note", later("Note"), later("note"), Text(), _SOURCE, given=True, nothing=later("none"),
          help=later("A remark.")),
    needs=later("A source needs a {field}."),
)  # fmt: skip
"""Its origin and its case stand beside it: they are records of their own."""

CLAIM = FieldTable(
    Field("label", later("Label"), later("label"), Text("LABEL"), _TEXT, given=True, asked=True,
          help=later("Else the next free: C01, C02 …")),
    Field("statement", later("Statement"), later("statement"), Lines(), _TEXT, given=True, needed=True,
          asked=True, help=later("The statement.")),
    Field("kind", later("Kind"), later("kind"), Code("KIND", CLAIM_KINDS), _PUBLIC, given=True, asked=True,
          help=later("event, estimate, intention or opinion.")),
    Field("modality", later("Modality"), later("modality"), Code(words=MODALITIES), _PUBLIC, given=True,
          help=later("How it is said: asserted, reported, denied …")),
    Field("status", later("Status"), later("status"), Code(words=CLAIM_STATUSES), _PUBLIC, given=True,
          help=later("unassessed, in work, assessed or set aside.")),
    Field("checkable", later("Checkable"), later("checkable"), YesNo(), _PUBLIC, given=True, quiet=True,
          help=later("Whether it can be checked at all.")),
    Field("event_time", later("When"), later("event time"), StatedTime(), _TEXT, given=True, asked=True,
          help=later("When it is said to have happened.")),
    Field("reported_date", later("Reported"), later("reported"), StatedTime(), _TEXT, given=True,
          help=later("When it was reported.")),
    Field("likelihood", later("Likelihood"), later("likelihood"), Code(words=LIKELIHOODS), _PUBLIC,
          given=True, quiet=True, help=later("ICD 203: almost no chance … almost certain.")),
    Field("confidence", later("Confidence"), later("confidence"), Code(words=CONFIDENCES), _PUBLIC,
          given=True, quiet=True, help=later("low, moderate or high.")),
    Field("credibility", later("Credibility"), later("credibility"), Term("1-6", tuple(CREDIBILITIES)),
          _PUBLIC),
    Field("credibility_reason", later("Because"), later("because"), Text(), _TEXT),
    Field("independence_reason", later("Independence"), later("independence"), Text(), _TEXT),
    Field("note", later("Note"), later("note"), Text(), _TEXT, given=True, nothing=later("none"),
          help=later("A remark.")),
    needs=later("A claim needs a {field}."),
)  # fmt: skip
"""What is not given is graded. Case, sources, places and its sentence in a text stand beside it."""
