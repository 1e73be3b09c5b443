"""Which words tell of an event: verbs with their frames, expressions, nouns.

In: a sentence. Out: :class:`Candidate` objects in order. Invariant: one word gives one candidate at most;
a verb whose subject is no party to anything ("two rivers meet") gives none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.model import EventKind
from onrecord.reading.events import frames, grammar
from onrecord.reading.events.broad.kinds import of, person
from onrecord.reading.events.broad.words import NounSense, VerbSense, Words
from onrecord.reading.events.frames import Arguments

_HEADLINE = 8  # words before the verb of a headline
_IN = frozenset({"in"})
_SIDES = frozenset({"sideline", "margin", "fringe"})
_TALKS = frozenset({EventKind.ROUND, EventKind.MEETING, EventKind.CALL})
_REACH = 6  # words between two words of an expression
_NOUNS = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may tell of an event, with its sense and what hangs on it."""

    token: Token
    sense: VerbSense | NounSense
    arguments: Arguments

    @property
    def kind(self) -> EventKind:
        """The kind of event."""
        return self.sense.kind


@dataclass(frozen=True)
class Searcher:
    """Finds the candidates of one sentence; ``lemmas`` are all its words."""

    words: Words
    tokens: Sequence[Token]
    lemmas: frozenset[str]

    def find(self) -> Iterator[Candidate]:
        """The candidates, in order."""
        for token in self.tokens:
            lemma = token.lemma_.lower()
            if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
                senses = self.words.verbs.get(lemma) or self.words.verbs.get(_undone(token))
                if senses is not None:
                    found = self._verb(token, senses)
                    if found is not None:
                        yield found
            if (
                token.pos_ in _NOUNS
                or token.dep_ in ("pobj", "dobj", "nsubj", "nsubjpass", "ROOT")
                or _gerundive(token)
            ):
                nouns = self._senses(token, lemma)
                if nouns is not None and not _is_frame(token):
                    made = self._noun(token, nouns)
                    if made is not None:
                        yield made

    def _senses(self, token: Token, lemma: str) -> tuple[NounSense, ...] | None:
        nouns = self.words.nouns
        joined = hyphened(token)
        if joined is not None:
            return (
                nouns.get(joined)
                or (nouns.get(joined[:-1]) if joined.endswith("s") else None)
                or nouns.get(lemma)
            )
        return nouns.get(lemma) or nouns.get(token.lower_)

    # --- verbs ---

    def _verb(self, token: Token, senses: tuple[VerbSense, ...]) -> Candidate | None:
        below: Arguments | None = None
        if token.lemma_ in ("have", "be") and any(
            c.dep_ == "ccomp" and c.tag_ in ("VBN", "VBG") for c in token.children
        ):
            return None  # an auxiliary of an inverted clause: "never had a boat strayed"
        for sense in senses:
            if any(wanted.isdisjoint(self.lemmas) for wanted in sense.words):
                continue
            if sense.words and not self._goes_on(token, sense):
                continue
            if sense.setting and self.lemmas.isdisjoint(sense.setting):
                continue
            if below is None:
                below = _arguments(token)
            if self._framed(token, sense, below):
                return Candidate(token, sense, below)
        return None

    def _goes_on(self, verb: Token, sense: VerbSense) -> bool:
        """Whether the words of an expression follow, or are the subject of a passive or the antecedent."""
        doc, at = verb.doc, verb.i
        end = self.tokens[-1].i
        for wanted in sense.words:
            last = min(at + _REACH, end)
            place = next(
                (
                    i
                    for i in range(at + 1, last + 1)
                    if _is(doc[i], wanted) and _tied(doc[i], verb, at) and not _breaks(doc, at, i)
                    if not self._only_told_of(doc[i]) and not self._is_of_other(doc[i])
                ),
                None,
            )
            if place is not None:
                if wanted == _IN and not (sense.objects or sense.behind) and _has_object(doc[place]):
                    return False  # "gave a speech in Toledo" is not giving in
                at = place
            elif not self._before(verb, wanted):
                return False
        return True

    def _only_told_of(self, noun: Token) -> bool:
        """ "Lists of the prisoners", "the prisoner list": they are not handed over themselves."""
        above, tellings = noun.head, self.words.lists["tellings"]
        if noun.dep_ in ("compound", "nmod"):
            return above.lemma_.lower() in tellings
        return noun.dep_ == "pobj" and above.lower_ == "of" and above.head.lemma_.lower() in tellings

    def _is_of_other(self, noun: Token) -> bool:
        """ "accepted the mediators' proposal", "suspended trade talks": not the mediators, not the trade."""
        if noun.dep_ == "poss":
            return True
        senses = self.words.nouns.get(noun.head.lemma_.lower(), ()) if noun.dep_ == "compound" else ()
        return any(sense.kind in _TALKS for sense in senses)

    def _before(self, verb: Token, wanted: frozenset[str]) -> bool:
        """ "the hatchet was buried", "the hatchet that they buried"."""
        for child in verb.children:
            if (
                child.dep_ in ("nsubjpass", "nsubj")
                and (grammar.passive(verb) or verb.tag_ == "VBN" or wanted & {"gun", "line"})
                and _is(child, wanted)
            ):
                return True
        return verb.dep_ in ("relcl", "acl") and verb.head.pos_ in _NOUNS and _is(verb.head, wanted)

    def _framed(self, verb: Token, sense: VerbSense, below: Arguments) -> bool:
        """Whether the subject and the objects are those of the sense."""
        if verb.lemma_ == "meet" and sense.words and grammar.passive(verb):
            return False  # "was met with opposition"
        subjects = below.get("subject", [])
        own = any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
        if verb.tag_ in ("VB", "VBG") and not own and sense.subject in ("people", "anyone"):
            subjects = [s for s in subjects if s.pos_ in ("PRON", "PROPN")]  # understood ones are guesses
        if (
            sense.subject is not None
            and subjects
            and not any(of(self.words, s, sense.subject) for s in subjects)
        ):
            return False
        objects = [t for t in below.get("object", ()) if t.dep_ != "acomp"]
        if sense.objects and objects:
            return any(of(self.words, o, name) for o in objects for name in sense.objects)
        if sense.behind:
            return self._behind(sense, below, objects)
        if not sense.objects:
            return True
        if "none" not in sense.objects:
            return False
        return sense.kind is not EventKind.MEETING or bool(sense.words) or self._several(verb, subjects)

    def _behind(self, sense: VerbSense, below: Arguments, objects: Sequence[Token]) -> bool:
        """Whether one of the prepositions of the sense has a noun of its class; "" is none."""
        bare = sense.behind.get("")
        if bare is not None and not objects:
            ends = {key.split()[-1] for key in below}
            if ends.isdisjoint(sense.behind):
                return bare == "*any" or bool(sense.words)
        if bare is not None and any(of(self.words, o, bare) for o in objects):
            return True
        return any(
            of(self.words, token, name)
            for relation, name in sense.behind.items()
            if relation
            for key, tokens in below.items()
            if key == relation or key.endswith(f" {relation}")
            for token in tokens
        )

    def _several(self, verb: Token, subjects: Sequence[Token]) -> bool:
        """ "the ministers met", "Kenya and Peru will meet": more than one, as who meets must be."""
        for subject in subjects:
            if subject.tag_ in ("NNS", "NNPS", "CD"):
                return True
            if subject.lower_ in self.words.several or subject.lemma_.lower() in self.words.classes["bodies"]:
                return True
            if any(c.dep_ in ("conj", "appos", "nmod") and c.pos_ in _NOUNS for c in subject.children):
                return True
        return not subjects or any(
            c.dep_ == "prep" and c.lower_ in ("with", "again", "for") for c in verb.children
        )

    # --- nouns ---

    def _noun(self, token: Token, senses: tuple[NounSense, ...]) -> Candidate | None:
        before_noun = token.dep_ in ("compound", "npadvmod") and token.head.pos_ in _NOUNS
        if before_noun and token.head.i > token.i and not headline_verb(token.head, self.words):
            return None
        below = frames.arguments(token)
        before = {c.lower_ for c in token.lefts if c.dep_ in ("compound", "amod", "nmod")}
        for sense in senses:
            if sense.before is not None and sense.before not in before:
                continue
            if sense.plural is True and token.tag_ not in ("NNS", "NNPS"):
                continue
            if sense.plural is False and token.tag_ in ("NNS", "NNPS"):
                continue
            if any(self._stands(token, r, w, below) for r, w in sense.unless.items()):
                continue
            if sense.only and not any(self._stands(token, r, w, below) for r, w in sense.only.items()):
                continue
            return Candidate(token, sense, below)
        return None

    def _stands(self, token: Token, relation: str, wanted: frozenset[str], below: Arguments) -> bool:
        if relation == "with" and "people" not in wanted:
            return not self.lemmas.isdisjoint(wanted)
        if relation == "governor":
            return self._governed(token, wanted)
        if relation == "verb":
            above = grammar.governor(token)
            return (
                above is not None and above[1] == "object" and not wanted.isdisjoint(grammar.names(above[0]))
            )
        if relation in ("compound", "amod", "poss", "det"):
            found = [c for c in token.children if c.dep_ in _BEFORE[relation]]
            return any(self._any(c, wanted) for c in found)
        found = list(below.get(relation, ()))
        if relation == "between" and not found:
            found = list(below.get("among", ()))
        return any(self._any(t, wanted) for t in found)

    def _governed(self, token: Token, wanted: frozenset[str]) -> bool:
        above = grammar.governor(token)
        heads = [above[0]] if above is not None else []
        heads += [c for c in token.children if c.dep_ in ("relcl", "acl")]
        if token.dep_ == "pobj":
            heads.append(token.head.head)
        for head in heads:
            if head.lemma_.lower() in wanted:
                return True
            for child in head.children:
                if (
                    child.dep_ in ("prt", "advmod", "prep")
                    and f"{head.lemma_.lower()} {child.lower_}" in wanted
                ):
                    return True
        return False

    def _any(self, token: Token, wanted: frozenset[str]) -> bool:
        if "*any" in wanted or token.lower_ in wanted or token.lemma_.lower() in wanted:
            return True
        if "*number" in wanted and token.pos_ == "NUM":
            return True
        return "people" in wanted and person(self.words, token)


