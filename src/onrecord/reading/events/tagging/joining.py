"""Rules and network together: what each found in a sentence, joined.

In: the events that the rules found, as :class:`Finding`; the network's :class:`~.tagger.Scores`. Out: what is
left of the former, and what the network adds, as :class:`Finding`. Invariants: what the network adds is of a
kind that the sentence has no event of; nothing is coded as happened against the network's firm opinion.

The figures below were chosen on writers whose sentences the network had not seen (docs/events.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from onrecord.model import EventKind, Span, Status
from onrecord.reading.events.tagging.tagger import KINDS, STATUSES, Scores

ALONE = 0.5  # how probable an event of a kind must be that the network alone sees
ALONE_IN_REPORT = 0.95  # the same in a report, most of whose sentences tell of none
SURE_IN_REPORT = 0.9  # how probable its status must be there, too
VETO = 0.1  # an event of the rules that the network finds less probable than that is none
ELSEWHERE = 0.5  # in a report, where no other word of the sentence is so probable to tell of one
SEEN = 0.15  # how probable an event must be that the network may say how far it has come
PLAIN = 0.5  # the same where the rules say that it has not happened
TRUST = 1.5  # nats that the rules' status is worth beside the network's
CAUTION = 1.6  # nats that "happened" and "ongoing" must be better than the rest
DOUBT = 2.0  # nats that they must be better still where the rules say neither
_LEAST = 1e-6
_LIKE = 0.3  # what an event of any kind is worth where one of a kind is looked for
_BESIDE = 0.05  # what a word beside the trigger is worth
_AROUND = 2  # words beside a trigger that may be the network's trigger of the same event
_APART = 3  # words between two events of one kind, at least
REAL = (Status.HAPPENED, Status.ONGOING)
_UNDONE = (Status.DENIED, Status.DID_NOT_HAPPEN)
_REAL = np.array([s in REAL for s in STATUSES])


@dataclass(frozen=True, slots=True)
class Finding:
    """An event of a sentence: where, what, how far. ``narrow`` for those of the first look."""

    at: Span
    kind: EventKind
    status: Status
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class _Seen:
    """A word at which the network sees an event."""

    word: int
    kind: EventKind


@dataclass(frozen=True, slots=True)
class Joined:
    """``kept`` has for each finding of the rules what is left of it; ``added`` is the network's own."""

    kept: tuple[Finding | None, ...]
    added: tuple[Finding, ...]


def join(
    findings: Sequence[Finding], scores: Scores, *, report: bool = False, undoing: Sequence[Span] = ()
) -> Joined:
    """The findings of both.

    In a ``report``, which says more of an event than one sentence, the rules' statuses stand; the network
    strikes out only where it sees no event in the sentence at all, and adds only what it is sure of.
    ``undoing`` are the words of the sentence that can deny or negate: without another one than its own, what
    the rules hold for real ("the minister said the talks had concluded") is not taken to be denied.
    """
    if not scores.words:
        return Joined(tuple(findings), ())
    kept: list[Finding | None] = []
    near: set[int] = set()
    busy = bool((scores.kinds[:, 0] < 1 - ELSEWHERE).any())
    for finding in findings:
        around = _around(finding.at, scores)
        word = _word(finding, around, scores)
        told = 1 - scores.kinds[word, 0]
        if told < VETO and not finding.narrow and not (report and busy):
            kept.append(None)
            continue
        near.update(around)
        stands = report or told < (SEEN if finding.status in REAL else PLAIN)
        status = finding.status if stands else _status(scores.statuses[word], finding.status)
        if status in _UNDONE and finding.status in REAL and all(u.overlaps(finding.at) for u in undoing):
            status = finding.status
        kept.append(replace(finding, status=status))
    known = {f.kind for f in kept if f is not None}
    added = tuple(
        Finding(scores.words[seen.word], seen.kind, _status(scores.statuses[seen.word]))
        for seen in _seen(scores, ALONE_IN_REPORT if report else ALONE)
        if seen.word not in near and seen.kind not in known
        if not report or scores.statuses[seen.word].max() >= SURE_IN_REPORT
    )
    return Joined(tuple(kept), added)


def _around(at: Span, scores: Scores) -> range:
    """The words in and beside a span."""
    inside = [i for i, word in enumerate(scores.words) if word.overlaps(at)]
    if not inside:
        return range(0)
    return range(max(0, inside[0] - _AROUND), min(len(scores.words), inside[-1] + 1 + _AROUND))


def _word(finding: Finding, around: range, scores: Scores) -> int:
    """The word at which the network sees an event of the rules: the trigger, one beside it, any other one.

    "has not signed the treaty": rules may see the noun, the network the verb.
    """
    near = max(around, key=lambda i: _fit(scores, i, finding), default=0)
    if 1 - scores.kinds[near, 0] >= SEEN or finding.kind not in KINDS:
        return near
    chances = scores.kinds[:, 1 + KINDS.index(finding.kind)]
    other = int(chances.argmax())
    return other if chances[other] >= ALONE else near


def _fit(scores: Scores, word: int, finding: Finding) -> float:
    """How well a word of the network's does for an event of the rules; its own words do best."""
    told, kind = 1 - scores.kinds[word, 0], finding.kind
    fit = scores.kinds[word, 1 + KINDS.index(kind)] + _LIKE * told if kind in KINDS else told
    return float(fit if scores.words[word].overlaps(finding.at) else _BESIDE * fit)


def _status(probable: NDArray[np.float32], rules: Status | None = None) -> Status:
    """The best status, where the rules' own has some weight and what is real must be well told."""
    worth = np.log(np.maximum(probable, _LEAST)) - CAUTION * _REAL
    if rules is not None:
        worth[STATUSES.index(rules)] += TRUST
        if rules not in REAL:
            worth -= DOUBT * _REAL
    return STATUSES[int(worth.argmax())]


def _seen(scores: Scores, least: float) -> list[_Seen]:
    """The words at which the network sees an event, the most probable first; one a kind and place."""
    chances = scores.kinds[:, 1:].max(axis=1)
    out: list[_Seen] = []
    for word in np.argsort(-chances, kind="stable").tolist():
        if chances[word] < least:
            break
        kind = KINDS[int(scores.kinds[word, 1:].argmax())]
        if all(_is_other(word, kind, seen, scores) for seen in out):
            out.append(_Seen(word, kind))
    return sorted(out, key=lambda seen: seen.word)


def _is_other(word: int, kind: EventKind, seen: _Seen, scores: Scores) -> bool:
    """Whether a word tells of another event than one already seen."""
    if abs(word - seen.word) <= 1:
        return False
    if kind is not seen.kind:
        return True
    same = int(scores.statuses[word].argmax()) == int(scores.statuses[seen.word].argmax())
    return not same and abs(word - seen.word) > _APART
