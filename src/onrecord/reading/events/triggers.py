"""The words of a sentence that tell of events.

In: a sentence, the lexicon and a judge. Out: triggers: the word or words, the sense, what hangs on
them, and the verdict on their status. Invariant: one word gives one trigger at most; idioms that the
knowledge file excludes ("meet expectations") give none.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass, replace

from spacy.tokens import Token

from onrecord.model import ActorKind, EventKind, Status
from onrecord.reading.events import frames, grammar
from onrecord.reading.events.frames import Arguments
from onrecord.reading.events.lexicon import Lexicon, Sense
from onrecord.reading.events.status import Act, Judge, Verdict
from onrecord.reading.language import Sentence

_ACTS = {"talk": Act.NO, "deed": Act.DEED, "act": Act.SPEECH, "term": Act.TERM}
_POWERS = frozenset({ActorKind.STATE, ActorKind.ORGANISATION, ActorKind.GROUP})
_PLURAL = ("NNS", "NNPS")
_ASKED = frozenset({EventKind.DEMAND, EventKind.CONDITION})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells of an event. ``nodes`` are the nouns of its phrase, or the verb; head first.

    ``attended`` is the talks that somebody's attendance is about.
    """

    sense: Sense
    nodes: tuple[Token, ...]
    arguments: Arguments
    verdict: Verdict
    attended: Trigger | None = None

    @property
    def head(self) -> Token:
        """The word itself."""
        return self.nodes[0]

    @property
    def indices(self) -> frozenset[int]:
        """Indices of its nodes in the parsed paragraph."""
        return frozenset(node.i for node in self.nodes)


Known = Callable[[Token], Set[str]]
"""The kinds of the actors that a phrase names; empty where it names none."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What is asked of one paragraph: its judge, the names, and what the report has told before.

    ``seen`` are the kinds that the report spoke of before: "both rounds" needs rounds of talks.
    ``about`` tells whether the report is about talks: "the second session" of a parliament is none.
    """

    lexicon: Lexicon
    judge: Judge
    known: Known
    seen: Set[EventKind]
    about: bool

    def find(self, sentence: Sentence) -> list[Trigger]:
        """The triggers of a sentence, in order."""
        taken: set[int] = set()
        out: list[Trigger] = []
        for token in sentence.tokens:
            if token.i in taken or token.lemma_.lower() not in self.lexicon.triggers:
                continue
            trigger = self._noun(token) if _nominal(token) else self._verb(token)
            if trigger is not None:
                taken |= trigger.indices
                out.append(trigger)
        return _one_of_two(out)

    def _noun(self, token: Token) -> Trigger | None:
        if token.dep_ == "compound" or _modifies(token):
            return None
        senses = self.lexicon.nouns.get(token.lemma_.lower(), ())
        if not senses:
            return None
        nodes = _nodes(token, self.lexicon)
        arguments = _merged(nodes)
        for sense in senses:
            if sense.plural and token.tag_ not in _PLURAL:
                continue
            if self._fits(sense, token, arguments):
                verdict = self.judge.noun(nodes, act=_ACTS[sense.family])
                verdict = _standing(sense, token, _turned(sense, verdict))
                return Trigger(sense, nodes, arguments, verdict)
        return None

    def _verb(self, token: Token) -> Trigger | None:
        if token.pos_ not in ("VERB", "AUX"):
            return None
        below: Arguments | None = None
        for name in grammar.names(token):
            for sense in self.lexicon.verbs.get(name, ()):
                below = below if below is not None else frames.arguments(token)
                if self._fits(sense, token, below):
                    verdict = _turned(sense, self.judge.verb(token))
                    if verdict.status is not None or not sense.negative:
                        return Trigger(sense, (token, *_times(token, name)), below, verdict)
        return None

    def _fits(self, sense: Sense, token: Token, arguments: Arguments) -> bool:
        """Whether the frame that the knowledge file asks for is there, and none that it excludes."""
        if (sense.again and sense.again.isdisjoint(self.seen)) or (sense.about and not self.about):
            return False
        for relation, words in sense.unless.items():
            if any(self._is(found, words) for found in arguments.get(relation, ())):
                return False
        return not sense.only or any(
            self._stands(relation, words, token, arguments) for relation, words in sense.only.items()
        )

    def _stands(self, relation: str, words: frozenset[str], token: Token, arguments: Arguments) -> bool:
        if relation == "bare":
            return not any(arguments.get(r) for r in ("object", "in", "at"))
        if relation == "governor":
            return _governed_by(token, words)
        if relation == "otherwise":
            clauses = (*arguments.get("to", ()), *arguments.get("that", ()))
            return any((o := frames.otherwise(c)) is not None and self._is(o, words) for c in clauses)
        if relation == "proviso":
            return bool(frames.provisos(token))
        return any(self._is(found, words) for found in arguments.get(relation, ()))

    def _is(self, found: Token, words: frozenset[str]) -> bool:
        return (
            "*any" in words
            or found.lemma_.lower() in words
            or found.lower_ in words
            or ("*actor" in words and bool(self.known(found)))
            or ("*name" in words and found.pos_ != "PRON" and bool(self.known(found)))
            or ("*person" in words and "person" in self.known(found))
            or ("*power" in words and not self.known(found).isdisjoint(_POWERS))
            or ("*group" in words and found.lemma_.lower() in self.lexicon.groups)
        )