_BEFORE = {
    "compound": ("compound", "nmod", "amod"),
    "amod": ("amod", "compound", "nummod", "advmod"),
    "poss": ("poss",),
    "det": ("det", "predet"),
}


def spoken(tokens: Sequence[Token]) -> frozenset[str]:
    """All words of a sentence: as they stand, their lemmas, and those with hyphens whole."""
    out = {t.lemma_.lower() for t in tokens} | {t.lower_ for t in tokens} | {_singular(t) for t in tokens}
    out.update(whole for t in tokens if t.i > 1 and (whole := hyphened(t)) is not None)
    return frozenset(out)


def _arguments(verb: Token) -> Arguments:
    """What hangs on a verb, and what stands behind its adverbs: "walked away from the deal"."""
    out = frames.arguments(verb)
    for child in verb.children:
        if child.dep_ in ("advmod", "prt"):
            for adposition in child.children:
                if adposition.dep_ == "prep":
                    out[adposition.lower_].extend(c for c in adposition.children if c.dep_ == "pobj")
    return out


def headline_verb(noun: Token, words: Words) -> bool:
    """ "Truce talks stall": a verb at the end of a headline that the parser took for a noun."""
    if noun.dep_ != "ROOT" or noun.sent[-1].is_punct or noun.tag_ not in ("NN", "NNS"):
        return False
    return noun.lemma_.lower() in words.tables["subject"] and noun.i - noun.sent.start < _HEADLINE


