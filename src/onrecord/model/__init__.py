"""The nouns, as frozen dataclasses. Nothing here reads text, files or databases."""

from onrecord.model.actor import Actor, ActorKind
from onrecord.model.document import Document, Region, RegionKind
from onrecord.model.event import Event, EventKind, Participant, Status
from onrecord.model.evidence import Evidence, Span, finding_id
from onrecord.model.ledger import (
    Deadline,
    Entry,
    Ledger,
    Meeting,
    Moment,
    Party,
    Proposal,
    Report,
    Round,
    Said,
    Wording,
)
from onrecord.model.reading import SCHEMA, Reading, Time, TimeType
from onrecord.model.statement import (
    Act,
    Anonymity,
    Directness,
    Finder,
    Relay,
    RelayKind,
    Speaker,
    Statement,
)
from onrecord.model.when import UNKNOWN, Basis, When

__all__ = [
    "SCHEMA",
    "UNKNOWN",
    "Act",
    "Actor",
    "ActorKind",
    "Anonymity",
    "Basis",
    "Deadline",
    "Directness",
    "Document",
    "Entry",
    "Event",
    "EventKind",
    "Evidence",
    "Finder",
    "Ledger",
    "Meeting",
    "Moment",
    "Participant",
    "Party",
    "Proposal",
    "Reading",
    "Region",
    "RegionKind",
    "Relay",
    "RelayKind",
    "Report",
    "Round",
    "Said",
    "Span",
    "Speaker",
    "Statement",
    "Status",
    "Time",
    "TimeType",
    "When",
    "Wording",
    "finding_id",
]
