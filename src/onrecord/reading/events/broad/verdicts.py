"""Verdicts and how they stack: what a word says of an event, where so much holds of the word itself.

In: the effect of a governing word and the verdict on it. Out: a :class:`Verdict`. Invariant: what is planned,
doubted, denied or undone above is never ``happened`` below.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.model import Status
from onrecord.reading.events import clauses
from onrecord.reading.events.broad.wordings import names

FACTS = (Status.HAPPENED, Status.ONGOING)
_OFF = frozenset({Status.POSTPONED, Status.CANCELLED, Status.DENIED})


@dataclass(frozen=True, slots=True)
class Verdict:
    """The status of an event and its condition. ``sure`` where a word that is known says so."""

    status: Status | None
    condition: Token | None = None
    sure: bool = True


NOTHING = Verdict(None, sure=False)


def compose(effect: str, over: Verdict, head: Token, unsettled: frozenset[str]) -> Verdict:
    """What a word with this effect says, where so much holds of the word itself."""
    above, condition = over.status, over.condition
    if effect == "none":
        return NOTHING
    if effect == "same":
        return Verdict(above, condition, over.sure)
    if effect == "exists":
        return Verdict(above if above is Status.CONDITIONAL else Status.HAPPENED, sure=False)
    own = Status(effect)
    if above in FACTS:
        return Verdict(own, condition)
    if above in (Status.DID_NOT_HAPPEN, Status.DENIED):
        return Verdict(_undone(own, above, head, unsettled), condition)
    if above is Status.PLANNED:
        return Verdict(own if own not in FACTS else Status.PLANNED, condition)
    if above is Status.CONDITIONAL and own in _OFF and not clauses.form_of(head).modal:
        return Verdict(own)  # "stand suspended pending an audit"
    if above in (Status.UNCONFIRMED, Status.CONDITIONAL):
        return Verdict(above, condition)
    if above is Status.PROPOSED:
        return Verdict(Status.PROPOSED if own not in _OFF else Status.UNCONFIRMED, condition)
    if above is None:
        return Verdict(own, condition, sure=False)
    return Verdict(above, condition)


def _undone(own: Status, above: Status, head: Token, unsettled: frozenset[str]) -> Status:
    """The effect of a word that is negated."""
    if any(n in unsettled for n in names(head)):
        return Status.UNCONFIRMED
    if own in (Status.DID_NOT_HAPPEN, Status.DENIED):
        return Status.UNCONFIRMED
    if own in (Status.POSTPONED, Status.CANCELLED):
        return Status.PLANNED
    return above


def negated(verdict: Verdict) -> Verdict:
    """The opposite: what would have been so is not."""
    status = verdict.status
    if status in (Status.HAPPENED, Status.ONGOING, Status.PLANNED, Status.PROPOSED):
        return Verdict(Status.DID_NOT_HAPPEN, verdict.condition, verdict.sure)
    if status is Status.UNCONFIRMED:
        return Verdict(Status.UNCONFIRMED, verdict.condition, verdict.sure)
    return Verdict(
        status if status in (Status.CONDITIONAL, Status.DID_NOT_HAPPEN, Status.DENIED) else None,
        verdict.condition,
        sure=verdict.sure,
    )
