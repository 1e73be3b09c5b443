"""Closing tags by their marks: "The stock would last a week, a retired admiral, Ivo Holm, reckoned on air".

In: a verb of saying near the end of its sentence. Out: who says it and the clause in front. It goes by the
marks and the words between them, for sentences whose end the parser takes for an apposition to the clause in
front. Invariant: who speaks is a person, a body or a name; behind the verb stands no more than whom, where
and when; no word of the tag is content.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord.reading.attribution import sources
from onrecord.reading.attribution.cues import Cues
from onrecord.reading.attribution.finding import behind, inserted, people, verbs
from onrecord.reading.attribution.finding.complement import Complement
from onrecord.reading.attribution.sources import SUBJECTS

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_TOLD = frozenset({"tell", "assure", "inform", "warn", "remind", "advise", "notify", "brief"})
_TO_WHOM = frozenset({"DT", "PRP", "PRP$", "NNP", "NNPS", "NN", "NNS", "JJ", "CD", "POS"})
_WHERE = frozenset(
    {"on", "in", "at", "to", "during", "after", "before", "from", "by", "through", "via", "last"}
)
_TAKING = frozenset({"that", "whether", "if", "what", "as", "of", "about", "for", "against", "over"})
_STOPS = frozenset({":", ";", '"', "``", "''", "“", "”", "(", ")"})
_OPENING = frozenset({"IN", "WRB", "CC", "TO"})
_SPOKEN = frozenset({"he", "she", "they"})
_SHORTEST = 3  # words of the clause in front
_LONGEST = 16  # words behind the verb


def find(verb: Token, cues: Cues) -> behind.Tag | None:
    """The tag that a verb of saying makes by the marks around it; ``None`` where it makes none."""
    doc, sent = verb.doc, verb.sent
    words = verbs.words(verb)
    if not _is_told(verb, words, cues) or not _ends(verb, cues):
        return None
    before = inserted.before_cue(verb, words[0].i)
    if before is None:
        return None
    start, source, _ = before
    if (
        not _speaks(source, cues)
        or start - 1 - sent.start < _SHORTEST
        or doc[start - 1].text not in {",", "–", "—"}
    ):
        return None
    low = next((i + 1 for i in range(start - 2, sent.start, -1) if doc[i].text in _STOPS), sent.start)
    clause = _clause(doc, low, start - 1)
    if clause is None or start - 1 - low < _SHORTEST:
        return None
    return behind.Tag(source, Complement("that", clause, ((low, start - 2),)))


def _is_told(verb: Token, words: tuple[Token, ...], cues: Cues) -> bool:
    """Whether a verb tells of a saying, as far as its form goes."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN"} or sources.passive(verb):
        return False
    if any(t.dep_ == "neg" or t.tag_ == "MD" for t in words):
        return False
    return cues.verb(verbs.lemma(verb, cues), "that") is not None


def _ends(verb: Token, cues: Cues) -> bool:
    """Whether behind a verb stands no more than whom, where and when."""
    doc, end = verb.doc, verb.sent.end
    rest = [t for t in doc[verb.i + 1 : end] if not t.is_space]
    while rest and rest[-1].text in {".", "!", "?"}:
        rest.pop()
    telling = verb.lemma_ in _TOLD
    if not rest:
        return not telling
    first = rest[0]
    if telling:
        if first.tag_ not in _TO_WHOM or first.lower_ in _TAKING:
            return False
    elif not (
        first.lower_ in _WHERE or first.tag_ == "RB" or first.ent_type_ == "DATE" or first.dep_ == "npadvmod"
    ):
        return False
    if first.lower_ == "by" or len(rest) > _LONGEST:
        return False
    return not any(
        t.tag_ in _FINITE or t.tag_ == "VB" or t.text in _STOPS or t.lower_ in _TAKING or t.text == ","
        for t in rest
    )


def _speaks(source: sources.Source, cues: Cues) -> bool:
    """Whether a source is a person, a body or a name."""
    head = source.head
    if head.pos_ == "PRON":
        return head.lower_ in _SPOKEN
    named = source.last.pos_ == "PROPN" and any(t.text == "," for t in head.doc[head.i : source.last.i])
    return named or head.pos_ == "PROPN" or people.known(head, cues)


def _clause(doc: Doc, low: int, high: int) -> Token | None:
    """The main clause in front of a tag; ``None`` where only a subordinate one or a phrase stands there."""
    first = doc[low]
    if first.tag_ in _OPENING and first.dep_ in {"mark", "advmod", "cc"}:
        return None
    for token in doc[low:high]:
        if token.tag_ not in _FINITE or token.dep_ in {"relcl", "acl"} or token.head.dep_ in {"relcl", "acl"}:
            continue
        main = token.head if token.dep_ in {"aux", "auxpass"} else token
        own = any(c.dep_ in SUBJECTS and low <= c.i for c in main.lefts)
        if own and not any(c.dep_ == "mark" or c.tag_ == "WRB" for c in main.lefts):
            return main
    return None
