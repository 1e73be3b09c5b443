"""PLOVER's type of what one named actor does to another in a sentence.

In: a parsed sentence and the spans of the two actors. Out: one of PLOVER's types, or ``None``. The
words are in ``knowledge/plover.yaml``; whether the act was done, announced or refused is judged by
:mod:`onrecord.reading.events.status`. Invariant: the type comes from a word of the sentence that the
parse connects with the source, never from the names of the actors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from onrecord import knowledge
from onrecord.errors import KnowledgeError
from onrecord.model import Span, Status
from onrecord.reading.events import frames, grammar
from onrecord.reading.events.lexicon import lexicon
from onrecord.reading.events.status import Judge, Verdict
from onrecord.reading.language import Sentence

TYPES = (
    "AGREE CONSULT SUPPORT COOPERATE AID YIELD REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT RETREAT"
).split()
_AHEAD = (Status.PLANNED, Status.CONDITIONAL, Status.PROPOSED)
_STEPS = 10


@dataclass(frozen=True, slots=True)
class Types:
    """``plover.yaml`` as typed values: wording -> type."""

    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    light: frozenset[str]
    cooperative: frozenset[str]
    hostile: frozenset[str]
    refused: frozenset[str]
    duties: frozenset[str]


@cache
def types() -> Types:
    """The types by their words, read once a process."""
    file = knowledge.load("plover")
    unknown = {*file["verbs"], *file["nouns"]}.difference(TYPES)
    if unknown:
        raise KnowledgeError(
            f"unknown types {sorted(unknown)}", where="knowledge/plover.yaml", hint="mend the file"
        )
    return Types(
        _by_word(file["verbs"]),
        _by_word(file["nouns"]),
        frozenset(file["light"]),
        frozenset(file["outlook"]["cooperative"]),
        frozenset(file["outlook"]["hostile"]),
        frozenset(file["refused"]),
        frozenset(file["duties"]),
    )


def _by_word(entries: Mapping[str, list[str]]) -> dict[str, str]:
    out: dict[str, str] = {}
    for name, words in entries.items():
        for word in words:
            out.setdefault(word, name)
    return out


def classify(sentence: Sentence, source: Span, target: Span) -> str | None:
    """The type of what ``source`` does to ``target``; ``None`` where no word tells."""
    paragraph = sentence.paragraph
    here, there = paragraph.tokens_in(source), paragraph.tokens_in(target)
    if here is None or there is None or not len(here) or not len(there):
        return None
    known, judge = types(), Judge(lexicon())
    for verb in _predicates(here.root, there.root):
        found = _type(verb, known)
        if found is not None:
            return _outlook(found, verb, judge.verb(verb), known)
    for token in sentence.tokens:
        if token.pos_ == "NOUN" and token.lemma_.lower() in known.nouns:
            return known.nouns[token.lemma_.lower()]
    return None


def _predicates(source: Token, target: Token) -> Iterator[Token]:
    """The verbs between two actors: those above the target up to the source's own, then the rest."""
    above_source = [t for t in _ancestors(source) if t.pos_ in ("VERB", "AUX")]
    above_target = [t for t in _ancestors(target) if t.pos_ in ("VERB", "AUX")]
    if not above_source:
        yield from above_target
        return
    own = above_source[0]
    seen = {own.i}
    chain = [v for v in above_target if own.is_ancestor(v)]
    yield own
    for verb in (*reversed(chain), *_below(own), *above_source[1:], *above_target):
        if verb.i not in seen:
            seen.add(verb.i)
            yield verb


def _ancestors(token: Token) -> list[Token]:
    out: list[Token] = []
    for _ in range(_STEPS):
        if token.head.i == token.i:
            break
        token = token.head
        out.append(token)
    return out


def _below(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.pos_ == "VERB" and child.dep_ in ("xcomp", "ccomp", "conj", "advcl"):
            yield child


def _type(verb: Token, known: Types) -> str | None:
    names = grammar.names(verb)
    for name in (*names[:-1], *_with_preposition(verb)):
        if name in known.verbs:
            return known.verbs[name]
    lemma = names[-1]
    if lemma in known.light:
        for token in frames.arguments(verb).get("object", ()):
            for noun in (token, *(c for c in token.children if c.dep_ == "compound")):
                if noun.lemma_.lower() in known.nouns:
                    return known.nouns[noun.lemma_.lower()]
    return known.verbs.get(lemma)


def _with_preposition(verb: Token) -> list[str]:
    return [f"{verb.lemma_.lower()} {c.lower_}" for c in verb.children if c.dep_ in ("prep", "prt")]


def _outlook(found: str, verb: Token, verdict: Verdict, known: Types) -> str:
    """The type of an act that is announced, demanded or refused, not done."""
    status = verdict.status
    if any(c.dep_ == "aux" and c.lower_ in known.duties for c in verb.children):
        return "REQUEST" if found in known.cooperative | known.hostile else found
    if status is Status.CONDITIONAL and verdict.negated and found in known.refused:
        return "REJECT"
    if status in _AHEAD:
        if found in known.cooperative:
            return "AGREE"
        if found in known.hostile:
            return "THREATEN"
    if status in (Status.DID_NOT_HAPPEN, Status.DENIED) and found in known.refused:
        return "REJECT"
    return found
