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


class Anonymity(StrEnum):
    """How much the text tells of who speaks."""

    NAMED = "named"  # an actor with a name, also behind "he" or "the minister"
    DESCRIBED = "described"  # "a diplomat", "officials close to the talks"
    UNATTRIBUTED = "unattributed"  # nobody: "are accused of", "reportedly"
    UNRESOLVED = "unresolved"  # "he", and it stays open who that is


class Finder(StrEnum):
    """What found a statement."""

    RULES = "rules"
    TAGGER = "tagger"
    BOTH = "both"


class RelayKind(StrEnum):
    """What hands words on."""

    AGENCY = "agency"
    OUTLET = "outlet"  # a newspaper, a broadcaster, a site
    SPOKESPERSON = "spokesperson"  # who speaks for a principal
    PERSON = "person"  # anybody else who hands on another's words
    SOCIAL = "social"  # a post
    BRIEFING = "briefing"  # a press conference, remarks to reporters
    DOCUMENT = "document"  # a statement, a letter, a report
    INTERVIEW = "interview"
    CALL = "call"
    SPEECH = "speech"


@dataclass(frozen=True, slots=True)
class Relay:
    """One step on the way of the words. ``name`` is a mouth's name, or a medium's words as they stand."""

    name: str
    kind: RelayKind


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
    ``path`` is the whole way of the words, outermost first: the document's own outlet, the relays of the
    chain with their kinds, last the medium ("a post on Telegram"). ``denies`` are the words that a denial
    denies, where they stand in the text. ``doubtful`` marks cues that are negated or no words of reporting
    ("has yet to confirm"), which never enter the record. ``found_by`` tells whether the rules, the learned
    tagger or both found it; ``confidence`` is the probability, between 0 and 1, that annotators would, too.
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
    path: tuple[Relay, ...] = ()
    anonymity: Anonymity = Anonymity.NAMED
    denies: tuple[Span, ...] = ()
    doubtful: bool = False
    found_by: Finder = Finder.RULES
    confidence: float = 1.0
