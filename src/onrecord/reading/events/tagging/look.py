"""The learned look at a sentence, behind the two by rules.

In: a place (a sentence of a scene), what the rules found in it, the network. Out: events to be kept: those of
the rules whose status the network sees otherwise, those of the broad look that it does not strike out, and
its own. Invariants: no event of the narrow look is struck out; what the network adds is ``general``, has no
number and refers to no actor, so that no other document is joined by it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from spacy.tokens import Token

from onrecord.model import WALKOUT, Event, Span, Status
from onrecord.reading.events import frames
from onrecord.reading.events.broad.expressions import Candidate
from onrecord.reading.events.broad.finder import GENERAL, TALKS, Finder, Found, is_over
from onrecord.reading.events.broad.verdicts import FACTS, Verdict
from onrecord.reading.events.broad.words import NounSense, VerbSense
from onrecord.reading.events.scene import Place
from onrecord.reading.events.tagging import joining
from onrecord.reading.events.tagging.joining import Finding
from onrecord.reading.events.tagging.tagger import KINDS, Scores

Scorer = Callable[[str], Scores]
"""From the text of a sentence to its scores, as :meth:`.tagger.Tagger.score`."""

_BEFORE = frozenset({"compound", "amod", "nummod", "det", "poss", "nmod"})


class Look:
    """Looks at the sentences of one document; ``finder`` is its broad look."""

    def __init__(self, scorer: Scorer, finder: Finder) -> None:
        self._scorer = scorer
        self._finder = finder

    def find(self, place: Place, narrow: Sequence[Event]) -> list[Event]:
        """What is to be kept of a sentence beside the events of the narrow look."""
        broad = self._finder.find(place, narrow)
        if not (narrow or broad or self._finder.hints(place)):
            return broad
        given = {e.id: e for e in (*narrow, *broad)}  # the broad look may hold a narrow one, changed
        left = any(e.mode == WALKOUT for e in narrow)
        sure = {e.id for e in narrow if left and e.kind in TALKS}  # who walks out of talks was there
        told = [e for e in given.values() if e.kind in KINDS]
        out = [e for e in broad if e.kind not in KINDS]
        findings = [_finding(e, place.sentence.start) for e in told]
        joined = joining.join(
            findings,
            self._scorer(place.sentence.tokens.text),
            report=not self._finder.short,
            undoing=self._finder.undoing(place),
        )
        for event, kept in zip(told, joined.kept, strict=True):
            if kept is None or event.id in sure:
                continue
            status = kept.status
            if status is Status.PLANNED and event.status in FACTS and is_over(event, place):
                status = event.status  # a chronicle: "On May 2, 2030, the two sides meet in Rome"
            if status is Status.POSTPONED and event.mode == "moved" and event.status not in FACTS:
                status = event.status  # "the deadline will not be extended", "asked to extend the deadline"
            if status is not event.status or event in broad:
                out.append(_changed(event, status))
        return [*out, *(self._added(finding, place) for finding in joined.added)]

    def _added(self, finding: Finding, place: Place) -> Event:
        """An event of the network alone: it names its parties by the words of the text, not as actors."""
        event = self._finder.event(_found(finding, place), place)
        named = tuple(replace(p, actor=None) for p in event.participants)
        return replace(event, ordinal=None, participants=named)


def _finding(event: Event, start: int) -> Finding:
    at = Span(event.trigger.start - start, event.trigger.end - start)
    return Finding(at, event.kind, event.status, narrow=event.mode != GENERAL)


def _changed(event: Event, status: Status) -> Event:
    condition = event.condition if status is Status.CONDITIONAL else None
    return event if status is event.status else replace(event, status=status, condition=condition)


def _found(finding: Finding, place: Place) -> Found:
    """What the network adds, as the broad look has it: the chief word of the phrase that its word begins."""
    head = _token(place, finding.at.start)
    while head.dep_ in _BEFORE and head.head.i > head.i:
        head = head.head
    kind = finding.kind
    sense: VerbSense | NounSense = NounSense(kind, None, {}, {}, None, "same")
    if head.pos_ in ("VERB", "AUX"):
        sense = VerbSense(kind, (), "same", None, frozenset(), {}, frozenset(), open_only=False, act=False)
    return Found(Candidate(head, sense, frames.arguments(head)), Verdict(finding.status))


def _token(place: Place, offset: int) -> Token:
    """The word at an offset of the sentence's text."""
    tokens = place.sentence.tokens
    at = tokens.start_char + offset
    return next((t for t in reversed(list(tokens)) if t.idx <= at), tokens[0])