def _undone(verb: Token) -> str:
    """ "dined" without its "d", where the parser's lemma is no word."""
    return verb.lower_[:-1] if verb.lower_.endswith("ed") else ""


def _has_object(adposition: Token) -> bool:
    return adposition.dep_ == "prep" and any(c.dep_ == "pobj" for c in adposition.children)


def hyphened(token: Token) -> str | None:
    """The whole of a word with hyphens that the parser cut ("go-between"), at its last part."""
    doc, first = token.doc, token.i
    while (
        first > 1
        and doc[first - 1].text == "-"
        and not doc[first - 1].whitespace_
        and not doc[first - 2].whitespace_
    ):
        first -= 2
    return doc[first : token.i + 1].text.lower() if first < token.i else None


def _is_frame(noun: Token) -> bool:
    """ "on the sidelines of the conference": where others met."""
    of = noun.head
    return noun.dep_ == "pobj" and of.lower_ == "of" and of.head.lemma_.lower() in _SIDES


def _gerundive(token: Token) -> bool:
    """ "its spring sitting": a noun that the parser took for a verb."""
    if token.tag_ != "VBG" or token.i == token.sent.start:
        return False
    before = token.nbor(-1)
    return (
        before.pos_ in ("DET", "ADJ")
        or before.tag_ == "PRP$"
        or (
            before.tag_ == "NN"
            and before.dep_ in ("nsubj", "compound")
            and any(c.tag_ == "PRP$" for c in before.children)
        )
    )


def _is(token: Token, wanted: frozenset[str]) -> bool:
    if token.i > 1 and token.nbor(-1).text == "-" and (hyphened(token) or "") in wanted:
        return True
    return token.lemma_.lower() in wanted or token.lower_ in wanted or _singular(token) in wanted


def _tied(token: Token, verb: Token, before: int) -> bool:
    """Whether a particle belongs to the expression: "give in", not "give a speech in Toledo"."""
    if token.lower_ in ("to", "and") and token.tag_ in ("TO", "CC"):
        return token.i <= before + 2
    if token.dep_ == "prt":
        return True  # "stood her up": the parser may hang it on the object
    if token.pos_ in ("ADP", "PART", "ADV", "SCONJ"):
        return token.head.i in (verb.i, before) or token.i == before + 1
    return True


def _singular(token: Token) -> str:
    lower = token.lower_
    return lower[:-1] if lower.endswith("s") else lower


def _breaks(doc: Doc, start: int, stop: int) -> bool:
    """Whether a full stop or the like parts two words of an expression."""
    return any(doc[i].text in (".", ";", ":", "?") for i in range(start + 1, stop))