def _nominal(token: Token) -> bool:
    """Whether a word stands as a noun; "the third plenary" may be tagged an adjective."""
    return token.pos_ in ("NOUN", "PROPN") or (
        token.pos_ == "ADJ" and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
    )


def _times(verb: Token, name: str) -> tuple[Token, ...]:
    """The noun of "meet for a second time": days beside it are the meeting's."""
    if not name.endswith(" for time"):
        return ()
    found = (n for p in verb.children if p.lower_ == "for" for n in p.children if n.lemma_ == "time")
    return tuple(found)[:1]


def _modifies(token: Token) -> bool:
    """Whether the parser took a noun before another noun for the head: "a ceasefire deal"."""
    doc = token.doc
    after = token.i + 1
    return (
        after < len(doc)
        and doc[after].pos_ == "NOUN"
        and doc[after].head.i == token.i
        and doc[after].dep_ == "appos"
    )


def _turned(sense: Sense, verdict: Verdict) -> Verdict:
    """A sense that lives on its negation ("no plans to", "did not intend to") holds where it is negated."""
    if not sense.negative:
        return verdict
    return replace(verdict, status=Status.HAPPENED if verdict.status is Status.DID_NOT_HAPPEN else None)


def _standing(sense: Sense, noun: Token, verdict: Verdict) -> Verdict:
    """A demand that somebody has, whatever is not done about it: "has not dropped its demand that …"."""
    undone = verdict.status is Status.DID_NOT_HAPPEN and is_asked(sense.kind, noun)
    return replace(verdict, status=Status.HAPPENED) if undone else verdict


def is_asked(kind: EventKind, noun: Token) -> bool:
    """Whether a noun names a demand or condition as one that somebody has: "its demand", "Kenya's terms"."""
    return kind in _ASKED and any(c.dep_ == "poss" for c in noun.children)


def _nodes(token: Token, lexicon: Lexicon) -> tuple[Token, ...]:
    """The noun and the noun of talks behind "of": "a round of peace talks"."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            for noun in child.children:
                if noun.dep_ == "pobj" and noun.lemma_.lower() in lexicon.talk_nouns:
                    return (token, noun)
    return (token,)


def _merged(nodes: tuple[Token, ...]) -> Arguments:
    out = frames.arguments(nodes[0])
    for node in nodes[1:]:
        for relation, tokens in frames.arguments(node).items():
            out[relation].extend(tokens)
    return out


def _governed_by(token: Token, words: frozenset[str]) -> bool:
    above = grammar.governor(token)
    if (
        above is not None
        and above[1] in ("object", "subject", "to", "in")
        and words.intersection(grammar.names(above[0]))
    ):
        return True
    return any(
        child.dep_ in ("relcl", "acl") and words.intersection(grammar.names(child))
        for child in token.children
    )


def _listed(triggers: list[Trigger]) -> set[int]:
    """Nouns coordinated with one of the same kind: "tariffs and other penalties" is one event."""
    kinds = {t.head.i: t.sense.kind for t in triggers if t.sense.noun and t.sense.family != "talk"}
    return {
        t.head.i
        for t in triggers
        if t.sense.noun
        and t.head.dep_ == "conj"
        and kinds.get(t.head.head.i) is t.sense.kind
        and t.sense.family != "talk"
    }


def _one_of_two(triggers: list[Trigger]) -> list[Trigger]:
    """Where a verb carries a noun of talks, one of the two is the event.

    "met for a third round": the round. "attended the talks": the talks; but where attendance is in
    doubt or refused, that is the event, and nothing is said about the talks.
    """
    dropped = _listed(triggers)
    attended: dict[int, Trigger] = {}
    verbs = {t.head.i: t for t in triggers if not t.sense.noun or t.sense.kind is EventKind.DELEGATION}
    for trigger in triggers:
        if not trigger.sense.noun or trigger.sense.family != "talk":
            continue
        for carrier in trigger.verdict.carriers:
            verb = verbs.get(carrier.token.i)
            if verb is None or carrier.entry.effect != "same":
                continue
            if verb.sense.family == "talk":
                dropped.add(verb.head.i)
            elif verb.sense.kind is EventKind.DELEGATION:
                certain = verb.verdict.status in (
                    None,  # "left to take part in talks": nothing is told of attendance
                    Status.HAPPENED,
                    Status.ONGOING,
                    Status.PLANNED,
                    Status.PROPOSED,
                )
                dropped.add(verb.head.i if certain else trigger.head.i)
                attended[verb.head.i] = trigger
    return [replace(t, attended=attended.get(t.head.i)) for t in triggers if t.head.i not in dropped]
