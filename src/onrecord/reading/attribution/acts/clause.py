"""Reads one main clause of what is said: its subject, tense, mood, condition and words.

In: the verb of the clause, the words that are said, the report. Out: a :class:`.Predication`. Invariant: no
word outside the content is looked at, save the mark that ends its sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Token

from onrecord.reading.attribution.acts import conditions
from onrecord.reading.attribution.acts.predication import Language, Mood, Predication, Tense
from onrecord.reading.attribution.acts.subjects import NO, Subject, kind
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.sources import SUBJECTS

_DEEPEST = 6  # steps down a chain of carriers or of joined clauses
_VERBAL = frozenset({"VERB", "AUX"})
_COMPLEMENTS = frozenset(
    {"attr", "acomp", "oprd", "dobj", "xcomp", "ccomp", "prep", "agent", "npadvmod", "advmod", "conj"}
)
_ALSO = frozenset({"so", "too", "also", "indeed", "already"})
_ABOUT = frozenset({"about", "around", "roughly", "approximately", "nearly", "almost", "perhaps", "maybe"})
_PREDICATES = frozenset({"attr", "acomp", "oprd"})
_APART = frozenset({"advcl", "relcl"})
_OPENING = frozenset(
    {"please", "do", "don't", "never", "just", "then", "so", "and", "but", "now", "n't", "not"}
)
_ENDS = frozenset({".", "?", "!"})
_PARTS = frozenset({"half", "third", "quarter", "dozen", "hundred", "thousand"})
_UNTIL = frozenset({"by", "before", "within"})


class Clause:
    """Reads one main clause."""

    def __init__(self, verb: Token, inside: frozenset[int], report: Reported, language: Language) -> None:
        self._verb = verb
        self._inside = inside
        self._report = report
        self._language = language
        self._carried = list(self._carriers(verb))
        self._last = self._carried[-1][0] if self._carried else verb
        self._condition = conditions.find(verb, inside, language)

    def read(self, opens: str) -> Predication:
        """The clause, with the first word of the content where it stands alone."""
        verbs = [self._verb, *(v for v, _ in self._carried)]
        own = [c for v in verbs for c in v.children if c.i in self._inside]
        auxes = [c for c in own if c.dep_ in {"aux", "auxpass"}] + [self._verb]
        modals = {modal(t) for t in auxes if t.tag_ == "MD"} | {m for _, m in self._carried if m}
        perfect = _has_have(own) or self._shares_have(own)
        subject = self._subject()
        body = [t for t in self._body() if subject is None or t.i > subject.i or not self._below(t, subject)]
        about = [] if subject is None else [t for t in subject.subtree if t.i in self._inside]
        words = text(self._own_words(subject))
        mood = self._mood(subject, modals)
        if mood is not Mood.QUESTION and words.strip() in self._language.formulas:
            mood = Mood.FORMULA
        return Predication(
            head=self._head(),
            subject=Subject.NONE if subject is None else kind(subject, self._report, self._language.parties),
            modals=frozenset(modals),
            tense=self._tense(modals, perfect),
            mood=mood,
            negated=self._negated(own, body),
            passive=any(c.dep_ in {"auxpass", "nsubjpass"} for c in own),
            perfect=perfect,
            bare=self._bare(own),
            rough=is_rough([*about, *body]),
            due=self._is_due(verbs),
            thought=False,
            subjunctive=self._is_subjunctive(),
            paired=False,
            condition=self._condition,
            words=forms(body),
            about=forms(about),
            predicate=forms(self._predicate(verbs)),
            text=words,
            running=frozenset(words.split()),
            opens=opens,
            verb=self._last,
        )

    def _own_words(self, subject: Token | None) -> list[Token]:
        """The words of the clause's sentence without what somebody else is told in it to say."""
        words = [t for t in self._verb.sent if t.i in self._inside]
        verb = self._last
        if verb.lemma_.lower() not in self._language.reporting or subject is None:
            return words
        if kind(subject, self._report, self._language.parties) is Subject.OWN:
            return words
        foreign = {
            t.i
            for c in verb.rights
            if c.dep_ == "ccomp" and any(g.dep_ in SUBJECTS for g in c.children)
            for t in c.subtree
        }
        return [t for t in words if t.i not in foreign] if foreign else words

    def _carriers(self, verb: Token) -> Iterator[tuple[Token, str]]:
        """The verbs that this one only carries, each with the modal: "have to leave", "wanted them to go"."""
        for _ in range(_DEEPEST):
            stands_for = self._language.carriers.get(verb.lemma_.lower())
            inner = next(
                (
                    c
                    for c in verb.children
                    if c.i in self._inside
                    and c.i > verb.i
                    and c.dep_ in {"xcomp", "ccomp"}
                    and c.pos_ in _VERBAL
                    and any(g.tag_ == "TO" for g in c.children)
                ),
                None,
            )
            if any(c.lower_ == "yet" for c in verb.children):
                return  # "they had yet to answer" tells what has not been done
            if stands_for is None or inner is None or (verb.lemma_ == "go" and verb.tag_ != "VBG"):
                return
            if verb.lemma_ == "have" and any(c.dep_ == "dobj" and c.i < inner.i for c in verb.rights):
                return  # "they have ten days to answer"
            told = any(c.dep_ in SUBJECTS for c in inner.children) or any(
                c.dep_ == "dobj" and c.i < inner.i for c in verb.rights
            )
            if stands_for == "must" and verb.lemma_ not in {"have", "need"} and not told:
                return  # "they want to go home" asks nothing of anybody
            yield inner, stands_for
            verb = inner

    def _subject(self) -> Token | None:
        """The subject: the carried verb's own, its own, or that of the clause it is joined to."""
        if self._last != self._verb:
            told = next((c for c in self._last.children if c.dep_ in SUBJECTS), None)
            if told is not None:
                return told
        verb = self._verb
        for _ in range(_DEEPEST):
            subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
            if subject is not None:
                return subject if subject.i in self._inside else None
            if verb.dep_ != "conj" or verb.head == verb:
                return None
            verb = verb.head
        return None

    def _head(self) -> str:
        particle = next((c.lower_ for c in self._last.children if c.dep_ == "prt"), None)
        lemma = self._last.lemma_.lower()
        return lemma if particle is None else f"{lemma} {particle}"

    def _tense(self, modals: set[str], perfect: bool) -> Tense:
        if "will" in modals:
            return Tense.PAST if perfect else Tense.FUTURE
        if perfect or self._verb.tag_ == "VBD":
            return Tense.PAST
        past = any(c.tag_ == "VBD" and c.dep_ in {"aux", "auxpass"} for c in self._verb.children)
        return Tense.PAST if past else Tense.PRESENT

    def _shares_have(self, own: Sequence[Token]) -> bool:
        """Whether the verb has its "had" from the one it is joined to: "had called and asked"."""
        verb = self._verb
        if verb.dep_ != "conj" or verb.tag_ not in {"VBN", "VBD"}:
            return False
        alone = not any(c.dep_ in {"aux", "auxpass", *SUBJECTS} for c in own)
        return alone and _has_have(verb.head.children)

    def _mood(self, subject: Token | None, modals: set[str]) -> Mood:
        if self._asks():
            return Mood.QUESTION
        verb = self._verb
        orders = subject is None and not modals and (verb.tag_ in {"VB", "VBP"} or verb.pos_ not in _VERBAL)
        if not orders or any(c.tag_ == "TO" for c in verb.lefts):
            return Mood.TELLING
        if verb.dep_ == "conj" and verb.head.pos_ in _VERBAL and verb.head.i in self._inside:
            return (
                Mood.ORDER
                if verb.head.tag_ in {"VB", "VBP"} and not conditions.has_subject(verb.head)
                else Mood.TELLING
            )
        lead = [t for t in verb.subtree if t.i < verb.i and t.i in self._inside and not t.is_punct]
        opens = all(t.lower_ in _OPENING or t.dep_ in {"advmod", "intj", "npadvmod", "neg"} for t in lead)
        return Mood.ORDER if opens or self._condition is not None else Mood.TELLING

    def _asks(self) -> bool:
        """Whether the sentence ends with a question mark; in the writer's words none is asked."""
        doc = self._verb.doc
        first = min(self._inside)
        if self._report.frame == "that" and not (first and doc[first - 1].is_quote):
            return False
        for token in doc[self._verb.i : min(len(doc), max(self._inside) + 2)]:
            if token.text in _ENDS:
                return bool(token.text == "?")
        return False

    def _negated(self, own: Iterable[Token], body: Sequence[Token]) -> bool:
        if any(c.dep_ == "neg" or c.lower_ in {"never", "hardly"} for c in own):
            return True
        if self._verb.dep_ == "conj" and any(c.lower_ in {"neither", "nor"} for c in own):
            return True
        running = text(body)
        if " no longer " in running or " not " in running.partition(" to ")[0][: len(" cannot not ")]:
            return True
        objects = [
            t
            for t in body
            if t.dep_ in {"dobj", "dative", "attr", "pobj"} and t.head in {self._last, self._verb}
        ]
        return any(g.lower_ in NO for t in objects for g in (t, *t.lefts) if not t.text[:1].isdigit())

    def _bare(self, own: Iterable[Token]) -> bool:
        """Whether the verb stands alone: "said it would", "they did", "he had not"."""
        verb = self._verb
        alone = verb.tag_ == "MD" or (verb.lemma_ in {"do", "have", "be"} and verb.pos_ in _VERBAL)
        behind = (c for c in own if c.i > verb.i and c.dep_ in _COMPLEMENTS)
        return alone and all(c.dep_ == "advmod" and c.lower_ in _ALSO for c in behind)

    def _is_subjunctive(self) -> bool:
        """Whether it tells what is to be: "insisted that the tax be dropped"."""
        verb = self._verb
        first = next((c for c in verb.lefts if c.dep_ in {"aux", "auxpass"}), verb)
        one = (c for c in verb.lefts if c.dep_ in SUBJECTS and c.tag_ in {"NN", "NNP"})
        third = any(not c.conjuncts for c in one)
        told = any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.lefts)
        if not told or first.tag_ not in {"VB", "VBP"}:
            return False
        return first.lower_ == "be" or (third and first == verb and first.lower_ == first.lemma_)

    def _is_due(self, verbs: Sequence[Token]) -> bool:
        """Whether a deadline hangs on the verb: "by Friday", "within a week"."""
        times = (
            c.children
            for v in (*verbs, *(c for v in verbs for c in v.children if c.dep_ in _PREDICATES))
            for c in v.children
            if c.dep_ == "prep" and c.lower_ in _UNTIL and c.i in self._inside
        )
        deadlines = self._language.deadlines
        return any(
            t.dep_ == "pobj" and (t.lemma_.lower() in deadlines or t.like_num or t.shape_[:2] == "dd")
            for children in times
            for t in children
        )

    def _body(self) -> list[Token]:
        """The words of the clause without what hangs on it: conditions, relative clauses, joined clauses."""
        out = []
        stack = [self._verb]
        while stack:
            token = stack.pop()
            if token.i in self._inside:
                out.append(token)
            stack += [c for c in token.children if not self._stands_apart(c, token)]
        return sorted(out, key=lambda t: t.i)

    def _stands_apart(self, child: Token, token: Token) -> bool:
        """Whether what hangs on a word of the clause is a clause beside it or under it."""
        if child.dep_ in _APART:
            return True
        if token != self._verb or child.pos_ not in _VERBAL:
            return False
        if child.dep_ == "ccomp":
            return child.i < token.i
        return child.dep_ in {"conj", "parataxis"} and child != self._last

    @staticmethod
    def _below(token: Token, top: Token) -> bool:
        for _ in range(_DEEPEST):
            if token == top:
                return True
            token = token.head
        return False

    def _predicate(self, verbs: Sequence[Token]) -> list[Token]:
        """What is predicated of the subject: "was a betrayal", "is ready"."""
        tops = [c for v in verbs for c in v.children if c.dep_ in _PREDICATES and c.i in self._inside]
        passive = [c.lower_ for c in self._verb.children if c.dep_ == "auxpass"]
        if not tops and passive and "being" not in passive:
            tops = [self._verb]  # "is prepared to": a participle for an adjective
            return tops
        return [t for top in tops for t in self._phrase(top)]

    def _phrase(self, top: Token) -> Iterator[Token]:
        """The words below ``top``, without those of clauses that hang on it: "the longest since it began"."""
        if top.i in self._inside:
            yield top
        for child in top.children:
            if child.dep_ not in _APART:
                yield from self._phrase(child)


def _has_have(tokens: Iterable[Token]) -> bool:
    return any(t.lemma_ == "have" and t.dep_ == "aux" for t in tokens)


def is_rough(tokens: Sequence[Token]) -> bool:
    """Whether a number is given as a rough one: "about 40 per cent"."""
    return any(t.lower_ in _ABOUT and (n.like_num or n.lower_ in _PARTS) for t, n in pairwise(tokens))


def modal(token: Token) -> str:
    """A modal verb as the patterns call it: "will" for "would" and "shall"."""
    word = token.lemma_.lower()
    return {"would": "will", "'ll": "will", "'d": "will", "wo": "will", "shall": "will", "ca": "can"}.get(
        word, word
    )


def forms(tokens: Iterable[Token]) -> frozenset[str]:
    """The lemmas and the forms of words."""
    return frozenset(form for t in tokens if not t.is_punct for form in (t.lemma_.lower(), t.lower_))


def text(tokens: Iterable[Token]) -> str:
    """Words in lower case, with a blank at each end, without stops."""
    return f" {' '.join(t.lower_ for t in tokens if not t.is_punct)} "
