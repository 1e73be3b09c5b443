"""Who said what, through whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.evidence import Span
from onrecord.model.when import UNKNOWN, When


class Directness(StrEnum):
    """How the content is given."""

    DIRECT = "direct"  # wholly in quotation marks
    INDIRECT = "indirect"  # wholly in the writer's words
    MIXED = "mixed"  # partly in quotation marks


class Act(StrEnum):
    """The speech act."""

    ASSERT = "assert"
    CONFIRM = "confirm"
    DENY = "deny"
    PROMISE = "promise"
    PROPOSE = "propose"
    DEMAND = "demand"
    ACCEPT = "accept"
    REJECT = "reject"
    THREATEN = "threaten"
    INVITE = "invite"
    ACCUSE = "accuse"
    WARN = "warn"
    PRAISE = "praise"
    ESTIMATE = "estimate"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a statement is from.

    ``name`` is the canonical name where the speaker is a known actor, else the description as it
    stands in the text ("diplomatic sources"). ``actor`` is the id of the actor in the reading.
    ``named`` is false for unnamed sources.
    """

    name: str
    actor: str | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with its speaker and the relays between the speaker and the document.

    ``content``, ``cue`` and ``source`` are spans (several where discontinuous; ``source`` may be
    empty, or stand in a neighbouring sentence). ``chain`` lists the relays outermost first:
    FXStreet <- Reuters <- Interfax <- Putin gives ``("Reuters", "Interfax")``; the document's own
    outlet is not in it. ``evidence`` is the sentence or sentences to open. ``parent`` is the id of
    the statement that this one is nested in. ``hedged`` marks "reportedly", "appeared to confirm".
    """

    id: str
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    speaker: Speaker | None
    chain: tuple[str, ...] = ()
    directness: Directness = Directness.INDIRECT
    act: Act = Act.ASSERT
    addressee: str | None = None
    setting: str | None = None
    said: When = UNKNOWN
    hedged: bool = False
    parent: str | None = None
    evidence: tuple[Span, ...] = ()
