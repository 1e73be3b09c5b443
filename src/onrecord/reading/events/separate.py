"""Meetings and calls that one held with several, each by itself: "separate calls with Ruiz and Abebe".

In: a meeting or call and its trigger. Out: one for each pair, or the event as it is. Invariant: it is split
only where the words say so and one side of it is a single one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Event, EventKind, Participant, finding_id
from onrecord.reading.events.participants import Company
from onrecord.reading.events.triggers import Trigger

_KINDS = frozenset({EventKind.MEETING, EventKind.CALL})
_APART = frozenset({"separate", "individual"})
_SEPARATELY = frozenset({"separately", "individually"})
_MET = ("with", "object", "to")  # where those whom one meets stand


def parts(event: Event, trigger: Trigger, company: Company) -> list[Event]:
    """The meetings or calls that an event tells of together."""
    if event.kind not in _KINDS or not _is_apart(trigger):
        return [event]
    tokens = [t for relation in _MET for t in trigger.arguments.get(relation, ())]
    met = {(p.actor, p.name) for token in tokens for p in company.people(token)}
    guests = [p for p in event.participants if (p.actor, p.name) in met]
    others = [p for p in event.participants if p not in guests]
    one, several = sorted((guests, others), key=len)
    if len(one) != 1 or len(several) < 2 or any(p.role != "party" for p in event.participants):
        return [event]
    return [_between(event, (*one, other)) for other in several]


def _is_apart(trigger: Trigger) -> bool:
    """ "separate calls", "met separately"; not "a separate meeting", "Separately, Ruiz met"."""
    head = trigger.head
    if head.tag_ == "NNS" and any(child.lower_ in _APART for child in head.children):
        return True
    verbs = (head, *(carrier.token for carrier in trigger.verdict.carriers))
    return any(
        child.lower_ in _SEPARATELY and child.i >= verb.i - 1 for verb in verbs for child in verb.children
    )


def _between(event: Event, pair: Sequence[Participant]) -> Event:
    ids = ":".join(p.actor or p.name for p in pair)
    return replace(event, participants=tuple(pair), id=finding_id(event.id, ids, [event.trigger]))
