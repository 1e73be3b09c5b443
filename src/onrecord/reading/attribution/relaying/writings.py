"""Writings that speak, and writings that others tell of: "the letter says", "said, citing a letter".

In: a report in its parse. Out: :class:`Medium`, or ``None``. Invariant: a report or a study, which others may
cite for what they say themselves, is a medium only where it speaks itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Token

from onrecord.model import RelayKind
from onrecord.reading.attribution import sources
from onrecord.reading.attribution.relaying import means
from onrecord.reading.attribution.relaying.means import Medium
from onrecord.reading.attribution.reported import Reported

_WRITTEN = frozenset({RelayKind.DOCUMENT, RelayKind.SOCIAL})
_CITING = frozenset({"cite", "cit", "quote"})
_SHOWING = frozenset({"show", "reveal", "record", "disclose", "indicate", "confirm", "state", "say"})
_DEEPEST = 3  # verbs above a cue


def speaking(report: Reported) -> Medium | None:
    """A writing that speaks itself: "the letter says", "according to a memo"; not "reports say"."""
    above = sources.quoting(report.head)
    noun = None if report.source is None else report.source.head
    if above is not None and not sources.passive(above):
        noun = sources.subject(above)  # "the letter quotes him as saying"
    if noun is None:
        return None
    if (found := _writing(noun)) is not None:
        return found
    part = report.head.lemma_ == "read" and noun.lemma_.lower() in means.words().parts
    return Medium(means.written(noun), RelayKind.DOCUMENT, noun) if part else None


def cited(report: Reported) -> Medium | None:
    """The writing in which others read it: "said, citing a letter", "minutes show that X said"."""
    if report.frame == "according" and report.source is not None:
        return next(_cited_by(report.source.head), None)
    return next(_cited(report), None) if report.head.pos_ in {"VERB", "AUX"} else None


def _cited(report: Reported) -> Iterator[Medium]:
    beside = (c for c in report.head.rights if c.dep_ == "parataxis")  # "…, the paper reported, citing"
    above = islice(report.head.ancestors, _DEEPEST)
    heads = [report.head, *(t for t in (*beside, *above) if t.pos_ == "VERB")]
    for head in heads:
        shown = head.lemma_ in _SHOWING and head != report.head and sources.subject(head)
        if shown and (found := _told_of(shown)) is not None:
            yield found
        subject = sources.subject(head)
        for verb in (*head.children, *(() if subject is None else subject.rights)):
            whom = _behind(verb, "to") if verb.lower_ == "according" else _object(verb)
            if whom is not None and (found := _told_of(whom)) is not None:
                yield found
            elif whom is not None:
                yield from _cited_by(whom)


def _cited_by(noun: Token) -> Iterator[Medium]:
    """What somebody cites in words that hang on their name: "according to X, which cited a letter"."""
    objects = (whom for verb in noun.rights if (whom := _object(verb)) is not None)
    yield from (found for whom in objects if (found := _told_of(whom)) is not None)


def _object(verb: Token) -> Token | None:
    """What a verb of citing cites."""
    if not _cites(verb):
        return None
    return next((c for c in verb.rights if c.dep_ == "dobj"), None) or _behind(verb, "from")


def _cites(verb: Token) -> bool:
    """Whether a verb cites: "citing a letter", "which cited a letter"."""
    relative = verb.dep_ == "relcl" and any(c.lower_ == "which" for c in verb.lefts)
    return verb.lemma_.lower() in _CITING and (verb.tag_ == "VBG" or relative)


def _behind(verb: Token, word: str) -> Token | None:
    """The noun to which a preposition leads from a verb: "quoting from a letter"."""
    prep = next((c for c in verb.rights if c.lower_ == word), None)
    return None if prep is None else next((c for c in prep.children if c.dep_ == "pobj"), None)


def _told_of(noun: Token) -> Medium | None:
    """A writing of which others tell; what an outlet or anybody may cite for their own words is none."""
    several = any(c.dep_ == "conj" for c in noun.rights)  # "documents and two aides"
    return None if several or noun.lemma_.lower() in means.words().surveys else _writing(noun)


def _writing(head: Token) -> Medium | None:
    noun = means.whole(head)
    kind = means.kind(noun)
    many = noun.tag_ == "NNS" and noun.lemma_.lower() in means.words().surveys
    if kind not in _WRITTEN or noun.tag_ not in {"NN", "NNS"} or many:
        return None
    return Medium(means.written(noun), kind, noun)
