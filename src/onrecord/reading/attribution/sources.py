"""Who a cue belongs to: the words that name a source.

In: the cue's verb or noun in its parse. Out: :class:`Source`: the head word, which the cast resolves, and
the words as they stand. Invariant: a source holds its head and no word of the cue or of its clause.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_ISSUING = frozenset(
    {"issue", "release", "publish", "send", "write", "post", "make", "put", "deliver", "give"}
)
_READING = frozenset(
    {"see", "obtain", "view", "hear", "review", "quote", "cite", "leak", "circulate", "carry"}
)
_WIDEST = 30  # words of a clause looked at in front of its verb
_DEEPEST = 6  # steps up a parse; the bound guards against damaged ones
_JOINED = frozenset({"advcl", "ccomp", "parataxis", "dep"})
_TAILS = frozenset({",", ";", ":", "-", "–", "—", "(", ")", "'", '"', "``", "''"})


@dataclass(frozen=True, slots=True)
class Source:
    """The words from ``first`` to ``last``; ``head`` is what they name."""

    head: Token
    first: Token
    last: Token

    def holds(self, token: Token) -> bool:
        """Whether a word of the same paragraph is one of the source's."""
        return bool(self.first.i <= token.i <= self.last.i)


def subject(verb: Token, reports: Callable[[Token], bool] = lambda _: False) -> Token | None:
    """The subject of a verb: its own, or that of the verb it is joined to or depends on.

    ``reports`` tells a reporting verb; a participle ("adding that …") goes with the nearest one above it.
    """
    own = _own(verb)
    if own is not None:
        return own
    if (above := quoting(verb)) is not None:
        return _own(above) if passive(above) else _object(above)
    if verb.dep_ in {"acl", "relcl"}:
        return _of_noun(verb)
    if verb.tag_ == "VBG" and verb.dep_ in {"advcl", "prep", "conj", "dep", "xcomp", "ccomp"}:
        speakers = [
            own
            for ancestor in islice(verb.ancestors, _DEEPEST)
            if ancestor.pos_ == "VERB" and reports(ancestor) and (own := _own(ancestor)) is not None
        ]
        if speakers:  # behind a comma it goes on with the outermost speaker
            start = verb.left_edge.i
            apart = start > 0 and verb.doc[start - 1].text in {",", "-", "–", "—", "--"}
            return speakers[-1] if apart or verb.left_edge.text == "," else speakers[0]
    if verb.dep_ in {"conj", "ccomp"} and (opening := _behind_semicolon(verb)) is not None:
        return opening
    if verb.dep_ == "conj" and reports(verb) and (above := _saying_above(verb, reports)) is not None:
        return above
    return _inherited(verb)


def _saying_above(verb: Token, reports: Callable[[Token], bool]) -> Token | None:
    """The speaker of "X said that it rained and added that …", where the parse joins "added" to "rained"."""
    said = next((a for a in islice(verb.ancestors, _DEEPEST) if a.pos_ == "VERB" and reports(a)), None)
    if said is None or said == verb.head or said.tag_ != verb.tag_ or said.i > verb.i:
        return None
    return _own(said)


def _behind_semicolon(verb: Token) -> Token | None:
    """The subject of a clause that a semicolon opens and the parser joins to the one before it.

    "X said it was his; Holm, smiling, said that it was not": the first noun behind the semicolon.
    """
    doc, low = verb.doc, max(verb.head.i, verb.sent.start, verb.i - _WIDEST)
    start = next((t.i for t in reversed(list(doc[low : verb.i])) if t.text == ";"), None)
    if start is None:
        return None
    for token in doc[start + 1 : verb.i]:
        if token.pos_ in {"NOUN", "PROPN", "PRON"}:
            behind = doc[token.i + 1]
            if behind.pos_ in {"NOUN", "PROPN"} and token.dep_ == "compound":
                continue
            return token if behind.text == "," or behind.i == verb.i else None
        if token.pos_ not in {"DET", "ADJ", "NUM"} and token.dep_ != "cc":
            return None
    return None


