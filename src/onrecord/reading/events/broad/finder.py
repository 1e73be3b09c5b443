"""From words to events, sentence by sentence.

In: a place (a sentence of a scene) and the events that the narrow look found in it. Out: further events.
Invariant: no kind is told twice of one sentence, but what is done beside what is not; what the narrow look
found stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from onrecord.model import WALKOUT, Event, EventKind, Span, Status, finding_id
from onrecord.reading.events import frames, grammar, talks
from onrecord.reading.events.broad import surroundings
from onrecord.reading.events.broad.expressions import Candidate, Searcher, spoken
from onrecord.reading.events.broad.grounds import Grounds
from onrecord.reading.events.broad.parties import parties
from onrecord.reading.events.broad.setting import Setting
from onrecord.reading.events.broad.verdicts import FACTS, Verdict
from onrecord.reading.events.broad.wordings import definite
from onrecord.reading.events.broad.words import ACTS, NounSense, VerbSense, Words, words
from onrecord.reading.events.moments import Calendar
from onrecord.reading.events.scene import Place
from onrecord.reading.events.triggers import is_asked
from onrecord.reading.times.verbs import verbs

_CARRIED = VerbSense(EventKind.IMPLEMENTATION, (), "same", None, frozenset(), {}, frozenset(), False, False)
_LEAVING = frozenset({"withdraw", "pull", "back"})
TALKS = frozenset({EventKind.ROUND, EventKind.MEETING})
_OPEN = frozenset(
    {
        Status.PLANNED,
        Status.PROPOSED,
        Status.CONDITIONAL,
        Status.DID_NOT_HAPPEN,
        Status.UNCONFIRMED,
        Status.POSTPONED,
        Status.CANCELLED,
        Status.DENIED,
    }
)


_UNDONE = frozenset(
    {Status.DID_NOT_HAPPEN, Status.DENIED, Status.CANCELLED, Status.POSTPONED, Status.CONDITIONAL}
)


GENERAL = "general"
"""The mode of every event of the broad look, by which those who join documents may leave it out."""
_SHORT = 80  # words: a text with fewer is looked at whatever it is about
_EVERY = 100  # words: a report about a negotiation has a word of one as often as this
_LEAST = 3  # such words, different ones


def _is_about(text: str, words: Words) -> bool:
    """Whether a report is about a negotiation, by the words that it uses."""
    found = words.setting.findall(text)
    return len({w.lower() for w in found}) >= _LEAST and len(found) * _EVERY >= text.count(" ")


@dataclass(frozen=True)
class Found:
    """A candidate with its verdict."""

    candidate: Candidate
    verdict: Verdict


class Finder:
    """Finds the events of one document's sentences.

    ``short``: whether the document is so short that it is looked at whatever it is about. ``about``: whether
    it is looked at.
    """

    def __init__(self, document: str, text: str) -> None:
        self._document = document
        self._words: Words = words()
        self.short = text.count(" ") < _SHORT
        self.about = self.short or _is_about(text, self._words)

    def find(self, place: Place, narrow: Sequence[Event]) -> list[Event]:
        """The further events of a sentence."""
        if not self.about:
            return []
        tokens = list(place.sentence.tokens)
        searcher = Searcher(self._words, tokens, spoken(tokens))
        candidates = list(searcher.find())
        setting: Setting | None = None
        found: list[Found] = []
        if candidates:
            setting = Setting(self._words, tokens)
            grounds = Grounds(setting)
            for candidate in candidates:
                verdict = _judged(candidate, grounds)
                if not verdict.sure and isinstance(candidate.sense, NounSense):
                    verdict = self._by_own_day(candidate, verdict, place)
                if verdict.status is not None and (self.short or verdict.sure):
                    found.append(Found(candidate, verdict))
            carried = _carried_out(tokens, candidates, setting, grounds)
            if carried is not None:
                found.append(carried)
        taken = {e.kind: e for e in narrow}
        out = []
        for item in _one_each(found):
            kind, status = item.candidate.kind, item.verdict.status
            if kind in TALKS and _is_left(item.candidate, narrow, place):
                continue  # "is pulling out of the talks": nobody says what becomes of them
            if kind in TALKS and _is_call(item.candidate, narrow, place):
                continue  # "discussed the truce with Ruiz by phone": a call, and no round beside it
            if kind not in taken:
                out.append(self.event(item, place))
            elif _undoes(item, taken[kind], place):
                out.append(replace(taken[kind], status=status or taken[kind].status))
        return [*out, *self._done(found, (*narrow, *out), place)]

    def _done(self, found: Sequence[Found], told: Sequence[Event], place: Place) -> list[Event]:
        """What is done, beside what of its kind is told not to be: "had refused to meet, but met him"."""
        words_at = {place.span(t): t for t in place.sentence.tokens}
        out = []
        for deed in _deeds(found):
            same = [e for e in told if e.kind is deed.candidate.kind]
            others = [words_at.get(e.trigger) for e in same]
            apart = all(o is not None and _is_apart(deed.candidate.token, o) for o in others)
            if same and apart and not any(e.status in FACTS for e in same):
                out.append(self.event(deed, place))
        return out

    def _by_own_day(self, candidate: Candidate, verdict: Verdict, place: Place) -> Verdict:
        """What has a day of its own, and is not doubted, is over or to come by that day.

        "The exchange on 11 March did more than …", "the key points: a truce from Friday".
        """
        if candidate.kind in ACTS or verdict.status not in (None, *FACTS, Status.PLANNED):
            return verdict
        ahead = surroundings.ahead(candidate.token, Calendar.of(place), self._words)
        if ahead:
            return Verdict(Status.PLANNED)
        return Verdict(Status.HAPPENED) if ahead is False and definite(candidate.token) else verdict

    def hints(self, place: Place) -> bool:
        """Whether a sentence has a word of negotiations, or the whole text is short."""
        return self.short or self._words.setting.search(place.sentence.tokens.text) is not None

    def undoing(self, place: Place) -> list[Span]:
        """The words of a sentence that can deny or negate something, as offsets in its text."""
        tokens = place.sentence.tokens
        found: dict[str, list[Span]] = defaultdict(list)
        for token in tokens:
            start = token.idx - tokens.start_char
            for form in {token.lemma_.lower(), token.lower_}:
                found[form].append(Span(start, start + len(token)))
        expressions = (e for e in self._words.undoing if found.keys() >= e)
        return [span for expression in expressions for word in expression for span in found[word]]

    def event(self, found: Found, place: Place) -> Event:
        """The event of a candidate whose status is told."""
        candidate, verdict = found.candidate, found.verdict
        span = place.span(candidate.token)
        status = verdict.status
        assert status is not None
        condition = None
        if status is Status.CONDITIONAL and verdict.condition is not None:
            condition = place.quote(place.phrase(verdict.condition))
        token, calendar = candidate.token, Calendar.of(place)
        event = Event(
            id="",
            kind=candidate.kind,
            status=status,
            mode=GENERAL,
            ordinal=talks.ordinal(token) if candidate.kind is EventKind.ROUND else None,
            trigger=span,
            evidence=(place.sentence.span,),
            participants=parties(candidate, place),
            when=surroundings.day(token, status, calendar, self._words),
            place=None
            if candidate.kind in ACTS
            else surroundings.venue(token, status, calendar, self._words),
            condition=condition,
            asserted_by=place.scene.asserted_by(span),
        )
        if status is Status.PLANNED and is_over(event, place) and _is_told_now(token):
            event = replace(event, status=Status.HAPPENED)  # a chronicle
        return replace(event, id=finding_id(self._document, f"event:{event.kind}", (*event.evidence, span)))


def _undoes(found: Found, told: Event, place: Place) -> bool:
    """Whether a word makes doubtful, or undoes, what the narrow look took for settled."""
    status = found.verdict.status
    if not found.verdict.sure or told.trigger != place.span(found.candidate.token):
        return False
    if told.status in FACTS:
        if is_asked(told.kind, found.candidate.token) and status in (Status.PLANNED, Status.DID_NOT_HAPPEN):
            return False
        if status is Status.PLANNED and is_over(told, place):
            return False  # a chronicle: "On May 2, 2030, the two sides meet in Rome"
        if status is Status.PLANNED:  # but a call of forty minutes that "was arranged" was held
            return told.kind is not EventKind.CALL
        return status not in FACTS
    return told.status in (Status.PLANNED, Status.UNCONFIRMED) and status in _UNDONE


def _is_left(candidate: Candidate, narrow: Sequence[Event], place: Place) -> bool:
    """Whether somebody is told to take part in talks no more."""
    above = grammar.governor(candidate.token)
    if above is None or above[0].lemma_ not in _LEAVING:
        return False
    left = place.span(above[0])
    return any(e.kind is EventKind.REFUSAL and e.mode != WALKOUT and e.trigger == left for e in narrow)


def _is_call(candidate: Candidate, narrow: Sequence[Event], place: Place) -> bool:
    """Whether the narrow look took the very word for a call."""
    return any(e.kind is EventKind.CALL and e.trigger == place.span(candidate.token) for e in narrow)


def is_over(event: Event, place: Place) -> bool:
    """Whether the day of an event lies before that of the report."""
    day, published = event.when.latest, place.scene.published.earliest
    return day is not None and published is not None and day < published


def _is_told_now(token: Token) -> bool:
    """Whether a plain present tells of it: "A second round follows on June 2", not "is due on June 2"."""
    verb = token
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    helped = any(c.dep_ in ("aux", "auxpass") for c in verb.children)
    ahead = verb.lemma_ == "be" or verb.lemma_.lower() in verbs().prospective
    return verb.tag_ in ("VBZ", "VBP") and not helped and not ahead


def _judged(candidate: Candidate, grounds: Grounds) -> Verdict:
    """The status of a candidate: that of its word, turned by what the word itself says."""
    sense = candidate.sense
    if isinstance(sense, VerbSense):
        verdict = grounds.verb(candidate.token)
        if sense.open_only and verdict.status not in _OPEN:
            return Verdict(None)
    else:
        verdict = grounds.noun(candidate.token, act=sense.kind in ACTS)
    verdict = _by_setting(verdict, grounds.setting)
    if (
        isinstance(sense, VerbSense)
        and sense.words
        and candidate.token.lemma_ == "be"
        and verdict.status is Status.HAPPENED
    ):
        verdict = replace(verdict, status=Status.ONGOING)
    return _turned(sense, verdict)


def _by_setting(verdict: Verdict, setting: Setting) -> Verdict:
    """What other words of the sentence make of it: "?", "but nothing came of it", "later than planned"."""
    status = verdict.status
    if setting.question and status in (*FACTS, Status.PLANNED):
        return replace(verdict, status=Status.UNCONFIRMED)
    if setting.lapsed and status in (Status.PLANNED, Status.PROPOSED, Status.UNCONFIRMED):
        return replace(verdict, status=Status.DID_NOT_HAPPEN)
    if setting.delayed and status is Status.PLANNED:
        return replace(verdict, status=Status.POSTPONED)
    return verdict


def _turned(sense: VerbSense | NounSense, verdict: Verdict) -> Verdict:
    """ "stood her up" is no meeting; "will boycott the talks" is no attendance."""
    if sense.status == "same" or verdict.status is None:
        return verdict
    own = Status(sense.status)
    status = verdict.status
    if status in FACTS or status is Status.PLANNED:
        return replace(verdict, status=own)
    if status in (Status.DID_NOT_HAPPEN, Status.DENIED):
        return replace(verdict, status=Status.HAPPENED if own is Status.DID_NOT_HAPPEN else Status.PLANNED)
    return verdict


def _carried_out(
    tokens: Sequence[Token], candidates: Sequence[Candidate], setting: Setting, grounds: Grounds
) -> Found | None:
    """ "moved out of the hill, as the accord required": what is done under an agreement."""
    if not setting.licensed or any(c.kind is EventKind.IMPLEMENTATION for c in candidates):
        return None
    accords, sayers = setting.words.classes["accords"], setting.words.lists["sayers"]
    if not any(t.lemma_.lower() in accords or t.lower_ == "agreed" for t in tokens):
        return None
    known = {c.token.i for c in candidates}
    root = next((t for t in tokens if t.dep_ == "ROOT"), tokens[0])
    if root.pos_ != "VERB" or root.i in known or root.lemma_ in sayers:
        return None
    verdict = _by_setting(grounds.verb(root), setting)
    return Found(Candidate(root, _CARRIED, frames.arguments(root)), verdict) if verdict.status else None


def _one_each(found: Sequence[Found]) -> list[Found]:
    """One event of a kind: the one whose status is surest, the first of several."""
    best: dict[EventKind, Found] = {}
    for item in found:
        kind = item.candidate.kind
        other = best.get(kind)
        if other is None or _rank(item) > _rank(other):
            best[kind] = item
    chosen = {id(item) for item in best.values()}
    return [item for item in found if id(item) in chosen]


def _deeds(found: Sequence[Found]) -> list[Found]:
    """What verbs tell as done, each kind once: "had refused to meet, but met him on Monday"."""
    done: dict[EventKind, Found] = {}
    for item in found:
        candidate, verdict = item.candidate, item.verdict
        sure = verdict.sure and verdict.status is Status.HAPPENED
        if sure and candidate.kind not in ACTS and _is_past(candidate.token):
            done.setdefault(candidate.kind, item)
    return list(done.values())


def _is_past(token: Token) -> bool:
    """ "met", "was signed"; not "had met", "agreed on all but the text", "which she says was signed"."""
    claimed = token.dep_ == "ccomp" and token.head.dep_ == "relcl"
    helpers = [c.tag_ for c in token.children if c.dep_ in ("aux", "auxpass")]
    past = not helpers if token.tag_ == "VBD" else token.tag_ == "VBN" and helpers == ["VBD"]
    return past and not claimed and token.lemma_ != "agree"


def _is_apart(deed: Token, other: Token) -> bool:
    """Whether two words of a kind tell of two events: "refused to meet, but met", not "signed the accord"."""
    if other.pos_ == "VERB":
        return other.i != deed.i
    verb = other
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    return verb.i != deed.i and not other.is_ancestor(deed)


def _rank(item: Found) -> tuple[bool, bool]:
    return (item.verdict.sure, item.verdict.status is not Status.HAPPENED)
