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
_QUOTING = frozenset(
    {"quote", "cite", "record", "report", "paraphrase", "describe", "show", "portray", "depict"}
)
_SHOWING = frozenset({"have", "show", "hear", "film", "record", "catch", "picture", "feature", "portray"})
_SHOWN = 14  # words between such a verb and what is said
_SENDING = frozenset(
    {
        "text",
        "texted",
        "phone",
        "ring",
        "call",
        "telephone",
        "write",
        "email",
        "e-mail",
        "message",
        "wire",
        "cable",
        "radio",
        "contact",
    }
    | {"use", "take", "break", "interrupt", "seize"}
)  # whoever does it speaks in what follows: "texted reporters to say"
_UNTIL = frozenset({"after", "before", "since", "until", "when", "once", "while"})
_SIGNING = frozenset({"sign", "write", "send", "author", "pen", "draft", "issue", "address"})
_DIRECTING = frozenset({"tell", "order", "urge", "instruct", "advise", "warn", "remind", "invite", "direct"})
_WIDEST = 30  # words of a clause looked at in front of its verb
_PLACED = frozenset({"at", "of", "in", "from", "close", "inside", "within"})
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
    if (asked := next((a for a in (*verb.lefts, verb.head) if a != verb and is_asked(a)), None)) is not None:
        return _own(asked)
    if (above := showing(verb)) is not None:
        return _object(above)
    if (above := quoting(verb)) is not None:
        return _own(above) if passive(above) else _object(above)
    if (tensed := _behind_infinitive(verb)) is not None:
        return tensed
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
    if verb.dep_ == "conj" and (after := _behind_after(verb)) is not None:
        return after
    if verb.dep_ == "conj" and (before := _had_done(verb)) is not None:
        return before
    if verb.dep_ == "conj" and reports(verb):
        inner = _saying_inside(verb, reports) or _saying_above(verb, reports)
        if inner is not None:
            return inner
    return _inherited(verb)


def is_asked(verb: Token) -> bool:
    """ "Holm, asked whether Berg would come, said no": nobody named asks, and it is Holm who speaks."""
    if verb.lemma_ != "ask" or verb.i < 2 or verb.doc[verb.i - 1].text != "," or agent(verb) is not None:
        return False
    if verb.dep_ == "acl" or _is_answered(verb):
        return True
    above = verb.head
    return verb.dep_ == "ccomp" and above.i > verb.i and not any(c.dep_ in SUBJECTS for c in above.children)


def is_bare(verb: Token) -> bool:
    """Whether a clause has nothing in front of its verb: "asked whether …, X said"; "X, when asked, said"."""
    lefts = [c.lower_ for c in verb.lefts]
    return (verb.dep_ == "advcl" and not lefts) or (verb.dep_ in {"advcl", "relcl"} and lefts == ["when"])


def is_asked_when(verb: Token) -> bool:
    """ "Holm, when asked whether Berg would come, said no": who asked is not told."""
    return verb.tag_ in {"VBN", "VBD"} and verb.lemma_ == "ask" and is_bare(verb) and agent(verb) is None


def _is_answered(asked: Token) -> bool:
    """Whether the parser takes "asked" for the main verb, and "said" behind the question for a part of it."""
    own, end = _own(asked), asked.i - 2
    said = next((c for c in asked.rights if c.dep_ == "ccomp" and c.nbor(-1).text == ","), None)
    if own is None or own.right_edge.i not in {end, end + 1} or said is None:
        return False
    return said.tag_ in {"VBD", "VBZ"} and not any(c.dep_ in SUBJECTS | {"mark"} for c in said.lefts)


def _saying_inside(verb: Token, reports: Callable[[Token], bool]) -> Token | None:
    """The speaker of "X said that it rained, the paper reported, but added that …": the one told of."""
    tag = verb.head
    said = next((c for c in tag.lefts if c.dep_ == "ccomp" and reports(c)), None)
    if said is None or not reports(tag) or said.tag_ != verb.tag_ or verb.i < tag.i:
        return None
    return None if passive(said) else _own(said)


def _saying_above(verb: Token, reports: Callable[[Token], bool]) -> Token | None:
    """The speaker of "X said that it rained and added that …", where the parse joins "added" to "rained"."""
    said = next((a for a in islice(verb.ancestors, _DEEPEST) if a.pos_ == "VERB" and reports(a)), None)
    if said is None or said == verb.head or said.tag_ != verb.tag_ or said.i > verb.i:
        return None
    return _own(said)


def _behind_infinitive(verb: Token) -> Token | None:
    """The subject of "urged" in "Holm welcomed a plan to meet and urged …", which the parse joins to "meet".

    A verb in a tense goes with one in the same tense, not with an infinitive.
    """
    if verb.tag_ not in {"VBD", "VBZ"} or verb.lower_ == verb.lemma_:
        return None
    joined = verb.head
    if verb.dep_ != "conj" or joined.dep_ != "acl" or not any(c.tag_ == "TO" for c in joined.lefts):
        return None
    above = next((a for a in islice(joined.ancestors, _DEEPEST) if a.tag_ == verb.tag_), None)
    return None if above is None else _own(above)


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


def _behind_after(verb: Token) -> Token | None:
    """Who speaks in "hopes faded after General Orr, speaking on Sunday, ruled it out", joined by no "and"."""
    doc, low = verb.doc, verb.head.i
    if verb.head.i > verb.i or any(t.dep_ == "cc" and t.head == verb.head for t in doc[low : verb.i]):
        return None
    for token in reversed(list(doc[low : verb.i])):
        if token.lower_ in _UNTIL:
            return next((c for c in token.children if c.dep_ == "pobj" and c.pos_ == "PROPN"), None)
    return None


