"""The timeline: dated lines, each a short sentence that points at the item it comes from.

In: the items of the ledger. Out: :class:`Moment` lines in order of their days. Invariants: a line
without a day is no line; what is only planned is said to be planned; every line carries evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.ledger import phrases
from onrecord.ledger.intervals import bounds, width
from onrecord.model import (
    Act,
    Deadline,
    Entry,
    Evidence,
    Meeting,
    Moment,
    Occurrence,
    Proposal,
    Round,
    Said,
    When,
)

_WIDEST = 92  # days: a wider interval places nothing but a round or a deadline
_SHOWN = 6  # pieces of evidence
_NOT_MADE = frozenset({"denied", "did_not_happen"})  # statuses of a proposal that nobody tells as made
# What a named speaker commits to, or what turns a negotiation, is a line of its own.
_WEIGHTY = frozenset({Act.ACCEPT, Act.REJECT, Act.THREATEN, Act.PROMISE, Act.CONFIRM, Act.DENY})


def timeline(
    rounds: Iterable[Round],
    meetings: Iterable[Meeting],
    deadlines: Iterable[Deadline],
    proposals: Iterable[Proposal],
    events: Iterable[Occurrence],
    statements: Iterable[Said],
) -> tuple[Moment, ...]:
    """The lines, by first day, last day, kind and text; open intervals stand by the end they have."""
    lines = [
        *(_round(r) for r in rounds),
        *(_meeting(m) for m in meetings),
        *(_deadline(d) for d in deadlines),
        *_proposals(proposals),
        *_events(events),
        *_statements(statements),
    ]
    kept = [m for m in lines if m.when.known and m.evidence]
    return tuple(sorted(kept, key=order))


def order(moment: Moment) -> tuple[str, str, str, str, str]:
    """The place of a line among all."""
    return (*bounds(moment.when), moment.kind, moment.text, moment.item)


def _round(item: Round) -> Moment:
    text = f"{phrases.round_of_talks(item)}: {item.status.replace('_', ' ')}"
    return Moment(item.when, "round", item.id, text, item.status, _evidence(item.history))


def _meeting(item: Meeting) -> Moment:
    text = f"{phrases.meeting(item)}: {item.status.replace('_', ' ')}"
    return Moment(item.when, item.kind, item.id, text, item.status, _evidence(item.history))


def _deadline(item: Deadline) -> Moment:
    text = f"{phrases.deadline(item)} ({item.status})"
    return Moment(item.due, "deadline", item.id, text, item.status, _evidence(item.history))


def _proposals(items: Iterable[Proposal]) -> Iterator[Moment]:
    for item in items:
        when = _placed(item.when, item.history)
        if item.author is None or when is None:
            continue
        text = phrases.proposal(item)
        if item.status in _NOT_MADE:
            text += f": {item.status.replace('_', ' ')}"
        yield Moment(when, item.kind, item.id, text, item.status, _evidence(item.history))


def _events(items: Iterable[Occurrence]) -> Iterator[Moment]:
    """A delegation to a round has the round's own line."""
    for item in items:
        if item.round is None and width(item.when) <= _WIDEST:
            text = f"{phrases.occurrence(item)}: {item.status.replace('_', ' ')}"
            yield Moment(item.when, item.kind, item.id, text, item.status, _evidence(item.history))


def _placed(when: When, history: Sequence[Entry]) -> When | None:
    """The day of the act: its own, or that of the report that told it first."""
    if width(when) <= _WIDEST:
        return when
    reported = history[0].reported if history else None
    return reported if reported is not None and width(reported) <= _WIDEST else None


def _statements(items: Iterable[Said]) -> Iterator[Moment]:
    for item in items:
        when = item.said if item.said.known else item.reported
        named = item.speaker is not None and item.speaker.named
        if not named or item.hedged or width(when) > _WIDEST:
            continue
        if item.act not in _WEIGHTY and item.origins < 2:
            continue
        text = phrases.statement(item)
        yield Moment(when, "statement", item.id, text, item.act.value, item.evidence[:_SHOWN])


def _evidence(history: Sequence[Entry]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(e for entry in history for e in entry.evidence))[:_SHOWN]