def _own(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in SUBJECTS), None)


def _of_noun(verb: Token) -> Token | None:
    """Whose words a clause on a noun tells: "issued a statement saying" is the issuer's saying."""
    noun = verb.head
    above = noun.head
    if verb.tag_ == "VBG" and noun.dep_ in {"dobj", "pobj"}:
        if noun.dep_ == "pobj":
            above = above.head
        if above.pos_ == "VERB" and above.lemma_ in _ISSUING:
            own = _own(above) or _inherited(above)
            if own is not None:
                return own
    return noun


def _inherited(verb: Token) -> Token | None:
    for _ in range(_DEEPEST):
        dep, head = verb.dep_, verb.head
        if dep not in {"conj", "xcomp", "pcomp", "advcl", "dep", "prep"} or head == verb:
            return None
        if dep == "xcomp" and (told := _object(head)) is not None and told.i < verb.i:
            return told  # "urged the minister to say": the minister says it
        verb = _verb_above(head) if head.pos_ == "ADP" else head
        own = _own(verb)
        if own is not None:
            return own
        if verb.dep_ in {"acl", "relcl"}:
            return verb.head
    return None


def quoting(verb: Token) -> Token | None:
    """The verb of quoting above "as saying"."""
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.lemma_ in {"quote", "cite"}:
        return verb.head.head
    return None


def _object(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in {"dobj", "dative"}), None)


def _verb_above(token: Token) -> Token:
    while token.head != token and token.pos_ not in {"VERB", "AUX"}:
        token = token.head
    return token


def agent(verb: Token) -> Token | None:
    """Who does it in a passive: "was told by the minister"."""
    for child in verb.children:
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def passive(verb: Token) -> bool:
    """Whether a verb is in the passive."""
    return any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children)


def phrase(head: Token, *, stop: Token | None = None) -> Source:
    """The words that belong to ``head``: its subtree, cut before ``stop`` and before a clause joined on."""
    first, last = head.left_edge, head.right_edge
    for child in head.rights:
        if child.dep_ in _JOINED or (child.dep_ == "conj" and child.pos_ in {"VERB", "AUX"}):
            last = child.left_edge.nbor(-1)
            break
    doc = head.doc
    if stop is not None:
        while last.i + 1 < stop.i and _names(doc[last.i + 1]) and doc[last.i + 1].head == stop:
            last = doc[last.i + 1]  # "the news agency Qwert", of which the parser makes two phrases
        if stop.i > head.i:
            last = doc[min(last.i, stop.i - 1)]
        else:
            first = doc[max(first.i, stop.i + 1)]
    low, high = first.i, max(last.i, head.i)
    low = max([low, *(t.i + 1 for t in doc[low : head.i] if t.text == ";")])
    while low < head.i and (doc[low].text in _TAILS or doc[low].is_space or doc[low].dep_ == "cc"):
        low += 1
    while high > head.i and (doc[high].text in _TAILS or doc[high].is_space or doc[high].dep_ == "cc"):
        high -= 1
    if high + 1 < len(doc) and doc[high + 1].text == ")" and any(t.text == "(" for t in doc[low:high]):
        high += 1
    return Source(head, doc[low], doc[high])


def behind_mouth(source: Source) -> Source:
    """Who speaks in "Through her lawyer, Olaf Dahl, the poet Ana Holm said": not the lawyer."""
    doc, first = source.head.doc, source.first.i
    if first < 2 or doc[first - 1].text != ",":
        return source
    through = doc[first - 2].head
    own = next((c for c in source.head.rights if c.dep_ == "appos"), None)
    if own is None or through.lower_ not in {"through", "via"} or through.i != source.head.sent.start:
        return source
    return phrase(own)


def _names(token: Token) -> bool:
    return token.pos_ == "PROPN" or (token.is_upper and len(token) > 2)


def author(noun: Token) -> Token | None:
    """Whose a statement or a writing is: "the union's claim", "a report by the bank"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from"}:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
        written = child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_ not in _READING
        if written and (who := agent(child)) is not None:
            return who
    return None