def _had_done(verb: Token) -> Token | None:
    """Who had done it in "Holm said Berg had offered a truce, but had ruled out talks", joined to "said"."""
    said = verb.head
    if verb.tag_ != "VBN" or said.tag_ != "VBD" or not _had(verb) or verb.i < said.i:
        return None
    told = next((c for c in said.rights if c.dep_ == "ccomp" and c.i < verb.i), None)
    return None if told is None or not _had(told) else _own(told)


def _had(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "had" for c in verb.lefts)


def _own(verb: Token) -> Token | None:
    own = next((c for c in verb.children if c.dep_ in SUBJECTS), None) or _behind_mark(verb)
    front = verb.head if own is None and verb.dep_ == "aux" else own
    if front is not None and front.tag_ == "VBG" and front.is_sent_start and front.i < verb.i:
        return _behind_front(front, verb) or own
    return own


def _behind_mark(verb: Token) -> Token | None:
    """Who speaks in "…, while a source, known as Fox, told …", which the parser hangs on the "while"."""
    marks = (c for c in verb.lefts if c.dep_ == "mark" and verb.tag_ != "VBG")
    return next((who for mark in marks for who in mark.rights if who.dep_ == "pobj"), None)


def _behind_front(front: Token, verb: Token) -> Token | None:
    """Who speaks in "Speaking on condition of anonymity, an engineer told …", taken for an apposition."""
    for token in front.doc[front.i + 1 : verb.i]:
        edge = token.left_edge
        apart = token.pos_ in {"NOUN", "PROPN"} and edge.i > front.i and edge.nbor(-1).text == ","
        if apart and token.dep_ in {"appos", "conj", "nmod", "npadvmod"} and token.right_edge.i < verb.i:
            return token
    return None


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
        told = _object(head) if dep == "xcomp" and head.lemma_ not in _SENDING else None
        if told is not None and told.i < verb.i:
            return told  # "urged the minister to say": the minister says it
        verb = _verb_above(head) if head.pos_ in {"ADP", "ADV", "ADJ"} else head
        own = _own(verb)
        if own is not None:
            return own
        if verb.dep_ in {"acl", "relcl"}:
            return verb.head
    return None


def quoting(verb: Token) -> Token | None:
    """The verb of quoting above "as saying": "quotes her as saying", "minutes record him as observing"."""
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.lemma_ in _QUOTING:
        return verb.head.head
    return None


def showing(verb: Token) -> Token | None:
    """The verb above "the paper has her saying", "state television showed him telling them"."""
    if verb.tag_ != "VBG":
        return None
    above = verb.head
    if verb.dep_ == "ccomp":
        return above if above.lemma_ in _SHOWING and _own(verb) is not None else None
    doc, end = verb.doc, verb.i - 1
    apart = end > 0 and doc[end].text == ","
    for above in reversed(list(doc[max(verb.sent.start, verb.i - _SHOWN) : verb.i])):
        if above.lemma_ in _SHOWING and above.pos_ in {"VERB", "AUX"}:
            shown = next((c for c in above.rights if c.dep_ == "dobj"), None)
            if shown is None or shown.tag_ not in {"NN", "NNP", "PRP"} or shown.i > end:
                return None
            named = any(c.dep_ == "appos" for c in shown.rights)
            last = next((t for t in shown.subtree if t.i >= shown.i and t.i + 1 in {verb.i, end}), None)
            return above if last is not None and apart == named else None
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
    """Whether a verb is in the passive, also a headline's: "Crews told to stay home"."""
    return any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children) or _is_told_to(verb)


def _is_told_to(verb: Token) -> bool:
    """Whether a verb that always tells somebody to do something has nobody behind it who is told."""
    if verb.lemma_ not in _DIRECTING or verb.tag_ not in {"VBD", "VBN"}:
        return False
    to = next((c for c in verb.rights if c.dep_ == "xcomp" and any(t.tag_ == "TO" for t in c.lefts)), None)
    return to is not None and to.left_edge.i == verb.i + 1 and not any(c.dep_ == "aux" for c in verb.lefts)


def phrase(head: Token, *, stop: Token | None = None) -> Source:
    """The words that belong to ``head``: its subtree, cut before ``stop`` and before a clause joined on."""
    first, last = head.left_edge, head.right_edge
    for child in head.rights:
        if child.dep_ in _JOINED or (child.dep_ == "conj" and child.pos_ in {"VERB", "AUX"}):
            last = child.left_edge.nbor(-1)
            break
    doc = head.doc
    if stop is not None:
        while last.i + 1 < stop.i and is_name(doc[last.i + 1]) and doc[last.i + 1].head == stop:
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


def placed(own: Source, verb: Token) -> Source:
    """A source with where they are, which the parser may give to the verb: "quoted a nurse at the camp"."""
    behind = own.last.i + 1
    prep = own.head.doc[behind] if behind < len(own.head.doc) else own.head
    belongs = prep.head == verb and prep.dep_ == "prep" and prep.lower_ in _PLACED
    return Source(own.head, own.first, prep.right_edge) if belongs else own


def is_name(token: Token) -> bool:
    """Whether a word is a name, also one in capitals, of which the tagger makes anything."""
    return token.pos_ == "PROPN" or (token.is_upper and len(token) > 2)


def author(noun: Token) -> Token | None:
    """Whose a statement or a writing is: "the union's claim", "a report by the bank"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from"}:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
        written = child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_ not in _READING
        signed = child.dep_ == "relcl" and child.tag_ == "VBN" and child.lemma_ in _SIGNING
        if (written or signed) and (who := agent(child)) is not None:
            return who
    return None
