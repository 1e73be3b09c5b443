"""What an agreement obliges a side to do by a day: "under the accord, Kenya must leave the port by 6 June".

In: a sentence with its times. Out: deadlines, not yet named. Invariant: the agreement is there: under
"a plan", a proposed one, or where a side "would" do it, nobody is obliged yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from onrecord.model import Event, EventKind, Span, Status, TimeType
from onrecord.reading.events import clauses, grammar
from onrecord.reading.events.hanging import Hung
from onrecord.reading.events.moments import Calendar
from onrecord.reading.events.participants import Company

_AGREED = frozenset({"agreement", "accord", "deal", "pact", "treaty", "truce", "ceasefire", "armistice"})
_OPEN = frozenset({"propose", "proposed", "draft", "possible", "potential", "planned", "suggest", "discuss"})
_NEEDED = frozenset({"under", "by"})
_MODALS = frozenset({"must", "will", "shall"})
_DEFINITE = frozenset({"the", "this", "that", "its", "their"})


def may_oblige(tokens: Iterable[Token]) -> bool:
    """Whether a sentence has the words without which nothing is told of an obligation."""
    return not _NEEDED - {t.lower_ for t in tokens}


def find(company: Company, calendar: Calendar) -> Iterator[Event]:
    """The deadlines of a sentence that an agreement sets."""
    for hung in calendar.hung:
        verb = hung.on
        if hung.by == "by" and hung.time.type is TimeType.DATE and _is_obliged(verb) and _is_agreed(verb):
            deadline = _deadline(verb, hung, company, calendar)
            if deadline.participants or grammar.passive(verb):  # "talks will begin by Monday" obliges nobody
                yield deadline


def _deadline(verb: Token, hung: Hung, company: Company, calendar: Calendar) -> Event:
    place = company.place
    subject = _subject(verb)
    passive = grammar.passive(verb)
    first = subject.left_edge if subject is not None and passive else verb
    obliged = company.people(subject) if subject is not None and not passive else []
    last = verb.doc[max(first.i, hung.token.head.i - 1)]
    content = place.span(first, last) if last.i > verb.i or passive else place.span(verb)
    return Event(
        id="",
        kind=EventKind.DEADLINE,
        status=Status.HAPPENED,
        trigger=place.span(verb),
        evidence=(place.sentence.span,),
        mode="set",
        participants=tuple(replace(p, role="addressee") for p in obliged),
        when=calendar.read(calendar.near(hung.time)),
        content=() if verb.lemma_ == "do" else (_clean(content, company),),
        asserted_by=place.scene.asserted_by(place.span(verb)),
    )


def _clean(span: Span, company: Company) -> Span:
    """Without the comma before the day: "release the men, by 6 June at the latest"."""
    text = company.place.quote(span)
    return Span(span.start, span.start + len(text.rstrip(" ,;–-")))


def _is_obliged(verb: Token) -> bool:
    """ "must leave", "will leave", "is to leave", "has to leave"; not "must not leave", "would leave"."""
    if verb.pos_ != "VERB" or any(c.dep_ == "neg" for c in (*verb.children, *verb.head.children)):
        return False
    if clauses.form_of(verb).modal in _MODALS:
        return True
    plain = verb.dep_ == "xcomp" and any(c.tag_ == "TO" for c in verb.children)
    return plain and verb.head.lemma_ in ("be", "have") and verb.head.tag_ in ("VBZ", "VBP")


def _is_agreed(verb: Token) -> bool:
    """Whether an agreement that is there obliges: "under the accord, …", also of a verb behind "and"."""
    heads = [verb, verb.head] if verb.dep_ == "xcomp" else [verb]
    heads += [grammar.first_conjunct(h) for h in heads]
    nouns = (
        noun
        for head in heads
        for under in head.children
        if under.dep_ == "prep" and under.lower_ == "under"
        for noun in under.children
        if noun.dep_ == "pobj"
    )
    return any(_stands(noun) for noun in nouns)


def _stands(noun: Token) -> bool:
    """ "the accord", "the truce deal"; not "a deal", "the proposed deal", "the deal proposed by Kenya"."""
    definite = any(c.lower_ in _DEFINITE for c in noun.lefts if c.dep_ in ("det", "poss"))
    return (
        noun.lemma_.lower() in _AGREED
        and definite
        and not any(_OPEN & {c.lemma_.lower(), c.lower_} for c in noun.children)
    )


def _subject(verb: Token) -> Token | None:
    """Who is to do it, or what is to be done: of the verb itself, or of "is" in "is to leave"."""
    heads = (verb, verb.head) if verb.dep_ == "xcomp" else (verb,)
    return next((c for h in heads for c in h.children if c.dep_ in ("nsubj", "nsubjpass")), None)
