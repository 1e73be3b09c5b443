"""The nouns, as frozen dataclasses. Nothing here reads text, files or databases."""

from onrecord.model.actor import Actor, ActorKind
from onrecord.model.change import Change
from onrecord.model.decision import Decision, DecisionKind, decide
from onrecord.model.document import Document, Region, RegionKind
from onrecord.model.event import ACCEPTANCE, WALKOUT, Event, EventKind, Participant, Status
from onrecord.model.evidence import Evidence, Span, finding_id
from onrecord.model.fact import ALL_LEVELS, Fact, FactKind, Level
from onrecord.model.ledger import (
    Deadline,
    Entry,
    Ledger,
    Meeting,
    Moment,
    Occurrence,
    Party,
    Proposal,
    Report,
    Round,
    Said,
    Wording,
)
from onrecord.model.position import SPEAKS, Position, Stand
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
from onrecord.model.when import UNKNOWN, Basis, When, hull

__all__ = [
    "ACCEPTANCE",
    "ALL_LEVELS",
    "SCHEMA",
    "SPEAKS",
    "UNKNOWN",
    "WALKOUT",
    "Act",
    "Actor",
    "ActorKind",
    "Anonymity",
    "Basis",
    "Change",
    "Deadline",
    "Decision",
    "DecisionKind",
    "Directness",
    "Document",
    "Entry",
    "Event",
    "EventKind",
    "Evidence",
    "Fact",
    "FactKind",
    "Finder",
    "Ledger",
    "Level",
    "Meeting",
    "Moment",
    "Occurrence",
    "Participant",
    "Party",
    "Position",
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
    "Stand",
    "Statement",
    "Status",
    "Time",
    "TimeType",
    "When",
    "Wording",
    "decide",
    "finding_id",
    "hull",
]
