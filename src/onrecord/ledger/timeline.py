"""The timeline: dated lines, each a short sentence that points at the item it comes from.

In: the items of the ledger. Out: :class:`Moment` lines in order of their days. Invariants: a line
without a day is no line; what is only planned is said to be planned; every line carries evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.ledger.intervals import width
from onrecord.model import (
    Act,
    Deadline,
    Entry,
    Evidence,
    Meeting,
    Moment,
    Proposal,
    Round,
    Said,
    When,
)

_LONGEST = 140  # characters of a quoted content
_WIDEST = 92  # days: a wider interval places nothing but a round or a deadline
_SHOWN = 6  # pieces of evidence
_ORDINALS = (
    "",
    "First",
    "Second",
    "Third",
    "Fourth",
    "Fifth",
    "Sixth",
    "Seventh",
    "Eighth",
    "Ninth",
    "Tenth",
)
# What a named speaker commits to, or what turns a negotiation, is a line of its own.
_WEIGHTY = frozenset({Act.ACCEPT, Act.REJECT, Act.THREATEN, Act.PROMISE, Act.CONFIRM, Act.DENY})
# What the author does, and how the addressee follows.
_VERBS = {
    "invitation": ("invites", ""),
    "proposal": ("proposes", "to "),
    "demand": ("demands", "of "),
    "condition": ("sets a condition", "for "),
    "concession": ("concedes", "to "),
    "refusal": ("refuses", ""),
    "red_line": ("draws a red line", "for "),
}
_SAYS = {
    Act.ACCEPT: "accepts",
    Act.REJECT: "rejects",
    Act.THREATEN: "threatens",
    Act.PROMISE: "promises",
    Act.CONFIRM: "confirms",
    Act.DENY: "denies",
}


def timeline(
    rounds: Iterable[Round],
    meetings: Iterable[Meeting],
    deadlines: Iterable[Deadline],
    proposals: Iterable[Proposal],
    statements: Iterable[Said],
) -> tuple[Moment, ...]:
    """The lines, by first day, last day, kind and text; open intervals stand by the end they have."""
    lines = [
        *(_round(r) for r in rounds),
        *(_meeting(m) for m in meetings),
        *(_deadline(d) for d in deadlines),
        *_proposals(proposals),
        *_statements(statements),
    ]
    kept = [m for m in lines if m.when.known and m.evidence]
    return tuple(sorted(kept, key=_order))


def _order(moment: Moment) -> tuple[str, str, str, str, str]:
    first = moment.when.earliest or moment.when.latest
    last = moment.when.latest or moment.when.earliest
    return (str(first), str(last), moment.kind, moment.text, moment.item)


def _round(item: Round) -> Moment:
    ordinal = item.ordinal or 0
    name = f"{_ORDINALS[ordinal]} round" if 0 < ordinal < len(_ORDINALS) else "Round"
    if ordinal >= len(_ORDINALS):
        name = f"Round {ordinal}"
    text = f"{name} of talks{_between(item.parties)}{_in(item.place)}: {item.status.replace('_', ' ')}"
    return Moment(item.when, "round", item.id, text, item.status, _evidence(item.history))


def _meeting(item: Meeting) -> Moment:
    who = f"{_between(item.participants)}{_in(item.place)}"
    text = f"{item.kind.capitalize()}{who}: {item.status.replace('_', ' ')}"
    return Moment(item.when, item.kind, item.id, text, item.status, _evidence(item.history))


def _deadline(item: Deadline) -> Moment:
    by = f" set by {item.setter}" if item.setter else ""
    on = f" for {item.addressee}" if item.addressee else ""
    what = f": {_cut(item.demand)}" if item.demand else ""
    text = f"{item.kind.capitalize()}{by}{on}{what} ({item.status})"
    return Moment(item.due, "deadline", item.id, text, item.status, _evidence(item.history))


def _proposals(items: Iterable[Proposal]) -> Iterator[Moment]:
    for item in items:
        when = _placed(item.when, item.history)
        if item.author is None or when is None:
            continue
        verb, towards = _VERBS[item.kind]
        to = f" {towards}{item.addressee}" if item.addressee and item.addressee != item.author else ""
        text = f"{item.author} {verb}{to}: {_cut(item.content)}"
        yield Moment(when, item.kind, item.id, text, item.status, _evidence(item.history))


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
        name = item.speaker.name if item.speaker else ""
        text = f"{name} {_SAYS.get(item.act, 'says')}: {_cut(item.content)}"
        yield Moment(when, "statement", item.id, text, item.act.value, item.evidence[:_SHOWN])


def _between(names: Sequence[str]) -> str:
    if len(names) < 2:
        return f" with {names[0]}" if names else ""
    return f" between {', '.join(names[:-1])} and {names[-1]}"


def _in(place: str | None) -> str:
    return f", {place}" if place else ""


def _cut(text: str) -> str:
    """A content on one line, no longer than a line of the timeline bears."""
    line = " ".join(text.split())
    if len(line) <= _LONGEST:
        return line
    return line[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def _evidence(history: Sequence[Entry]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(e for entry in history for e in entry.evidence))[:_SHOWN]
