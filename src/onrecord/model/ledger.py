"""What many documents say together: the items of the ledger.

Every item is derived from findings and carries its evidence and a dated history; nothing here is
stored as truth. ``reported`` is when the document that says it was published.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.decision import Decision
from onrecord.model.evidence import Evidence
from onrecord.model.fact import Fact
from onrecord.model.position import Position
from onrecord.model.statement import Act, Anonymity, Directness, Relay, Speaker
from onrecord.model.when import When


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an item's history: what one document said about it.

    ``status`` is the item's status as this document has it; ``by`` is ``narrator`` or the name of
    the speaker it is ascribed to, with the relays in ``chain``; ``note`` says what changed, in words.
    """

    document: str
    reported: When
    status: str
    evidence: tuple[Evidence, ...]
    by: str = "narrator"
    chain: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """A round of talks, by its ordinal where it has one."""

    id: str
    ordinal: int | None
    parties: tuple[str, ...]
    mediators: tuple[str, ...]
    place: str | None
    when: When
    level: str | None
    status: str
    history: tuple[Entry, ...]
    outcomes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting or call outside the numbered rounds. ``kind`` is ``meeting`` or ``call``."""

    id: str
    kind: str
    participants: tuple[str, ...]
    place: str | None
    when: When
    status: str
    history: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """An invitation, proposal, demand, condition, concession or refusal.

    ``content`` is the quoted wording. ``response`` is what the addressee is said to have answered;
    ``status`` is ``open``, ``accepted``, ``rejected``, ``planned`` (announced, not made yet) or ``unknown``;
    ``made`` for what nobody answers (refusals, concessions, red lines); ``denied`` or ``did_not_happen``
    where no report tells that it was made. ``jointly`` are those who make it together with the author.
    """

    id: str
    kind: str
    author: str | None
    addressee: str | None
    content: str
    when: When
    status: str
    history: tuple[Entry, ...]
    condition: str | None = None
    response: str | None = None
    jointly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event outside talks, proposals and deadlines.

    ``kind`` is ``agreement``, ``ceasefire``, ``prisoner_exchange``, ``delegation``, ``mediation``,
    ``implementation``, ``violation``, ``sanction`` or ``military``. ``parties`` are those who take part or do
    it, ``on`` those to whom it is done. ``content`` is the wording that tells of it. ``round`` is the id of
    the round that a delegation attends.
    """

    id: str
    kind: str
    parties: tuple[str, ...]
    on: tuple[str, ...]
    place: str | None
    when: When
    content: str
    status: str
    history: tuple[Entry, ...]
    round: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline or ultimatum.

    ``moved_from`` and ``moved_to`` are ids of the deadlines that this one replaces or is replaced
    by. ``conflicts`` are ids of deadlines of the same setter and addressee that fall on other days
    with no move told; they are shown, never merged. ``jointly`` are those who set it with the setter.
    """

    id: str
    kind: str
    setter: str | None
    addressee: str | None
    demand: str | None
    due: When
    consequence: str | None
    status: str
    history: tuple[Entry, ...]
    moved_from: str | None = None
    moved_to: str | None = None
    conflicts: tuple[str, ...] = ()
    jointly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as the ledger lists it, with its copies folded.

    ``documents`` are all documents that carry it; ``origins`` counts the independent ones after
    wire copies and reprints are folded. ``path``, ``anonymity`` and ``confidence`` are those of the
    statement that leads.
    """

    id: str
    document: str
    speaker: Speaker | None
    chain: tuple[str, ...]
    act: Act
    directness: Directness
    said: When
    reported: When
    content: str
    evidence: tuple[Evidence, ...]
    addressee: str | None = None
    setting: str | None = None
    hedged: bool = False
    documents: tuple[str, ...] = ()
    origins: int = 1
    path: tuple[Relay, ...] = ()
    anonymity: Anonymity = Anonymity.NAMED
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Wording:
    """How outlets name the same thing: one variant a row of ``variants``.

    ``variants`` maps each wording to the evidence for it.
    """

    id: str
    subject: str
    kind: str
    variants: tuple[tuple[str, tuple[Evidence, ...]], ...]


@dataclass(frozen=True, slots=True)
class Party:
    """An actor across documents: how often it is named, speaks and acts, and under which names."""

    id: str
    name: str
    kind: str | None
    role: str | None
    offices: tuple[str, ...]
    aliases: tuple[str, ...]
    documents: int
    statements: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A document as the ledger sees it: dated as far as the whole record allows.

    ``copy_of`` is the id of the document that this one repeats nearly word for word.
    """

    id: str
    name: str
    uri: str
    title: str | None
    outlet: str | None
    published: When
    words: int
    copy_of: str | None = None
    similarity: float | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A dated line of the timeline, pointing at the item it comes from."""

    when: When
    kind: str
    item: str
    text: str
    status: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The record of the negotiation as of a day (``None``: all that is known).

    ``possible`` are statements too unsure for the record; nothing else is derived from them. ``left_out``
    names the documents that an as-of question leaves out because nothing fixes the earliest day on which they
    can have been published. ``facts`` are the facts that the user gave and the shipped ones on which the day
    of some document rests. ``decisions`` are the user's decisions about actors that are in force.
    """

    as_of: str | None
    reports: tuple[Report, ...] = ()
    rounds: tuple[Round, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    events: tuple[Occurrence, ...] = ()
    statements: tuple[Said, ...] = ()
    possible: tuple[Said, ...] = ()
    positions: tuple[Position, ...] = ()
    wording: tuple[Wording, ...] = ()
    actors: tuple[Party, ...] = ()
    timeline: tuple[Moment, ...] = ()
    left_out: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    decisions: tuple[Decision, ...] = ()
