"""What happened, is planned, proposed, refused or denied."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.evidence import Span
from onrecord.model.when import UNKNOWN, When


class Status(StrEnum):
    """How far an event has come, as the text presents it."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    PROPOSED = "proposed"
    CONDITIONAL = "conditional"
    UNCONFIRMED = "unconfirmed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    DENIED = "denied"
    DID_NOT_HAPPEN = "did_not_happen"


ACCEPTANCE = "acceptance"
"""The mode of an agreement that is one side's answer to what another put forward."""

WALKOUT = "walkout"
"""The mode of a refusal that is no more than leaving talks that go on."""


class EventKind(StrEnum):
    """The negotiation kinds."""

    INVITATION = "invitation"
    ROUND = "round"
    MEETING = "meeting"
    CALL = "call"
    PROPOSAL = "proposal"
    CONDITION = "condition"
    DEMAND = "demand"
    RED_LINE = "red_line"
    CONCESSION = "concession"
    REFUSAL = "refusal"
    DEADLINE = "deadline"
    ULTIMATUM = "ultimatum"
    MEDIATION = "mediation"
    DELEGATION = "delegation"
    AGREEMENT = "agreement"
    IMPLEMENTATION = "implementation"
    VIOLATION = "violation"
    CEASEFIRE = "ceasefire"
    PRISONER_EXCHANGE = "prisoner_exchange"
    SANCTION = "sanction"
    MILITARY = "military"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Participant:
    """One who takes part in an event.

    ``role`` is one of ``party``, ``mediator``, ``host``, ``author`` (who proposes, invites, demands,
    sets a deadline), ``addressee`` (whom it is put to) and ``target``.
    """

    name: str
    role: str = "party"
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One event as one sentence presents it.

    ``plover`` and ``mode`` are PLOVER's type and mode; ``kind`` is the negotiation kind. ``content``
    spans what is proposed, demanded or promised; ``consequence`` what is threatened otherwise.
    ``when`` is the day of the event; for deadlines the day it falls due. ``moved_from`` is the old
    day where the text itself tells of a move. ``asserted_by`` is ``narrator`` or a statement id.
    """

    id: str
    kind: EventKind
    status: Status
    trigger: Span
    evidence: tuple[Span, ...]
    plover: str | None = None
    mode: str | None = None
    ordinal: int | None = None
    participants: tuple[Participant, ...] = ()
    place: str | None = None
    when: When = UNKNOWN
    moved_from: When | None = None
    condition: str | None = None
    content: tuple[Span, ...] = ()
    consequence: tuple[Span, ...] = ()
    asserted_by: str = "narrator"
