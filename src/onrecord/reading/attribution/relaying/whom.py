"""Whom somebody tells: the words for them, and the outlet that they are, if they are one.

In: a noun beside a cue, its report and the relays. Out: a
:class:`~onrecord.reading.attribution.sources.Source`, or the outlet's name. Invariant: a thing that was
spoken of is nobody who was told.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.reading.attribution import sources
from onrecord.reading.attribution.cues import cues
from onrecord.reading.attribution.relaying.relays import STATIONS, Relays
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.sources import Source

THANKING = frozenset({"thank", "congratulate"})
"""Verbs whose object is whom they are said to, though it is what they are about."""
_MATTERS = frozenset({"against", "for", "about", "to", "over"})  # "warned the union against a strike"
_NOT_TOLD = frozenset({"it", "that", "this", "itself", "himself", "herself", "themselves", "which", "what"})
_REPORTERS = frozenset({"reporter", "correspondent", "journalist"})


def is_said(token: Token, report: Reported) -> bool:
    """Whether a word is part of what is said."""
    return any(s.start <= report.paragraph.start + token.idx < s.end for s in report.content)


def is_told(token: Token, report: Reported) -> bool:
    """Whether a word of the content is for whom it is meant: "urged the union to …"."""
    more = (c for c in report.head.rights if c.dep_ == "prep" and c.lower_ in _MATTERS)
    if report.head.lemma_ in THANKING:
        return token.dep_ == "dobj"
    return report.frame == "to" or (token.dep_ == "dobj" and any(c.i > token.i for c in more))


def phrase(token: Token, report: Reported) -> Source:
    """The words for whom is told, without what is said to them."""
    beside = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    phrase = sources.phrase(token)
    if token.pos_ == "PROPN" and beside.lower_ in STATIONS:
        return Source(beside, phrase.first, beside)  # "told KRAB radio"
    named = beside.pos_ == "PROPN" or beside.is_upper
    if named and (beside.head == report.head or not is_said(beside, report)) and token.pos_ != "PRON":
        # "told the news agency Qwert", which the parser may take for two objects
        return Source(beside, phrase.first, beside)
    last = phrase.last
    if is_said(token, report):  # "asked the union to leave", "asked the union for its patience"
        behind = next((c for c in token.rights if c.dep_ in {"acl", "relcl"} or c.lower_ in _MATTERS), None)
        last = last if behind is None else behind.left_edge.nbor(-1)
    while last.i > token.i and is_said(last, report) and not is_said(token, report):
        last = last.nbor(-1)
    return Source(token, phrase.first, last)


def outlet(phrase: Source, relays: Relays, report: Reported) -> str | None:
    """The outlet that a phrase names, with the name behind it; "the paper" is the one named last."""
    start, head = report.paragraph.offset(phrase.first), phrase.head
    beside = head.nbor(1) if head.i + 1 < len(head.doc) else head
    press = head.lower_ in relays.heads
    name = relays.near(start, report.paragraph.offset(beside if press else head))
    if name is not None and (press or name.endswith(head.text) or head.text in name.split()):
        return name
    known = relays.outlet(phrase)
    if known is None and relays.generic(phrase):
        return relays.last(start, head.text)
    if head.lower_ == "it" and report.head.lemma_ == "tell":
        return _told_before(head, report, relays)
    return known


def _told_before(pronoun: Token, report: Reported, relays: Relays) -> str | None:
    """The outlet of "he told it that …", named in the same sentence or the one before."""
    sent, paragraph = pronoun.sent, report.paragraph
    first = pronoun.doc[sent.start - 1].sent if sent.start else sent
    name = relays.near(paragraph.offset(first[0]), paragraph.offset(pronoun))
    at = paragraph.text.rfind(name.split()[-1], 0, pronoun.idx) if name else 0
    bodies = (t for t in pronoun.doc[first.start : pronoun.i] if t.lemma_ in cues().institutions)
    return None if any(t.idx > at for t in bodies) else name


def employer(reporter: Token, relays: Relays) -> str | None:
    """The outlet in "told a Norpress correspondent", "the Echo's reporter", "a reporter for the Echo"."""
    if reporter.lemma_ not in _REPORTERS or reporter.tag_ != "NN":
        return None
    whose = [c for c in reporter.lefts if c.dep_ in {"compound", "poss", "nmod"} and c.pos_ == "PROPN"]
    of = (c for c in reporter.rights if c.lower_ in {"for", "of", "from", "with"})
    whose += [t for prep in of for t in prep.children if t.dep_ == "pobj"]
    names = (relays.outlet(Source(c, c.left_edge, c)) for c in whose)
    return next((name for name in names if name is not None), None)


def told_it(token: Token, phrase: Source, relays: Relays, report: Reported) -> list[str]:
    """The outlet in "confirmed the deal to the paper", which the content may have swallowed."""
    to = token.head
    if to.lower_ != "to" or to.head != report.head or report.head.lemma_ not in relays.passing:
        return []
    name = outlet(phrase, relays, report)
    return [] if name is None else [name]


def addressee(phrase: Source) -> Source | None:
    """Who was told: nobody, where it is a thing that was spoken of."""
    return None if phrase.head.lower_ in _NOT_TOLD else phrase


def reader(noun: Token, relays: Relays) -> Source | None:
    """To whom a letter or a speech is: "in a letter to the ministry"."""
    to = next((c for c in noun.rights if c.lower_ == "to" and c.dep_ in {"prep", "dative"}), None)
    whom = to and next((c for c in to.children if c.dep_ == "pobj"), None)
    if whom is None:
        return None
    phrase = sources.phrase(whom)
    return None if relays.outlet(phrase) is not None else addressee(phrase)


def is_own_outlet(phrase: Source, relays: Relays) -> bool:
    """ "Told this newspaper", "told our reporter": the document's own outlet, which is no relay."""
    first = phrase.first.lower_
    return (first == "this" and phrase.head.lower_ in relays.heads) or first == "our"
